import type { Assignment } from '../assignments/assignment.ts';
import { isOverdue } from '../assignments/overdue.ts';
import { isInHand, isOpen } from '../assignments/transitions.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';

/** What a roll-up looks at. */
export type RolledUp = Pick<Assignment, 'id' | 'organizationCode' | 'state' | 'due' | 'deliveredAt'>;

/** How far those below have come: «исполнили 17 из 23». */
export interface RollUp {
  readonly total: number;
  /** Accepted. */
  readonly done: number;
  /** Reported, the answer is awaited. */
  readonly reported: number;
  /** Of the rest. */
  readonly overdue: number;
  /** Who still has to act, the overdue first, then by date. */
  readonly rest: readonly RolledUp[];
}

/**
 * Counts what was handed down from an assignment (or given to many directly).
 *
 * Withdrawn from somebody while the one above goes on: not counted. Withdrawn because the one above was closed:
 * counted and not done, so that «17 из 23» stays what it was on that day.
 */
export function rollUp(
  children: readonly RolledUp[],
  above: Pick<Assignment, 'state'> | null,
  today: CalendarDate,
): RollUp {
  const goesOn = above === null || isOpen(above.state);
  const counted = children.filter(({ state }) => state !== 'withdrawn' || !goesOn);
  const rest = counted.filter(({ state }) => isInHand(state));
  return {
    total: counted.length,
    done: counted.filter(({ state }) => state === 'accepted').length,
    reported: counted.filter(({ state }) => state === 'reported').length,
    overdue: rest.filter((child) => isOverdue(child, today)).length,
    rest: rest.toSorted(
      (left, right) => (left.due ?? '9999').localeCompare(right.due ?? '9999') || left.id - right.id,
    ),
  };
}
