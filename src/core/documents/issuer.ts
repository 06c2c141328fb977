import { type DirectoryIndex, namesIn } from '../addressees/index.ts';
import type { Line } from './lines.ts';

/**
 * The department of the directory that the head of a document names («Вступительное слово начальника
 * Департамента …»), null where the directory has none or the head is silent.
 */
export function directoryNameIn(lines: readonly Line[], index: DirectoryIndex): string | null {
  for (const line of lines) {
    const department = namesIn(line.text, index).find((entry) => entry.kind === 'department');
    if (department !== undefined) return department.name;
  }
  return null;
}
