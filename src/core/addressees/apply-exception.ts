import type { Warning } from '../warning.ts';
import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { MOST_CANDIDATES } from './find-described.ts';
import { namesOf } from './meaning.ts';
import { type ReadPart, readParts } from './read-parts.ts';
import { splitAddressees } from './split-addressees.ts';

/**
 * Takes what is printed after «кроме» out of the groups before it; addressees that follow the exception after a
 * comma and belong to none of these groups are addressees of their own.
 *
 *   [ОМСУ], «Лесного района, ГАУ ДПО ЗОИРО» → [ОМСУ without lesnoy, ZOIRO]
 *
 * An exception is doubted where it names nobody of the group, or where more than one group may be meant.
 */
export function applyException(
  { said, text: printed }: { readonly said: string; readonly text: string },
  before: readonly ReadPart[],
  index: DirectoryIndex,
): readonly ReadPart[] {
  const listed = withoutListed(printed, before, index);
  if (listed !== null) return listed;
  const groups = before.filter(({ meaning }) => meaning.kind === 'entry' && meaning.entry.kind === 'group');
  const target = groups.at(-1);
  if (target === undefined) {
    const last = before.at(-1);
    return before.map((part) => (part === last ? doubted(part, unclear(part.text, printed)) : part));
  }
  const items = splitAddressees(printed, index);
  const own = readParts(items, index);
  const headed = readParts(items, index, target.item.words);
  const read = own.map((part, at) => {
    const other = headed[at];
    const chosen =
      part.meaning.kind === 'entry' || other === undefined || headed.length !== own.length ? part : other;
    return onlyOneWithin(chosen, target, index);
  });
  const belongs = (part: ReadPart): boolean =>
    groups.some((group) => excluded(part, group, index).length > 0);
  const firstOther = read.findIndex((part, at) => at > 0 && part.meaning.kind === 'entry' && !belongs(part));
  const excepted = firstOther === -1 ? read : read.slice(0, firstOther);
  const others = firstOther === -1 ? [] : read.slice(firstOther);
  const concerned = groups.filter((group) =>
    excepted.some((part) => excluded(part, group, index).length > 0),
  );
  const unknown = excepted.filter((part) => !belongs(part));
  const ends = others[0]?.item.start ?? printed.length;
  const words = printed
    .slice(0, ends)
    .replace(/[\s,;.]+$/u, '')
    .replaceAll(/\s+/gu, ' ');
  const parts = before.map((part) => {
    const isTarget = part === target;
    if (!isTarget && !concerned.includes(part)) return part;
    const codes = excepted.flatMap((one) => excluded(one, part, index));
    const text =
      isTarget && !part.text.includes(words)
        ? `${part.text}, ${said.replace(/\s+/gu, ' ')} ${words}`
        : part.text;
    const warnings: Warning[] = [];
    if (isTarget && (unknown.length > 0 || excepted.length === 0)) {
      warnings.push(
        unclear(text, unknown.map((one) => one.text).join(', ') || words, whoMayBe(unknown, index)),
      );
    }
    if (isTarget && concerned.length > 1) warnings.push(sharedBySeveral(text, concerned));
    return doubted({ ...part, text, except: [...new Set([...part.except, ...codes])] }, ...warnings);
  });
  return [...parts, ...others];
}

/** «садам г. Озёрска, кроме «Теремка»»: of all that are called so, the one that the group has. */
function onlyOneWithin(part: ReadPart, group: ReadPart, index: DirectoryIndex): ReadPart {
  const { meaning } = part;
  if (
    meaning.kind !== 'unknown' ||
    group.meaning.kind !== 'entry' ||
    meaning.candidates.length >= MOST_CANDIDATES
  ) {
    return part;
  }
  if (!meaning.warnings.every(({ code }) => code === 'several_candidates')) return part;
  const members = index.membersOf(group.meaning.entry.code);
  const able = new Set(group.meaning.only ?? members);
  const [one, ...others] = meaning.candidates.filter(({ code }) => able.has(code));
  const entry = one === undefined ? undefined : index.byCode().get(one.code);
  if (entry === undefined || others.length > 0) return part;
  return { ...part, meaning: { kind: 'entry', entry, warnings: [] } };
}

/** «школам № 5, 6 и 7, кроме СОШ № 6»: out of a list of organizations goes one of them; null where it is no such. */
function withoutListed(
  printed: string,
  before: readonly ReadPart[],
  index: DirectoryIndex,
): readonly ReadPart[] | null {
  const excepted = readParts(splitAddressees(printed, index), index).map(({ meaning }) =>
    meaning.kind === 'entry' && meaning.only === undefined ? meaning.entry.code : null,
  );
  const isExcepted = ({ meaning }: ReadPart): boolean =>
    meaning.kind === 'entry' && excepted.includes(meaning.entry.code);
  const all = excepted.every((code) =>
    before.some(({ meaning }) => meaning.kind === 'entry' && meaning.entry.code === code),
  );
  return all && !before.every(isExcepted) ? before.filter((part) => !isExcepted(part)) : null;
}

/** Codes of the group's organizations that an excepted addressee stands for, or stands over. */
function excluded({ meaning }: ReadPart, group: ReadPart, index: DirectoryIndex): readonly string[] {
  if (meaning.kind !== 'entry' || group.meaning.kind !== 'entry' || isDoubtedPart(meaning)) return [];
  const members = index.membersOf(group.meaning.entry.code);
  const meant = [...(meaning.only ?? index.membersOf(meaning.entry.code))];
  const direct = meant.filter((code) => members.has(code));
  if (direct.length > 0) return direct;
  return index.directory
    .filter((entry: DirectoryEntry) => entry.parent === meaning.entry.code && members.has(entry.code))
    .map(({ code }) => code);
}

/** «кроме школ, участвующих в …»: which they are nobody knows. */
function isDoubtedPart({ warnings }: { readonly warnings: readonly Warning[] }): boolean {
  return warnings.some(({ code }) => code === 'subset_of_group');
}

function doubted(part: ReadPart, ...warnings: readonly Warning[]): ReadPart {
  const { meaning } = part;
  return { ...part, meaning: { ...meaning, warnings: [...meaning.warnings, ...warnings] } };
}

function unclear(text: string, words: string, alike = ''): Warning {
  const which = alike === '' ? '' : ` Так называются: ${alike}.`;
  const message = `Исключение ${quoted(words)} у адресата «${text}» не понято: проверьте, кому направить.${which}`;
  return { code: 'unclear_exception', message };
}

/** Those an exception may mean, by name. */
function whoMayBe(unknown: readonly ReadPart[], index: DirectoryIndex): string {
  const candidates = unknown.flatMap(({ meaning }) => (meaning.kind === 'unknown' ? meaning.candidates : []));
  return namesOf(candidates.slice(0, MOST_CANDIDATES), index);
}

/** In quotation marks, unless the words are one quotation themselves. */
const quoted = (words: string): string => (/^«[^«»]*»$/u.test(words) ? words : `«${words}»`);

function sharedBySeveral(text: string, groups: readonly ReadPart[]): Warning {
  const names = groups.map((group) => `«${group.item.text}»`).join(', ');
  const message = `Исключение у адресата «${text}» отнесено ко всем названным перед ним: ${names}. Проверьте, кому направить.`;
  return { code: 'unclear_exception', message };
}
