import { calendarDateOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import type { DeadlineContext } from '../policy.ts';
import { type Span } from './span.ts';
import {
  schoolYearWindow,
  takeCalendarYear,
  takeRelativeYear,
  takeSchoolYearName,
  type YearName,
} from './year.ts';

/** A whole calendar or school year: «2023», «2024 год», «текущий год», «2022/2023 уч.г.», «следующий учебный год». */
export function takeWholeYear(cursor: Cursor, context: DeadlineContext): Span | null {
  const school = takeSchoolYearName(cursor, context);
  if (school !== null) return schoolYearSpan(school, context);
  const year = takeCalendarYear(cursor, context) ?? takeRelativeYear(cursor, context);
  return year === null ? null : yearSpan(year);
}

/** 1 January – 31 December. */
export function yearSpan(year: YearName): Span {
  return {
    grain: 'year',
    year,
    at: (calendarYear) => {
      const start = calendarDateOf(calendarYear, 1, 1);
      const due = calendarDateOf(calendarYear, 12, 31);
      return start === null || due === null ? null : { start, due };
    },
    sibling: (number) => (number >= 1990 && number <= 2099 ? yearSpan({ ...year, first: number }) : null),
    approximate: null,
  };
}

/** 1 September – 31 August by the default policy. */
export function schoolYearSpan(year: YearName, context: DeadlineContext): Span {
  return {
    grain: 'school_year',
    year: { ...year, kind: 'calendar' },
    at: (first) => schoolYearWindow(first, context.policy),
    sibling: (first) => schoolYearSpan({ ...year, first }, context),
    approximate: null,
  };
}
