import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDateOf,
  yearOf,
} from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import type { DeadlineContext, DeadlinePolicy } from '../policy.ts';
import type { Token } from '../tokens.ts';

/**
 * Names of years: «2024», «2024 г.», «24 г.», «текущего года», «т.г.», «2024/2025 уч. г.», «следующего учебного года».
 */
export interface YearName {
  readonly kind: 'calendar' | 'school';
  /** The year, or the calendar year in which the school year begins. */
  readonly first: number;
  /** True where the phrase says only «года» and the document's own year is meant. */
  readonly assumed: boolean;
}

/** Years a document may speak of. */
const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2099;

/** How far ahead of the document a year in two digits may lie. */
const YEARS_AHEAD = 30;

/** The year that its last two digits mean in a document: «27» is 2027, «98» is 1998 in one of 2027 too. */
export function fullYear(printed: number, { on }: DeadlineContext): number {
  if (printed >= 100) return printed;
  const latest = yearOf(on) + YEARS_AHEAD;
  return latest - ((((latest - printed) % 100) + 100) % 100);
}

/** First and last day of the school year that begins in a calendar year. */
export function schoolYearWindow(
  first: number,
  policy: DeadlinePolicy,
): { start: CalendarDate; due: CalendarDate } {
  const { month, day } = policy.schoolYearStart;
  const start = calendarDateOf(first, month, day) ?? (`${first}-09-01` as CalendarDate);
  return { start, due: addDays(addMonths(start, 12), -1) };
}

/** The calendar year in which the school year that contains a date began. */
export function schoolYearOf(date: CalendarDate, policy: DeadlinePolicy): number {
  return date >= schoolYearWindow(yearOf(date), policy).start ? yearOf(date) : yearOf(date) - 1;
}

/** In summer, when lessons are over, «учебный год» is the one that is about to begin. */
export function comingSchoolYear({ on, policy }: DeadlineContext): number {
  const first = schoolYearOf(on, policy);
  const lessonsEnd = calendarDateOf(first + 1, policy.lessonsEnd.month, policy.lessonsEnd.day);
  return lessonsEnd !== null && on > lessonsEnd ? first + 1 : first;
}

/** A token that is a year in four digits. */
export function yearValueOf(token: Token | undefined): number | null {
  if (token?.type !== 'number' || token.roman || token.digits !== 4) return null;
  return token.value >= EARLIEST_YEAR && token.value <= LATEST_YEAR ? token.value : null;
}

/** Takes «года», «г.», «гг.», «г.г.»; false where none stands there. */
export function takeYearWord(cursor: Cursor): boolean {
  // «14 лет» is an age or a length.
  if (cursor.formAt() === 'лет' || cursor.takeUnit('year') === null) return false;
  // «г.г.», «г. г.»
  if (cursor.formAt() === 'г' && cursor.formAt(-2) === 'г') cursor.takeUnit('year');
  return true;
}

/** Takes «учебного года», «уч.г.», «уч. год», «у.г.»; false where none stands there. */
export function takeSchoolYearWord(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    const isShort = cursor.formAt() === 'у' && cursor.markAt(1) === '.';
    if (!isShort && cursor.lexemeAt()?.id !== 'school') return null;
    cursor.at += 1;
    cursor.takeAbbreviationDot();
    return takeYearWord(cursor) ? true : null;
  });
  return taken !== null;
}

/** A year that a month, a day or a quarter belongs to; it may be bracketed or stand after a comma or «в». */
export function takeYearName(cursor: Cursor, context: DeadlineContext): YearName | null {
  return cursor.attempt(() => {
    cursor.attempt(() => {
      if (!cursor.takeMark('(') || cursor.takeLexeme('inclusive') === null || !cursor.takeMark(')'))
        return null;
      return cursor.peek()?.type === 'number' ? true : null;
    });
    const bracketed = cursor.takeMark('(');
    if (!bracketed) cursor.takeMark(',');
    cursor.takeForm('в', 'во');
    const name =
      takeSchoolYearName(cursor, context) ??
      takeCalendarYear(cursor, context) ??
      takeRelativeYear(cursor, context);
    if (name === null) return null;
    return !bracketed || cursor.takeMark(')') ? name : null;
  });
}

/** «2024/2025 уч.г.», «2024-2025 учебный год», «2024/25», «текущего учебного года», «учебного 2024-2025 года». */
export function takeSchoolYearName(cursor: Cursor, context: DeadlineContext): YearName | null {
  return cursor.attempt(() => {
    const relative = takeRelation(cursor);
    if (relative !== null && takeSchoolYearWord(cursor))
      return schoolYear(schoolYearOf(context.on, context.policy) + relative);
    // «текущего 2024/2025 учебного года»: the numbers say which.
    const wordFirst = cursor.lexemeAt()?.id === 'school' && cursor.takeLexeme('school') !== null;
    if (wordFirst) cursor.takeAbbreviationDot();
    // «учебный год 2024-2025»
    const yearFirst = wordFirst && takeYearWord(cursor);
    const pair = takeYearPair(cursor);
    if (pair === null) return null;
    if (takeSchoolYearWord(cursor)) return schoolYear(pair.first);
    const hasYearWord = takeYearWord(cursor) || yearFirst;
    if (wordFirst) return hasYearWord ? schoolYear(pair.first) : null;
    return pair.slash ? schoolYear(pair.first) : null;
  });
}

/** Two years in a row joined by a slash or a dash. */
function takeYearPair(cursor: Cursor): { first: number; slash: boolean } | null {
  const token = cursor.peek();
  if (token?.type === 'yearPair') {
    if (token.second !== token.first + 1 || token.first < EARLIEST_YEAR || token.first > LATEST_YEAR)
      return null;
    cursor.at += 1;
    return { first: token.first, slash: true };
  }
  const first = yearValueOf(token);
  const secondToken = cursor.peek(2);
  if (first === null || cursor.markAt(1) !== '-' || secondToken?.type !== 'number') return null;
  const isNext =
    secondToken.value === first + 1 || (secondToken.digits === 2 && secondToken.value === (first + 1) % 100);
  if (!isNext) return null;
  cursor.at += 3;
  return { first, slash: false };
}

/** «2024», «2024 г.», «24 г.», «20 24 г.» */
export function takeCalendarYear(cursor: Cursor, context: DeadlineContext): YearName | null {
  return cursor.attempt(() => {
    const token = cursor.peek();
    const year = yearValueOf(token);
    if (year !== null) {
      cursor.at += 1;
      cursor.takeMark('"');
      cursor.attempt(() => {
        takeCalendarWord(cursor);
        return takeYearWord(cursor) ? true : null;
      });
      return calendarYear(year);
    }
    if (token?.type !== 'number' || token.roman || token.ordinal || token.digits !== 2) return null;
    cursor.at += 1;
    const rest = cursor.peek();
    if (token.value === 20 && rest?.type === 'number' && rest.digits === 2) {
      cursor.at += 1;
      return takeYearWord(cursor) ? calendarYear(2000 + rest.value) : null;
    }
    return takeYearWord(cursor) ? calendarYear(fullYear(token.value, context)) : null;
  });
}

/** «текущего года», «следующего календарного года», «т.г.», «с.г.», «этого года» */
export function takeRelativeYear(cursor: Cursor, context: DeadlineContext): YearName | null {
  return cursor.attempt(() => {
    const form = cursor.formAt();
    const isShort = form === 'т' || form === 'с' || form === 'н' || form === 'тек';
    const isSlashed = cursor.markAt(1) === '/' && cursor.formAt(2) === 'г';
    if (isShort && (isSlashed || cursor.markAt(1) === '.' || cursor.formAt(1) === 'г')) {
      cursor.at += 1;
      if (!cursor.takeMark('/')) cursor.takeAbbreviationDot();
      return takeYearWord(cursor) ? calendarYear(yearOf(context.on)) : null;
    }
    const relative = takeRelation(cursor);
    if (relative === null) return null;
    takeCalendarWord(cursor);
    return takeYearWord(cursor) ? calendarYear(yearOf(context.on) + relative) : null;
  });
}

/** «текущего» 0, «следующего» 1, «прошлого» −1; null where no such word stands there. */
export function takeRelation(cursor: Cursor): number | null {
  if (cursor.takeLexeme('current') !== null) {
    cursor.takeAbbreviationDot();
    return 0;
  }
  if (cursor.takeLexeme('next') !== null) {
    cursor.takeAbbreviationDot();
    return 1;
  }
  return cursor.takeLexeme('previous') !== null ? -1 : null;
}

/** Takes «календарного», which adds nothing. */
export function takeCalendarWord(cursor: Cursor): void {
  if (cursor.takeLexeme('calendar') !== null) cursor.takeAbbreviationDot();
}

function calendarYear(first: number): YearName {
  return { kind: 'calendar', first, assumed: false };
}

function schoolYear(first: number): YearName {
  return { kind: 'school', first, assumed: false };
}
