import { addDays, type CalendarDate } from './calendar-date.ts';

/** Which days are working days, and for which years that is known officially rather than by the general rule. */
export interface ProductionCalendar {
  isWorkingDay(date: CalendarDate): boolean;
  /** False: the year's moved days off are not known, answers follow weekends and statutory holidays only. */
  covers(year: number): boolean;
}

/** Longer than any row of days off: past it the calendar itself is broken. */
const LONGEST_REST_DAYS = 366;

/** The date itself where it is a working day, else the nearest working day before it. */
export function workingDayOnOrBefore(calendar: ProductionCalendar, date: CalendarDate): CalendarDate {
  return nearestWorkingDay(calendar, date, -1);
}

/** The date itself where it is a working day, else the nearest working day after it. */
export function workingDayOnOrAfter(calendar: ProductionCalendar, date: CalendarDate): CalendarDate {
  return nearestWorkingDay(calendar, date, 1);
}

/**
 * The n-th working day after a date (before it where n is negative). The date itself is not counted,
 * whether it is a working day or not; n = 0 gives the date unchanged.
 *
 *   Friday + 1 → Monday;   Saturday + 1 → Monday;   Saturday − 1 → Friday
 */
export function addWorkingDays(calendar: ProductionCalendar, date: CalendarDate, n: number): CalendarDate {
  const step = n < 0 ? -1 : 1;
  let current = date;
  for (let left = Math.abs(n); left > 0; left -= 1) {
    current = nearestWorkingDay(calendar, addDays(current, step), step);
  }
  return current;
}

/** How many working days lie after `fromExclusive` up to and with `toInclusive`; 0 where `to` is not later. */
export function workingDaysBetween(
  calendar: ProductionCalendar,
  fromExclusive: CalendarDate,
  toInclusive: CalendarDate,
): number {
  let count = 0;
  let date = fromExclusive;
  while (date < toInclusive) {
    date = addDays(date, 1);
    if (calendar.isWorkingDay(date)) count += 1;
  }
  return count;
}

function nearestWorkingDay(calendar: ProductionCalendar, date: CalendarDate, step: 1 | -1): CalendarDate {
  let current = date;
  for (let tried = 0; tried <= LONGEST_REST_DAYS; tried += 1) {
    if (calendar.isWorkingDay(current)) return current;
    current = addDays(current, step);
  }
  throw new Error(`the production calendar has no working day within ${LONGEST_REST_DAYS} days of ${date}`);
}
