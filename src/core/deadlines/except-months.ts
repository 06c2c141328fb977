import type { Cursor } from './cursor.ts';
import type { Draft } from './draft.ts';
import { later } from './draft-of-stretches.ts';
import type { DeadlineContext } from './policy.ts';
import { nextOccurrence } from './recurrence.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * «…, кроме июля и августа», «…, за исключением января»: a monthly rule without these months. The same draft where no
 * such words stand there, or where the rule is not one of every month.
 */
export function exceptMonths(cursor: Cursor, draft: Draft, context: DeadlineContext): Draft {
  const { rrule, next } = draft;
  if (rrule === null || next === null || !rrule.startsWith('FREQ=MONTHLY;') || rrule.includes('BYMONTH='))
    return draft;
  const left = cursor.attempt(() => {
    cursor.skipMarks(',', '(');
    if (!cursor.takeForm('кроме') && !cursor.takeForms('за', 'исключением')) return null;
    const excepted: number[] = [];
    let isRange = false;
    for (let month = cursor.takeLexeme('month'); month !== null; month = cursor.takeLexeme('month')) {
      // «июня – августа»
      const from = isRange ? (excepted.at(-1) ?? month.value) : month.value;
      for (let value = from; value <= month.value; value += 1) excepted.push(value);
      cursor.takeAbbreviationDot();
      isRange = cursor.takeMark('-');
      if (!isRange && !cursor.takeMark(',')) cursor.takeForm('и');
    }
    cursor.takeMark(')');
    return excepted.length === 0 ? null : MONTHS.filter((month) => !excepted.includes(month));
  });
  if (left === null || left.length === 0) return draft;
  const rest = rrule.replace('FREQ=MONTHLY;', `FREQ=MONTHLY;BYMONTH=${left.join(',')};`);
  const first = nextOccurrence(rest, later(next, context.on));
  return first === null ? draft : { ...draft, rrule: rest, next: first };
}
