import {
  addDays,
  type CalendarDate,
  calendarDateOf,
  lastDayOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { isPlainWord } from '../padding.ts';
import type { DeadlineContext } from '../policy.ts';
import type { TimeUnit } from '../vocabulary.ts';
import type { Span, Window } from './span.ts';
import { schoolYearSpan, yearSpan } from './whole-year.ts';
import { comingSchoolYear, takeCalendarWord, takeRelation, takeSchoolYearWord } from './year.ts';

/** «текущего месяца», «следующей недели», «текущего квартала», «следующего полугодия» */
export function takeRelatedUnit(cursor: Cursor, context: DeadlineContext): Span | null {
  return cursor.attempt(() => {
    const relation = takeRelation(cursor);
    if (relation === null) return null;
    takeCalendarWord(cursor);
    const unit = cursor.takeUnit('week', 'month', 'quarter', 'half');
    return unit === null ? null : unitSpan(unit, relation, context, false);
  });
}

/** «года», «учебного года», «квартала» without a number: the one that contains the document's date. */
export function takeBareUnit(cursor: Cursor, context: DeadlineContext, ...units: TimeUnit[]): Span | null {
  return cursor.attempt(() => {
    if (takeSchoolYearWord(cursor)) {
      const first = comingSchoolYear(context);
      return schoolYearSpan({ kind: 'school', first, assumed: true }, context);
    }
    takeCalendarWord(cursor);
    // «в течение полугода» is a length of six months.
    if (/^пол.?года$/.test(cursor.formAt() ?? '')) return null;
    // «с 3 по 9 марта, г. Приреченск» is a town.
    if (cursor.formAt() === 'г' && isPlainWord(cursor.peek(cursor.markAt(1) === '.' ? 2 : 1))) return null;
    const unit = cursor.takeUnit(...units);
    return unit === null ? null : unitSpan(unit, 0, context, true);
  });
}

function unitSpan(unit: TimeUnit, relation: number, context: DeadlineContext, assumed: boolean): Span {
  const year = { kind: 'calendar', first: yearOf(context.on), assumed } as const;
  if (unit === 'year') return yearSpan({ ...year, first: year.first + relation });
  const window =
    unit === 'week' ? weekOf(context.on, relation) : monthsOf(context.on, MONTHS[unit] ?? 1, relation);
  return {
    grain: unit === 'week' || unit === 'month' || unit === 'quarter' ? unit : 'half',
    year,
    at: () => window,
    sibling: null,
    approximate: null,
  };
}

const MONTHS: Readonly<Partial<Record<TimeUnit, number>>> = { month: 1, quarter: 3, half: 6 };

function weekOf(on: CalendarDate, relation: number): Window {
  const monday = addDays(on, 1 - weekdayOf(on) + relation * 7);
  return { start: monday, due: addDays(monday, 6) };
}

/** The run of `length` months, counted from January, that contains a date, moved by whole runs. */
function monthsOf(on: CalendarDate, length: number, relation: number): Window | null {
  const index = Math.floor((yearOf(on) * 12 + monthOf(on) - 1) / length) + relation;
  const first = index * length;
  const last = first + length - 1;
  const start = calendarDateOf(Math.floor(first / 12), (first % 12) + 1, 1);
  return start === null ? null : { start, due: lastDayOfMonth(Math.floor(last / 12), (last % 12) + 1) };
}
