import { calendarDateOf, monthOf, yearOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { takeDayNumber, takeOrdinal } from '../numbers.ts';
import type { DeadlineContext } from '../policy.ts';
import { nextOccurrence, WEEKDAY_CODES } from '../recurrence.ts';
import type { Span } from './span.ts';
import { skipTimeOfDay } from './time-of-day.ts';
import { fullYear, takeCalendarYear, takeYearName, takeYearWord, type YearName } from './year.ts';

/**
 * One day: «1 сентября 2024 года», «03» марта, «первого сентября», 01.09.2024, 01.09, 2024-09-01.
 * A day the calendar does not have («31 февраля») is a span that resolves to nothing, never a corrected guess.
 */
export function takeDay(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const before = takeWeekday(cursor);
    if (before !== null) cursor.takeMark(',');
    const span =
      takePrintedDate(cursor, context) ?? takeDotted(cursor, context) ?? takeNamed(cursor, context);
    return span === null || before === null ? span : { ...span, weekday: before };
  });
}

/** «пятница», «пт.»: 1–7 */
export function takeWeekday(cursor: Cursor): number | null {
  const weekday = cursor.takeLexeme('weekday');
  if (weekday === null) return null;
  cursor.takeAbbreviationDot();
  return weekday.value;
}

/** «последняя пятница мая», «третья суббота сентября 2025 г.» */
export function takeWeekdayOfMonth(cursor: Cursor, context: DeadlineContext): Span | null {
  if (cursor.lexemeAt(1)?.id !== 'weekday') return null;
  return cursor.attempt(() => {
    const position = takeOrdinal(cursor);
    if (position === null || position < -1 || position === 0 || position > 5) return null;
    const weekday = takeWeekday(cursor);
    const month = weekday === null ? null : cursor.takeLexeme('month');
    if (weekday === null || month === null) return null;
    cursor.takeAbbreviationDot();
    const yearlyRule = `FREQ=YEARLY;BYMONTH=${month.value};BYDAY=${position}${WEEKDAY_CODES[weekday - 1]}`;
    const year = takeYearName(cursor, context);
    return {
      grain: 'day',
      year,
      at: (calendarYear) => {
        const first = calendarDateOf(calendarYear, month.value, 1);
        const date = first === null ? null : nextOccurrence(yearlyRule, first);
        return date === null || monthOf(date) !== month.value || yearOf(date) !== calendarYear
          ? null
          : { start: date, due: date };
      },
      sibling: null,
      approximate: null,
      yearlyRule,
    };
  });
}

/** The day of a month of a year. */
export function daySpan(
  month: number,
  day: number,
  year: YearName | null,
  weekday: number | null = null,
): Span {
  return {
    grain: 'day',
    year,
    at: (calendarYear) => {
      const date = calendarDateOf(calendarYear, month, day);
      return date === null ? null : { start: date, due: date };
    },
    sibling: (number) => daySpan(month, number, year),
    approximate: null,
    weekday,
  };
}

function takePrintedDate(cursor: Cursor, context: DeadlineContext): Span | null {
  const token = cursor.peek();
  if (token?.type !== 'date') return null;
  cursor.at += 1;
  takeYearWord(cursor);
  const weekday = takeWeekdayAfter(cursor);
  const year = { kind: 'calendar', first: fullYear(token.year, context), assumed: false } as const;
  return daySpan(token.month, token.day, year, weekday);
}

/** 01.09, also 01.09 2024; a second number over 12 is a time or a quantity. */
function takeDotted(cursor: Cursor, context: DeadlineContext): Span | null {
  const token = cursor.peek();
  if (token?.type !== 'dotted' || token.second < 1 || token.second > 12 || token.first < 1) return null;
  cursor.at += 1;
  const year = takeYearAfterDot(cursor, context);
  // «с 1.09. по 15.09.»
  if (year === null && cursor.peek()?.start === token.end) cursor.takeMark('.');
  return daySpan(token.second, token.first, year);
}

function takeYearAfterDot(cursor: Cursor, context: DeadlineContext): YearName | null {
  return cursor.attempt(() => {
    cursor.takeMark('.');
    return takeCalendarYear(cursor, context) ?? takeYearName(cursor, context);
  });
}

/** «15 октября (вторник) 2024 г.» */
function takeBracketedWeekday(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    if (!cursor.takeMark('(')) return null;
    const weekday = takeWeekday(cursor);
    return cursor.takeMark(')') ? weekday : null;
  });
}

/** «15.10.2026 (четверг)», «15 октября 2026 г., четверг»; «…, по четвергам» and «…, четверг, пятница» are not of it. */
function takeWeekdayAfter(cursor: Cursor): number | null {
  const isAhead = [0, 1, 2].some((ahead) => cursor.lexemeAt(ahead)?.id === 'weekday');
  if (!isAhead) return null;
  return cursor.attempt(() => {
    const bracketed = takeBracketedWeekday(cursor);
    if (bracketed !== null) return bracketed;
    cursor.takeAbbreviationDot();
    cursor.takeMark(',', '-');
    const weekday = takeWeekday(cursor);
    const isOneOfSeveral = cursor.markAt() === '-' || cursor.formAt() === 'и' || isWeekdayAhead(cursor);
    return weekday === null || isOneOfSeveral ? null : weekday;
  });
}

function isWeekdayAhead(cursor: Cursor): boolean {
  return cursor.markAt() === ',' && cursor.lexemeAt(1)?.id === 'weekday';
}

/** «25» 06.2026, «25» 06. 2026: the rest of a date whose day is quoted. */
function takeNumericMonth(cursor: Cursor, day: number, context: DeadlineContext): Span | null {
  const token = cursor.peek();
  cursor.at += 1;
  if (token?.type === 'monthYear') {
    takeYearWord(cursor);
    return daySpan(token.month, day, { kind: 'calendar', first: token.year, assumed: false });
  }
  if (token?.type !== 'number' || token.roman || token.digits !== 2 || token.value > 12) return null;
  cursor.skipMarks('.', '_');
  const year = takeCalendarYear(cursor, context);
  return year === null ? null : daySpan(token.value, day, year);
}

/** «2 октября 00 часов 2026 года» */
function takeYearAfterHour(cursor: Cursor, context: DeadlineContext): YearName | null {
  if (cursor.atEnd) return null;
  return cursor.attempt(() => {
    const first = cursor.at;
    skipTimeOfDay(cursor);
    return cursor.at === first ? null : takeYearName(cursor, context);
  });
}

function takeNamed(cursor: Cursor, context: DeadlineContext): Span | null {
  cursor.skipMarks('"', '_');
  const day = takeDayNumber(cursor);
  if (day === null || day < 1) return null;
  cursor.skipMarks('"', '_');
  // «1 числа сентября», «15-е число»
  if (cursor.formAt()?.startsWith('числ') === true) cursor.at += 1;
  const month = cursor.takeLexeme('month');
  if (month === null) return cursor.markAt(-1) === '"' ? takeNumericMonth(cursor, day, context) : null;
  cursor.takeAbbreviationDot();
  if (cursor.formAt() === 'месяца') cursor.at += 1;
  const before = takeBracketedWeekday(cursor);
  cursor.skipMarks('_');
  const year = takeYearName(cursor, context) ?? takeYearAfterHour(cursor, context);
  return daySpan(month.value, day, year, before ?? takeWeekdayAfter(cursor));
}
