import { fingerprint } from '../fingerprint.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { membersOf } from './members-of.ts';

/**
 * The entries a reviewer may choose as addressees: groups that somebody belongs to, then organizations. With words,
 * those whose code or any of whose names have every word in them.
 *
 *   null       → ОМСУ, ОО, …, ГАУ ДПО ЗОИРО, …
 *   «озер гим» → Озёрская гимназия
 */
export function findEntries(directory: Directory, words: string | null): readonly DirectoryEntry[] {
  const wanted = comparable(words ?? '').split(/\s+/);
  const fits = ({ code, name, shortName, aliases }: DirectoryEntry): boolean => {
    const names = comparable([code, name, shortName ?? '', ...aliases].join('\n'));
    return wanted.every((word) => names.includes(word));
  };
  const found = directory.filter((entry) => fits(entry) && membersOf(directory, entry.code).length > 0);
  return [...found.filter(({ kind }) => kind === 'group'), ...found.filter(({ kind }) => kind !== 'group')];
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
