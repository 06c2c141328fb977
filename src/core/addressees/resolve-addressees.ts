import type { ReadAddressee } from '../documents/read-document.ts';
import type { Warning } from '../warning.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { type DirectoryIndex, indexDirectory, matchMisprintAt, type NameMatch } from './directory-index.ts';
import { findPersonNames } from './person-name.ts';
import { type AddresseeItem, splitAddressees } from './split-addressees.ts';
import { isAdjective, isBody, isHeadPost, isPost, isSingularPost } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Who the words name, and what the reviewer should look at. */
export interface ResolvedAddressees {
  readonly addressees: readonly ReadAddressee[];
  readonly warnings: readonly Warning[];
}

type ItemMeaning =
  | { kind: 'entry'; entry: DirectoryEntry; warnings: Warning[] }
  | { kind: 'person' | 'role' }
  | { kind: 'unknown'; warnings: Warning[] };

const EXECUTOR_MARK = /(?<!\p{L})(?:созыв|свод|сводн\p{L}*|ответственн\p{L}*)(?!\p{L})/iu;
/** «Контроль оставляю за собой»: the one who signs. */
const HIMSELF = /^(?:за\s+)?соб(?:ой|ою)$|^себя$/iu;
const EVERYBODY = /^(?:все|всем|всех|и|а|также|совместно|с|со)$/iu;
const WHOLE_REGION = /(?<!\p{L})(?:област\p{L}*|кра[йяюе]\p{L}*|республик\p{L}*|округ\p{L}*|регион\p{L}*)$/iu;

/**
 * Reads a printed list of addressees against a directory.
 *
 *   «СОИРО, ОМСУ»                  → SOIRO (executor), OMSU
 *   «руководители ОО, методисты»   → OO (executor), ROLE
 *   «Ильина И.В.»                  → PERSON
 *   «ОМСУ, СОИРО (свод)»           → OMSU, SOIRO (executor)
 *
 * Warns of names nobody knows, names several entries share, misprints it read through, and groups whose
 * text restricts them («…, участвующим в мониторинге»). An empty text gives no addressees and no warnings.
 */
export function resolveAddressees(printed: string, directory: Directory): ResolvedAddressees {
  return resolveWith(indexDirectory(directory), printed);
}

/** `resolveAddressees` for many texts against one prepared directory. */
export function resolveWith(index: DirectoryIndex, printed: string): ResolvedAddressees {
  const warnings: Warning[] = [];
  const read: { text: string; code: string; marked: boolean }[] = [];
  let previous: AddresseeItem | null = null;
  for (const item of splitAddressees(printed, index)) {
    const last = read.at(-1);
    if (last !== undefined && previous?.person === true && isApposition(item)) {
      last.text = `${last.text}, ${item.text}`;
      continue;
    }
    const meaning = meaningOf(item, index);
    if ('warnings' in meaning) warnings.push(...meaning.warnings);
    read.push({ text: item.text, code: codeOf(meaning), marked: isMarkedExecutor(item) });
    previous = item;
  }
  const marked = read.findIndex((addressee) => addressee.marked);
  const executor = marked === -1 ? 0 : marked;
  return {
    addressees: read.map(({ text, code }, place) => ({ text, code, executor: place === executor })),
    warnings,
  };
}

function codeOf(meaning: ItemMeaning): string {
  switch (meaning.kind) {
    case 'entry':
      return meaning.entry.code;
    case 'person':
      return 'PERSON';
    case 'role':
      return 'ROLE';
    case 'unknown':
      return 'OTHER';
  }
}

function meaningOf(item: AddresseeItem, index: DirectoryIndex): ItemMeaning {
  if (HIMSELF.test(item.text)) return { kind: 'person' };
  const firstNoun = item.words.find((word) => !isAdjective(word) && !EVERYBODY.test(word.text));
  const startsWithPost = firstNoun !== undefined && isPost(firstNoun);
  const match = item.matches[0] ?? misprintIn(item, index);
  if (item.person && (match === undefined || startsWithPost || namesPersonFirst(item)))
    return { kind: 'person' };
  if (match === undefined) return meaningWithoutName(item, firstNoun);
  const before = item.words.slice(0, match.from).filter((word) => !EVERYBODY.test(word.text));
  if (!before.every((word) => isHeadPost(word) || isAdjective(word))) {
    return startsWithPost ? { kind: 'role' } : unknown(item.text);
  }
  return meaningOfMatch(item, match, before);
}

function meaningWithoutName(item: AddresseeItem, firstNoun: Word | undefined): ItemMeaning {
  if (firstNoun === undefined || !isPost(firstNoun)) return unknown(item.text);
  const rest = item.words.slice(item.words.indexOf(firstNoun) + 1);
  const ownAdjectives = item.words.indexOf(firstNoun) > 0;
  // «руководители МБУ ДО «Радуга»» is that body; «классные руководители» is a post.
  const headsBody =
    isHeadPost(firstNoun) && !ownAdjectives && rest.some((word) => word.abbreviation || isBody(word));
  return headsBody ? unknown(item.text) : { kind: 'role' };
}

function meaningOfMatch(item: AddresseeItem, match: NameMatch, before: readonly Word[]): ItemMeaning {
  const [entry, ...others] = match.entries;
  if (entry === undefined) return unknown(item.text);
  if (others.length > 0) {
    const names = match.entries.map((candidate) => candidate.shortName ?? candidate.name).join('; ');
    const message = `Под названием «${item.text}» в справочнике несколько организаций: ${names}. Выберите нужную.`;
    return { kind: 'unknown', warnings: [{ code: 'several_candidates', message }] };
  }
  const after = item.words.slice(match.to);
  if (entry.kind !== 'group' && after.length > 0 && isBareBody(item.words.slice(match.from, match.to))) {
    return unknown(item.text);
  }
  const warnings: Warning[] = [];
  if (match.near) {
    const message = `«${item.text}» прочитано как «${entry.shortName ?? entry.name}»: похоже на опечатку.`;
    warnings.push({ code: 'corrected_spelling', message });
  }
  if (entry.kind === 'group' && restricts(before, after)) {
    const message = `«${item.text}» — часть группы «${entry.shortName ?? entry.name}»: проверьте, кому направить.`;
    warnings.push({ code: 'subset_of_group', message });
  }
  return { kind: 'entry', entry, warnings };
}

/** «Департаменту экономического развития» must not become the one entry called «Департамент». */
function isBareBody(words: readonly Word[]): boolean {
  const only = words.length === 1 ? words[0] : undefined;
  return only !== undefined && isBody(only);
}

function restricts(before: readonly Word[], after: readonly Word[]): boolean {
  const narrowing = before.filter((word) => !isHeadPost(word));
  if (narrowing.length > 0) return true;
  const tail = after.map((word) => word.text).join(' ');
  return tail !== '' && !(after.length <= 3 && WHOLE_REGION.test(tail)) && !EXECUTOR_MARK.test(tail);
}

function misprintIn(item: AddresseeItem, index: DirectoryIndex): NameMatch | undefined {
  for (let at = 0; at < item.words.length; at += 1) {
    const match = matchMisprintAt(item.words, at, index);
    if (match !== null) return match;
  }
  return undefined;
}

function namesPersonFirst(item: AddresseeItem): boolean {
  const name = findPersonNames(item.text)[0];
  return name !== undefined && name.start === 0;
}

/** «Ильина И.В., начальник отдела …»: the post of the person just named. */
function isApposition(item: AddresseeItem): boolean {
  const first = item.words[0];
  return first !== undefined && !item.person && isSingularPost(first);
}

function isMarkedExecutor(item: AddresseeItem): boolean {
  if (item.notes.some((note) => EXECUTOR_MARK.test(note))) return true;
  return item.words.some((word, place) => place > 0 && EXECUTOR_MARK.test(word.text));
}

function unknown(text: string): ItemMeaning {
  const message = `Адресат «${text}» не найден в справочнике: выберите организацию или добавьте её.`;
  return { kind: 'unknown', warnings: [{ code: 'unknown_addressee', message }] };
}
