import type { Cursor } from '../cursor.ts';
import { takeOrdinal } from '../numbers.ts';
import { WEEKDAY_CODES } from '../recurrence.ts';
import { takeWeekday } from '../spans/day.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';

/**
 * Days of the week: «по средам до 12-00», «каждую пятницу», «в понедельник и четверг», «с понедельника по пятницу»,
 * «каждая вторая среда месяца», «1-й и 3-й вторник месяца», «последняя пятница квартала».
 *
 * `named` is true where the words alone say that the day recurs («по средам», «каждую среду»). With `within` the month
 * or the quarter need not be printed: «ежемесячно, последняя пятница».
 */
export interface Weekdays {
  readonly rrule: string;
  readonly named: boolean;
  /** «пн-пт», «вторник, четверг» */
  readonly several: boolean;
  /** «среда, 14.30»: with an hour and no word before it. */
  readonly timed: boolean;
}

export function takeWeekdays(cursor: Cursor, within: 'month' | 'quarter' | null = null): Weekdays | null {
  return cursor.attempt(() => takeWeekdayOfMonth(cursor, within) ?? takeWeekdayList(cursor));
}

function takeWeekdayList(cursor: Cursor): Weekdays | null {
  return cursor.attempt(() => {
    const isBare = cursor.lexemeAt()?.id === 'weekday';
    const lead = takeLead(cursor);
    const first = takeWeekday(cursor);
    if (first === null) return null;
    const isPlural = /[ая]м$/.test(cursor.formAt(-1) ?? '');
    const days = new Set([first]);
    for (;;) {
      const more = cursor.attempt(() => {
        // «понедельник до 15.00, четверг до 15.00»
        skipTimeOfDay(cursor);
        return takeMore(cursor, first);
      });
      if (more === null) break;
      for (const day of more) days.add(day);
    }
    // «каждый четверг месяца», «по четвергам месяца»
    if ((lead !== 'each' && !(lead === 'by' && isPlural)) || cursor.takeUnit('month') === null)
      takeOfWeek(cursor);
    const beforeTime = cursor.at;
    skipTimeOfDay(cursor);
    const timed = isBare && cursor.at > beforeTime;
    const codes = [...days].toSorted((left, right) => left - right).map((day) => WEEKDAY_CODES[day - 1]);
    const named = lead === 'each' || (lead === 'by' && isPlural);
    return { rrule: `FREQ=WEEKLY;BYDAY=${codes.join(',')}`, named, several: days.size > 1, timed };
  });
}

function takeLead(cursor: Cursor): 'each' | 'by' | 'other' {
  const isBy = cursor.takeForm('по');
  if (!isBy) {
    cursor.takeForms('в', 'срок');
    if (cursor.takeForm('не')) cursor.takeForm('позднее', 'позже');
    cursor.takeForm('в', 'во', 'к', 'ко', 'до', 'с');
    skipTimeOfDay(cursor);
  }
  if (cursor.takeLexeme('each') !== null) return 'each';
  return isBy ? 'by' : 'other';
}

/** Another day («и четвергам»), or every day up to one («по пятницу», «-пт»). */
function takeMore(cursor: Cursor, first: number): number[] | null {
  if (cursor.takeMark('-') || cursor.takeForm('по')) {
    const last = takeWeekday(cursor);
    if (last === null || last < first) return null;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }
  if (!cursor.takeMark(',', '/') && !cursor.takeForm('и') && cursor.markAt(-1) !== ',') return null;
  cursor.takeForm('по', 'в', 'во', 'каждый', 'каждую');
  const day = takeWeekday(cursor);
  return day === null ? null : [day];
}

/** «каждой недели», «отчётной недели» */
function takeOfWeek(cursor: Cursor): void {
  cursor.attempt(() => {
    if (cursor.takeLexeme('each') === null) cursor.takeLexeme('reporting');
    return cursor.takeUnit('week');
  });
}

/** «вторая среда (каждого) месяца», «2-й и 4-й вторник месяца», «последняя пятница квартала» */
function takeWeekdayOfMonth(cursor: Cursor, within: 'month' | 'quarter' | null): Weekdays | null {
  return cursor.attempt(() => {
    const isEach = takeLead(cursor) === 'each';
    if (isEach) cursor.takeMark(',');
    const positions = takePositions(cursor);
    const weekday = positions === null ? null : takeWeekday(cursor);
    if (positions === null || weekday === null) return null;
    // «каждый 2-й и 4-й вторник»
    const inMonth = within ?? (isEach && positions.length > 1 ? 'month' : null);
    const months = takeMonthsOfPositions(cursor, positions, inMonth);
    if (months === null) return null;
    skipTimeOfDay(cursor);
    const days = positions.map((position) => `${position}${WEEKDAY_CODES[weekday - 1]}`);
    return {
      rrule: `FREQ=MONTHLY;${months}BYDAY=${days.join(',')}`,
      named: true,
      several: false,
      timed: false,
    };
  });
}

/** «второй», «1-й и 3-й», «первая и последняя»: places in the month, −1 the last. */
function takePositions(cursor: Cursor): number[] | null {
  const positions: number[] = [];
  for (;;) {
    const position = cursor.attempt(() => {
      if (positions.length > 0 && !cursor.takeMark(',') && !cursor.takeForm('и')) return null;
      if (positions.length > 0) takeLead(cursor);
      const place = takeOrdinal(cursor);
      return place === null || place < -1 || place === 0 || place > 5 ? null : place;
    });
    if (position === null) return positions.length === 0 ? null : positions;
    positions.push(position);
  }
}

/** Which months the places are counted in, as a part of the rule: every one, or those a quarter begins or ends with. */
function takeMonthsOfPositions(
  cursor: Cursor,
  positions: readonly number[],
  within: 'month' | 'quarter' | null,
): string | null {
  cursor.takeLexeme('each');
  cursor.takeLexeme('reporting');
  const ordinal = cursor.attempt(() => {
    const place = takeOrdinal(cursor);
    return place === null || cursor.takeUnit('month') === null ? null : place;
  });
  if (ordinal === null && cursor.takeUnit('month') !== null) return '';
  cursor.takeLexeme('each');
  const isOfQuarter = cursor.takeUnit('quarter') !== null || within === 'quarter';
  if (!isOfQuarter) return ordinal === null && (within === 'month' || isMonthlyAhead(cursor)) ? '' : null;
  const [first = 0, ...others] = positions;
  if (ordinal === null && others.some((place) => place < 0 !== first < 0)) return null;
  const place = ordinal ?? (first < 0 ? -1 : 1);
  if (place > 3) return null;
  const month = place < 0 ? 3 : place;
  return `BYMONTH=${[month, month + 3, month + 6, month + 9].join(',')};`;
}

/** «вторая пятница, ежемесячно» */
function isMonthlyAhead(cursor: Cursor): boolean {
  const lexeme = cursor.lexemeAt(cursor.markAt() === null ? 0 : 1);
  return lexeme?.id === 'every' && lexeme.unit === 'month';
}
