import type { ReadAddressee } from '../documents/read-document.ts';
import type { Warning } from '../warning.ts';
import { applyException } from './apply-exception.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { type DirectoryIndex, indexDirectory } from './directory-index.ts';
import { cutExceptions, exceptionOfNote } from './exceptions.ts';
import { EXECUTOR_MARK } from './executor-mark.ts';
import { saysTogether } from './openings.ts';
import { findPersonNames } from './person-name.ts';
import { isWithin } from './places.ts';
import { subset } from './read-group-part.ts';
import { type ReadPart, readParts } from './read-parts.ts';
import { splitAddressees } from './split-addressees.ts';

/** Who the words name, and what the reviewer should look at. */
export interface ResolvedAddressees {
  readonly addressees: readonly ReadAddressee[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads a printed list of addressees against a directory.
 *
 *   «СОИРО, ОМСУ»                     → SOIRO (executor), OMSU
 *   «руководители ОО, методисты»      → OO (executor), ROLE
 *   «Ильина И.В.»                     → the entry with that alias, else PERSON
 *   «ОМСУ, СОИРО (свод)»              → OMSU, SOIRO (executor)
 *   «ОМСУ Лесного и Озёрного районов» → those two and no others, each an executor (`joined`)
 *   «школы Лесного района»            → OO, `only` those of the district
 *   «ОМСУ, кроме Лесного района»      → OMSU, `except` it
 *
 * Warns of names nobody knows, names several entries share (`candidates`), misprints it read through, groups whose
 * text restricts them («…, участвующим в мониторинге»), and exceptions it did not understand. An empty text gives
 * no addressees and no warnings.
 */
export function resolveAddressees(printed: string, directory: Directory): ResolvedAddressees {
  return resolveWith(indexDirectory(directory), printed);
}

/** «Отв.:», «Ответственные исполнители:», «исполнители –»: says only that addressees follow. */
const LABEL =
  /^\s*(?:отв(?:етственн\p{L}{1,3})?\.?(?:\s+(?:со)?исполнител\p{L}{1,3})?|(?:со)?исполнител\p{L}{1,3})\s*(?::|\s[–—-]\s)\s*/iu;

/** `resolveAddressees` for many texts against one prepared directory. */
export function resolveWith(index: DirectoryIndex, printed: string): ResolvedAddressees {
  const parts: ReadPart[] = [];
  for (const stretch of cutExceptions(printed.replace(LABEL, ''))) {
    const read = readStretch(stretch.text, index);
    if (stretch.exception === null || parts.length + read.length === 0) parts.push(...read);
    else parts.push(...applyException(stretch.exception, read, index));
  }
  const named = withoutRepeated(parts);
  const marked = named.findIndex((part) => part.marked);
  const executor = marked === -1 ? 0 : marked;
  return {
    addressees: named.map((part, place) => addresseeOf(part, place === executor, place > 0)),
    warnings: named.flatMap(({ meaning }) => meaning.warnings),
  };
}

/** «ЗЦОКО, … ОГАУ ЗЦОКО (свод)» is one addressee, marked; a part of a group or one with exceptions is its own. */
function withoutRepeated(parts: readonly ReadPart[]): readonly ReadPart[] {
  const whole = new Map<DirectoryEntry, number>();
  const named: ReadPart[] = [];
  for (const part of parts) {
    const { meaning, except, marked } = part;
    const isWhole = meaning.kind === 'entry' && meaning.only === undefined && except.length === 0;
    const before = isWhole && meaning.warnings.length === 0 ? whole.get(meaning.entry) : undefined;
    const earlier = before === undefined ? undefined : named[before];
    if (before !== undefined && earlier !== undefined) {
      named[before] = { ...earlier, marked: earlier.marked || marked };
      continue;
    }
    if (isWhole) whole.set(meaning.entry, named.length);
    named.push(part);
  }
  return named;
}

/** The addressees of a list without exceptions outside brackets; what stands in brackets is applied. */
function readStretch(text: string, index: DirectoryIndex): ReadPart[] {
  return readParts(splitAddressees(text, index), index).flatMap((part) => withNotes(part, index));
}

function withNotes(part: ReadPart, index: DirectoryIndex): ReadPart[] {
  return [...withLimits(part, index), ...part.item.notes.flatMap((note) => named(note, index))];
}

/** «ЗОИРО (совместно с ЗЦОКО)»: the other is an addressee too. */
function named(note: string, index: DirectoryIndex): readonly ReadPart[] {
  return saysTogether(note) ? readParts(splitAddressees(note, index), index) : [];
}

function withLimits(part: ReadPart, index: DirectoryIndex): ReadPart[] {
  const { meaning, item } = part;
  if (meaning.kind !== 'entry') return [part];
  if (meaning.entry.kind !== 'group') {
    // «ЗОИРО (кроме кафедр)»: nobody knows the parts of an organization.
    const exception = item.notes.map(exceptionOfNote).find((note) => note !== null);
    return exception === undefined ? [part] : [...applyException(exception, [part], index)];
  }
  let parts: readonly ReadPart[] = [part];
  for (const note of item.notes) {
    const exception = exceptionOfNote(note);
    if (exception !== null) parts = applyException(exception, parts, index);
    else if (!isAside(note))
      parts = parts.flatMap((one) => (one === part ? narrowedBy(note, part, index) : [one]));
  }
  return [...parts];
}

const ASIDE =
  /^(?:далее|по\s+согласовани|при\s+(?:наличии|необходимости)|по\s+(?:компетенции|принадлежности|отдельному)|в\s+(?:части|пределах|рамках)|срок|до\s+\d|\+?\d[\d\s()-]{5,})/iu;

/** «(далее – ОМСУ)», «(свод)», «(Ильина И.В.)»: says nothing of who is meant. */
function isAside(note: string): boolean {
  return (
    ASIDE.test(note) || saysTogether(note) || EXECUTOR_MARK.test(note) || findPersonNames(note).length > 0
  );
}

/** «ОМСУ (Лесной, Озёрный районы)»: these; «школы (по списку)»: a part that a person must pick. */
function narrowedBy(note: string, part: ReadPart, index: DirectoryIndex): readonly ReadPart[] {
  const { meaning, item } = part;
  if (meaning.kind !== 'entry') return [part];
  const { entry } = meaning;
  const listed = readParts(splitAddressees(note, index), index, item.words);
  const codes = listed.flatMap((one) => (one.meaning.kind === 'entry' ? [one.meaning.entry] : []));
  const same = (one: ReadPart): boolean =>
    one.meaning.kind === 'entry' && one.meaning.entry === entry && one.meaning.warnings.length === 0;
  if (listed.every(same)) return [part];
  if (codes.length > 0 && codes.every((one) => isWithin(one, entry.code, index))) {
    return listed.map((one, at) => ({
      ...one,
      joined: at > 0 || part.joined,
      marked: part.marked && at === 0,
    }));
  }
  const warnings = [...meaning.warnings, subset({ item, entry })];
  return [{ ...part, meaning: { ...meaning, warnings } }];
}

function addresseeOf(
  { meaning, text, joined, except }: ReadPart,
  executor: boolean,
  follows: boolean,
): ReadAddressee {
  const base = { text, code: codeOf(meaning), executor };
  return {
    ...base,
    ...(meaning.kind === 'entry' && meaning.only !== undefined ? { only: meaning.only } : {}),
    ...(except.length > 0 ? { except } : {}),
    ...(joined && follows ? { joined } : {}),
    ...('candidates' in meaning && meaning.candidates !== undefined && meaning.candidates.length > 0
      ? { candidates: meaning.candidates }
      : {}),
  };
}

function codeOf(meaning: ReadPart['meaning']): string {
  switch (meaning.kind) {
    case 'entry':
      return meaning.entry.code;
    case 'person':
      return 'PERSON';
    case 'role':
      return 'ROLE';
    case 'unknown':
      return meaning.person ? 'PERSON' : 'OTHER';
  }
}
