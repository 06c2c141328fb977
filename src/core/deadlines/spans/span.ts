import type { CalendarDate } from '../../calendar/calendar-date.ts';
import { addDays, yearOf } from '../../calendar/calendar-date.ts';
import type { DeadlineContext } from '../policy.ts';
import { schoolYearWindow, type YearName } from './year.ts';

/** First and last day of a stretch of time. */
export interface Window {
  readonly start: CalendarDate;
  readonly due: CalendarDate;
}

/** How large the named stretch is; decides the kind of a deadline. */
export type Grain =
  | 'day'
  | 'week'
  | 'part'
  | 'month'
  | 'quarter'
  | 'half'
  | 'season'
  | 'year'
  | 'school_year';

/**
 * A stretch of time as a phrase names it, before its year is known.
 *
 *   «III декада мая»   → grain 'part', year null, at(2024) = 2024-05-21 … 2024-05-31
 *   «сентябрь 2024 г.» → grain 'month', year 2024
 *   «31 февраля»       → at(any) = null: there is no such day
 */
export interface Span {
  readonly grain: Grain;
  readonly year: YearName | null;
  /** The stretch that begins in the year, null where the calendar has none. */
  at(year: number): Window | null;
  /** The same sort of span with another number: «15 мая» → 10 → «10 мая». Null where numbers do not apply. */
  readonly sibling: ((number: number) => Span | null) | null;
  /** Why the days are not exact («2-я неделя мая», «лето»), null where they are. */
  readonly approximate: string | null;
  /** The day of the week printed beside the day, 1–7; only days have one. */
  readonly weekday?: number | null;
  /** «последняя пятница мая»: what recurs is the day of the week, not the number of the day. */
  readonly yearlyRule?: string;
}

/** A window with what had to be assumed to find it. */
export interface Resolved extends Window {
  readonly assumedYear: boolean;
}

/** A leap day named without a year may be eight years off. */
const LEAP_SEARCH_YEARS = 8;

/** What must be left of a season without a year. */
const SEASON_LEFT_DAYS = 14;

/**
 * Days of a span. Without a year in the phrase it is the first one whose last day `lastDay` is on or after the
 * document's date. Null where there is no such day in the calendar.
 */
export function resolveSpan(
  span: Span,
  context: DeadlineContext,
  lastDay: (window: Window) => CalendarDate = (window) => window.due,
): Resolved | null {
  if (span.year !== null) {
    const window = windowIn(span, span.year, context);
    return window === null ? null : { ...window, assumedYear: span.year.assumed };
  }
  // A summer of which only days are left is not the one that is planned.
  const earliest = span.grain === 'season' ? addDays(context.on, SEASON_LEFT_DAYS) : context.on;
  const first = yearOf(context.on) - 1;
  for (let year = first; year <= first + 1 + LEAP_SEARCH_YEARS; year += 1) {
    const window = span.at(year);
    if (window !== null && lastDay(window) >= earliest) return { ...window, assumedYear: true };
  }
  return null;
}

/** Days of a span in a named year; a school year takes the months from September in its first calendar year. */
export function windowIn(span: Span, year: YearName, context: DeadlineContext): Window | null {
  if (year.kind === 'calendar') return span.at(year.first);
  const school = schoolYearWindow(year.first, context.policy);
  const inFirst = span.at(year.first);
  return inFirst !== null && inFirst.start >= school.start ? inFirst : span.at(year.first + 1);
}

/** The same span in a named year. */
export function withYear(span: Span, year: YearName): Span {
  return { ...span, year };
}
