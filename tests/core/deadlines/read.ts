import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import {
  type DeadlineContext,
  defaultDeadlinePolicy,
  readDeadline,
} from '../../../src/core/deadlines/index.ts';

/** What a phrase is read against in the tables: the real calendar and the default policy. */
export function contextOn(on: CalendarDate): DeadlineContext {
  return { on, calendar: russianCalendar, policy: defaultDeadlinePolicy };
}

/**
 * A reading in one line, so that a table of cases stays readable: kind, start … due, next and rule, offset and event,
 * codes of the doubts.
 *
 *   'range 2024-04-01 … 2024-05-31 !assumed_year'   'recurring 2024-09-01 FREQ=YEARLY;…'   'relative P5D «со дня …» !needs_event'
 */
export function summarize(phrase: string | null, on: CalendarDate): string {
  const { deadline, warnings } = readDeadline(phrase, contextOn(on));
  const window = [deadline.start, deadline.due].filter((date) => date !== null).join(' … ');
  const open = deadline.start !== null && deadline.due === null ? `${window} …` : window;
  const trigger = deadline.trigger === null ? null : `«${deadline.trigger}»`;
  const codes = warnings.map((warning) => `!${warning.code}`);
  return [deadline.kind, open, deadline.next, deadline.rrule, deadline.offset, trigger, ...codes]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

/** One row of a table: the phrase, and its reading as `summarize` gives it. */
export type Case = readonly [phrase: string, reading: string];
