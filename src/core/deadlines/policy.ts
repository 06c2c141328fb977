import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';

/** A day of any year. */
export interface MonthAndDay {
  readonly month: number;
  readonly day: number;
}

/** What a deployment may decide about the meaning of phrases. */
export interface DeadlinePolicy {
  /** First day of the school year; the day before it is the last one of the year that ends. */
  readonly schoolYearStart: MonthAndDay;
  /** What «конец учебного года» and the end of its second half mean: the end of lessons. */
  readonly lessonsEnd: MonthAndDay;
  /** Which day «в течение N дней» counts as the first: the day after the document's date, or that date itself. */
  readonly countFrom: 'next_day' | 'same_day';
}

/** School year from 1 September, lessons until 31 May, days counted from the day after the document's date. */
export const defaultDeadlinePolicy: DeadlinePolicy = {
  schoolYearStart: { month: 9, day: 1 },
  lessonsEnd: { month: 5, day: 31 },
  countFrom: 'next_day',
};

/** What a phrase is read against. */
export interface DeadlineContext {
  /** The document's date. */
  readonly on: CalendarDate;
  readonly calendar: ProductionCalendar;
  readonly policy: DeadlinePolicy;
}
