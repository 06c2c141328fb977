import { describe, expect, test } from 'vitest';
import { calendarWriter } from '../../../src/adapters/calendar/write-calendar.ts';
import type { CalendarEvent } from '../../../src/messages/calendar-event.ts';

const AT = new Date('2026-09-03T07:00:00Z');

function written(different: Partial<CalendarEvent> = {}, at = AT): string {
  const event: CalendarEvent = {
    uid: 'assignment-17@srok',
    day: '2026-10-17',
    summary: 'Срок: п. 2.5',
    description: 'Провести проверку; отчёт, до вечера\nвторая строка',
    alarmDays: ['2026-10-15', '2026-10-16'],
    ...different,
  };
  // Long lines are folded at 75 octets: unfold as a reader does.
  return calendarWriter.write({ name: 'Срок', events: [event], at }).replaceAll('\r\n ', '');
}

describe('an iCalendar file', () => {
  test('is a whole day that ends with the next midnight, of no time zone', () => {
    expect(written()).toContain('DTSTART;VALUE=DATE:20261017\r\n');
    expect(written()).toContain('DTEND;VALUE=DATE:20261018\r\n');
    expect(written()).toContain('UID:assignment-17@srok\r\n');
  });

  test('is the same in every time zone the machine may be in', () => {
    expect(written({ day: '2027-01-01' })).toContain('DTSTART;VALUE=DATE:20270101\r\n');
    expect(written()).toContain('DTSTAMP:20260903T070000Z\r\n');
  });

  test('rings at nine, counted from the first midnight of the event', () => {
    const triggers = [...written().matchAll(/TRIGGER:(\S+)/g)].map(([, trigger]) => trigger);
    // 15 October 9:00 is 39 hours before 17 October, 16 October 9:00 is 15.
    expect(triggers).toEqual(['-P1DT15H', '-PT15H']);
  });

  test('rings on the day itself after its midnight', () => {
    const own = written({ alarmDays: ['2026-10-17'] });
    expect([...own.matchAll(/TRIGGER[^:]*:(\S+)/g)].map(([, trigger]) => trigger)).toEqual(['PT9H']);
  });

  test('escapes what has a meaning of its own', () => {
    expect(written()).toContain('DESCRIPTION:Провести проверку\\; отчёт\\, до вечера\\nвторая строка\r\n');
    expect(written({ summary: 'а\r\nEND:VEVENT' })).not.toContain('\r\nEND:VEVENT\r\nEND:VEVENT');
    expect(written({ summary: 'а\r\nATTENDEE:x' })).not.toMatch(/^ATTENDEE/m);
  });

  test('wins over an earlier one', () => {
    const sequenceOf = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    const later = new Date(AT.getTime() + 60_000);
    expect(sequenceOf(written({}, later))).toBeGreaterThan(sequenceOf(written()));
  });

  test('asks to be looked at again', () => {
    expect(written()).toMatch(/REFRESH-INTERVAL;VALUE=DURATION:PT4H/);
  });
});
