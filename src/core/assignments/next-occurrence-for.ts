import { addDays, type CalendarDate } from '../calendar/calendar-date.ts';
import { followingOccurrence } from '../deadlines/index.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentDraft } from './make-assignments.ts';
import { occurrenceFrom } from './occurrence-from.ts';

/**
 * The occurrence of a recurring assignment that is to be opened now, given its latest one; null for none.
 *
 *   rule «ежемесячно до 5 числа», latest occurrence 3 due 2026-10-05
 *     accepted on 2026-10-02        → occurrence 4, due 2026-11-05
 *     not accepted, on 2026-10-05   → null
 *     not accepted, on 2026-10-06   → occurrence 4, due 2026-11-05; the third stays overdue
 *
 * Opens    once the latest one is accepted or its last day has passed. A withdrawn one ends the row.
 * Skips    occurrences whose day has passed before they could be opened (the service stood still): nobody was
 *          told of them, so nobody is late with them.
 * Ledger   opening is told to nobody: `remindedThrough` is the day before, so that a step of this very day, the
 *          last day included, still goes out.
 */
export function nextOccurrenceFor(
  latest: Assignment,
  rrule: string,
  today: CalendarDate,
): AssignmentDraft | null {
  if (latest.deadlineKind !== 'recurring' || latest.due === null) return null;
  const isOver = latest.state === 'accepted' || (latest.state !== 'withdrawn' && latest.due < today);
  if (!isOver) return null;
  const following = followingOccurrence(rrule, latest.due);
  const due = following === null ? null : occurrenceFrom(rrule, following, today);
  if (due === null) return null;
  const { organizationCode, executor, deadlineKind, occurrence } = latest;
  return {
    organizationCode,
    executor,
    deadlineKind,
    occurrence: occurrence + 1,
    start: null,
    due,
    remindedThrough: addDays(today, -1),
  };
}
