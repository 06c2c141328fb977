import { type CalendarDate, calendarDateOf } from '../calendar/calendar-date.ts';

/**
 * The date of an act as its head prints it, blanks of a form filled by hand included.
 *
 *   «« 21 » 04 _____ 20 21 г.» → 2021-04-21
 *   «от 9 декабря 2021 года»   → 2021-12-09
 *   «05.04.2021»               → 2021-04-05
 */
export interface PrintedDate {
  readonly date: CalendarDate;
  readonly start: number;
  readonly end: number;
}

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
/** Bounded: a ruled line of underscores is no gap. */
const GAP = '[\\s_]{0,15}';
const MONTH = `(?:(\\d{1,2})|(${MONTHS.join('|')})[A-Za-zЀ-ӿ]*)`;
const DATE = new RegExp(
  `(?<![\\d.])(?:[«"„]${GAP})?(\\d{1,2})${GAP}(?:[»"”]${GAP})?[.]?${GAP}${MONTH}(?:[._\\s]|г)${GAP}((?:19|20)${GAP}\\d{2})(?!\\d)${GAP}(?:г(?:ода|\\.)?)?`,
  'iu',
);

const SHORT_DATE = /(?<![\d.])(\d{2})\.(\d{2})\.(\d{2})(?![\d.]\d|\d)(?:\s?г\.?)?/u;

/** The first date printed in a text, or null where there is none that exists. */
export function findPrintedDate(text: string): PrintedDate | null {
  const match = DATE.exec(text);
  if (match === null) return findShortDate(text);
  const [whole, day, monthNumber, monthName, year = ''] = match;
  const month = monthNumber === undefined ? monthOf(monthName ?? '') : Number(monthNumber);
  const date = calendarDateOf(Number(year.replace(/\D/gu, '')), month, Number(day));
  return date === null ? null : { date, start: match.index, end: match.index + whole.length };
}

/** «28.09.26» */
function findShortDate(text: string): PrintedDate | null {
  const match = SHORT_DATE.exec(text);
  if (match === null) return null;
  const date = calendarDateOf(2000 + Number(match[3]), Number(match[2]), Number(match[1]));
  return date === null ? null : { date, start: match.index, end: match.index + match[0].length };
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}
