import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { matchAll } from './split-addressees.ts';
import { wordsOf } from './words.ts';

/** Every entry a text mentions by one of its names, in order; names that several entries share are left out. */
export function namesIn(text: string, index: DirectoryIndex): DirectoryEntry[] {
  return matchAll(wordsOf(text), index).flatMap(({ entries }) => (entries.length === 1 ? entries : []));
}
