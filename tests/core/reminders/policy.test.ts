import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockTime } from '../../../src/core/calendar/moscow-time.ts';
import { defaultReminderPolicy, isQuiet, sendingTime } from '../../../src/core/reminders/policy.ts';
import { anyPolicy, clockTime } from './arbitraries.ts';

describe('quiet hours', () => {
  it.each([
    ['21:00', '08:00', '20:59', false],
    ['21:00', '08:00', '21:00', true],
    ['21:00', '08:00', '00:00', true],
    ['21:00', '08:00', '07:59', true],
    ['21:00', '08:00', '08:00', false],
    ['12:00', '14:00', '11:59', false],
    ['12:00', '14:00', '12:00', true],
    ['12:00', '14:00', '14:00', false],
    ['08:00', '08:00', '08:00', false],
  ] as const)('from %s until %s hold at %s: %s', (quietFrom, quietUntil, time, quiet) => {
    expect(isQuiet({ quietFrom, quietUntil }, time)).toBe(quiet);
  });
});

describe('the time an organization is written to', () => {
  it.each([
    { own: null, time: '09:00', why: 'the deployment’s' },
    { own: '10:30', time: '10:30', why: 'its own' },
    { own: '08:00', time: '08:00', why: 'the end of the quiet hours is not quiet' },
    { own: '07:15', time: '08:00', why: 'the quiet hours end first' },
    { own: '22:00', time: '08:00', why: 'a time in the quiet hours never silences' },
    { own: '9:00', time: '09:00', why: 'what is no time counts as none' },
    { own: '25:00', time: '09:00', why: 'what is no time counts as none' },
  ])('$own → $time: $why', ({ own, time }) => {
    expect(sendingTime(defaultReminderPolicy, own)).toBe(time);
  });

  it('comes on every day that is not quiet all day, whatever the settings', () => {
    fc.assert(
      fc.property(anyPolicy, fc.option(fc.integer({ min: 0, max: 1439 })), (policy, minutes) => {
        const own: ClockTime | null = minutes === null ? null : clockTime(minutes);
        expect(isQuiet(policy, sendingTime(policy, own))).toBe(false);
      }),
    );
  });
});
