import { dayAfter, findTimes } from '../assignments/spoken-days.ts';
import { addDays, type CalendarDate } from '../calendar/calendar-date.ts';
import type { DeadlineContext } from '../deadlines/index.ts';
import { readTypedDeadline } from '../review/typed-deadline.ts';

/** Days as somebody has named them; nothing says yet that they may be away then. */
export interface TypedAbsence {
  /** Null where only the last day is named. */
  readonly from: CalendarDate | null;
  readonly until: CalendarDate;
}

/**
 * Reads when somebody is away, in their own words; null where no last day can be made out. One day alone is the last.
 *
 *   «до 15 декабря», «15 декабря»                      → until 2026-12-15
 *   «с 1 по 14 июля», «1.07–14.07», «июль»             → from 2026-07-01, until the last day
 *   «завтра на неделю», «с 1 июля на две недели»       → a week from tomorrow, two from 1 July
 *   «на неделю», said on 20 June                       → from 2026-06-20, until 2026-06-26
 *   «с 1 июля»                                         → null: through which day?
 *
 * Context  `on` is the day it is said; a day without a year is the next such day.
 */
export function readTypedAbsence(words: string, context: DeadlineContext): TypedAbsence | null {
  const plain = words
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(HOLIDAY, '')
    .replace(/[.!]+$/u, '');
  const said = BARE_TIME.test(plain) ? `на ${plain}` : plain;
  const times = findTimes(said, context);
  if (times.length > 0) return times.length > 1 ? null : duringTime(said, times[0], context);
  const { deadline, warnings } = readTypedDeadline(said, context).reading;
  if (warnings.some(({ code }) => code === 'several_dates')) return null;
  const { start, due } = deadline;
  if (start !== null && due !== null) return { from: start, until: due };
  const { first = '', last = '' } = TWO_DAYS.exec(said)?.groups ?? {};
  if (first !== '') return betweenDays(first, last, context);
  return due === null || FROM.test(said) ? null : { from: null, until: due };
}

/** «(я) в отпуске …» */
const HOLIDAY = /^(?:я )?(?:ухожу |буду |иду )?(?:(?:в )?отпуске?|меня не будет)\s*[:,–—-]?\s*/u;
const BARE_TIME = /^(?:недел[юя]|месяц)$/u;
const TWO_DAYS = /^со? (?<first>.{1,40}?) (?:по|до) (?<last>.{1,40})$/u;
const FROM = /(?<![A-Za-zЀ-ӿ])со? /u;

/** «Завтра на неделю»: the time, and around it the first day or nothing. */
function duringTime(
  said: string,
  time: ReturnType<typeof findTimes>[number] | undefined,
  context: DeadlineContext,
): TypedAbsence | null {
  if (time === undefined) return null;
  const rest = `${said.slice(0, time.start)} ${said.slice(time.end)}`.trim().replace(/^со? /u, '');
  const from = rest === '' ? context.on : firstDay(rest, context);
  const after = from === null ? null : dayAfter(from, time.offset, context);
  return from === null || after === null ? null : { from, until: addDays(after, -1) };
}

/** «С завтра по 30 июня»: a first day that no document would name. */
function betweenDays(first: string, last: string, context: DeadlineContext): TypedAbsence | null {
  const from = firstDay(first, context);
  if (from === null) return null;
  const { due } = readTypedDeadline(`до ${last}`, { ...context, on: from }).reading.deadline;
  return due === null ? null : { from, until: due };
}

const DAYS_AHEAD: ReadonlyMap<string, number> = new Map([
  ['сегодня', 0],
  ['сегодняшнего дня', 0],
  ['завтра', 1],
  ['завтрашнего дня', 1],
  ['послезавтра', 2],
]);

/** «завтра», «завтрашнего дня», «понедельника», «1 июля», «1.07» */
function firstDay(words: string, context: DeadlineContext): CalendarDate | null {
  const ahead = DAYS_AHEAD.get(words);
  if (ahead !== undefined) return addDays(context.on, ahead);
  const { deadline, warnings } = readTypedDeadline(`до ${words}`, context).reading;
  const isDay = deadline.kind === 'date' && warnings.every(({ code }) => code !== 'several_dates');
  return isDay ? deadline.due : null;
}
