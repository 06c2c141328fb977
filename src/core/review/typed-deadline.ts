import { addDays, addMonths, type CalendarDate } from '../calendar/calendar-date.ts';
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
 * The same for a point under review, where a person may also say that there is no deadline, and a day as people speak
 * of it on the day they type.
 *
 *   «без срока», «срок не нужен» → understood, kind none, nothing to doubt
 *   «завтра», typed on 2026-09-10 → understood, due 2026-09-11, whatever the date of the document
 */
export function readReviewedDeadline(
  words: string,
  context: DeadlineContext,
  today: CalendarDate,
): TypedDeadline {
  const said = words.trim().toLowerCase().replaceAll('ё', 'е');
  if (WITHOUT.test(said)) return understood({ ...defaultDeadline(today), kind: 'none', due: null });
  const [, day = ''] = SPOKEN_DAY.exec(said) ?? [];
  const days = SPOKEN_DAYS.get(day);
  if (days === undefined) return readTypedDeadline(words, context);
  return understood({ ...defaultDeadline(today), text: words.trim(), due: addDays(today, days) });
}

const WITHOUT =
  /^(?:без срока|(?:у (?:него|пункта) )?срока нет|нет срока|срок не (?:нужен|требуется))[.!]?$/u;
const SPOKEN_DAY = /^(?:срок:? )?(?:(?:до|к|на) )?(сегодня|завтра|послезавтра)[.!]?$/u;
const SPOKEN_DAYS: ReadonlyMap<string, number> = new Map([
  ['сегодня', 0],
  ['завтра', 1],
  ['послезавтра', 2],
]);

function understood(deadline: Deadline): TypedDeadline {
  return { kind: 'understood', reading: { deadline, warnings: [] } };
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
