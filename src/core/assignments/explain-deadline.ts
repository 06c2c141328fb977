import type { CalendarDate } from '../calendar/calendar-date.ts';
import { type ProductionCalendar, workingDayOnOrBefore } from '../calendar/production-calendar.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { followingOccurrence } from '../deadlines/index.ts';
import type { Assignment } from './assignment.ts';

/** One sentence about where the last day of an assignment comes from. */
export type DeadlineNote =
  /** The last day is a day off; the working day to aim at. */
  | { readonly kind: 'day_off'; readonly due: CalendarDate; readonly working: CalendarDate }
  /** Counted from the document's date; ISO 8601 duration, working days as P10BD. */
  | { readonly kind: 'counted'; readonly offset: string; readonly from: CalendarDate }
  /** To be counted from an event that the document does not date. */
  | { readonly kind: 'event'; readonly trigger: string }
  /** The point has no deadline of its own; the label of the point it is taken from, null where it has none. */
  | { readonly kind: 'inherited'; readonly from: string | null }
  /** Recurring: the day after this one; null where the rule ends. */
  | { readonly kind: 'repeats'; readonly next: CalendarDate | null }
  /** The document says another day, or none. */
  | { readonly kind: 'moved'; readonly from: CalendarDate | null }
  /** Set by the organization above, which handed the point down; the document says another day, or none. */
  | { readonly kind: 'handed_down'; readonly printed: CalendarDate | null };

/** What of a decision explains its deadline. */
export interface DatedPoint {
  readonly question: string | null;
  readonly label: string | null;
  readonly position: number;
  readonly deadline: Deadline;
}

/**
 * How the deadline of an assignment was counted, in the order it is told.
 *
 *   due 2022-12-31 (a Saturday), inherited from point 1.4
 *     → [{ kind: 'inherited', from: '1.4' }, { kind: 'day_off', due: '2022-12-31', working: '2022-12-30' }]
 */
export function explainDeadline(
  assignment: Pick<Assignment, 'due' | 'parentId'>,
  point: DatedPoint,
  document: { readonly date: CalendarDate | null; readonly points: readonly DatedPoint[] },
  calendar: ProductionCalendar,
): readonly DeadlineNote[] {
  const { due, parentId } = assignment;
  const { deadline } = point;
  const recurring = deadline.kind === 'recurring';
  const differs = !recurring && due !== deadline.due;
  const notes: DeadlineNote[] = [];
  if (deadline.inherited) notes.push({ kind: 'inherited', from: lenderOf(point, document.points) });
  if (differs && parentId !== null) notes.push({ kind: 'handed_down', printed: deadline.due });
  else if (differs) notes.push({ kind: 'moved', from: deadline.due });
  else if (deadline.trigger !== null) notes.push({ kind: 'event', trigger: deadline.trigger });
  else if (deadline.offset !== null && document.date !== null && due !== null) {
    notes.push({ kind: 'counted', offset: deadline.offset, from: document.date });
  }
  if (due !== null && !calendar.isWorkingDay(due)) {
    notes.push({ kind: 'day_off', due, working: workingDayOnOrBefore(calendar, due) });
  }
  if (recurring && due !== null && deadline.rrule !== null) {
    notes.push({ kind: 'repeats', next: followingOccurrence(deadline.rrule, due) });
  }
  return notes;
}

/** The later point of the same question whose «Срок» line serves this one. */
function lenderOf(point: DatedPoint, points: readonly DatedPoint[]): string | null {
  const lenders = points.filter(
    ({ position, question, deadline }) =>
      position > point.position &&
      question === point.question &&
      !deadline.inherited &&
      deadline.text === point.deadline.text,
  );
  const nearest = lenders.toSorted((left, right) => left.position - right.position)[0];
  return nearest?.label ?? null;
}
