import fc from 'fast-check';
import { RRule } from 'rrule';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { followingOccurrence, nextOccurrence } from '../../../src/core/deadlines/index.ts';
import { yearlyRule } from '../../../src/core/deadlines/recurrence.ts';

const RULES = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=WE',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=MONTHLY;BYMONTHDAY=5',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYMONTHDAY=15,-1',
  'FREQ=MONTHLY;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5',
  'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1',
  'FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20301231',
  'FREQ=YEARLY;BYYEARDAY=-184,15',
];

describe('the next day of a rule', () => {
  test('is the one the rrule library finds, a day that fits counting itself', () => {
    const dates = fc.integer({ min: 0, max: 365 * 12 }).map((days) => addDays('2019-01-01', days));
    fc.assert(
      fc.property(fc.constantFrom(...RULES), dates, (text, on) => {
        const rule = new RRule({ ...RRule.parseString(text), dtstart: new Date('2018-01-01T00:00:00Z') });
        const next = rule.after(new Date(`${on}T00:00:00Z`), true);
        expect(nextOccurrence(text, on)).toBe(next?.toISOString().slice(0, 10) ?? null);
      }),
      { numRuns: 300 },
    );
  });

  test('is none after the rule has ended', () => {
    expect(nextOccurrence('FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20241231', '2024-12-31')).toBe('2024-12-31');
    expect(nextOccurrence('FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20241231', '2025-01-01')).toBeNull();
  });

  test.each([
    '',
    'FREQ=HOURLY',
    'FREQ=MONTHLY;BYMONTHDAY=x',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY',
    'FREQ=MONTHLY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;UNTIL=never',
    'RRULE:FREQ=DAILY',
  ])('is none of «%s», which is no rule or never comes', (text) => {
    expect(nextOccurrence(text, '2024-02-28')).toBeNull();
  });
});

describe('the occurrence that follows', () => {
  test.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2024-03-01', '2024-03-15'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR', '2024-03-05', '2024-03-08'],
    ['FREQ=DAILY;INTERVAL=10', '2024-02-28', '2024-03-09'],
    ['FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=31', '2024-12-31', '2027-12-31'],
    ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1', '2024-12-31', '2025-02-28'],
    ['FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1', '2024-03-31', '2024-10-31'],
  ] as const)('of %s after %s is %s', (text, occurrence, following) => {
    expect(followingOccurrence(text, occurrence)).toBe(following);
  });

  test('is none of what is no rule', () => {
    expect(followingOccurrence('', '2024-03-01')).toBeNull();
  });
});

describe('the rule of days of the year', () => {
  test.each([
    [[{ month: 9, day: 1 }], 'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1'],
    [
      [
        { month: 10, day: -1 },
        { month: 3, day: -1 },
      ],
      'FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1',
    ],
    [
      [
        { month: 11, day: 15 },
        { month: 11, day: 10 },
      ],
      'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10,15',
    ],
    [
      [
        { month: 1, day: 15 },
        { month: 7, day: 1 },
      ],
      'FREQ=YEARLY;BYYEARDAY=-184,15',
    ],
  ])('%j is %s', (days, rule) => {
    expect(yearlyRule(days)).toBe(rule);
  });

  test('comes on the same days in common and leap years', () => {
    const days = [
      { month: 1, day: -1 },
      { month: 2, day: -1 },
      { month: 2, day: 10 },
      { month: 3, day: 1 },
      { month: 12, day: 30 },
    ];
    const rule = yearlyRule(days);
    const inYear = (year: number): (CalendarDate | null)[] => {
      const found: (CalendarDate | null)[] = [];
      let date = nextOccurrence(rule, `${year}-01-01`);
      while (date !== null && date < `${year + 1}`) {
        found.push(date);
        date = nextOccurrence(rule, addDays(date, 1));
      }
      return found;
    };
    expect(inYear(2023)).toEqual(['2023-01-31', '2023-02-10', '2023-02-28', '2023-03-01', '2023-12-30']);
    expect(inYear(2024)).toEqual(['2024-01-31', '2024-02-10', '2024-02-29', '2024-03-01', '2024-12-30']);
  });
});
