import { describe, expect, it } from 'vitest';
import { departmentSummary } from '../../../src/core/reminders/department-summary.ts';
import { anAssignment } from '../assignments/an-assignment.ts';

/** Monday 2026-10-19; the week ends on Sunday the 25th. */
const MONDAY = '2026-10-19';

describe('the Monday summary', () => {
  it('counts what is open, overdue, due this week, waiting and undelivered', () => {
    const summary = departmentSummary(
      [
        anAssignment({ id: 1, due: '2026-10-18' }),
        anAssignment({ id: 2, due: '2026-10-19' }),
        anAssignment({ id: 3, due: '2026-10-25', state: 'returned' }),
        anAssignment({ id: 4, due: '2026-10-26' }),
        anAssignment({ id: 5, due: '2026-10-20', state: 'reported' }),
        anAssignment({ id: 6, due: '2026-10-12', state: 'reported' }),
        anAssignment({ id: 7, due: null, deliveredAt: null }),
        anAssignment({ id: 8, due: '2026-10-12', state: 'accepted', deliveredAt: null }),
        anAssignment({ id: 9, due: '2026-10-20', state: 'withdrawn' }),
      ],
      MONDAY,
    );
    const counts = { open: 7, overdue: 1, dueThisWeek: 2, reported: 2, undelivered: 1 };
    expect(summary).toEqual({
      ...counts,
      organizations: [{ organizationCode: 'S1', ...counts, overdueSince: '2026-10-18' }],
    });
  });

  it.each([
    { today: '2026-10-19', dueThisWeek: 1 },
    { today: '2026-10-25', dueThisWeek: 1 },
    { today: '2026-10-18', dueThisWeek: 0 },
  ] as const)(
    'counts to Sunday: due Sunday 2026-10-25, seen on $today: $dueThisWeek',
    ({ today, dueThisWeek }) => {
      expect(departmentSummary([anAssignment({ due: '2026-10-25' })], today).dueThisWeek).toBe(dueThisWeek);
    },
  );

  it('puts the worst first: most overdue, then late the longest, then most open', () => {
    const summary = departmentSummary(
      [
        anAssignment({ organizationCode: 'calm', due: '2026-12-01' }),
        anAssignment({ organizationCode: 'busy', due: '2026-12-01' }),
        anAssignment({ organizationCode: 'busy', due: '2026-12-01' }),
        anAssignment({ organizationCode: 'late once', due: '2026-10-15' }),
        anAssignment({ organizationCode: 'late once, longer', due: '2026-10-14' }),
        anAssignment({ organizationCode: 'late twice', due: '2026-10-16' }),
        anAssignment({ organizationCode: 'late twice', due: '2026-10-17' }),
        anAssignment({ organizationCode: 'all done', due: '2026-10-16', state: 'accepted' }),
      ],
      MONDAY,
    );
    expect(summary.organizations.map(({ organizationCode }) => organizationCode)).toEqual([
      'late twice',
      'late once, longer',
      'late once',
      'busy',
      'calm',
    ]);
  });

  it('of nothing is all zeros', () => {
    expect(departmentSummary([], MONDAY)).toEqual({
      open: 0,
      overdue: 0,
      dueThisWeek: 0,
      reported: 0,
      undelivered: 0,
      organizations: [],
    });
  });
});
