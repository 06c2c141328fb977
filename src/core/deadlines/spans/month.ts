import { type CalendarDate, calendarDateOf, lastDayOfMonth } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { takeOrdinal } from '../numbers.ts';
import type { DeadlineContext } from '../policy.ts';
import type { Span } from './span.ts';
import { takeYearName, type YearName } from './year.ts';

/** A month and its parts: «сентябрь 2024 г.», 09.2024, «III декада мая», «первая половина октября», «2-я неделя мая». */
export function takeMonth(cursor: Cursor, context: DeadlineContext): Span | null {
  const printed = cursor.peek();
  if (printed?.type === 'monthYear') {
    cursor.at += 1;
    cursor.takeUnit('year');
    return printed.month < 1 || printed.month > 12
      ? null
      : monthSpan(printed.month, { kind: 'calendar', first: printed.year, assumed: false });
  }
  const month = takeMonthName(cursor);
  return month === null ? null : monthSpan(month, takeYearName(cursor, context));
}

/** A whole month of a year. */
export function monthSpan(month: number, year: YearName | null): Span {
  return {
    grain: 'month',
    year,
    at: (calendarYear) => daysOfMonth(calendarYear, month, 1, 31),
    sibling: null,
    approximate: null,
  };
}

/** «III декада мая», «1-я половина октября 2024», «вторая неделя мая», «последняя неделя мая». */
export function takePartOfMonth(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const part = takeOrdinalPart(cursor);
    if (part === null) return null;
    const month = takeMonthName(cursor);
    return month === null ? null : partSpan(part, month, takeYearName(cursor, context));
  });
}

interface Part {
  readonly kind: 'decade' | 'half' | 'week' | 'days';
  readonly number: number;
}

const WEEK_DAYS = 7;

const WHY_APPROXIMATE: Readonly<Partial<Record<Part['kind'], string>>> = {
  week: 'Неделя месяца посчитана по семь дней от первого числа.',
  days: 'Числа месяца не названы, взята декада.',
};

function takeOrdinalPart(cursor: Cursor): Part | null {
  return cursor.attempt(() => {
    const number = takeOrdinal(cursor);
    if (number === null) return null;
    // «первые числа», «последних числах»
    if (isPlural(cursor.formAt(-1)) && cursor.takeForm('числа', 'числах'))
      return number === 1 || number === -1 ? { kind: 'days', number } : null;
    if (cursor.takeLexeme('decade') !== null) return isWithin(number, 3) ? { kind: 'decade', number } : null;
    if (cursor.takeLexeme('part') !== null) return isWithin(number, 2) ? { kind: 'half', number } : null;
    if (cursor.takeUnit('week') !== null) return isWithin(number, 4) ? { kind: 'week', number } : null;
    return null;
  });
}

function isPlural(form: string | null): boolean {
  return form !== null && /[ыи][ех]$/.test(form);
}

function isWithin(number: number, last: number): boolean {
  return number === -1 || (number >= 1 && number <= last);
}

function takeMonthName(cursor: Cursor): number | null {
  const month = cursor.takeLexeme('month');
  if (month === null) return null;
  cursor.takeAbbreviationDot();
  // «сентября месяца»
  if (cursor.formAt()?.startsWith('месяц') === true && !isFollowedByWhich(cursor)) cursor.at += 1;
  return month.value;
}

/** «месяца, следующего за отчётным» is another month. */
function isFollowedByWhich(cursor: Cursor): boolean {
  return cursor.markAt(1) === ',' && cursor.lexemeAt(2)?.id === 'next';
}

function partSpan(part: Part, month: number, year: YearName | null): Span {
  const [first, last] = daysOfPart(part);
  return {
    grain: 'part',
    year,
    at: (calendarYear) =>
      part.kind === 'week' && part.number === -1
        ? lastWeek(calendarYear, month)
        : daysOfMonth(calendarYear, month, first, last),
    sibling: (number) => siblingPart(part, number, month, year),
    approximate: WHY_APPROXIMATE[part.kind] ?? null,
  };
}

function siblingPart(part: Part, number: number, month: number, year: YearName | null): Span | null {
  if (part.kind === 'days') return null;
  const last = part.kind === 'decade' ? 3 : part.kind === 'half' ? 2 : 4;
  return isWithin(number, last) ? partSpan({ kind: part.kind, number }, month, year) : null;
}

/** First and last day of a part; 31 stands for the month's last day. */
function daysOfPart(part: Part): readonly [number, number] {
  switch (part.kind) {
    case 'half':
      return part.number === 1 ? [1, 15] : [16, 31];
    case 'week':
      return [(part.number - 1) * WEEK_DAYS + 1, part.number * WEEK_DAYS];
    case 'days':
    case 'decade':
      if (part.number === 1) return [1, 10];
      return part.number === 2 ? [11, 20] : [21, 31];
  }
}

function daysOfMonth(
  year: number,
  month: number,
  first: number,
  last: number,
): { start: CalendarDate; due: CalendarDate } | null {
  const start = calendarDateOf(year, month, first);
  if (start === null) return null;
  return { start, due: calendarDateOf(year, month, last) ?? lastDayOfMonth(year, month) };
}

function lastWeek(year: number, month: number): { start: CalendarDate; due: CalendarDate } | null {
  const length = Number(lastDayOfMonth(year, month).slice(8));
  return daysOfMonth(year, month, length - WEEK_DAYS + 1, length);
}
