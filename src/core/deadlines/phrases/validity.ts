import type { CalendarDate } from '../../calendar/calendar-date.ts';
import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import type { PhraseContext } from '../draft.ts';
import type { DeadlineContext } from '../policy.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { takeDay } from '../spans/day.ts';
import { resolveStretches } from '../spans/resolve-stretches.ts';
import { takeSpan, takeStretches } from '../spans/sequence.ts';
import { resolveSpan } from '../spans/span.ts';
import { lastDayOf, takeLimit } from './boundary.ts';
import { edge } from './edge.ts';
import { takeThroughout } from './period.ts';

/**
 * How long a recurrence holds: «в течение 2024 года», «до конца 2026 года», «начиная с 2025 года», «до 2030 года»,
 * «в течение учебного года» (which year is not said, so it limits nothing and leaves a warning).
 */
export interface Validity {
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
  readonly warnings: readonly Warning[];
}

export function takeValidity(cursor: Cursor, context: PhraseContext): Validity | null {
  if (cursor.atEnd) return null;
  return cursor.attempt(() => {
    cursor.skipMarks(',', '-', '(', ';');
    const validity =
      cursor.attempt(() => takeStart(cursor, context)) ??
      cursor.attempt(() => takeEnd(cursor, context)) ??
      cursor.attempt(() => takeYears(cursor, context)) ??
      cursor.attempt(() => takeUnnamedYear(cursor, context));
    if (validity !== null) cursor.takeMark(')');
    return validity;
  });
}

/** «начиная с 2025 года», «с 1 сентября 2025 г.» */
function takeStart(cursor: Cursor, context: DeadlineContext): Validity | null {
  cursor.takeForm('начиная');
  if (!cursor.takeForm('с', 'со')) return null;
  const span = takeSpan(cursor, context);
  if (span === null || cursor.formAt() === 'по' || cursor.formAt() === 'до' || cursor.markAt() === '-')
    return null;
  const window = resolveSpan(span, context);
  return window === null ? null : { from: window.start, until: null, warnings: [] };
}

/** «до конца 2026 года», «до конца учебного года», «до 2030 года», «по 2025 год включительно» */
function takeEnd(cursor: Cursor, context: PhraseContext): Validity | null {
  const first = cursor.at;
  const limit = takeLimit(cursor);
  if (limit === null) return null;
  if (cursor.lexemeAt()?.id === 'end') {
    cursor.at = first;
    const end = edge.read(cursor, context);
    return end === null || end.due === null ? null : { from: null, until: end.due, warnings: end.warnings };
  }
  const span = takeSpan(cursor, context);
  if (span === null || span.year === null) return null;
  const window = resolveSpan(span, context);
  if (window === null) return null;
  return { from: null, until: lastDayOf(limit, { from: span, to: null }, window), warnings: [] };
}

/**
 * «ежедневно до 15 октября»: a last day without a year. Only of what recurs within months: «ежегодно до 15 октября»
 * says when.
 */
export function takeLastDay(cursor: Cursor, context: PhraseContext): Validity | null {
  if (cursor.atEnd) return null;
  const window = cursor.attempt(() => takeUndatedStretch(cursor, context));
  if (window !== null) return window;
  return cursor.attempt(() => {
    cursor.takeMark(',');
    const limit = takeLimit(cursor);
    const day = limit === null ? null : takeDay(cursor, context);
    const window = day === null ? null : resolveSpan(day, context);
    if (window === null) return null;
    return { from: null, until: window.due, warnings: day?.year === null ? [doubt.assumedYear()] : [] };
  });
}

/** «в течение 2024 года», «в 2024-2026 годах», «2024/2025 уч.г.», «с сентября 2024 по май 2025» */
function takeYears(cursor: Cursor, context: DeadlineContext): Validity | null {
  takeThroughout(cursor);
  const stretches = takeStretches(cursor, context);
  const [first] = stretches ?? [];
  if (stretches === null || first === undefined || stretches.length > 1) return null;
  if ((first.to ?? first.from).year === null) return null;
  const [window] = resolveStretches(stretches, context) ?? [];
  return window === undefined ? null : { from: window.start, until: window.due, warnings: [] };
}

/** «ежедневно … в период с 9 по 20 октября» */
function takeUndatedStretch(cursor: Cursor, context: PhraseContext): Validity | null {
  cursor.takeMark(',');
  takeThroughout(cursor);
  const stretches = takeStretches(cursor, context);
  const [only] = stretches ?? [];
  if (stretches?.length !== 1 || only === undefined || only.to === null) return null;
  const [window] = resolveStretches(stretches, context) ?? [];
  if (window === undefined) return null;
  return { from: window.start, until: window.due, warnings: [doubt.assumedYear()] };
}

/** «в течение (учебного) года»: recurs within a year that is not named. */
function takeUnnamedYear(cursor: Cursor, context: DeadlineContext): Validity | null {
  takeThroughout(cursor);
  if (takeBareUnit(cursor, context, 'year') === null) return null;
  return {
    from: null,
    until: null,
    warnings: [doubt.approximate('Год, в течение которого повторять, не назван; повторение не ограничено.')],
  };
}
