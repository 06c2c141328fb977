import {
  addDays,
  type CalendarDate,
  calendarDateOf,
  daysBetween,
  yearOf,
} from '../core/calendar/calendar-date.ts';
import { formatDateRu, MONTHS_GENITIVE, shortDateRu } from '../core/calendar/russian-date-text.ts';

const PRINTED_DATE = new RegExp(
  `(?<day>\\d{1,2})\\.(?<month>\\d{2})\\.(?<year>\\d{4})|(?<wordDay>\\d{1,2}) (?<word>${MONTHS_GENITIVE.join('|')})(?: (?<wordYear>\\d{4}) (?<suffix>года|г\\.))?`,
  'gu',
);

/**
 * Moves every date printed in the example document by whole weeks, so that it looks as if it had been issued
 * on its own weekday not later than `today`: deadlines then lie as far ahead as they did.
 *
 *   «… 03.09.2026 … до 18 сентября 2026 г.», issued 2026-09-03, today 2026-11-22
 *   → «… 19.11.2026 … до 4 декабря 2026 г.»
 */
export function moveExampleDates(text: string, issued: CalendarDate, today: CalendarDate): string {
  const days = Math.floor(daysBetween(issued, today) / 7) * 7;
  return text.replace(PRINTED_DATE, (printed, ...rest) => {
    const { day, month, year, wordDay, word, wordYear, suffix } = rest.at(-1) as Record<
      string,
      string | undefined
    >;
    const date =
      word === undefined
        ? calendarDateOf(Number(year), Number(month), Number(day))
        : calendarDateOf(
            Number(wordYear ?? yearOf(issued)),
            MONTHS_GENITIVE.findIndex((month) => month === word) + 1,
            Number(wordDay),
          );
    if (date === null) return printed;
    const moved = addDays(date, days);
    if (word === undefined) return shortDateRu(moved);
    // «15 сентября 2026 г.» ends in «г.»; the printed form keeps its own ending.
    return formatDateRu(moved).replace(/г\.$/u, suffix ?? 'года');
  });
}
