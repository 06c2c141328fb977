import type { Directory, DirectoryEntry } from '../addressees/directory.ts';

/** The organizations right below another, in the directory's order; groups are none. */
export function subordinatesOf(directory: Directory, code: string): readonly DirectoryEntry[] {
  return directory.filter(({ parent, kind }) => parent === code && kind !== 'group');
}

/**
 * The organizations below this one to which it may hand down its points: those of a municipality or of any other
 * founder. Empty for the Department, which publishes instead, for groups, and where nobody is below.
 */
export function handsDownTo(directory: Directory, code: string): readonly DirectoryEntry[] {
  const kind = directory.find((entry) => entry.code === code)?.kind;
  if (kind === undefined || kind === 'department' || kind === 'group') return [];
  return subordinatesOf(directory, code);
}
