import type { Cursor } from '../cursor.ts';
import type { Token } from '../tokens.ts';

/**
 * Times of day stand in deadlines («до 12:00 15.03.2024», «до 17-00 1 октября», «до 18 часов», «до 10.00 (мск)»);
 * a deadline is a calendar date, so they are passed over, «до конца рабочего дня» with them.
 */
export function skipTimeOfDay(cursor: Cursor): void {
  // Twice: «с 10:00 до 12:00».
  if (!cursor.atEnd && !skipHours(cursor) && takeTimeOfDay(cursor)) takeTimeOfDay(cursor);
}

/** Passes over «11:00» of «с 11:00 20 апреля»; false where a stretch of hours stands, «с 9:00 до 18:00 20 апреля». */
export function skipOpeningHour(cursor: Cursor): boolean {
  return !skipHours(cursor) && (!takeTimeOfDay(cursor) || !takeTimeOfDay(cursor));
}

/** Passes over «с 14 до 18 часов», whose first number is an hour only because of the second; false where none stands. */
export function skipHours(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (!cursor.takeForm('с') || !takeHour(cursor) || !cursor.takeForm('до', 'по')) return null;
    if (!takeHour(cursor) || !cursor.takeUnit('hour')) return null;
    cursor.takeAbbreviationDot();
    takeMoscow(cursor);
    cursor.takeMark(',');
    return true;
  });
  return taken !== null;
}

function takeHour(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.type !== 'number' || token.value > 24) return false;
  cursor.at += 1;
  return true;
}

function takeTimeOfDay(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    // «27 февраля – 14:00», not «27 – 28 февраля»
    if (cursor.markAt() === '-' && isClock(cursor.peek(1))) cursor.at += 1;
    const bracketed = !cursor.takeMark(',') && cursor.takeMark('(');
    // «2 мая, начало в 10:00»
    if (cursor.takeForm('начало')) cursor.skipMarks(':', '-');
    cursor.takeForm('до', 'в', 'к', 'с');
    if (!takeClock(cursor) && !takeEndOfDay(cursor)) return null;
    // «к 8.00 и 20.00»
    cursor.attempt(() => (cursor.takeForm('и') && takeClock(cursor) ? true : null));
    cursor.attempt(() => (cursor.takeMark('-') && takeClosingClock(cursor) ? true : null));
    cursor.takeUnit('hour');
    cursor.attempt(() => {
      if (cursor.takeNumber() === null) return null;
      return cursor.takeForm('мин', 'минут') ? true : null;
    });
    cursor.takeAbbreviationDot();
    takeMoscow(cursor);
    if (bracketed) {
      // «(с 8.00 до 9.00)»
      if (cursor.takeForm('до', 'по') || cursor.takeMark('-')) takeClock(cursor);
      return cursor.takeMark(')') ? true : null;
    }
    cursor.takeMark(',');
    return true;
  });
  return taken !== null;
}

function takeClock(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.type === 'time') {
    cursor.at += 1;
    return true;
  }
  if (token?.type === 'dotted') {
    // 12.00 and 17.30 have no month; 10.10 before «часов» is a time too.
    const isTime = token.second === 0 || token.second > 12 || cursor.lexemeAt(1)?.unit === 'hour';
    if (isTime && token.first <= 24 && token.second < 60) cursor.at += 1;
    return cursor.peek() !== token;
  }
  if (token?.type !== 'number' || token.value > 24) return false;
  if (cursor.lexemeAt(1)?.unit === 'hour') {
    cursor.at += 1;
    return true;
  }
  const minutes = cursor.peek(2);
  const isDashed =
    cursor.markAt(1) === '-' &&
    minutes?.type === 'number' &&
    minutes.digits === 2 &&
    minutes.value % 15 === 0;
  if (!isDashed || minutes.value >= 60 || isDayRange(cursor)) return false;
  cursor.at += 3;
  return true;
}

/** «13-40» of «11-30-13-40», «20:00» of «14:00-20:00» */
function takeClosingClock(cursor: Cursor): boolean {
  const [hour, minutes] = [cursor.peek(), cursor.peek(2)];
  if (hour?.type !== 'number') return isClock(hour) && takeClock(cursor);
  const isTime = minutes?.type === 'number' && minutes.digits === 2 && minutes.value < 60;
  if (hour.value > 24 || cursor.markAt(1) !== '-' || !isTime) return false;
  cursor.at += 3;
  return true;
}

/** «14:00», «14.00», «17.30»: nothing else is written so. */
function isClock(token: Token | undefined): boolean {
  return token?.type === 'time' || (token?.type === 'dotted' && (token.second === 0 || token.second > 12));
}

/** «до конца рабочего дня 15 марта» */
function takeEndOfDay(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (cursor.takeLexeme('end') === null) return null;
    cursor.takeLexeme('working');
    return cursor.takeForm('дня') ? true : null;
  });
  return taken !== null;
}

/** «10-15 ноября» is days, «12-00 15 ноября» is a time. */
function isDayRange(cursor: Cursor): boolean {
  const minutes = cursor.peek(2);
  return minutes?.type === 'number' && minutes.value > 0 && cursor.lexemeAt(3)?.id === 'month';
}

function takeMoscow(cursor: Cursor): void {
  cursor.attempt(() => {
    cursor.takeMark('(');
    cursor.takeForm('по', 'время');
    if (!cursor.takeForm('мск', 'московскому', 'московское', 'местному', 'местного', 'местное')) return null;
    cursor.takeForm('времени');
    cursor.takeMark(')');
    return true;
  });
}
