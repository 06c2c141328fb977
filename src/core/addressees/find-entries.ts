import { fingerprint } from '../fingerprint.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { membersOf } from './members-of.ts';

/**
 * The entries a reviewer may choose as addressees: groups that somebody belongs to, then organizations. With words,
 * those whose code or any of whose names (`with_places`: or whose municipality's) have every word in them; whole
 * words before parts.
 *
 *   null         → ОМСУ, ОО, …, ГАУ ДПО ЗОИРО, …
 *   «озер гим»   → Озёрская гимназия
 *   «3 лесной»   → with places: СОШ № 3 of Лесной район, then its СОШ № 13
 */
export function findEntries(
  directory: Directory,
  words: string | null,
  by: 'names' | 'with_places' = 'names',
): readonly DirectoryEntry[] {
  const wanted = comparable(words ?? '').split(/\s+/);
  const above = new Map(by === 'names' ? [] : directory.map((entry) => [entry.code, entry]));
  const found = directory.flatMap((entry) => {
    const names = comparable(namesOf(entry, above).join('\n'));
    if (!wanted.every((word) => names.includes(word)) || membersOf(directory, entry.code).length === 0)
      return [];
    const group = entry.kind === 'group' ? 0 : 2;
    return [{ entry, rank: group + (saysWhole(names, wanted) ? 0 : 1) }];
  });
  return found.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/** «3» is a word of «СОШ № 3», a part of «СОШ № 13». */
function saysWhole(names: string, wanted: readonly string[]): boolean {
  const whole = new Set(names.split(NO_WORD));
  return wanted.every((word) => whole.has(word) || !/[a-zа-я0-9]/u.test(word));
}

const NO_WORD = /[^a-zа-я0-9]+/u;

function namesOf(
  { code, name, shortName, aliases, parent }: DirectoryEntry,
  above: ReadonlyMap<string, DirectoryEntry>,
): readonly string[] {
  const own = [code, name, shortName ?? '', ...aliases];
  const place = parent === null ? undefined : above.get(parent);
  return place?.kind === 'municipality' ? [...own, place.shortName ?? place.name] : own;
}

/** The number a button names an entry by. */
export function entryKey(code: string): number {
  return fingerprint(code);
}

/** The entry of this key; null where there is none, or where two codes happen to share it. */
export function entryOfKey(directory: Directory, key: number): DirectoryEntry | null {
  const found = directory.filter(({ code }) => entryKey(code) === key);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function comparable(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').trim();
}
