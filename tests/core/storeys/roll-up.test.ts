import { describe, expect, it } from 'vitest';
import { rollUp } from '../../../src/core/storeys/roll-up.ts';
import { anAssignment } from '../assignments/an-assignment.ts';

const CHILDREN = [
  anAssignment({ id: 2, parentId: 1, state: 'accepted' }),
  anAssignment({ id: 3, parentId: 1, state: 'reported', due: '2026-10-01' }),
  anAssignment({ id: 4, parentId: 1, state: 'new', due: '2026-10-06' }),
  anAssignment({ id: 5, parentId: 1, state: 'returned', due: '2026-10-01' }),
  anAssignment({ id: 6, parentId: 1, state: 'acknowledged', due: null }),
  anAssignment({ id: 7, parentId: 1, state: 'withdrawn' }),
];

describe('the roll-up of what was handed down', () => {
  it('counts who has done it, who waits for the answer, and who is late', () => {
    expect(rollUp(CHILDREN, { state: 'in_work' }, '2026-10-05')).toMatchObject({
      total: 5,
      done: 1,
      reported: 1,
      overdue: 1,
    });
  });

  it('lists the rest, the overdue first, those without a date last', () => {
    const { rest } = rollUp(CHILDREN, { state: 'in_work' }, '2026-10-05');
    expect(rest.map(({ id }) => id)).toEqual([5, 4, 6]);
  });

  it.each([
    ['in_work', 5],
    ['reported', 5],
    // Those below were withdrawn with it: «17 из 23» stays what it was.
    ['accepted', 6],
    ['withdrawn', 6],
  ] as const)('under an assignment that is %s counts %d', (state, total) => {
    expect(rollUp(CHILDREN, { state }, '2026-10-05').total).toBe(total);
  });

  it('counts what came to many directly in the same way', () => {
    expect(rollUp(CHILDREN, null, '2026-10-05').total).toBe(5);
  });

  it('is empty where nothing was handed down', () => {
    expect(rollUp([], null, '2026-10-05')).toEqual({ total: 0, done: 0, reported: 0, overdue: 0, rest: [] });
  });
});
