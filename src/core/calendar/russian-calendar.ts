import { type CalendarDate, weekdayOf, yearOf } from './calendar-date.ts';
import { OFFICIAL_DAYS } from './data/official-days.ts';
import type { ProductionCalendar } from './production-calendar.ts';

/** Non-working holidays of the Labour Code, art. 112: 1–8 January and six single days. */
const STATUTORY_HOLIDAYS: ReadonlySet<string> = new Set(
  '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04'.split(' '),
);

interface OfficialYear {
  readonly daysOff: ReadonlySet<string>;
  readonly workingWeekends: ReadonlySet<string>;
}

const OFFICIAL_YEARS: ReadonlyMap<number, OfficialYear> = new Map(
  Object.entries(OFFICIAL_DAYS).map(([year, days]) => [
    Number(year),
    {
      daysOff: new Set(days.daysOff.split(' ')),
      workingWeekends: new Set(days.workingWeekends.split(' ')),
    },
  ]),
);

/**
 * The production calendar of Russia, five-day week, official for 2019–2027.
 *
 *   isWorkingDay('2024-12-28') → true, the Saturday whose rest moved to Monday the 30th
 *
 * A year without official data follows weekends and the statutory holidays, and `covers(year)` is false.
 */
export const russianCalendar: ProductionCalendar = {
  isWorkingDay(date: CalendarDate): boolean {
    const monthAndDay = date.slice(5);
    const isWeekend = weekdayOf(date) >= 6;
    const official = OFFICIAL_YEARS.get(yearOf(date));
    if (official === undefined) return !isWeekend && !STATUTORY_HOLIDAYS.has(monthAndDay);
    return isWeekend ? official.workingWeekends.has(monthAndDay) : !official.daysOff.has(monthAndDay);
  },
  covers: (year: number): boolean => OFFICIAL_YEARS.has(year),
};
