import type { Assignment } from '../assignments/assignment.ts';
import { isInHand } from '../assignments/transitions.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import {
  addWorkingDays,
  type ProductionCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../calendar/production-calendar.ts';

/** An assignment of a subordinate as handing down makes it, before it has an id. */
export type HandedDown = Pick<
  Assignment,
  | 'documentId'
  | 'decisionId'
  | 'organizationCode'
  | 'occurrence'
  | 'executor'
  | 'deadlineKind'
  | 'start'
  | 'due'
  | 'publishedOn'
  | 'remindedThrough'
> & { readonly parentId: number };

/** Working days that the organization above keeps for itself, to gather what comes from below. */
export const GATHERING_DAYS = 3;

/** Two storeys and no more: only what came directly, and is still to be done, can be handed down. */
export function canHandDown(assignment: Pick<Assignment, 'parentId' | 'state'>): boolean {
  return assignment.parentId === null && isInHand(assignment.state);
}

/**
 * One assignment for each of these organizations, with the same decision and occurrence and a last day of its own.
 *
 * A dated one is one-time: the next occurrence of a recurring point is handed down anew. Without a date it is what
 * the one above is («постоянно»). Each answers for its part, so each is an executor. Handing down tells of
 * everything up to its day, so `remindedThrough` starts there.
 */
export function handDown(
  above: Assignment,
  organizationCodes: readonly string[],
  due: CalendarDate | null,
  today: CalendarDate,
): readonly HandedDown[] {
  const { id, documentId, decisionId, occurrence, deadlineKind, start } = above;
  return organizationCodes.map((organizationCode) => ({
    documentId,
    decisionId,
    organizationCode,
    occurrence,
    executor: true,
    deadlineKind: due === null ? undatedKind(deadlineKind) : 'date',
    start: due !== null && start !== null && start < due ? start : null,
    due,
    publishedOn: today,
    remindedThrough: today,
    parentId: id,
  }));
}

function undatedKind(kind: Assignment['deadlineKind']): Assignment['deadlineKind'] {
  return kind === 'recurring' ? 'none' : kind;
}

/**
 * The last day proposed to those below: three working days before one's own, nearer where that has passed already.
 *
 *   own Fri 2026-10-09, today 2026-09-03 → Tue 2026-10-06
 *   own Fri 2026-10-09, today 2026-10-07 → Thu 2026-10-08
 *   own 2026-10-09, today 2026-10-09     → 2026-10-09
 *   own day past                          → the next working day
 *   no day                                → null: none for them either
 */
export function proposedDue(
  ownDue: CalendarDate | null,
  today: CalendarDate,
  calendar: ProductionCalendar,
): CalendarDate | null {
  if (ownDue === null) return null;
  if (ownDue < today) return addWorkingDays(calendar, today, 1);
  const aim = workingDayOnOrBefore(calendar, ownDue);
  for (let days = GATHERING_DAYS; days > 0; days -= 1) {
    const proposed = addWorkingDays(calendar, aim, -days);
    if (proposed > today) return proposed;
  }
  return aim >= today ? aim : ownDue;
}

/** Whether a day may be given to those below: `past` = before today, `after_own` = later than one's own last day. */
export type DueCheck = 'fits' | 'past' | 'after_own';

/** Checks a day for those below. Where one's own day has passed, every coming day fits. */
export function checkDue(due: CalendarDate, ownDue: CalendarDate | null, today: CalendarDate): DueCheck {
  if (due < today) return 'past';
  return ownDue !== null && ownDue >= today && due > ownDue ? 'after_own' : 'fits';
}

/**
 * The last day of somebody below once the one above has been moved, by an extension or by a new version: as many
 * working days before the new day as it was before the old one, so that whoever gathers keeps the time for it. Null
 * where it stays as it is.
 *
 *   below Tue 10-06, above Fri 10-09 → Fri 10-16  gives Tue 10-13
 *
 * Never    after the day above, whatever else holds; not in the past where the day above is not.
 * Later    above: no day is taken away below. Earlier above: no day is added.
 * Undated  below: gets the day that handing down would propose, once there is one above.
 */
export function followedDue(
  due: CalendarDate | null,
  above: { readonly from: CalendarDate | null; readonly to: CalendarDate | null },
  today: CalendarDate,
  calendar: ProductionCalendar,
): CalendarDate | null {
  const { from, to } = above;
  if (to === null) return null;
  const wanted =
    due === null ? proposedDue(to, today, calendar) : shiftedDue(due, { from, to }, today, calendar);
  const fitting = wanted === null || wanted > to ? to : wanted;
  return fitting === due ? null : fitting;
}

/** A day at its distance before the one above, as far as today allows. */
function shiftedDue(
  due: CalendarDate,
  { from, to }: { readonly from: CalendarDate | null; readonly to: CalendarDate },
  today: CalendarDate,
  calendar: ProductionCalendar,
): CalendarDate {
  if (from === null || from === to || due > from || to < today) return due;
  const kept = addWorkingDays(calendar, to, -workingDaysApart(calendar, due, from));
  const coming = kept < today ? workingDayOnOrAfter(calendar, today) : kept;
  const isLater = to > from;
  return isLater === coming > due ? coming : due;
}

function workingDaysApart(calendar: ProductionCalendar, earlier: CalendarDate, later: CalendarDate): number {
  let count = 0;
  for (let date = later; date > earlier; date = addWorkingDays(calendar, date, -1)) count += 1;
  return count;
}
