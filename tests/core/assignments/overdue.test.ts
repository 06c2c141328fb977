import { describe, expect, it } from 'vitest';
import { isOverdue } from '../../../src/core/assignments/overdue.ts';
import { anAssignment } from './an-assignment.ts';

describe('isOverdue', () => {
  it.each([
    { state: 'new', today: '2026-10-14', overdue: false },
    { state: 'new', today: '2026-10-15', overdue: false },
    { state: 'new', today: '2026-10-16', overdue: true },
    { state: 'acknowledged', today: '2026-10-16', overdue: true },
    { state: 'in_work', today: '2027-10-16', overdue: true },
    { state: 'returned', today: '2026-10-16', overdue: true },
    { state: 'reported', today: '2026-10-16', overdue: false },
    { state: 'accepted', today: '2026-10-16', overdue: false },
    { state: 'withdrawn', today: '2026-10-16', overdue: false },
  ] as const)('$state on $today with the last day 2026-10-15: $overdue', ({ state, today, overdue }) => {
    expect(isOverdue(anAssignment({ state, due: '2026-10-15' }), today)).toBe(overdue);
  });

  it('counts from the date as printed, be it a day off', () => {
    expect(isOverdue(anAssignment({ due: '2026-10-17' }), '2026-10-17')).toBe(false);
    expect(isOverdue(anAssignment({ due: '2026-10-17' }), '2026-10-18')).toBe(true);
  });

  it('never holds without a date', () => {
    expect(isOverdue(anAssignment({ due: null, deadlineKind: 'standing' }), '2099-01-01')).toBe(false);
  });
});
