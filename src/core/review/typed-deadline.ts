import { addMonths, type CalendarDate } from '../calendar/calendar-date.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { type DeadlineContext, type DeadlineReading, readDeadline } from '../deadlines/index.ts';

/** What a reviewer's words say of a deadline. */
export type TypedDeadline =
  | { readonly kind: 'understood'; readonly reading: DeadlineReading }
  /** Nothing a day or a rule can be taken from; `reading.warnings` say why. */
  | { readonly kind: 'unclear'; readonly reading: DeadlineReading };

/**
 * Reads the deadline a reviewer typed, by the grammar of the documents themselves.
 *
 *   «до 15 ноября», document of 2026-09-03 → understood, due 2026-11-15
 *   «в установленные сроки»                → unclear
 */
export function readTypedDeadline(words: string, context: DeadlineContext): TypedDeadline {
  const reading = readDeadline(words, context);
  const { kind } = reading.deadline;
  return { kind: kind === 'none' || kind === 'unparseable' ? 'unclear' : 'understood', reading };
}

/**
 * The regulations' default for a point without a deadline: one month from the document's date, the same day or
 * the month's last.
 *
 *   2026-08-31 → due 2026-09-30
 */
export function defaultDeadline(on: CalendarDate): Deadline {
  return {
    text: null,
    kind: 'date',
    start: null,
    due: addMonths(on, 1),
    next: null,
    rrule: null,
    offset: null,
    trigger: null,
    inherited: false,
  };
}
