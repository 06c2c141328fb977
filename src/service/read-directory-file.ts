import { readDirectoryTable } from '../adapters/readers/csv.ts';
import { type DirectoryReading, parseDirectory } from '../core/addressees/index.ts';

/** A directory file's entries, or everything wrong with it by line and column. */
export function readDirectoryFile(bytes: Uint8Array): DirectoryReading {
  const table = readDirectoryTable(bytes);
  return table.kind === 'errors' ? table : parseDirectory(table.rows);
}
