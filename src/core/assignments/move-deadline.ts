import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Assignment } from './assignment.ts';

/**
 * The assignment with a new last day, as a controller sets it (an extension, a return with a new date, a
 * date for an undated point).
 *
 * Escalation starts anew: nobody has been told of lateness against the new date. Steps of the new date up to
 * `remindedThrough` count as covered, later ones follow the new date. A window that would begin after its
 * end is dropped.
 */
export function moveDeadline(assignment: Assignment, due: CalendarDate): Assignment {
  const start = assignment.start !== null && assignment.start <= due ? assignment.start : null;
  return { ...assignment, start, due, escalation: 0 };
}
