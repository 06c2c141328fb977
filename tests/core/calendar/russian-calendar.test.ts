import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import {
  addWorkingDays,
  type ProductionCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../../src/core/calendar/production-calendar.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';

/** Working days of each year as the Ministry of Labour publishes them; 2020 without the decreed days of rest. */
const WORKING_DAYS: readonly (readonly [year: number, days: number])[] = [
  [2019, 247],
  [2022, 247],
  [2023, 247],
  [2024, 248],
  [2025, 247],
  [2026, 247],
  [2027, 247],
];

describe('the production calendar of Russia', () => {
  test.each(WORKING_DAYS)('%i has %i working days', (year, days) => {
    expect(workingDaysBetween(russianCalendar, `${year - 1}-12-31`, `${year}-12-31`)).toBe(days);
  });

  test.each([
    ['2022-12-31', false],
    ['2022-12-30', true],
    ['2024-12-28', true],
    ['2024-12-30', false],
    ['2024-04-27', true],
    ['2024-04-29', false],
    ['2024-11-02', true],
    ['2022-03-05', true],
    ['2022-03-07', false],
    ['2021-02-20', true],
    ['2021-11-03', false],
    ['2023-02-24', false],
    ['2025-05-02', false],
    ['2026-01-09', false],
    ['2027-02-20', true],
    ['2027-02-22', false],
    ['2027-11-05', false],
    ['2026-11-07', false],
  ] as const)('%s is a working day: %s', (date, working) => {
    expect(russianCalendar.isWorkingDay(date)).toBe(working);
  });

  test('knows 2019–2027; another year follows weekends and the holidays of the Labour Code, and says so', () => {
    expect([2018, 2019, 2027, 2028].map((year) => russianCalendar.covers(year))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(russianCalendar.isWorkingDay('2028-01-07')).toBe(false);
    expect(russianCalendar.isWorkingDay('2028-02-23')).toBe(false);
    expect(russianCalendar.isWorkingDay('2028-02-24')).toBe(true);
    expect(russianCalendar.isWorkingDay('2028-02-26')).toBe(false);
  });
});

describe('working days', () => {
  test.each([
    ['2022-12-31', '2022-12-30', '2023-01-09'],
    ['2024-12-29', '2024-12-28', '2025-01-09'],
    ['2024-02-28', '2024-02-28', '2024-02-28'],
  ] as const)('on or before %s: %s, on or after: %s', (date, before, after) => {
    expect(workingDayOnOrBefore(russianCalendar, date)).toBe(before);
    expect(workingDayOnOrAfter(russianCalendar, date)).toBe(after);
  });

  test.each([
    ['2026-09-01', 10, '2026-09-15'],
    ['2024-02-22', 1, '2024-02-26'],
    ['2024-02-24', 1, '2024-02-26'],
    ['2024-02-26', -1, '2024-02-22'],
    ['2024-02-25', 0, '2024-02-25'],
  ] as const)('counted from %s, %i of them end on %s', (date, count, end) => {
    expect(addWorkingDays(russianCalendar, date, count)).toBe(end);
  });

  test('between two days are as many as were added', () => {
    const dates = fc.integer({ min: 0, max: 3200 }).map((days): CalendarDate => addDays('2019-01-01', days));
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const end = addWorkingDays(russianCalendar, date, count);
        expect(russianCalendar.isWorkingDay(end)).toBe(true);
        expect(workingDaysBetween(russianCalendar, date, end)).toBe(count);
      }),
    );
  });

  test('are none where the end is not later', () => {
    expect(workingDaysBetween(russianCalendar, '2024-02-28', '2024-02-28')).toBe(0);
    expect(workingDaysBetween(russianCalendar, '2024-02-28', '2024-01-01')).toBe(0);
  });

  test('of a calendar without any is a bug and throws rather than never ending', () => {
    const idle: ProductionCalendar = { isWorkingDay: () => false, covers: () => true };
    expect(() => workingDayOnOrBefore(idle, '2024-02-28')).toThrow(/no working day/);
  });
});
