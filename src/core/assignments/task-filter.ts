import { addDays, type CalendarDate } from '../calendar/calendar-date.ts';
import type { Assignment } from './assignment.ts';
import { isOverdue } from './overdue.ts';
import { isInHand, isOpen } from './transitions.ts';

/** Days that «Ближайшие сроки» looks ahead. */
export const UPCOMING_DAYS = 30;

/**
 * The lists an organization's assignments are shown in: everything open; what is still to be done and due within
 * 30 days; reports that wait for an answer; what was accepted. Withdrawn ones are in none.
 */
export type TaskFilter = 'open' | 'upcoming' | 'on_review' | 'accepted';

/**
 * True where an assignment belongs to a list on a day.
 *
 *   in work, due 2026-10-15: upcoming on 2026-09-15 (30 days), not on 2026-09-14, not on 2026-10-16 (overdue)
 */
export function belongsTo(
  filter: TaskFilter,
  { state, due }: Pick<Assignment, 'state' | 'due'>,
  today: CalendarDate,
): boolean {
  switch (filter) {
    case 'open':
      return isOpen(state);
    case 'upcoming':
      return isInHand(state) && due !== null && due >= today && due <= addDays(today, UPCOMING_DAYS);
    case 'on_review':
      return state === 'reported';
    case 'accepted':
      return state === 'accepted';
  }
}

/** Overdue first, then what is to be done, then what waits for an answer, then the closed; each by its last day, undated last. */
export function compareTasks(
  today: CalendarDate,
): (
  left: Pick<Assignment, 'id' | 'state' | 'due'>,
  right: Pick<Assignment, 'id' | 'state' | 'due'>,
) => number {
  return (left, right) =>
    urgencyOf(left, today) - urgencyOf(right, today) ||
    (left.due ?? LAST).localeCompare(right.due ?? LAST) ||
    left.id - right.id;
}

/** Sorts after every date. */
const LAST = '9999';

function urgencyOf(task: Pick<Assignment, 'state' | 'due'>, today: CalendarDate): number {
  if (isOverdue(task, today)) return 0;
  if (isInHand(task.state)) return 1;
  return isOpen(task.state) ? 2 : 3;
}
