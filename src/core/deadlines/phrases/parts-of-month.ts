import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import type { Draft, PhraseContext } from '../draft.ts';
import { takeOrdinal } from '../numbers.ts';
import type { Rule } from './frequency.ts';
import { draftOfRule, takeFollowingFrequency } from './rule-draft.ts';
import { takeValidity } from './validity.ts';

/*
 * Decades and weeks of every month, as rules of their last days.
 */

/** «раз в декаду», «подекадно»: ten days of a month, the last of them with the month. */
function takeDecadely(cursor: Cursor): boolean {
  if (cursor.takeForm('подекадно', 'ежедекадно')) return true;
  const taken = cursor.attempt(() => {
    cursor.takeForm('один');
    const once = cursor.takeNumber();
    if (once !== null && once.value !== 1) return null;
    if (cursor.takeLexeme('times') === null || !cursor.takeForm('в')) return null;
    return cursor.takeLexeme('decade');
  });
  return taken !== null;
}

const EVERY_DECADE: Rule = {
  rrule: 'FREQ=MONTHLY;BYMONTHDAY=10,20,-1',
  warnings: [doubt.approximate('День повторения не назван, взят последний день декады месяца.')],
};

/** «в первой декаде», «во вторую неделю месяца»: the last day of that part of every month. */
export function takePartOfMonth(cursor: Cursor): Rule | null {
  cursor.takeForm('в', 'во', 'на');
  const part = takeOrdinal(cursor);
  const isDecade = cursor.takeLexeme('decade') !== null;
  if (part === null || (!isDecade && cursor.takeUnit('week') === null)) return null;
  const isEach = cursor.takeLexeme('each') !== null;
  if (cursor.lexemeAt()?.unit === 'month') cursor.at += 1;
  // «последняя неделя каждой четверти»
  else if (isEach) return null;
  const days = isDecade ? DAYS_IN_DECADE : DAYS_IN_WEEK;
  const last = part === -1 || part === (isDecade ? 3 : 5);
  if (!last && (part < 1 || part * days > 28)) return null;
  const why = doubt.approximate('Недели месяца посчитаны по семь дней с первого числа.');
  return { rrule: `FREQ=MONTHLY;BYMONTHDAY=${last ? -1 : part * days}`, warnings: isDecade ? [] : [why] };
}

const DAYS_IN_DECADE = 10;
const DAYS_IN_WEEK = 7;

/** «III декада каждого месяца», «вторая неделя каждого месяца», «в первой декаде месяца, ежемесячно» */
export function readPartOfEach(cursor: Cursor, context: PhraseContext): Draft | null {
  const first = cursor.at;
  const rule = takePartOfMonth(cursor);
  if (rule === null) return null;
  const said = cursor.tokens
    .slice(first, cursor.at)
    .some((token) => token.type === 'word' && token.lexeme?.id === 'each');
  const again = takeFollowingFrequency(cursor);
  if (again === null ? !said : again.unit !== 'month') return null;
  return draftOfRule(rule, takeValidity(cursor, context), context);
}

/** «раз в декаду», «подекадно, в течение 2027 года» */
export function readDecadely(cursor: Cursor, context: PhraseContext): Draft | null {
  return takeDecadely(cursor) ? draftOfRule(EVERY_DECADE, takeValidity(cursor, context), context) : null;
}
