import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { nextOccurrenceFor } from '../../../src/core/assignments/next-occurrence-for.ts';
import { anAssignment } from './an-assignment.ts';

const MONTHLY = 'FREQ=MONTHLY;BYMONTHDAY=5';

describe('nextOccurrenceFor', () => {
  it.each([
    { state: 'accepted', today: '2026-10-02', due: '2026-11-05' },
    { state: 'accepted', today: '2026-10-05', due: '2026-11-05' },
    { state: 'in_work', today: '2026-10-05', due: null },
    { state: 'in_work', today: '2026-10-06', due: '2026-11-05' },
    { state: 'reported', today: '2026-10-05', due: null },
    { state: 'reported', today: '2026-10-06', due: '2026-11-05' },
    { state: 'in_work', today: '2026-11-05', due: '2026-11-05' },
    { state: 'accepted', today: '2026-12-06', due: '2027-01-05' },
    { state: 'withdrawn', today: '2026-10-06', due: null },
  ] as const)('after one due 2026-10-05, $state on $today: $due', ({ state, today, due }) => {
    const next = nextOccurrenceFor(third({ state }), MONTHLY, today);
    expect(next?.due ?? null).toBe(due);
  });

  it('counts on and stays with the organization', () => {
    expect(nextOccurrenceFor(third({ state: 'accepted', executor: false }), MONTHLY, '2026-10-01')).toEqual({
      organizationCode: 'S1',
      executor: false,
      deadlineKind: 'recurring',
      occurrence: 4,
      start: null,
      due: '2026-11-05',
      remindedThrough: '2026-09-30',
    });
  });

  it('lets the very day of opening be reminded of, which nobody has been told of', () => {
    const daily = third({ due: '2026-10-05' });
    expect(nextOccurrenceFor(daily, 'FREQ=DAILY', '2026-10-06')).toMatchObject({
      due: '2026-10-06',
      remindedThrough: '2026-10-05',
    });
  });

  it.each([
    { today: '2026-10-03', due: '2026-10-16' },
    { today: '2026-10-20', due: '2026-10-30' },
  ] as const)(
    'keeps the rhythm of every second Friday: after 2026-10-02, on $today: $due',
    ({ today, due }) => {
      const fortnightly = third({ due: '2026-10-02' });
      expect(nextOccurrenceFor(fortnightly, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', today)?.due).toBe(due);
    },
  );

  it('ends with its rule', () => {
    const rule = 'FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20261031';
    expect(nextOccurrenceFor(third({ state: 'accepted' }), rule, '2026-10-06')).toBeNull();
  });

  it('follows no one-time deadline and none without a date', () => {
    const once = anAssignment({ state: 'accepted', due: '2026-10-05' });
    expect(nextOccurrenceFor(once, MONTHLY, '2026-10-06')).toBeNull();
    const undated = third({ state: 'accepted', due: null });
    expect(nextOccurrenceFor(undated, MONTHLY, '2026-10-06')).toBeNull();
  });
});

function third(different: Partial<Assignment>): Assignment {
  return anAssignment({ deadlineKind: 'recurring', occurrence: 3, due: '2026-10-05', ...different });
}
