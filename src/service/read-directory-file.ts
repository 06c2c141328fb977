import { readDirectoryTable } from '../adapters/readers/csv.ts';
import { type Directory, type DirectoryReading, parseDirectory } from '../core/addressees/index.ts';

/**
 * A directory file's entries, or everything wrong with it by line and column. `present` is the directory it is added
 * to: a file of schools alone may name the municipalities that are there already.
 */
export function readDirectoryFile(bytes: Uint8Array, present: Directory = []): DirectoryReading {
  const table = readDirectoryTable(bytes);
  return table.kind === 'errors' ? table : parseDirectory(table.rows, present);
}
