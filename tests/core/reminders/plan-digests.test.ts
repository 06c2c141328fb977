import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import type { MorningFacts } from '../../../src/core/reminders/morning-facts.ts';
import { planMorning } from '../../../src/core/reminders/plan-morning.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { morningFacts, storePlan } from './morning-world.ts';

describe('what a morning reminds of', () => {
  it.each([
    { today: '2026-09-14', remindedThrough: '2026-09-01', step: null },
    { today: '2026-09-15', remindedThrough: '2026-09-01', step: 'before-30' },
    { today: '2026-09-16', remindedThrough: '2026-09-15', step: null },
    { today: '2026-10-14', remindedThrough: '2026-10-12', step: 'before-1' },
    { today: '2026-10-15', remindedThrough: '2026-10-14', step: 'today' },
    { today: '2026-10-16', remindedThrough: '2026-10-15', step: 'after-3' },
    { today: '2026-10-29', remindedThrough: '2026-10-22', step: 'after-14' },
  ] as const)('of an assignment due 2026-10-15, on $today: $step', ({ today, remindedThrough, step }) => {
    expect(told(anAssignment({ remindedThrough }), { today })).toBe(step);
  });

  it.each([
    { state: 'new', step: 'today' },
    { state: 'acknowledged', step: 'today' },
    { state: 'in_work', step: 'today' },
    { state: 'returned', step: 'today' },
    { state: 'reported', step: null },
    { state: 'accepted', step: null },
    { state: 'withdrawn', step: null },
  ] as const)('of an assignment that is $state: $step', ({ state, step }) => {
    expect(told(anAssignment({ state }))).toBe(step);
  });

  it('goes by the ledger, not by the day of publication', () => {
    const published = { publishedOn: '2026-10-15', due: '2026-10-15' } as const;
    expect(told(anAssignment({ ...published, remindedThrough: '2026-10-15' }))).toBeNull();
    expect(told(anAssignment({ ...published, remindedThrough: '2026-10-14' }))).toBe('today');
  });

  it('reminds of an undated assignment on the first working day of a quarter', () => {
    const undated = anAssignment({ due: null, deadlineKind: 'standing' });
    expect(told(undated, { today: '2026-09-30' })).toBeNull();
    expect(told(undated, { today: '2026-10-01' })).toBe('quarter-2026-Q4');
  });

  it('puts one organization’s items into one digest, overdue first, then by day', () => {
    const facts = morningFacts({
      assignments: [
        anAssignment({ id: 1, due: '2026-10-18', organizationCode: 'S1' }),
        anAssignment({ id: 2, due: null }),
        anAssignment({ id: 3, due: '2026-10-14' }),
        anAssignment({ id: 4, due: '2026-10-15' }),
        anAssignment({ id: 5, due: '2026-10-05' }),
        anAssignment({ id: 6, start: '2026-10-15', due: '2026-11-20' }),
        anAssignment({ id: 7, due: '2026-10-16' }),
        anAssignment({ id: 8, due: '2026-10-15', organizationCode: 'M1' }),
      ],
    });
    const plan = planMorning(facts);
    expect(
      plan.digests.map(({ organizationCode, items }) => [
        organizationCode,
        items.map(({ assignmentId, section, step }) => `${assignmentId} ${section} ${step}`),
      ]),
    ).toEqual([
      ['M1', ['8 today today']],
      [
        'S1',
        [
          '5 overdue after-7',
          '3 overdue after-1',
          '4 today today',
          '7 soon before-1',
          '1 soon before-3',
          '6 new window-start',
          '2 undated quarter-2026-Q4',
        ],
      ],
    ]);
    expect(plan.reminded).toEqual([8, 5, 3, 4, 7, 1, 6, 2]);
  });

  it('tells what the item needs to be worded', () => {
    const saturday = anAssignment({ due: '2026-10-17' });
    const { digests } = planMorning(morningFacts({ assignments: [saturday], today: '2026-10-16' }));
    expect(digests[0]?.items).toEqual([
      {
        assignmentId: 1,
        step: 'last-working-day',
        section: 'today',
        daysLeft: 1,
        workingDeadline: '2026-10-16',
      },
    ]);
  });
});

describe('once and not lost', () => {
  it('gives nothing the second time, once the plan was stored', () => {
    const facts = morningFacts({ assignments: [anAssignment()] });
    const stored = storePlan(facts.assignments, planMorning(facts), facts.today);
    expect(stored[0]?.remindedThrough).toBe('2026-10-15');
    expect(planMorning({ ...facts, assignments: stored, time: '09:05' })).toEqual({
      digests: [],
      escalations: [],
      reminded: [],
      acknowledgeReminded: [],
      escalated: [],
    });
  });

  it('gives the same again where the plan was not stored', () => {
    const facts = morningFacts({ assignments: [anAssignment()] });
    expect(planMorning({ ...facts, time: '09:05' })).toEqual(planMorning(facts));
    expect(planMorning(facts).reminded).toEqual([1]);
  });

  it('catches up missed mornings in one item, the latest step', () => {
    expect(told(anAssignment({ remindedThrough: '2026-09-20' }), { today: '2026-10-13' })).toBe('before-3');
  });

  it('catches up the missed last day as overdue', () => {
    const plan = planMorning(
      morningFacts({ assignments: [anAssignment({ remindedThrough: '2026-10-14' })], today: '2026-10-16' }),
    );
    expect(plan.digests[0]?.items).toMatchObject([{ section: 'overdue', daysLeft: -1 }]);
  });

  it('sends nothing where the clock was set back', () => {
    expect(told(anAssignment({ remindedThrough: '2026-10-20' }))).toBeNull();
  });

  it('reminds a returned assignment of what passed while the controller had it', () => {
    expect(told(anAssignment({ state: 'reported', remindedThrough: '2026-10-12' }))).toBeNull();
    expect(told(anAssignment({ state: 'returned', remindedThrough: '2026-10-12' }))).toBe('today');
  });

  it('follows a moved deadline', () => {
    const moved = anAssignment({ due: '2026-10-29', remindedThrough: '2026-10-14' });
    expect(told(moved)).toBe('before-14');
    expect(told({ ...moved, due: '2026-11-30' })).toBeNull();
  });
});

describe('to whom and when', () => {
  it.each([
    { organizationCode: 'S1', time: '08:59', goes: false },
    { organizationCode: 'S1', time: '09:00', goes: true },
    { organizationCode: 'S2', time: '11:25', goes: false },
    { organizationCode: 'S2', time: '11:30', goes: true },
    { organizationCode: 'S2', time: '20:55', goes: true },
    { organizationCode: 'S2', time: '21:00', goes: false },
    { organizationCode: 'not in the directory', time: '09:00', goes: true },
  ] as const)('$organizationCode at $time: $goes', ({ organizationCode, time, goes }) => {
    const facts = morningFacts({
      assignments: [anAssignment({ organizationCode })],
      reachable: new Set([organizationCode]),
      time,
    });
    expect(planMorning(facts).digests).toHaveLength(goes ? 1 : 0);
  });

  it('keeps the steps of an organization nobody can be reached of, for later', () => {
    const assignments = [anAssignment({ remindedThrough: '2026-10-09' })];
    const lost = planMorning(morningFacts({ assignments, reachable: new Set(['S2']), today: '2026-10-12' }));
    expect(lost.reminded).toEqual([]);
    expect(told(assignments[0] as Assignment, { today: '2026-10-13' })).toBe('before-3');
  });

  it.each([
    { due: '2026-10-17', today: '2026-10-17', step: 'today' },
    { due: '2026-10-18', today: '2026-10-17', step: null },
    { due: '2026-10-18', today: '2026-10-18', step: 'today' },
    { due: '2026-10-16', today: '2026-10-17', step: null },
    { due: '2026-10-16', today: '2026-10-19', step: 'after-3' },
    { due: '2026-10-20', today: '2026-10-17', step: null },
    { due: '2026-10-20', today: '2026-10-19', step: 'before-1' },
  ] as const)('missed steps of one due $due, told on $today: $step', ({ due, today, step }) => {
    expect(told(anAssignment({ due, remindedThrough: '2026-10-02' }), { today })).toBe(step);
  });
});

describe('«Ознакомлен» that nobody has pressed', () => {
  /** Delivered on Thursday 2026-10-01 at 10:00, without a deadline of its own to be reminded of. */
  const unread = (different: Partial<Assignment> = {}): Assignment =>
    anAssignment({
      due: null,
      remindedThrough: '2026-10-01',
      deliveredAt: new Date('2026-10-01T07:00:00Z'),
      acknowledgeRemindedOn: null,
      ...different,
    });
  const asked = (assignment: Assignment, different: Partial<MorningFacts> = {}) =>
    planMorning(morningFacts({ assignments: [assignment], today: '2026-10-05', ...different }));

  it.each([
    { today: '2026-10-02', asks: false },
    { today: '2026-10-03', asks: false },
    { today: '2026-10-05', asks: true },
    { today: '2026-10-06', asks: true },
    { today: '2026-10-10', asks: false },
  ] as const)('delivered on Thursday, $today: $asks', ({ today, asks }) => {
    expect(asked(unread(), { today }).acknowledgeReminded).toEqual(asks ? [1] : []);
  });

  it('is asked for in a digest of its own where nothing else is to be said', () => {
    expect(asked(unread()).digests).toEqual([{ organizationCode: 'S1', items: [], unacknowledged: [1] }]);
  });

  it('is asked for beside the reminder that falls on the same morning', () => {
    const [digest] = asked(unread({ due: '2026-10-06' })).digests;
    expect(digest?.items).toMatchObject([{ assignmentId: 1, step: 'before-1' }]);
    expect(digest?.unacknowledged).toEqual([1]);
  });

  it('counts the day of delivery by Moscow', () => {
    const afterMidnight = unread({ deliveredAt: new Date('2026-10-01T21:05:00Z') });
    expect(asked(afterMidnight).acknowledgeReminded).toEqual([]);
    expect(asked(afterMidnight, { today: '2026-10-06' }).acknowledgeReminded).toEqual([1]);
  });

  it.each<Partial<Assignment>>([
    { state: 'acknowledged' },
    { state: 'reported' },
    { state: 'accepted' },
    { state: 'withdrawn' },
    { deliveredAt: null },
    { acknowledgeRemindedOn: '2026-10-02' },
    { publishedOn: '2026-10-02' },
    { occurrence: 2 },
  ])('is not asked for where %j', (different) => {
    expect(asked(unread(different)).acknowledgeReminded).toEqual([]);
  });
});

/** The step one assignment is reminded of, null for none. */
function told(assignment: Assignment, different: Partial<MorningFacts> = {}): string | null {
  const { digests } = planMorning(morningFacts({ assignments: [assignment], ...different }));
  return digests[0]?.items[0]?.step ?? null;
}
