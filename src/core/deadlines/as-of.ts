import type { Cursor } from './cursor.ts';
import { takeDayOfMonth } from './phrases/day-of-month.ts';
import type { DeadlineContext } from './policy.ts';
import { takeSpan } from './spans/sequence.ts';

/**
 * Moves past «, по состоянию на 1 число месяца, следующего за отчётным», «за прошедшие сутки»: which time is reported
 * on, not when.
 */
export function skipAsOf(cursor: Cursor, context: DeadlineContext): void {
  cursor.attempt(() => {
    cursor.skipMarks(',', '(');
    if (!cursor.takeForm('за')) return null;
    if (/^(?:истекш|прошедш)/.test(cursor.formAt() ?? '')) cursor.at += 1;
    else if (cursor.takeLexeme('previous') === null && cursor.takeLexeme('reporting') === null) return null;
    if (cursor.takeUnit('day', 'week', 'month', 'quarter', 'half', 'year') === null) return null;
    cursor.takeMark(')');
    return true;
  });
  cursor.attempt(() => {
    cursor.skipMarks(',', '(', '-');
    if (!cursor.takeForms('по', 'состоянию', 'на')) return null;
    if (takeDayOfMonth(cursor) === null && takeSpan(cursor, context) === null) return null;
    cursor.takeMark(')');
    return true;
  });
}
