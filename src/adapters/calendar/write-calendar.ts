import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { DateTime } from 'luxon';
import type { CalendarFile, CalendarWriter } from '../../app/ports.ts';
import { daysBetween } from '../../core/calendar/calendar-date.ts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** When a phone rings, on the clock of wherever it is. */
const ALARM_HOUR = 9;
/** How often a program is asked to look again. */
const REFRESH_SECONDS = 4 * HOUR_SECONDS;
/** Revisions are counted in minutes from here, so that a later file always wins over an earlier one. */
const REVISIONS_FROM_MS = Date.UTC(2026, 0, 1);

/** Writes calendars with ical-generator: whole-day events, alarms at nine. */
export const calendarWriter: CalendarWriter = { write: writeCalendar };

function writeCalendar({ name, events, at }: CalendarFile): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'srok', product: 'srok', language: 'RU' },
    ttl: REFRESH_SECONDS,
  });
  const stamp = DateTime.fromJSDate(at, { zone: 'utc' });
  const sequence = Math.max(0, Math.floor((at.getTime() - REVISIONS_FROM_MS) / 60_000));
  for (const { uid, day, summary, description, alarmDays } of events) {
    const start = DateTime.fromISO(day, { zone: 'utc' });
    calendar.createEvent({
      id: uid,
      allDay: true,
      start,
      end: start.plus({ days: 1 }),
      stamp,
      sequence,
      summary,
      description,
      alarms: alarmDays.map((alarmDay) => ({
        type: ICalAlarmType.display,
        description: summary,
        // Seconds before the event's first midnight; below zero after it.
        trigger: daysBetween(alarmDay, day) * DAY_SECONDS - ALARM_HOUR * HOUR_SECONDS,
      })),
    });
  }
  return calendar.toString();
}
