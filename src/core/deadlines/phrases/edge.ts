import { addDays, type CalendarDate, calendarDateOf, yearOf } from '../../calendar/calendar-date.ts';
import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, opensWithWord, type PhraseFamily } from '../draft.ts';
import { impossibleDraft, warningsOf } from '../draft-of-stretches.ts';
import type { DeadlineContext } from '../policy.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { takeSpan } from '../spans/sequence.ts';
import { resolveSpan, type Span, type Window } from '../spans/span.ts';
import { LIMIT_OPENINGS, type Limit, takeLimit } from './boundary.ts';
import { THROUGHOUT_OPENINGS, takeThroughout } from './period.ts';

/**
 * The beginning, middle or end of a stretch of time.
 *
 *   «до конца 2025 года», «к концу 2025 года» → due 2025-12-31
 *   «до начала 2025 года»                     → due 2024-12-31
 *   «в конце января 2025 г.»                  → range of the last ten days, warning approximate
 *   «начало учебного года»                    → due 1 September to come, «конец учебного года» → 31 May to come
 *                                               (both by policy), warning approximate
 */
export const edge: PhraseFamily = {
  name: 'edge',
  opensWith: opensWithWord(`${LIMIT_OPENINGS} ${THROUGHOUT_OPENINGS}`, ['beginning', 'middle', 'end']),
  read: readEdge,
};

type Side = 'beginning' | 'middle' | 'end';

function readEdge(cursor: Cursor, context: DeadlineContext): Draft | null {
  const limit = takeLimit(cursor);
  const isAfter = limit !== null && cursor.formAt(-1) === 'по';
  if (limit === null) takeThroughout(cursor);
  const side = takeSide(cursor);
  if (side === null) return null;
  if (cursor.formAt(-1)?.startsWith('заверш') === true && cursor.lexemeAt()?.id === 'part') return null;
  const span = takeTarget(cursor, context);
  if (span === null) return null;
  if (span.grain === 'school_year') return draftOfSchoolEdge(limit, side, span, context);
  const window = resolveSpan(span, context);
  if (window === null) return impossibleDraft();
  const warnings = warningsOf([{ from: span, to: null }], [window]);
  if (isAfter) warnings.push(doubt.approximate('Срок «по окончании» принят как последний день.'));
  return limit === null
    ? draftOfUnlimited(side, span, window, warnings)
    : draftOfLimited(limit, side, span, window, warnings);
}

function takeSide(cursor: Cursor): Side | null {
  if (cursor.takeLexeme('beginning') !== null) return 'beginning';
  if (cursor.takeLexeme('middle') !== null) return 'middle';
  return cursor.takeLexeme('end') === null ? null : 'end';
}

function takeTarget(cursor: Cursor, context: DeadlineContext): Span | null {
  const span = cursor.attempt(() => takeSpan(cursor, context));
  if (span !== null) return span.grain === 'day' ? null : span;
  const isWorking = cursor.lexemeAt(1)?.unit === 'week' && cursor.takeLexeme('working') !== null;
  const unit = takeBareUnit(cursor, context, 'year', 'quarter', 'half', 'month', 'week');
  return isWorking && unit !== null ? workingWeek(unit) : unit;
}

const DAYS_OFF_OF_WEEK = 2;

/** «конец рабочей недели»: its Friday, unless that is a day off. */
function workingWeek(week: Span): Span {
  return {
    ...week,
    at: (year) => {
      const window = week.at(year);
      return window === null ? null : { ...window, due: addDays(window.due, -DAYS_OFF_OF_WEEK) };
    },
    approximate: 'Концом рабочей недели взята пятница.',
  };
}

function draftOfLimited(
  limit: Limit,
  side: Side,
  span: Span,
  window: Window,
  warnings: Warning[],
): Draft | null {
  if (side === 'end') return draftOf({ kind: 'date', due: window.due, warnings });
  if (side === 'beginning') {
    const due = limit === 'until' ? addDays(window.start, -1) : window.start;
    return draftOf({ kind: 'date', due, warnings });
  }
  const due = span.grain === 'month' ? addDays(window.start, 14) : null;
  if (due === null) return null;
  return draftOf({
    kind: 'date',
    due,
    warnings: [...warnings, doubt.approximate('Серединой месяца взято 15-е число.')],
  });
}

function draftOfUnlimited(side: Side, span: Span, window: Window, warnings: Warning[]): Draft | null {
  const vague = [...warnings, doubt.approximate('Часть периода названа приблизительно.')];
  if (span.grain !== 'month') {
    if (side === 'middle') return null;
    return draftOf({ kind: 'date', due: side === 'end' ? window.due : window.start, warnings: vague });
  }
  const first = side === 'beginning' ? 0 : side === 'middle' ? 10 : 20;
  const start = addDays(window.start, first);
  const due = side === 'end' ? window.due : addDays(start, 9);
  return draftOf({ kind: 'range', start, due, warnings: vague });
}

/** Lessons begin with the school year and end before it does. */
function draftOfSchoolEdge(
  limit: Limit | null,
  side: Side,
  span: Span,
  context: DeadlineContext,
): Draft | null {
  if (side === 'middle') return null;
  const dueIn = (first: number): CalendarDate | null => {
    const start = span.at(first)?.start ?? null;
    if (side === 'beginning') return start !== null && limit === 'until' ? addDays(start, -1) : start;
    return calendarDateOf(first + 1, context.policy.lessonsEnd.month, context.policy.lessonsEnd.day);
  };
  const named = span.year?.first ?? yearOf(context.on);
  const isComing = span.year?.assumed === true && (dueIn(named) ?? context.on) < context.on;
  const due = dueIn(isComing ? named + 1 : named);
  if (due === null) return null;
  const why =
    side === 'end'
      ? 'Концом учебного года считается окончание занятий.'
      : 'Началом учебного года считается его первый день.';
  return draftOf({ kind: 'date', due, warnings: [doubt.approximate(why)] });
}
