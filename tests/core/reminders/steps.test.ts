import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, daysBetween } from '../../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultReminderPolicy, type ReminderPolicy } from '../../../src/core/reminders/policy.ts';
import {
  latestStep,
  type ScheduledDates,
  stepsBetween,
  workingDeadlineOf,
} from '../../../src/core/reminders/steps.ts';
import { anyCalendar, anyDay, anyPolicy } from './arbitraries.ts';

describe('the steps of a dated assignment', () => {
  it('are 30, 14, 7, 3, 1 days before, the day itself, 1, 3, 7 days after, then every week', () => {
    expect(steps({ due: '2026-10-15', after: '2026-09-01' }, '2026-11-06')).toEqual([
      'before-30 2026-09-15',
      'before-14 2026-10-01',
      'before-7 2026-10-08',
      'before-3 2026-10-12',
      'before-1 2026-10-14',
      'today 2026-10-15',
      'after-1 2026-10-16',
      // Sunday 18 October goes back to Friday.
      'after-3 2026-10-16',
      'after-7 2026-10-22',
      'after-14 2026-10-29',
      'after-21 2026-11-05',
    ]);
  });

  it('begin after the day given', () => {
    expect(steps({ due: '2026-10-15', after: '2026-10-08' }, '2026-10-15')).toEqual([
      'before-3 2026-10-12',
      'before-1 2026-10-14',
      'today 2026-10-15',
    ]);
    expect(steps({ due: '2026-10-15', after: '2026-11-20' }, '2026-11-27')).toEqual(['after-42 2026-11-26']);
  });

  it('go back to the working day before a day off, and lateness comes only after the last day', () => {
    // Saturday 31 December; working days follow from Monday 9 January.
    expect(steps({ due: '2022-12-31', after: '2022-12-01' }, '2023-01-13')).toEqual([
      'before-14 2022-12-16',
      'before-7 2022-12-23',
      'before-3 2022-12-28',
      'before-1 2022-12-30',
      'last-working-day 2022-12-30',
      'today 2022-12-31',
      'after-1 2023-01-09',
      'after-3 2023-01-09',
      'after-7 2023-01-09',
      'after-14 2023-01-13',
    ]);
  });

  it('say that it is late on Monday where Friday was the last day', () => {
    expect(steps({ due: '2026-10-16', after: '2026-10-15' }, '2026-10-20')).toEqual([
      'today 2026-10-16',
      'after-1 2026-10-19',
      'after-3 2026-10-19',
    ]);
  });

  it('go on to the next working day where the policy says so, but never past the last day', () => {
    const policy = { ...defaultReminderPolicy, dayOffShift: 'following_working_day' } as const;
    // Sunday 18 October.
    expect(steps({ due: '2026-10-18', after: '2026-10-08' }, '2026-11-02', policy)).toEqual([
      'before-7 2026-10-12',
      'before-3 2026-10-15',
      'before-1 2026-10-16',
      'last-working-day 2026-10-16',
      'today 2026-10-18',
      'after-1 2026-10-19',
      'after-3 2026-10-21',
      'after-7 2026-10-26',
      'after-14 2026-11-02',
    ]);
  });

  it('know no working deadline where the policy aims at the date as printed', () => {
    const policy = { ...defaultReminderPolicy, aim: 'as_printed' } as const;
    expect(steps({ due: '2026-10-18', after: '2026-10-14' }, '2026-10-18', policy)).toEqual([
      'before-3 2026-10-15',
      'before-1 2026-10-16',
      'today 2026-10-18',
    ]);
  });

  it('follow the policy’s own days, in any order, each once, whole and positive', () => {
    const policy: ReminderPolicy = {
      ...defaultReminderPolicy,
      stepsBeforeDays: [2, 5, 2, 0, -3, 1.5],
      stepsAfterDays: [],
      repeatAfterDays: 5,
    };
    expect(steps({ due: '2026-10-15', after: '2026-10-01' }, '2026-10-27', policy)).toEqual([
      'before-5 2026-10-09',
      'before-2 2026-10-13',
      'today 2026-10-15',
      'after-5 2026-10-20',
      'after-10 2026-10-23',
    ]);
  });

  it.each([null, 0, -7, 1.5])(
    'end with the last named day where they repeat every %s days',
    (repeatAfterDays) => {
      const policy = { ...defaultReminderPolicy, repeatAfterDays };
      expect(steps({ due: '2026-10-15', after: '2026-10-21' }, '2030-01-01', policy)).toEqual([
        'after-7 2026-10-22',
      ]);
    },
  );
});

describe('the start of a window', () => {
  it('is told once, on the working day before where it is a day off', () => {
    const window = { start: '2026-10-03', due: '2026-10-31', after: '2026-09-01' } as const;
    expect(steps(window, '2026-10-16')).toEqual([
      'before-30 2026-10-01',
      'window-start 2026-10-02',
      'before-14 2026-10-16',
    ]);
  });

  it('comes before a step of the deadline on the same day, which then speaks', () => {
    const window = { start: '2026-10-17', due: '2026-10-31', after: '2026-10-01' } as const;
    expect(steps(window, '2026-10-16')).toEqual(['window-start 2026-10-16', 'before-14 2026-10-16']);
  });

  it.each([
    { start: '2026-10-15', due: '2026-10-15', why: 'a window of one day' },
    { start: '2026-10-16', due: '2026-10-15', why: 'a window that ends before it begins' },
    { start: '2026-09-01', due: '2026-10-15', why: 'a window that was open before' },
  ] as const)('is not told of $why', ({ start, due }) => {
    expect(steps({ start, due, after: '2026-10-09' }, '2026-10-15')).toEqual([
      'before-3 2026-10-12',
      'before-1 2026-10-14',
      'today 2026-10-15',
    ]);
  });

  it('is not told where the policy says so', () => {
    const policy = { ...defaultReminderPolicy, remindAtWindowStart: false };
    const window = { start: '2026-10-03', due: '2026-10-31', after: '2026-09-01' } as const;
    expect(steps(window, '2026-10-15', policy)).toEqual(['before-30 2026-10-01']);
  });
});

describe('the steps of an undated assignment', () => {
  it('are the first working days of the quarters that follow', () => {
    expect(steps({ due: null, after: '2026-09-15' }, '2027-07-01')).toEqual([
      'quarter-2026-Q4 2026-10-01',
      'quarter-2027-Q1 2027-01-11',
      'quarter-2027-Q2 2027-04-01',
      'quarter-2027-Q3 2027-07-01',
    ]);
  });

  it('include the running quarter where its first working day is still ahead', () => {
    expect(steps({ due: null, after: '2027-01-05' }, '2027-03-31')).toEqual(['quarter-2027-Q1 2027-01-11']);
    expect(steps({ due: null, after: '2027-01-11' }, '2027-03-31')).toEqual([]);
  });

  it('are none where the policy says so', () => {
    const policy = { ...defaultReminderPolicy, remindUndatedQuarterly: false };
    expect(steps({ due: null, after: '2026-09-15' }, '2028-01-01', policy)).toEqual([]);
  });
});

describe('the working deadline', () => {
  it.each([
    { due: '2022-12-31', aim: 'working_day_before', on: '2022-12-30' },
    { due: '2022-12-31', aim: 'as_printed', on: '2022-12-31' },
    { due: '2022-12-30', aim: 'working_day_before', on: '2022-12-30' },
    { due: '2027-01-10', aim: 'working_day_before', on: '2026-12-30' },
  ] as const)('of $due is $on with aim $aim', ({ due, aim, on }) => {
    expect(workingDeadlineOf(due, { aim }, russianCalendar)).toBe(on);
  });
});

describe('whatever the dates, the policy and the calendar', () => {
  const schedule = fc.record({
    start: fc.option(anyDay(30, 90)),
    due: fc.option(anyDay(30, 90)),
    policy: anyPolicy,
    calendar: anyCalendar,
    through: anyDay(40, 400),
  });
  const longAgo: CalendarDate = '2025-01-01';

  it('steps come in order, up to the day asked for', () => {
    fc.assert(
      fc.property(schedule, ({ policy, calendar, through, ...dates }) => {
        const days = stepsBetween(dates, policy, calendar, longAgo, through).map(({ on }) => on);
        expect(days).toEqual(days.toSorted());
        expect(days.every((on) => on <= through)).toBe(true);
      }),
    );
  });

  it('steps before stay within the term, steps after come after it, all but the last day on working days', () => {
    fc.assert(
      fc.property(schedule, ({ policy, calendar, through, ...dates }) => {
        const { due } = dates;
        for (const { id, on } of stepsBetween(dates, policy, calendar, longAgo, through)) {
          if (id === 'today') expect(on).toBe(due);
          else expect(calendar.isWorkingDay(on)).toBe(true);
          if (due === null) expect(id).toMatch(/^quarter-/);
          else if (id.startsWith('after-')) expect(on > due).toBe(true);
          else expect(on <= due).toBe(true);
        }
      }),
    );
  });

  it('a list in two parts is the list', () => {
    fc.assert(
      fc.property(schedule, anyDay(30, 200), ({ policy, calendar, through, ...dates }, middle) => {
        fc.pre(middle <= through);
        const whole = stepsBetween(dates, policy, calendar, longAgo, through);
        const parts = [
          ...stepsBetween(dates, policy, calendar, longAgo, middle),
          ...stepsBetween(dates, policy, calendar, middle, through),
        ];
        expect(parts).toEqual(whole);
      }),
    );
  });

  it('the latest step is the last of the list', () => {
    fc.assert(
      fc.property(schedule, ({ policy, calendar, through, ...dates }) => {
        const listed = stepsBetween(dates, policy, calendar, longAgo, through).at(-1);
        const latest = latestStep(dates, policy, calendar, through);
        // The list begins with that day.
        if (latest !== null && latest.on > longAgo) expect(latest).toEqual(listed);
        else expect(listed).toBeUndefined();
      }),
    );
  });

  it('an overdue assignment is never left alone for longer than its repetition and the days off', () => {
    fc.assert(
      fc.property(anyDay(0, 60), fc.integer({ min: 1, max: 300 }), (due, lateDays) => {
        const today = addDays(due, lateDays);
        const latest = latestStep({ start: null, due }, defaultReminderPolicy, russianCalendar, today);
        // Seven days between steps, and up to ten days off in a row, at New Year.
        expect(daysBetween(latest?.on ?? longAgo, today)).toBeLessThanOrEqual(7 + 10);
      }),
    );
  });
});

function steps(
  { after, ...dates }: Partial<ScheduledDates> & { readonly after: CalendarDate },
  through: CalendarDate,
  policy: ReminderPolicy = defaultReminderPolicy,
): readonly string[] {
  return stepsBetween({ start: null, due: null, ...dates }, policy, russianCalendar, after, through).map(
    ({ id, on }) => `${id} ${on}`,
  );
}
