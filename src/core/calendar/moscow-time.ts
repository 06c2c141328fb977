import { DateTime } from 'luxon';
import type { CalendarDate } from './calendar-date.ts';

/**
 * The one place where instants and Moscow's wall clock meet. UTC+3 all year, no daylight saving.
 *
 *   moscowDateOf(new Date('2026-09-14T21:30:00Z')) → "2026-09-15"
 *   moscowInstant('2026-09-15', '09:00')           → 2026-09-15T06:00:00Z
 */
export const MOSCOW_ZONE = 'Europe/Moscow';

/** A time of day of the wall clock, zero-padded, 24 hours: "09:00". */
export type ClockTime = `${number}:${number}`;

const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Reads "09:00"; null for any other form or a time that does not exist. */
export function parseClockTime(text: string): ClockTime | null {
  return CLOCK_TIME.test(text) ? (text as ClockTime) : null;
}

/** The date in Moscow at an instant. An invalid Date is a bug and throws. */
export function moscowDateOf(instant: Date): CalendarDate {
  return inMoscow(instant).toFormat('yyyy-MM-dd') as CalendarDate;
}

/** The time of day in Moscow at an instant, "HH:MM". An invalid Date is a bug and throws. */
export function moscowTimeOf(instant: Date): ClockTime {
  return inMoscow(instant).toFormat('HH:mm') as ClockTime;
}

/** The instant of a date and time of day in Moscow. An impossible date or time is a bug and throws. */
export function moscowInstant(date: CalendarDate, time: ClockTime): Date {
  return checked(DateTime.fromISO(`${date}T${time}`, { zone: MOSCOW_ZONE }), `${date} ${time}`).toJSDate();
}

function inMoscow(instant: Date): DateTime {
  return checked(DateTime.fromJSDate(instant, { zone: MOSCOW_ZONE }), String(instant));
}

/** Luxon says nothing of an invalid value: every one is checked here, where it is born. */
function checked(value: DateTime, source: string): DateTime {
  if (!value.isValid)
    throw new RangeError(`no such time in ${MOSCOW_ZONE}: ${source} (${value.invalidReason})`);
  return value;
}
