import { addDays } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, opensWithWord, type PhraseFamily } from '../draft.ts';
import { isPlainWord } from '../padding.ts';
import type { DeadlineContext } from '../policy.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';
import { takeLimit } from './boundary.ts';

/**
 * A day named from the day the document is signed: «завтра», «до завтра», «сегодня до 18.00», «до 15:00 завтра»,
 * «до конца (рабочего) дня». Always with a doubt: a paper may reach its reader days later.
 *
 *   «завтра к 10.00», document of 2026-03-11 → due 2026-03-12, warning approximate
 */
export const spokenDay: PhraseFamily = {
  name: 'spoken_day',
  opensWith: opensWithWord('в срок не до к на сегодня завтра послезавтра'),
  read: readSpokenDay,
};

const DAYS_AHEAD = new Map([
  ['сегодня', 0],
  ['завтра', 1],
  ['послезавтра', 2],
]);

function readSpokenDay(cursor: Cursor, context: DeadlineContext): Draft | null {
  if (!isAhead(cursor)) return null;
  takeLimit(cursor);
  skipTimeOfDay(cursor);
  const ahead = DAYS_AHEAD.get(cursor.formAt() ?? '') ?? (isEndOfDayTaken(cursor) ? 0 : undefined);
  if (ahead === undefined) return null;
  if (DAYS_AHEAD.has(cursor.formAt() ?? '')) cursor.at += 1;
  skipTimeOfDay(cursor);
  const why = doubt.approximate('День назван от дня подписания: он отсчитан от даты документа.');
  return draftOf({ kind: 'date', due: addDays(context.on, ahead), warnings: [why] });
}

/** «завтра» or «дня» stands within the words that may come before it: spares trying where it cannot. */
function isAhead(cursor: Cursor): boolean {
  for (let ahead = 0; ahead <= MOST_WORDS_BEFORE; ahead += 1) {
    const form = cursor.formAt(ahead);
    if (form !== null && (form === 'дня' || DAYS_AHEAD.has(form))) return true;
  }
  return false;
}

const MOST_WORDS_BEFORE = 8;

/** «до конца рабочего дня» was passed over as an hour, and no day follows. */
function isEndOfDayTaken(cursor: Cursor): boolean {
  const next = cursor.peek();
  return cursor.formAt(-1) === 'дня' && (next === undefined || next.type === 'mark' || isPlainWord(next));
}
