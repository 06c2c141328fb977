import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { yearOf } from '../core/calendar/calendar-date.ts';
import { moscowDateOf, moscowTimeOf } from '../core/calendar/moscow-time.ts';
import { shortDateRu, shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';

/** A moment by Moscow's clock: «чт 03.09.2026, 10:15». */
export function momentText(at: Date): string {
  return `${shortDateWithWeekday(moscowDateOf(at))}, ${moscowTimeOf(at)}`;
}

/** The same where many stand in a row: «03.09 10:15», with the year where it is not this one. */
export function shortMomentText(at: Date, today: CalendarDate): string {
  const date = moscowDateOf(at);
  const shown = shortDateRu(date);
  return `${yearOf(date) === yearOf(today) ? shown.slice(0, 5) : shown} ${moscowTimeOf(at)}`;
}
