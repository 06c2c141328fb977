import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  calendarDateOf,
  daysBetween,
  daysInMonth,
  lastDayOfMonth,
  parseCalendarDate,
  weekdayOf,
} from '../../../src/core/calendar/calendar-date.ts';

const days = fc.integer({ min: -20_000, max: 80_000 });

describe('a calendar date', () => {
  test.each(['2024-02-29', '1900-01-01', '2199-12-31', '2000-02-29'])('%s is read', (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-1-1',
    '01.09.2024',
    '',
    '2024-01-01T00:00',
    '1899-12-31',
    '2200-01-01',
  ])('«%s» is refused', (text) => {
    expect(parseCalendarDate(text)).toBeNull();
  });

  test('is made of a year, a month and a day that exist', () => {
    expect(calendarDateOf(2024, 9, 1)).toBe('2024-09-01');
    expect(calendarDateOf(2024, 2, 31)).toBeNull();
    expect(calendarDateOf(2024.5, 1, 1)).toBeNull();
    expect(calendarDateOf(Number.NaN, 1, 1)).toBeNull();
  });

  test('moves by days as the proleptic Gregorian calendar does, whatever the zone of the machine', () => {
    fc.assert(
      fc.property(days, (count) => {
        const expected = new Date(Date.UTC(1970, 0, 1 + count)).toISOString().slice(0, 10);
        expect(addDays('1970-01-01', count)).toBe(expected);
      }),
    );
  });

  test('has the weekday the Gregorian calendar gives it', () => {
    fc.assert(
      fc.property(days, (count) => {
        const date = addDays('1970-01-01', count);
        expect(weekdayOf(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCDay() || 7);
      }),
    );
  });

  test('lies as many days from another as were added to it', () => {
    fc.assert(
      fc.property(days, days, (from, count) => {
        const date = addDays('1990-06-15', from);
        expect(daysBetween(date, addDays(date, count))).toBe(count);
      }),
    );
  });

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-05-10', 0, '2024-05-10'],
  ] as const)('%s and %i months is %s, clamped to the end of the month', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test('knows how long its month is', () => {
    expect([daysInMonth(2024, 2), daysInMonth(2023, 2), daysInMonth(2100, 2), daysInMonth(2024, 4)]).toEqual([
      29, 28, 28, 30,
    ]);
    expect(lastDayOfMonth(2024, 2)).toBe('2024-02-29');
  });

  test('cannot leave the years of four digits', () => {
    expect(() => addDays('2024-01-01', 4_000_000)).toThrow(RangeError);
    expect(() => daysInMonth(2024, 13)).toThrow(RangeError);
  });
});
