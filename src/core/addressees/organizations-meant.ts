import type { ReadAddressee } from '../documents/read-document.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { membersOf } from './members-of.ts';

/**
 * The organizations an addressee reaches: those it is limited to, or all its code means, without those left out.
 *
 *   { code: 'OMSU', except: ['lesnoy'] }   → every municipality but that one
 *   { code: 'OO', only: ['sch-1'] }        → that school
 *   { code: 'OTHER', only: ['sch-1'] }     → that school: a reviewer has picked it
 */
export function organizationsMeant(
  directory: Directory,
  { code, only, except }: Pick<ReadAddressee, 'code' | 'only' | 'except'>,
): readonly DirectoryEntry[] {
  const meant =
    only === undefined ? membersOf(directory, code) : only.flatMap((one) => membersOf(directory, one));
  return except === undefined ? meant : meant.filter((entry) => !except.includes(entry.code));
}
