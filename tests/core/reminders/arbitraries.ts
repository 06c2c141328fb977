import fc from 'fast-check';
import {
  addDays,
  type CalendarDate,
  daysBetween,
  weekdayOf,
} from '../../../src/core/calendar/calendar-date.ts';
import type { ClockTime } from '../../../src/core/calendar/moscow-time.ts';
import type { ProductionCalendar } from '../../../src/core/calendar/production-calendar.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultReminderPolicy, type ReminderPolicy } from '../../../src/core/reminders/policy.ts';

/** The day the worlds below are built around: a Thursday. */
export const ORIGIN: CalendarDate = '2026-10-01';

/** Days up to so many before and after ORIGIN. */
export function anyDay(before: number, after: number): fc.Arbitrary<CalendarDate> {
  return fc.integer({ min: -before, max: after }).map((days) => addDays(ORIGIN, days));
}

/** A time of day, "00:00"–"23:59". */
export const anyTime: fc.Arbitrary<ClockTime> = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clockTime);

/** Minutes since midnight as "HH:MM". */
export function clockTime(minutes: number): ClockTime {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` as ClockTime;
}

/** The real calendar, or one with its own weekdays off and its own long holidays. */
export const anyCalendar: fc.Arbitrary<ProductionCalendar> = fc.oneof(
  fc.constant(russianCalendar),
  fc
    .record({
      weekdaysOff: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 5 }),
      holidays: fc.array(fc.tuple(fc.integer({ min: -40, max: 120 }), fc.integer({ min: 1, max: 12 })), {
        maxLength: 4,
      }),
    })
    .map(({ weekdaysOff, holidays }) => ({
      isWorkingDay: (date: CalendarDate): boolean => {
        const day = daysBetween(ORIGIN, date);
        const isHoliday = holidays.some(([first, length]) => first <= day && day < first + length);
        return !isHoliday && !weekdaysOff.includes(weekdayOf(date));
      },
      covers: () => true,
    })),
);

const manyDays = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 });

/** The regulations' policy, or any other a deployment may set. */
export const anyPolicy: fc.Arbitrary<ReminderPolicy> = fc.oneof(
  fc.constant(defaultReminderPolicy),
  fc.record({
    stepsBeforeDays: manyDays,
    stepsAfterDays: manyDays,
    repeatAfterDays: fc.option(fc.integer({ min: 1, max: 20 })),
    remindAtWindowStart: fc.boolean(),
    remindUndatedQuarterly: fc.boolean(),
    dayOffShift: fc.constantFrom('preceding_working_day' as const, 'following_working_day' as const),
    aim: fc.constantFrom('working_day_before' as const, 'as_printed' as const),
    quietFrom: anyTime,
    quietUntil: anyTime,
    defaultTime: anyTime,
    escalateToParentAfterWorkingDays: fc.integer({ min: 1, max: 5 }),
    escalateToControllersAfterWorkingDays: fc.integer({ min: 5, max: 9 }),
    acknowledgeAfterWorkingDays: fc.integer({ min: 1, max: 5 }),
  }),
);
