import { type CalendarDate, dayOf, lastDayOfMonth, monthOf, yearOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import type { PhraseContext } from '../draft.ts';
import { later } from '../draft-of-stretches.ts';
import { isPlainWord } from '../padding.ts';
import type { YearlyDay } from '../recurrence.ts';
import { resolveStretches } from '../spans/resolve-stretches.ts';
import { type Stretch, takeStretches } from '../spans/sequence.ts';
import type { Window } from '../spans/span.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';
import type { Token } from '../tokens.ts';
import { type Limit, lastDayOf, takeLimit } from './boundary.ts';
import { edge } from './edge.ts';
import { isInfinitive } from './event.ts';
import { takeInWhich } from './in-which.ts';
import { takeThroughout } from './period.ts';
import { skipReportedSpan } from './reported-span.ts';

/**
 * The year that is reported on, the one after it, or one that is named by another («предшествующего планируемому») or by
 * what happens in it («года предоставления субсидии»).
 */
export type ReportedYear = 'own' | 'following' | 'named';

/** Days that come every year, as a phrase names them. */
export interface YearlyDays {
  readonly days: readonly YearlyDay[];
  readonly from: CalendarDate | null;
  /** More than one, or whole months: they say when, not until when. */
  readonly listed: boolean;
  /** «года, следующего за отчётным», «отчётного года», «года, предшествующего планируемому»; null for none. */
  readonly reported: ReportedYear | null;
  readonly stretches: readonly Stretch[];
  /** «16 февраля 2026–2028 годов»: the last of them. */
  readonly until: CalendarDate | null;
  /** «в последнюю пятницу мая»: the rule where it is not one of days of a month. */
  readonly rule: string | null;
}

/** Days of the year: «до 1 сентября», «в мае-июне», «до 15 января и до 1 июля», «в конце учебного года». */
export function takeYearlyDays(cursor: Cursor, context: PhraseContext): YearlyDays | null {
  const isUpon = cursor.formAt() === 'по';
  const atEdge = cursor.attempt(() => edge.read(cursor, context));
  if (atEdge !== null) {
    if (atEdge.due === null) return null;
    // «по окончании учебного года, в срок до 1 июля»: the day says when, the event only why then.
    const limited = isUpon ? cursor.attempt(() => takeLimitedDays(cursor, context)) : null;
    if (limited !== null) return limited;
    const days = [toYearlyDay(atEdge.due, true)];
    return {
      days,
      from: null,
      listed: true,
      reported: takeReportedYear(cursor),
      stretches: [],
      until: null,
      rule: null,
    };
  }
  let limit: Limit | null = null;
  let reported: ReportedYear | null = null;
  const stretches: Stretch[] = [];
  // «по итогам полугодия до 25 июля отчётного года, по итогам года до 1 марта года, следующего за отчётным»
  for (;;) {
    const more = cursor.attempt(() => {
      if (stretches.length > 0) takeJoint(cursor);
      skipReportedSpan(cursor, context);
      limit = takeLimit(cursor) ?? limit;
      if (limit === null) takeThroughout(cursor);
      skipTimeOfDay(cursor);
      return takeStretches(cursor, context, (inner) => {
        skipReportedSpan(inner, context);
        limit = takeLimit(inner) ?? limit;
        if (limit === null) inner.takeForm('в', 'во');
      });
    });
    if (more === null) break;
    stretches.push(...more);
    const year = takeReportedYear(cursor) ?? takeYearBefore(cursor) ?? takeYearOfWhat(cursor);
    if (year === null) break;
    reported = year;
  }
  if (
    stretches.length === 0 ||
    stretches.some(({ from }) => from.grain === 'year' || from.grain === 'school_year')
  )
    return null;
  const [only, ...others] = stretches;
  const rule = (only?.to ?? only?.from)?.yearlyRule ?? null;
  // Days of the week of several months are no rule of the subset.
  if (others.length > 0 && stretches.some(({ from, to }) => (to ?? from).yearlyRule !== undefined))
    return null;
  const used = limit ?? 'not_later';
  const days = stretches.map((stretch) => yearlyDayOf(used, stretch)).filter((day) => day !== null);
  if (days.length !== stretches.length) return null;
  const isDated = stretches.some(({ from, to }) => (to ?? from).year !== null);
  // «октябрь и далее ежемесячно» begins in October; of several days without a year any may be the first.
  const windows = isDated || stretches.length === 1 ? resolveStretches(stretches, context) : null;
  const [first] = stretches;
  const [window] = windows ?? [];
  const from = first !== undefined && window !== undefined ? lastDayOf(used, first, window) : null;
  const listed = stretches.length > 1 || stretches.some((one) => (one.to ?? one.from).grain !== 'day');
  const until = windows === null ? null : lastOfYears(stretches, days, windows);
  return { days, from, listed, reported, stretches, until, rule };
}

/** The same day of several years: the last of them. */
function lastOfYears(
  stretches: readonly Stretch[],
  days: readonly YearlyDay[],
  windows: readonly Window[],
): CalendarDate | null {
  const years = new Set(stretches.map(({ from, to }) => (to ?? from).year?.first));
  const isSameDay = days.every(({ month, day }) => month === days[0]?.month && day === days[0].day);
  if (!isSameDay || years.has(undefined) || years.size < 2) return null;
  return windows.map(({ due }) => due).reduce(later);
}

/** «, в срок до 1 июля» */
function takeLimitedDays(cursor: Cursor, context: PhraseContext): YearlyDays | null {
  cursor.skipMarks(',', '-');
  const first = cursor.at;
  if (takeLimit(cursor) === null) return null;
  cursor.at = first;
  return takeYearlyDays(cursor, context);
}

/** «года, следующего за отчётным (годом, периодом)», «следующего за отчётным года», «за отчётный год» */
function takeReportedYear(cursor: Cursor): ReportedYear | null {
  return cursor.attempt(() => {
    let isReported = false;
    let isAfter = false;
    for (let words = 0; words < 8; words += 1) {
      const isPart = cursor.attempt(() => {
        cursor.takeMark(',');
        if (cursor.takeLexeme('reporting') !== null) isReported = true;
        else if (cursor.takeLexeme('next') !== null || cursor.takeForm('после')) isAfter = true;
        else if (!cursor.takeForm('за', 'периодом', 'период', 'периода')) {
          cursor.takeLexeme('calendar');
          if (cursor.takeUnit('year') === null) return null;
          // «за годом предоставления субсидии», «за годом, в котором получена субсидия»
          if (cursor.formAt(-1) === 'годом' && cursor.formAt(-2) === 'за')
            isReported = takeInWhich(cursor) || takeOfWhat(cursor) || isReported;
        }
        return true;
      });
      if (isPart === null) break;
    }
    if (!isReported) return null;
    return isAfter ? 'following' : 'own';
  });
}

/** «года, предшествующего планируемому (периоду)», «…, предшествующего очередному финансовому году» */
function takeYearBefore(cursor: Cursor): ReportedYear | null {
  if (![0, 1, 2, 3].some((ahead) => cursor.formAt(ahead)?.startsWith('предшествующ'))) return null;
  return cursor.attempt(() => {
    cursor.takeMark(',');
    // «предшествующего года реализации плана»
    const isBefore = cursor.takeForm('предшествующего');
    if (cursor.takeUnit('year') === null) return null;
    if (isBefore) return takeOfWhat(cursor) ? 'named' : null;
    cursor.takeMark(',');
    if (!cursor.takeForm('предшествующего', 'предшествующему')) return null;
    // «года, предшествующего году проведения ремонта»
    if (cursor.takeForm('году') && takeOfWhat(cursor)) return 'named';
    const isPlanned = /^планир(?:уем|овани)|^планово/.test(cursor.formAt() ?? '');
    if (isPlanned) cursor.at += 1;
    else if (cursor.takeLexeme('next') === null) return null;
    cursor.takeLexeme('calendar');
    if (!cursor.takeForm('периоду')) cursor.takeUnit('year');
    return 'named';
  });
}

/** «года предоставления субсидии», «года, в котором предоставлена субсидия» */
function takeYearOfWhat(cursor: Cursor): ReportedYear | null {
  if (cursor.formAt() !== 'года' || !isYearOfWhat(cursor.tokens, cursor.at)) return null;
  return cursor.attempt(() => {
    cursor.at += 1;
    return takeInWhich(cursor) || takeOfWhat(cursor) ? 'named' : null;
  });
}

/** Whether a year is named by what follows it: a noun of action, or «, в котором». */
export function isYearOfWhat(tokens: readonly Token[], year: number): boolean {
  const [next, clause] = [tokens[year + 1], tokens[year + 3]];
  if (next?.type === 'word') return /ни[яй]$/.test(next.form);
  return next?.type === 'mark' && clause?.type === 'word' && clause.form === 'котором';
}

const LONGEST_OBJECT = 3;

/** «предоставления субсидии»: what that year is the year of. */
function takeOfWhat(cursor: Cursor): boolean {
  let words = 0;
  // «реализации Календарного плана»
  const isOfName = (): boolean =>
    isPlainWord(cursor.peek()) || (words > 0 && cursor.lexemeAt()?.id === 'calendar');
  while (words < LONGEST_OBJECT && isOfName() && !isInfinitive(cursor.formAt() ?? '')) {
    cursor.at += 1;
    words += 1;
  }
  return words > 0;
}

function takeJoint(cursor: Cursor): void {
  cursor.skipMarks(',', ';', '-');
  cursor.takeForm('и', 'а');
}

/** A common year serves to find the days; only 29 February needs a leap one. */
function yearlyDayOf(limit: Limit, stretch: Stretch): YearlyDay | null {
  const span = stretch.to ?? stretch.from;
  const window = span.at(2023) ?? span.at(2024);
  return window === null ? null : toYearlyDay(lastDayOf(limit, stretch, window), span.grain !== 'day');
}

/** A stretch that ends with its month ends there in leap years too. */
function toYearlyDay(date: CalendarDate, isStretch: boolean): YearlyDay {
  const isMonthEnd = date === lastDayOfMonth(yearOf(date), monthOf(date));
  return { month: monthOf(date), day: isStretch && isMonthEnd ? -1 : dayOf(date) };
}
