import { addDays, addMonths, calendarDateOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { takeOrdinal } from '../numbers.ts';
import { isPlainWord } from '../padding.ts';
import type { DeadlineContext, DeadlinePolicy } from '../policy.ts';
import { type Grain, type Span, windowIn } from './span.ts';
import {
  comingSchoolYear,
  schoolYearWindow,
  takeSchoolYearWord,
  takeYearName,
  type YearName,
  yearValueOf,
} from './year.ts';

/** Quarters, half-years and seasons: «I квартал 2020», «1 кв. 2024 г.», «второе полугодие», «лето 2024 года». */
export function takePartOfYear(cursor: Cursor, context: DeadlineContext): Span | null {
  return (
    takeQuarter(cursor, context) ??
    takeHalfYear(cursor, context) ??
    takeMonthsOfYear(cursor, context) ??
    takeSeason(cursor, context)
  );
}

/** «9 месяцев 2026 года»: the period that reports are made for. */
function takeMonthsOfYear(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const count = cursor.takeNumber()?.value ?? 0;
    if ((count !== 3 && count !== 6 && count !== 9) || cursor.takeUnit('month') === null) return null;
    const year = takeYearName(cursor, context);
    const why = 'Взяты месяцы с начала года.';
    return year?.kind === 'calendar' ? monthsSpan('half', 1, count, year, why, null) : null;
  });
}

/** Scans turn II into П and III into Ш. */
const MISREAD_ROMAN: Readonly<Record<string, number>> = { п: 2, ш: 3 };

function takePartNumber(cursor: Cursor): number | null {
  const form = cursor.formAt();
  const misread = form?.length === 1 ? MISREAD_ROMAN[form] : undefined;
  if (misread === undefined) return takeOrdinal(cursor);
  cursor.at += 1;
  return misread;
}

function takeQuarter(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const number = takePartNumber(cursor);
    if (number === null || cursor.takeUnit('quarter') === null) return null;
    return quarterSpan(number === -1 ? 4 : number, takeYearName(cursor, context));
  });
}

function quarterSpan(number: number, year: YearName | null): Span | null {
  if (number < 1 || number > 4) return null;
  return monthsSpan('quarter', number * 3 - 2, 3, year, null, (other) => quarterSpan(other, year));
}

function takeHalfYear(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const number = takePartNumber(cursor);
    if (number === null || !takeHalfYearWord(cursor)) return null;
    const year = takeYearName(cursor, context) ?? takeUnnamedSchoolYear(cursor, context);
    return halfYearSpan(number === -1 ? 2 : number, year, context.policy);
  });
}

/** «II полугодие учебного года» */
function takeUnnamedSchoolYear(cursor: Cursor, context: DeadlineContext): YearName | null {
  if (!takeSchoolYearWord(cursor)) return null;
  return { kind: 'school', first: comingSchoolYear(context), assumed: true };
}

/** «полугодие», «полуг.», «половина (учебного) года»: the year itself is read after it. */
function takeHalfYearWord(cursor: Cursor): boolean {
  if (cursor.takeUnit('half') !== null) return true;
  const next = cursor.peek(1);
  if (cursor.lexemeAt()?.id !== 'part' || next === undefined || next.type === 'mark') return false;
  // «половина октября» is a part of a month, «первая половина срока» of something else.
  if (cursor.lexemeAt(1)?.id === 'month' || isPlainWord(next) || cursor.formAt(1) === 'срока') return false;
  cursor.at += 1;
  return true;
}

/** A half of the calendar year, or of the school year: until 31 December, then until lessons end. */
export function halfYearSpan(number: number, year: YearName | null, policy: DeadlinePolicy): Span | null {
  if (number !== 1 && number !== 2) return null;
  if (year?.kind !== 'school') {
    return monthsSpan('half', number * 6 - 5, 6, year, null, (other) => halfYearSpan(other, year, policy));
  }
  return {
    grain: 'half',
    year: { ...year, kind: 'calendar' },
    at: (first) => {
      const turn = calendarDateOf(first + 1, 1, 1);
      const end = calendarDateOf(first + 1, policy.lessonsEnd.month, policy.lessonsEnd.day);
      if (turn === null || end === null) return null;
      return number === 1
        ? { start: schoolYearWindow(first, policy).start, due: addDays(turn, -1) }
        : { start: turn, due: end };
    },
    sibling: (other) => halfYearSpan(other, year, policy),
    approximate: 'Полугодие учебного года посчитано до 31 декабря и до конца занятий.',
  };
}

const SEASON_FIRST_MONTH: Readonly<Record<number, number>> = { 1: 3, 2: 6, 3: 9, 4: 12 };

/** «лето 2024 года», «в летний период», «осенью 2025», «зима 2024-2025» (from December of the first year). */
function takeSeason(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const season = cursor.takeLexeme('season');
    if (season === null) return null;
    const isAdjective = /[нтм]н[а-я]{2,3}$/.test(cursor.formAt(-1) ?? '');
    if (isAdjective && !cursor.takeForm('период', 'периода', 'периоде')) return null;
    const first = SEASON_FIRST_MONTH[season.value] ?? 1;
    const year = takeWinterYears(cursor, first) ?? takeYearName(cursor, context);
    const span = monthsSpan('season', first, 3, year, 'Время года взято по календарным месяцам.', null);
    return year?.kind === 'school' && windowIn(span, year, context) === null ? null : span;
  });
}

function takeWinterYears(cursor: Cursor, firstMonth: number): YearName | null {
  const pair = cursor.peek();
  if (firstMonth !== 12) return null;
  if (pair?.type === 'yearPair' && pair.second === pair.first + 1) {
    cursor.at += 1;
    cursor.takeUnit('year');
    return { kind: 'calendar', first: pair.first, assumed: false };
  }
  return cursor.attempt(() => {
    const first = yearValueOf(cursor.peek());
    if (first === null || cursor.markAt(1) !== '-' || yearValueOf(cursor.peek(2)) !== first + 1) return null;
    cursor.at += 3;
    cursor.takeUnit('year');
    return { kind: 'calendar', first, assumed: false };
  });
}

function monthsSpan(
  grain: Grain,
  firstMonth: number,
  months: number,
  year: YearName | null,
  approximate: string | null,
  sibling: Span['sibling'],
): Span {
  return {
    grain,
    year,
    at: (calendarYear) => {
      const start = calendarDateOf(calendarYear, firstMonth, 1);
      return start === null ? null : { start, due: addDays(addMonths(start, months), -1) };
    },
    sibling,
    approximate,
  };
}
