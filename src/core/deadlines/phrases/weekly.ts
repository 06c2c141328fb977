import type { Cursor } from '../cursor.ts';
import { takeOrdinal } from '../numbers.ts';
import { WEEKDAY_CODES } from '../recurrence.ts';
import { takeWeekday } from '../spans/day.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';

/**
 * Days of the week: «по средам до 12-00», «каждую пятницу», «в понедельник и четверг», «с понедельника по пятницу»,
 * «каждая вторая среда месяца», «последняя пятница месяца».
 *
 * `named` is true where the words alone say that the day recurs («по средам», «каждую среду»). With `ofMonth` the month
 * need not be printed: «ежемесячно, последняя пятница».
 */
export interface Weekdays {
  readonly rrule: string;
  readonly named: boolean;
  /** «пн-пт», «вторник, четверг» */
  readonly several: boolean;
}

export function takeWeekdays(cursor: Cursor, ofMonth = false): Weekdays | null {
  return cursor.attempt(() => takeWeekdayOfMonth(cursor, ofMonth) ?? takeWeekdayList(cursor));
}

function takeWeekdayList(cursor: Cursor): Weekdays | null {
  return cursor.attempt(() => {
    const lead = takeLead(cursor);
    const first = takeWeekday(cursor);
    if (first === null) return null;
    const isPlural = /[ая]м$/.test(cursor.formAt(-1) ?? '');
    const days = new Set([first]);
    for (;;) {
      const more = cursor.attempt(() => takeMore(cursor, first));
      if (more === null) break;
      for (const day of more) days.add(day);
    }
    // «каждый четверг месяца»
    if (lead !== 'each' || cursor.takeUnit('month') === null) takeOfWeek(cursor);
    skipTimeOfDay(cursor);
    const codes = [...days].toSorted((left, right) => left - right).map((day) => WEEKDAY_CODES[day - 1]);
    const named = lead === 'each' || (lead === 'by' && isPlural);
    return { rrule: `FREQ=WEEKLY;BYDAY=${codes.join(',')}`, named, several: days.size > 1 };
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
  if (!cursor.takeMark(',', '/') && !cursor.takeForm('и')) return null;
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

/** «вторая среда (каждого) месяца», «в последнюю пятницу месяца» */
function takeWeekdayOfMonth(cursor: Cursor, ofMonth: boolean): Weekdays | null {
  return cursor.attempt(() => {
    if (takeLead(cursor) === 'each') cursor.takeMark(',');
    const position = takeOrdinal(cursor);
    if (position === null || position < -1 || position === 0 || position > 5) return null;
    const weekday = takeWeekday(cursor);
    if (weekday === null) return null;
    cursor.takeLexeme('each');
    cursor.takeLexeme('reporting');
    if (cursor.takeUnit('month') === null && !ofMonth) return null;
    skipTimeOfDay(cursor);
    return {
      rrule: `FREQ=MONTHLY;BYDAY=${position}${WEEKDAY_CODES[weekday - 1]}`,
      named: true,
      several: false,
    };
  });
}
