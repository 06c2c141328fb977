/**
 * A day of the Gregorian calendar without time or zone, ISO 8601: "2026-09-15".
 *
 * Deadlines are calendar dates, never instants: `due` is the last day that is still in time, in Moscow.
 * Two dates compare correctly with `<` and `===` because the text is zero-padded.
 *
 * The arithmetic below is on integers, so no time zone of the machine can reach it.
 * A result outside the years 1000–9999 is a bug of the caller and throws a RangeError.
 */
export type CalendarDate = `${number}-${number}-${number}`;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Years a document handled by this service may carry; `parseCalendarDate` and `calendarDateOf` refuse others. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Reads "2026-09-15"; null for any other form, a day that does not exist, or a year outside 1900–2199. */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = ISO_DATE.exec(text);
  return match === null ? null : calendarDateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The date of a year, a month 1–12 and a day 1–31; null where there is no such day: (2024, 2, 31) → null. */
export function calendarDateOf(year: number, month: number, day: number): CalendarDate | null {
  const exists =
    Number.isInteger(year) &&
    Number.isInteger(month) &&
    Number.isInteger(day) &&
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month);
  return exists ? format(year, month, day) : null;
}

/** The year of a date: "2026-09-15" → 2026. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The month of a date, 1–12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** The day of the month of a date, 1–31. */
export function dayOf(date: CalendarDate): number {
  return Number(date.slice(8, 10));
}

/** How many days a month 1–12 has in a year: (2024, 2) → 29. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  const length = MONTH_LENGTHS[month - 1];
  if (length === undefined) throw new RangeError(`daysInMonth: month must be 1–12, got ${month}`);
  return length;
}

/** The last day of a month 1–12: (2024, 2) → "2024-02-29". */
export function lastDayOfMonth(year: number, month: number): CalendarDate {
  return format(year, month, daysInMonth(year, month));
}

/** The date `days` later (earlier where negative): ("2024-02-28", 2) → "2024-03-01". */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day `months` later, clamped to the end of a shorter month: ("2024-01-31", 1) → "2024-02-29". */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const monthsFromZero = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  const year = Math.floor(monthsFromZero / 12);
  const month = monthsFromZero - year * 12 + 1;
  return format(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** The day of the week, 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: CalendarDate): number {
  // Day 0 of the count below is 1970-01-01, a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Days from one date to another, negative where `to` is earlier: ("2024-02-28", "2024-03-01") → 2. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function format(year: number, month: number, day: number): CalendarDate {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) {
    throw new RangeError(`a calendar date needs a year 1000–9999, got ${year}`);
  }
  return `${year}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/*
 * Days since 1970-01-01 and back. The year is counted from 1 March, which puts the leap day last;
 * 146,097 days are one 400-year era. Source: H. Hinnant, “chrono-Compatible Low-Level Date Algorithms”.
 */

function dayNumber(date: CalendarDate): number {
  const month = monthOf(date);
  const year = month <= 2 ? yearOf(date) - 1 : yearOf(date);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOf(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOfDayNumber(number: number): CalendarDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return format(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
