import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, opensWithWord, type PhraseContext, type PhraseFamily } from '../draft.ts';
import { takeCount, takeOrdinal } from '../numbers.ts';
import { takeYearName } from '../spans/year.ts';
import { takeThroughout } from './period.ts';

/**
 * Parts of the school year whose days every school sets for itself: holidays and terms.
 *
 *   «на осенних каникулах», «в каникулярное время», «2 раза в четверть», «в течение III четверти», «конец триместра»
 *   → unparseable, warning unparseable_phrase: which days those are stands in the school's own calendar
 *
 * Counts from their beginning or end («за неделю до каникул») are of the family `relative`.
 */
export const schoolCalendar: PhraseFamily = {
  name: 'school_calendar',
  opensWith: (token) => canOpen(token) || (token.type === 'word' && PARTS.test(token.form)),
  read: readSchoolCalendar,
};

const canOpen = opensWithWord(
  'в во на за не весь всю дважды трижды',
  ['count', 'times', 'ordinal', 'season', 'each', 'end', 'beginning', 'middle'],
  true,
);

const PARTS = /^(?:каникул|четверт[ьи]|триместр)/;

const SHORTEST_PART = 6;

/** «каникулах», «четверть»: null for what is no word. */
export function isPartOfSchoolYear(form: string | null): boolean {
  return form !== null && form.length > SHORTEST_PART && PARTS.test(form);
}

function readSchoolCalendar(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!isAhead(cursor)) return null;
  const isTaken = takeOften(cursor) || takeDuring(cursor);
  if (!isTaken) return null;
  takeYearName(cursor, context);
  if (areDaysAhead(cursor)) return null;
  takeRemark(cursor);
  return draftOf({ kind: 'unparseable', warnings: [doubt.schoolCalendar()] });
}

/** A part of the school year stands within the words that may come before it. */
function isAhead(cursor: Cursor): boolean {
  for (let ahead = 0; ahead <= MOST_WORDS_BEFORE; ahead += 1) {
    if (isPartOfSchoolYear(cursor.formAt(ahead))) return true;
  }
  return false;
}

const MOST_WORDS_BEFORE = 7;

/** «в каникулы (осень, весна)» */
function takeRemark(cursor: Cursor): void {
  cursor.attempt(() => {
    if (!cursor.takeMark('(')) return null;
    while (cursor.peek()?.type === 'word' || cursor.markAt() === ',') cursor.at += 1;
    return cursor.takeMark(')') ? true : null;
  });
}

/** «осенние каникулы (с 28 октября по 5 ноября)»: the days are named. */
function areDaysAhead(cursor: Cursor): boolean {
  if (cursor.markAt() === null && !/^со?$/.test(cursor.formAt() ?? '')) return false;
  return [1, 2, 3].some((ahead) => {
    const type = cursor.peek(ahead)?.type;
    return type !== undefined && type !== 'word' && type !== 'mark';
  });
}

/** «2 раза в четверть», «не реже одного раза в триместр», «раз в четверть» */
function takeOften(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (cursor.takeForm('не') && !cursor.takeForm('реже', 'менее')) return null;
    cursor.takeForms('чем');
    if (!cursor.takeForm('дважды', 'трижды')) {
      takeCount(cursor);
      if (cursor.takeLexeme('times') === null) return null;
    }
    if (!cursor.takeForm('в', 'за')) return null;
    cursor.takeLexeme('each');
    return takePart(cursor) ? true : null;
  });
  return taken !== null;
}

/** «на осенних каникулах», «во время каникул», «в период летних каникул», «в конце II четверти», «каждую четверть» */
function takeDuring(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    // «отчёты за третью четверть»: what is reported on
    if (cursor.formAt() === 'за') return null;
    if (!cursor.takeForms('во', 'время') && !cursor.takeForms('в', 'дни')) takeThroughout(cursor);
    if (cursor.takeLexeme('end') === null && cursor.takeLexeme('beginning') === null)
      cursor.takeLexeme('middle');
    cursor.takeLexeme('each');
    cursor.takeLexeme('season');
    takeOrdinal(cursor);
    cursor.takeForm('школьных', 'школьные');
    return takePart(cursor) ? true : null;
  });
  return taken !== null;
}

function takePart(cursor: Cursor): boolean {
  if (!PARTS.test(cursor.formAt() ?? '')) return false;
  cursor.at += 1;
  // «в каникулярное время»
  if (cursor.formAt(-1)?.startsWith('каникулярн') === true)
    return cursor.takeForm('время', 'период', 'периода', 'периоды', 'дни');
  return true;
}
