import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { workingDaysBetween } from '../../../src/core/calendar/production-calendar.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import {
  canHandDown,
  checkDue,
  followedDue,
  handDown,
  proposedDue,
} from '../../../src/core/storeys/hand-down.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { anyCalendar, anyDay } from '../reminders/arbitraries.ts';

describe('handing down', () => {
  const above = anAssignment({ id: 7, organizationCode: 'M1', start: '2026-09-15', occurrence: 2 });

  it('makes one assignment for each school, under the one above', () => {
    const children = handDown(above, ['S1', 'S2'], '2026-10-12', '2026-09-04');
    expect(children.map(({ organizationCode }) => organizationCode)).toEqual(['S1', 'S2']);
    expect(children[0]).toEqual({
      documentId: 1,
      decisionId: 1,
      organizationCode: 'S1',
      occurrence: 2,
      executor: true,
      deadlineKind: 'date',
      start: '2026-09-15',
      due: '2026-10-12',
      publishedOn: '2026-09-04',
      remindedThrough: '2026-09-04',
      parentId: 7,
    });
  });

  it.each([
    ['a window that would begin after its end is dropped', above, '2026-09-10', 'date', null],
    ['«постоянно» stays so', anAssignment({ deadlineKind: 'standing', due: null }), null, 'standing', null],
    [
      'a recurring one is no row of its own',
      anAssignment({ deadlineKind: 'recurring' }),
      '2026-10-12',
      'date',
      null,
    ],
    [
      'a recurring one without a day',
      anAssignment({ deadlineKind: 'recurring', due: null }),
      null,
      'none',
      null,
    ],
  ] as const)('%s', (_name, from, due, deadlineKind, start) => {
    expect(handDown(from, ['S1'], due, '2026-09-04')).toMatchObject([{ deadlineKind, due, start }]);
  });

  it.each([
    ['new', null, true],
    ['returned', null, true],
    ['reported', null, false],
    ['accepted', null, false],
    ['withdrawn', null, false],
    // Two storeys and no more.
    ['new', 3, false],
  ] as const)('a %s assignment under %s: %s', (state, parentId, may) => {
    expect(canHandDown(anAssignment({ state, parentId }))).toBe(may);
  });
});

describe('the day proposed to those below', () => {
  it.each<[string, CalendarDate | null, CalendarDate, CalendarDate | null]>([
    ['three working days before', '2026-10-09', '2026-09-03', '2026-10-06'],
    ['across a weekend', '2026-10-06', '2026-09-03', '2026-10-01'],
    ['from the working day before a day off', '2026-10-11', '2026-09-03', '2026-10-06'],
    ['two where three have passed', '2026-10-09', '2026-10-06', '2026-10-07'],
    ['one where two have passed', '2026-10-09', '2026-10-07', '2026-10-08'],
    ['the very day before the end', '2026-10-09', '2026-10-08', '2026-10-09'],
    ['the last day itself', '2026-10-09', '2026-10-09', '2026-10-09'],
    ['a last day off', '2026-10-11', '2026-10-10', '2026-10-11'],
    ['the next working day where one’s own has passed', '2026-10-09', '2026-10-16', '2026-10-19'],
    ['none where there is none', null, '2026-10-09', null],
  ])('%s', (_name, own, today, proposed) => {
    expect(proposedDue(own, today, russianCalendar)).toBe(proposed);
  });

  it('always fits', () => {
    fc.assert(
      fc.property(anyDay(60, 60), anyDay(60, 60), anyCalendar, (own, today, calendar) => {
        const proposed = proposedDue(own, today, calendar);
        expect(proposed).not.toBeNull();
        expect(checkDue(proposed as CalendarDate, own, today)).toBe('fits');
      }),
    );
  });
});

describe('a day typed for those below', () => {
  it.each([
    ['2026-10-05', '2026-10-09', 'fits'],
    ['2026-10-09', '2026-10-09', 'fits'],
    ['2026-10-10', '2026-10-09', 'after_own'],
    ['2026-10-01', '2026-10-09', 'fits'],
    ['2026-09-30', '2026-10-09', 'past'],
    ['2026-12-31', null, 'fits'],
    // One's own day has passed: every coming day is better than none.
    ['2026-10-05', '2026-09-20', 'fits'],
  ] as const)('%s with one’s own of %s: %s', (due, own, check) => {
    expect(checkDue(due, own, '2026-10-01')).toBe(check);
  });
});

describe('a day that follows the one above', () => {
  it.each<[string, CalendarDate | null, CalendarDate | null, CalendarDate | null, CalendarDate | null]>([
    ['keeps its distance forward', '2026-10-06', '2026-10-09', '2026-10-16', '2026-10-13'],
    ['keeps its distance backward', '2026-10-13', '2026-10-16', '2026-10-09', '2026-10-06'],
    ['never into the past', '2026-10-06', '2026-10-09', '2026-10-02', '2026-10-01'],
    ['never after the one above', '2026-10-20', null, '2026-10-16', '2026-10-16'],
    ['stays where the one above gets a later day for the first time', '2026-10-06', null, '2026-10-16', null],
    ['the same day as the one above', '2026-10-09', '2026-10-09', '2026-10-16', '2026-10-16'],
    ['gets the day that is proposed, once there is one above', null, null, '2026-10-16', '2026-10-13'],
    ['stays without a day where there is none above', null, null, null, null],
    ['stays where the one above has no day any more', '2026-10-06', '2026-10-09', null, null],
    ['never after the one above, even in the past', '2026-10-06', '2026-10-09', '2026-09-01', '2026-09-01'],
    ['late already, is not put off by an earlier day above', '2026-09-10', '2026-10-09', '2026-10-05', null],
    [
      'late already, comes back with a later day above',
      '2026-09-28',
      '2026-10-09',
      '2026-10-12',
      '2026-10-01',
    ],
    ['a day off is not lost by a later day above', '2026-10-04', '2026-10-09', '2026-10-10', '2026-10-05'],
  ])('%s', (_name, due, from, to, followed) => {
    expect(followedDue(due, { from, to }, '2026-10-01', russianCalendar)).toBe(followed);
  });

  const days = anyDay(40, 40);

  it('never lies after the one above, and moves the same way, at the old distance where there is room', () => {
    fc.assert(
      fc.property(
        fc.option(days),
        fc.option(days),
        fc.option(days),
        days,
        anyCalendar,
        (due, from, to, today, calendar) => {
          const followed = followedDue(due, { from, to }, today, calendar);
          const now = followed ?? due;
          if (to === null) {
            expect(followed).toBeNull();
            return;
          }
          expect(now !== null && now <= to).toBe(true);
          if (followed === null || due === null || from === null || due > from) return;
          if (to >= today) expect(followed >= today).toBe(true);
          if (to > from) expect(followed > due).toBe(true);
          else expect(followed < due).toBe(true);
          if (to < today || !calendar.isWorkingDay(to)) return;
          const apart = workingDaysBetween(calendar, followed, to);
          expect(apart).toBeLessThanOrEqual(workingDaysBetween(calendar, due, from) + 1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
