import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { DeadlineKind } from '../deadlines/deadline.ts';

/** The life of an assignment; `overdue` is derived, never stored. */
export type AssignmentState =
  | 'new'
  | 'acknowledged'
  | 'in_work'
  | 'reported'
  | 'returned'
  | 'accepted'
  | 'withdrawn';

/** One decision for one organization, with its own state. */
export interface Assignment {
  readonly id: number;
  readonly documentId: number;
  readonly decisionId: number;
  readonly organizationCode: string;
  /** 0 for a one-time deadline; a recurring one counts its occurrences 1, 2, 3 … */
  readonly occurrence: number;
  /** True for the organization that answers for the whole decision. */
  readonly executor: boolean;
  readonly state: AssignmentState;
  readonly deadlineKind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
  /** Moscow day on which the assignment was published, or last changed by a new version. */
  readonly publishedOn: CalendarDate;
  /** Every reminder step up to this day has been sent or covered. */
  readonly remindedThrough: CalendarDate;
  /** 0 nobody, 1 the parent organization, 2 the controllers have been told it is overdue. */
  readonly escalation: 0 | 1 | 2;
  /** When a message with it first reached somebody of the organization; null = never delivered. */
  readonly deliveredAt: Date | null;
  /** The day its organization was reminded that nobody had acknowledged it; null = not yet. */
  readonly acknowledgeRemindedOn: CalendarDate | null;
  /** The assignment of the organization above that this one was handed down from; null where it came directly. */
  readonly parentId: number | null;
}
