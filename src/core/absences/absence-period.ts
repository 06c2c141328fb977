import { addDays, type CalendarDate } from '../calendar/calendar-date.ts';

/** The longest way ahead: whoever is away longer hands over. */
const LONGEST_DAYS = 366;

/** From when to when somebody is away, both days included. */
export interface AbsencePeriod {
  /** The first day, later than today; null = at once. */
  readonly from: CalendarDate | null;
  readonly until: CalendarDate;
}

/**
 * The period as of today; null for one that can't be: over already, too far away, or its days in the wrong order.
 *
 *   from 1 July, until 14 July, today 20 June → as it is
 *   the same, today 3 July                    → from null
 */
export function absencePeriod(
  from: CalendarDate | null,
  until: CalendarDate,
  today: CalendarDate,
): AbsencePeriod | null {
  if (until < today || until > addDays(today, LONGEST_DAYS)) return null;
  if (from === null || from <= today) return { from: null, until };
  return from <= until ? { from, until } : null;
}
