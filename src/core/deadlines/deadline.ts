import type { CalendarDate } from '../calendar/calendar-date.ts';

/** What sort of deadline a phrase names; DOMAIN table of deadline kinds. */
export type DeadlineKind =
  | 'date'
  | 'month'
  | 'range'
  | 'year'
  | 'years'
  | 'school_year'
  | 'recurring'
  | 'standing'
  | 'on_demand'
  | 'relative'
  | 'none'
  | 'unparseable';

/**
 * A deadline as a document prints it and as it is understood. Calendar dates only, never instants.
 *
 *   «апрель-май 2021» → { text: 'апрель-май 2021', kind: 'range', start: '2021-04-01', due: '2021-05-31', … }
 */
export interface Deadline {
  /** The phrase as printed (white space collapsed), null where nothing is printed. */
  readonly text: string | null;
  readonly kind: DeadlineKind;
  /** First day of the window, null where the phrase names only an end. */
  readonly start: CalendarDate | null;
  /** The last day that is still in time (inclusive); null for undated and recurring kinds. */
  readonly due: CalendarDate | null;
  /** Recurring only: the first day of the rule on or after the document's date. */
  readonly next: CalendarDate | null;
  /** Recurring only: RFC 5545 rule without the "RRULE:" prefix, e.g. FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1 */
  readonly rrule: string | null;
  /** Relative only: ISO 8601 duration, P10D, P1M; working days as P10BD. */
  readonly offset: string | null;
  /** Relative only: the words of the event the count starts from, null = the document's date. */
  readonly trigger: string | null;
  /** True where the phrase stands under a later point of the same question, or in the header above the point. */
  readonly inherited: boolean;
}
