import { addDays, type CalendarDate, weekdayOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, opensWithWord, type PhraseFamily } from '../draft.ts';
import { draftOfStretches, impossibleDraft, later, warningsOf } from '../draft-of-stretches.ts';
import type { DeadlineContext } from '../policy.ts';
import { nextOccurrence } from '../recurrence.ts';
import { takeWeekday } from '../spans/day.ts';
import { resolveStretches } from '../spans/resolve-stretches.ts';
import { type Stretch, takeSpan, takeStretches } from '../spans/sequence.ts';
import type { Window } from '../spans/span.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';

/** First words of the limits that `takeLimit` takes. */
export const LIMIT_OPENINGS = 'в срок сроки вплоть не до по к ко после';

/**
 * A last day: «до …», «не позднее …», «к …».
 *
 *   «до 1 октября 2024 г.»    → due 2024-10-01, the day itself included
 *   «до апреля 2025»          → due 2025-03-31;  «до апреля включительно», «не позднее апреля» → due 2025-04-30
 *   «до 12:00 15.03.2024»     → due 2024-03-15
 *   «до пятницы»              → due the first Friday on or after the document's date, warning approximate
 *   «не ранее 1 апреля и не позднее 30 апреля 2025 г.» → range
 *   «до 1 марта и до 1 октября 2025 г.» → due the last of them, warning several_dates
 */
export const boundary: PhraseFamily = {
  name: 'boundary',
  opensWith: opensWithWord(LIMIT_OPENINGS),
  read: readBoundary,
};

/** How the words limit a stretch: «до» stops before a month, «не позднее» at its end, «к» before it, roughly. */
export type Limit = 'until' | 'not_later' | 'by';

function readBoundary(cursor: Cursor, context: DeadlineContext): Draft | null {
  const between = cursor.attempt(() => readBetween(cursor, context));
  if (between !== null) return between;
  const limit = takeLimit(cursor);
  if (limit === null) return null;
  skipTimeOfDay(cursor);
  const stretches = takeStretches(cursor, context, (inner) => {
    takeLimit(inner);
    skipTimeOfDay(inner);
  });
  const day = stretches === null ? cursor.attempt(() => takeLoneDay(cursor, context)) : null;
  if (day !== null) return day;
  if (stretches === null)
    return limit === 'not_later' && cursor.formAt(-1) === 'по' ? null : readToWeekday(cursor, context);
  skipTimeOfDay(cursor);
  const inclusive = cursor.attempt(() => {
    cursor.takeMark('(', ',');
    return cursor.takeLexeme('inclusive');
  });
  return draftOfLimit(inclusive === null ? limit : 'not_later', stretches, context);
}

/** «не ранее 1 апреля и не позднее 30 апреля 2025 г.», «после 15 марта, но не позднее 30 марта 2025 г.» */
function readBetween(cursor: Cursor, context: DeadlineContext): Draft | null {
  const isAfter = cursor.takeForm('после');
  if (!isAfter && (!cursor.takeForm('не') || !cursor.takeForm('ранее', 'раньше'))) return null;
  cursor.takeForms('чем');
  const from = takeSpan(cursor, context);
  cursor.takeMark(',');
  cursor.takeForm('и', 'но', 'а');
  const to = from === null || takeLimit(cursor) === null ? null : takeSpan(cursor, context);
  if (from === null || to === null) return null;
  const draft = draftOfStretches([{ from, to }], context);
  if (!isAfter || draft.start === null) return draft;
  return from.grain === 'day' ? { ...draft, start: addDays(draft.start, 1) } : null;
}

/** «до 20-го»: the first one on or after the document's date. */
function takeLoneDay(cursor: Cursor, context: DeadlineContext): Draft | null {
  const number = cursor.takeNumber();
  if (number === null || !number.ordinal || number.roman || !cursor.atEnd) return null;
  const due = nextOccurrence(`FREQ=MONTHLY;BYMONTHDAY=${number.value}`, context.on);
  return due === null ? null : draftOf({ kind: 'date', due, warnings: [doubt.assumedMonth()] });
}

/** «до пятницы»: the first one on or after the document's date. */
function readToWeekday(cursor: Cursor, context: DeadlineContext): Draft | null {
  const weekday = takeWeekday(cursor);
  if (weekday === null) return null;
  skipTimeOfDay(cursor);
  const week = takeWeekNamed(cursor);
  if (week !== null) {
    const due = addDays(context.on, weekday - weekdayOf(context.on) + 7 * week);
    return draftOf({ kind: 'date', due, warnings: [doubt.approximate(WEEK_OF_DOCUMENT)] });
  }
  const due = addDays(context.on, (weekday - weekdayOf(context.on) + 7) % 7);
  return draftOf({
    kind: 'date',
    due,
    warnings: [doubt.approximate('День недели назван без числа, взят ближайший от даты документа.')],
  });
}

const WEEK_OF_DOCUMENT = 'Неделя отсчитана от даты документа.';

/** «текущей недели» 0, «следующей недели» 1; null where neither stands there. */
function takeWeekNamed(cursor: Cursor): 0 | 1 | null {
  return cursor.attempt(() => {
    const isCurrent = cursor.takeLexeme('current') !== null;
    if (!isCurrent && cursor.takeLexeme('next') === null) return null;
    return cursor.takeUnit('week') === null ? null : isCurrent ? 0 : 1;
  });
}

/** Takes the words that open a boundary. */
export function takeLimit(cursor: Cursor): Limit | null {
  return cursor.attempt(() => {
    const isIn = cursor.takeForm('в');
    if (cursor.takeForm('срок', 'сроки')) cursor.takeMark('-', ':', ',');
    else if (isIn && !(cursor.takeForm('период') && cursor.formAt() === 'до')) return null;
    if (cursor.takeForm('вплоть') && cursor.formAt() !== 'до') return null;
    if (cursor.takeForms('не', 'позднее') || cursor.takeForms('не', 'позже')) {
      if (cursor.takeForms('чем')) cursor.takeForm('до', 'к');
      return 'not_later';
    }
    if (cursor.takeForm('до')) return 'until';
    if (cursor.takeForm('по')) return 'not_later';
    return cursor.takeForm('к', 'ко') ? 'by' : null;
  });
}

function draftOfLimit(limit: Limit, stretches: readonly Stretch[], context: DeadlineContext): Draft {
  const lastOf =
    (stretch: Stretch) =>
    (window: Window): CalendarDate =>
      lastDayOf(limit, stretch, window);
  const [only] = stretches;
  const windows = resolveStretches(
    stretches,
    context,
    stretches.length === 1 && only ? lastOf(only) : undefined,
  );
  if (windows === null) return impossibleDraft();
  const due = stretches.map((stretch, index) => lastOf(stretch)(windows[index] as Window)).reduce(later);
  const warnings = warningsOf(stretches, windows);
  if (stretches.length > 1 || stretches.some(({ to }) => to !== null)) warnings.push(doubt.severalDates());
  if (limit === 'by' && stretches.some(({ from }) => from.grain !== 'day')) {
    warnings.push(doubt.approximate('Срок «к …» принят как последний день перед названным временем.'));
  }
  return draftOf({ kind: 'date', due, warnings });
}

/** The last day in time where a stretch is limited. */
export function lastDayOf(limit: Limit, stretch: Stretch, window: Window): CalendarDate {
  const grain = (stretch.to ?? stretch.from).grain;
  return grain === 'day' || limit === 'not_later' ? window.due : addDays(window.start, -1);
}
