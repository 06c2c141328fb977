import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import type { MorningFacts } from '../../../src/core/reminders/morning-facts.ts';
import { type MorningPlan, planMorning } from '../../../src/core/reminders/plan-morning.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { morningFacts, ORGANIZATIONS, storePlan } from './morning-world.ts';

/** Due Thursday 2026-10-15: three working days late on Tuesday 20 October, seven on Monday 26 October. */
const late = (different: Partial<Assignment> = {}): Assignment =>
  anAssignment({ due: '2026-10-15', ...different });

describe('when lateness is told on', () => {
  it.each([
    { today: '2026-10-19', escalation: 0, told: [] },
    { today: '2026-10-20', escalation: 0, told: ['M1 1'] },
    { today: '2026-10-23', escalation: 0, told: ['M1 1'] },
    { today: '2026-10-23', escalation: 1, told: [] },
    { today: '2026-10-26', escalation: 1, told: ['controllers 2'] },
    { today: '2026-10-26', escalation: 0, told: ['M1 1', 'controllers 2'] },
    { today: '2026-11-26', escalation: 2, told: [] },
    // A Saturday, a Sunday and the holiday of 4 November.
    { today: '2026-10-24', escalation: 0, told: [] },
    { today: '2026-11-01', escalation: 1, told: [] },
    { today: '2026-11-04', escalation: 1, told: [] },
    { today: '2026-11-05', escalation: 1, told: ['controllers 2'] },
  ] as const)('on $today at level $escalation: $told', ({ today, escalation, told }) => {
    expect(escalations([late({ escalation })], { today })).toEqual(told);
  });

  it.each(['reported', 'accepted', 'withdrawn'] as const)('never of an assignment that is %s', (state) => {
    expect(escalations([late({ state })])).toEqual([]);
  });

  it.each(['new', 'acknowledged', 'in_work', 'returned'] as const)('of an assignment that is %s', (state) => {
    expect(escalations([late({ state })])).toEqual(['M1 1', 'controllers 2']);
  });

  it('never of an undated assignment', () => {
    expect(escalations([late({ due: null, deadlineKind: 'standing' })])).toEqual([]);
  });

  it('not while a request for more time waits for its answer', () => {
    const waits = { awaitingExtension: new Set([1]) };
    expect(escalations([late({ id: 1 })], waits)).toEqual([]);
    expect(escalations([late({ id: 1 }), late({ id: 2 })], { ...waits, today: '2026-10-20' })).toEqual([
      'M1 1',
    ]);
  });

  it('counts from the new date where the deadline was moved', () => {
    expect(escalations([late({ due: '2026-10-22' })])).toEqual([]);
  });
});

describe('whom lateness is told to', () => {
  it('is not the parent that has the same decision itself', () => {
    const assignments = [late({ id: 1 }), late({ id: 2, organizationCode: 'M1', state: 'reported' })];
    expect(escalations(assignments, { today: '2026-10-20' })).toEqual([]);
    expect(escalations(assignments, { today: '2026-10-26' })).toEqual(['controllers 2']);
  });

  it.each(['accepted', 'withdrawn'] as const)('the parent’s own part being %s', (state) => {
    const assignments = [late({ id: 1 }), late({ id: 2, organizationCode: 'M1', state })];
    const told = state === 'withdrawn' ? ['M1 1'] : [];
    expect(escalations(assignments, { today: '2026-10-20' })).toEqual(told);
  });

  it('is the parent that has another decision only', () => {
    const assignments = [
      late({ id: 1 }),
      late({ id: 2, decisionId: 2, organizationCode: 'M1', state: 'reported' }),
    ];
    expect(escalations(assignments, { today: '2026-10-20' })).toEqual(['M1 1']);
  });

  it('is nobody until the controllers where the parent can’t be written to', () => {
    const reachable = new Set(['S1']);
    expect(escalations([late()], { today: '2026-10-20', reachable })).toEqual([]);
    expect(escalations([late()], { today: '2026-10-26', reachable })).toEqual(['controllers 2']);
  });

  it('is nobody until the controllers where there is no parent', () => {
    const assignments = [late({ organizationCode: 'DEP' }), late({ id: 2, organizationCode: 'unknown' })];
    expect(escalations(assignments, { today: '2026-10-20' })).toEqual([]);
    expect(escalations(assignments, { today: '2026-10-26' })).toEqual(['controllers 2']);
  });

  it('is not the organization itself where the directory names it as its own parent', () => {
    const organizations = [{ code: 'S1', parent: 'S1', reminderTime: null }];
    expect(escalations([late()], { today: '2026-10-20', organizations })).toEqual([]);
  });

  it('is the parent as well where the organization itself can’t be written to', () => {
    expect(escalations([late()], { today: '2026-10-20', reachable: new Set(['M1']) })).toEqual(['M1 1']);
  });

  it('is one message per recipient', () => {
    const assignments = [
      late({ id: 1 }),
      late({ id: 2, organizationCode: 'S2', decisionId: 2 }),
      late({ id: 3, organizationCode: 'S3' }),
    ];
    const plan = planMorning(morningFacts({ assignments, today: '2026-10-26', time: '10:00' }));
    expect(plan.escalations).toEqual([
      { to: { kind: 'organization', code: 'M1' }, level: 1, assignmentIds: [1, 2] },
      { to: { kind: 'organization', code: 'M2' }, level: 1, assignmentIds: [3] },
      { to: { kind: 'controllers' }, level: 2, assignmentIds: [1, 2, 3] },
    ]);
    expect(plan.escalated).toEqual([
      { level: 1, assignmentIds: [1, 2, 3] },
      { level: 2, assignmentIds: [1, 2, 3] },
    ]);
  });

  it('does not tell the parent again while there is no controller to tell', () => {
    const facts = morningFacts({ assignments: [late()], today: '2026-10-26' });
    const plan = planMorning(facts);
    const onlyParent = { ...plan, escalated: plan.escalated.filter(({ level }) => level === 1) };
    const stored = storePlan(facts.assignments, onlyParent, facts.today);
    expect(named(planMorning({ ...facts, assignments: stored }))).toEqual(['controllers 2']);
  });
});

describe('at what time lateness is told', () => {
  it.each([
    { time: '08:55', told: [] },
    { time: '09:00', told: ['M1 1'] },
    { time: '21:00', told: [] },
  ] as const)('to a parent with the deployment’s time, at $time: $told', ({ time, told }) => {
    expect(escalations([late()], { today: '2026-10-20', time })).toEqual(told);
  });

  it('waits for the parent’s own time, and the controllers after it', () => {
    const assignments = [late({ organizationCode: 'S3' })];
    expect(escalations(assignments, { time: '09:55' })).toEqual([]);
    expect(escalations(assignments, { time: '10:00' })).toEqual(['M2 1', 'controllers 2']);
  });

  it('lets the parent hear first where the controllers’ time is later', () => {
    const organizations = ORGANIZATIONS.map((organization) => ({ ...organization, reminderTime: '08:30' }));
    const facts = morningFacts({ assignments: [late()], organizations, today: '2026-10-26', time: '08:30' });
    const first = planMorning(facts);
    expect(named(first)).toEqual(['M1 1']);
    expect(first.escalated).toEqual([{ level: 1, assignmentIds: [1] }]);
    const stored = storePlan(facts.assignments, first, facts.today);
    expect(named(planMorning({ ...facts, assignments: stored, time: '09:00' }))).toEqual(['controllers 2']);
  });
});

function escalations(
  assignments: readonly Assignment[],
  different: Partial<MorningFacts> = {},
): readonly string[] {
  return named(planMorning(morningFacts({ assignments, today: '2026-10-26', ...different })));
}

function named(plan: MorningPlan): readonly string[] {
  return plan.escalations.map(
    ({ to, level }) => `${to.kind === 'organization' ? to.code : to.kind} ${level}`,
  );
}
