import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Assignment } from './assignment.ts';
import { isInHand } from './transitions.ts';

/**
 * True where the last day, as printed, has passed and the organization still has to act.
 *
 *   due 2026-09-15 → false on 2026-09-15, true on 2026-09-16
 *
 * A reported assignment is not overdue, however long the controller takes: the organization has answered.
 * Whether that answer came late is counted from the day of the report (discipline/). Once returned,
 * it is overdue again from the same date, unless the controller moved it.
 */
export function isOverdue(assignment: Pick<Assignment, 'state' | 'due'>, today: CalendarDate): boolean {
  return isInHand(assignment.state) && assignment.due !== null && assignment.due < today;
}
