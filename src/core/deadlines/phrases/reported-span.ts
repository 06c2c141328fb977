import type { Cursor } from '../cursor.ts';
import { takeCount } from '../numbers.ts';
import { isPlainWord } from '../padding.ts';
import type { DeadlineContext } from '../policy.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { takeSpan } from '../spans/sequence.ts';
import { takeYearName } from '../spans/year.ts';
import { takeLimit } from './boundary.ts';

/**
 * Moves past what is reported on, which says nothing of when: «за I квартал – до 10 апреля», «за 9 месяцев отчётного
 * года не позднее 12 октября», «за год (предварительно) в срок до 20 декабря», «по итогам полугодия до 25 июля»,
 * «по состоянию на 1 января и 1 июля – до 20 числа».
 * A sign or a limit must follow.
 */
export function skipReportedSpan(cursor: Cursor, context: DeadlineContext): void {
  const opening = cursor.formAt();
  if (opening !== 'за' && opening !== 'по') return;
  cursor.attempt(() => {
    if (cursor.takeForms('по', 'состоянию', 'на')) return takeAsOf(cursor, context) ? true : null;
    const isUpon = cursor.takeForm('по') && cursor.takeForm('итогам', 'результатам');
    if (!isUpon && !cursor.takeForm('за')) return null;
    const reported = takeReported(cursor, context);
    if (reported === null) return null;
    const bare = cursor.at;
    cursor.attempt(() => takeYearOf(cursor, context));
    if (!isUpon) cursor.attempt(() => takeRemark(cursor));
    const isParted = cursor.takeMark('-', ':');
    // «за месяц до 1 сентября» counts back.
    const isCountedBack = !isUpon && reported === 'length' && cursor.at === bare && cursor.formAt() === 'до';
    return (isParted || isDayAhead(cursor)) && !isCountedBack ? true : null;
  });
}

/** The days that are reported on, where the day to report on follows. */
function takeAsOf(cursor: Cursor, context: DeadlineContext): boolean {
  do if (takeSpan(cursor, context) === null) return false;
  while (cursor.takeMark(',') || cursor.takeForm('и'));
  cursor.takeMark('-', ':');
  return isDayAhead(cursor);
}

/** «I квартал», «отчётный год»: a stretch; «9 месяцев», «полугодие»: only how long it is. */
function takeReported(cursor: Cursor, context: DeadlineContext): 'stretch' | 'length' | null {
  const months = cursor.attempt(() => {
    const count = takeCount(cursor);
    return count !== null && count < 12 ? cursor.takeUnit('month') : null;
  });
  if (months !== null) return 'length';
  if (cursor.attempt(() => takeSpan(cursor, context)) !== null) return 'stretch';
  const isReporting = cursor.takeLexeme('reporting') !== null;
  if (takeBareUnit(cursor, context, 'year', 'half', 'quarter', 'month') === null) return null;
  return isReporting ? 'stretch' : 'length';
}

/** «отчётного года», «2026 года» */
function takeYearOf(cursor: Cursor, context: DeadlineContext): true | null {
  if (cursor.takeLexeme('reporting') !== null) return cursor.takeUnit('year') === null ? null : true;
  return takeYearName(cursor, context) === null ? null : true;
}

/** «(предварительная оценка)» */
function takeRemark(cursor: Cursor): true | null {
  if (!cursor.takeMark('(')) return null;
  while (isPlainWord(cursor.peek())) cursor.at += 1;
  return cursor.takeMark(')') ? true : null;
}

/** «, в срок до 20 декабря», but «за 3 месяца до начала года» counts back. */
function isDayAhead(cursor: Cursor): boolean {
  const before = cursor.at;
  cursor.takeMark(',');
  const isLimit = takeLimit(cursor) !== null;
  const type = cursor.peek()?.type;
  cursor.at = before;
  return isLimit && (type === 'number' || type === 'date' || type === 'dotted');
}
