import type { Directory, DirectoryEntry } from './directory.ts';

/**
 * The organizations a code means: itself for an organization, the members for a group.
 *
 *   membersOf(directory, 'OMSU')  → every entry of kind municipality
 *   membersOf(directory, 'SOIRO') → that one institute
 *
 * Empty for an unknown code, for PERSON/ROLE/OTHER, and for a group whose members the reviewer picks.
 * A group inside a group's code list is expanded; every organization comes once, groups never.
 */
export function membersOf(directory: Directory, code: string): DirectoryEntry[] {
  return [...new Set(expand(directory, code, new Set()))];
}

function expand(directory: Directory, code: string, seen: Set<string>): DirectoryEntry[] {
  if (seen.has(code)) return [];
  seen.add(code);
  const entry = directory.find((candidate) => candidate.code === code);
  if (entry === undefined) return [];
  if (entry.kind !== 'group') return [entry];
  const members = entry.members;
  if (members === null) return [];
  switch (members.by) {
    case 'kind':
      return directory.filter((candidate) => candidate.kind === members.kind && candidate.kind !== 'group');
    case 'parent':
      return directory.filter((candidate) => candidate.parent === members.code && candidate.kind !== 'group');
    case 'codes':
      return members.codes.flatMap((member) => expand(directory, member, seen));
    case 'reviewer':
      return [];
  }
}
