import type { CalendarDate } from '../calendar/calendar-date.ts';
import { followingOccurrence } from '../deadlines/index.ts';

/**
 * The first occurrence on or after a day, counted on from a known one, so that «every second Friday» keeps its
 * Fridays; null where the rule ends before that day.
 */
export function occurrenceFrom(
  rrule: string,
  known: CalendarDate,
  earliest: CalendarDate,
): CalendarDate | null {
  let occurrence: CalendarDate | null = known;
  while (occurrence !== null && occurrence < earliest) occurrence = followingOccurrence(rrule, occurrence);
  return occurrence;
}
