import type { DirectoryEntry } from '../core/addressees/directory.ts';
import type { Assignment } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { rollUp } from '../core/storeys/roll-up.ts';
import type { Below, RollUpFacts } from '../messages/roll-up.ts';
import type { Records } from './ports.ts';

/** The numbers of those below an assignment; null where nothing was handed down from it. */
export async function findRollUp(
  records: Records,
  above: Assignment,
  today: CalendarDate,
): Promise<RollUpFacts | null> {
  const children = await records.assignments.childrenOf([above.id]);
  if (children.length === 0) return null;
  return rollUpFacts(children, above, await records.organizations.all(), today);
}

/** The numbers of these assignments, with what their organizations are called. */
export function rollUpFacts(
  children: readonly Assignment[],
  above: Assignment | null,
  directory: readonly DirectoryEntry[],
  today: CalendarDate,
): RollUpFacts {
  const { total, done, reported, overdue } = rollUp(children, above, today);
  const codes = new Set(children.map(({ organizationCode }) => organizationCode));
  return { total, done, reported, overdue, below: belowOf(directory.filter(({ code }) => codes.has(code))) };
}

/** Schools where all of them are schools. */
function belowOf(entries: readonly DirectoryEntry[]): Below {
  return entries.every(({ kind }) => kind === 'school') ? 'schools' : 'organizations';
}
