import { describe, expect, test } from 'vitest';
import {
  moscowDateOf,
  moscowInstant,
  moscowTimeOf,
  parseClockTime,
} from '../../../src/core/calendar/moscow-time.ts';

describe('Moscow time', () => {
  test.each([
    ['2026-09-14T20:59:59Z', '2026-09-14', '23:59'],
    ['2026-09-14T21:00:00Z', '2026-09-15', '00:00'],
    ['2026-12-31T21:30:00Z', '2027-01-01', '00:30'],
    ['2026-07-01T06:00:00Z', '2026-07-01', '09:00'],
  ])('at %s is %s %s', (instant, date, time) => {
    expect([moscowDateOf(new Date(instant)), moscowTimeOf(new Date(instant))]).toEqual([date, time]);
  });

  test.each([
    ['2026-09-15', '09:00', '2026-09-15T06:00:00.000Z'],
    ['2026-01-01', '00:00', '2025-12-31T21:00:00.000Z'],
    ['2026-07-15', '23:59', '2026-07-15T20:59:00.000Z'],
  ] as const)('%s %s is the instant %s', (date, time, instant) => {
    expect(moscowInstant(date, time).toISOString()).toBe(instant);
  });

  test('of an invalid instant, date or time is a bug and throws', () => {
    expect(() => moscowDateOf(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => moscowInstant('2026-02-30', '09:00')).toThrow(RangeError);
    expect(() => moscowInstant('2026-02-20', '25:00')).toThrow(RangeError);
  });

  test('of day is read from two digits and two digits', () => {
    expect(parseClockTime('09:00')).toBe('09:00');
    expect(['9:00', '24:00', '12:60', '12-00', ''].map(parseClockTime)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
