import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment, AssignmentState } from '../../../src/core/assignments/assignment.ts';
import { isOpen } from '../../../src/core/assignments/transitions.ts';
import { planMorning } from '../../../src/core/reminders/plan-morning.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { morningFacts, ORGANIZATIONS } from './morning-world.ts';

const STATES: readonly AssignmentState[] = [
  'new',
  'acknowledged',
  'in_work',
  'reported',
  'returned',
  'accepted',
  'withdrawn',
];
const above = (state: AssignmentState = 'in_work') =>
  anAssignment({ id: 1, organizationCode: 'M1', state, due: '2026-12-01' });
/** A school's, given through M1 and long overdue on 2026-10-15. */
const below = (rest: Partial<Assignment> = {}) =>
  anAssignment({ id: 2, organizationCode: 'S1', parentId: 1, due: '2026-09-15', ...rest });
/** What the facts of a morning hold: nothing that is withdrawn. */
const stored = (...assignments: readonly Assignment[]) =>
  morningFacts({ assignments: assignments.filter(({ state }) => state !== 'withdrawn') });

describe('reminding of what was handed down', () => {
  it.each(STATES)('under an assignment that is %s', (state) => {
    const { reminded, escalations } = planMorning(stored(above(state), below()));
    expect(reminded).toEqual(isOpen(state) ? [2] : []);
    expect(escalations.flatMap(({ assignmentIds }) => assignmentIds)).toEqual(isOpen(state) ? [2] : []);
  });

  it('tells of lateness whoever handed it down, though it has the same point itself, and nobody above', () => {
    const { escalations } = planMorning(stored(above(), below()));
    expect(escalations).toEqual([{ to: { kind: 'organization', code: 'M1' }, level: 1, assignmentIds: [2] }]);
    expect(planMorning(stored(above(), below({ escalation: 1 }))).escalations).toEqual([]);
  });

  it('tells the controllers where whoever handed it down cannot be written to', () => {
    const facts = { ...stored(above(), below()), reachable: new Set(['S1']) };
    expect(planMorning(facts).escalations).toEqual([
      { to: { kind: 'controllers' }, level: 2, assignmentIds: [2] },
    ]);
  });

  it('follows whoever handed it down, not whoever the directory now puts above the school', () => {
    const organizations = ORGANIZATIONS.map((entry) =>
      entry.code === 'S1' ? { ...entry, parent: 'M2' } : entry,
    );
    const [escalation] = planMorning({ ...stored(above(), below()), organizations }).escalations;
    expect(escalation?.to).toEqual({ kind: 'organization', code: 'M1' });
  });

  it('never reminds of anything under a closed one, whatever the states', () => {
    const anyBelow = fc.record({
      state: fc.constantFrom(...STATES),
      parentId: fc.option(fc.integer({ min: 1, max: 3 })),
    });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...STATES), { minLength: 3, maxLength: 3 }),
        fc.array(anyBelow, { maxLength: 8 }),
        (states, belows) => {
          const parents = states.map((state, index) =>
            anAssignment({ id: index + 1, organizationCode: 'M1', state, due: '2026-09-15' }),
          );
          const children = belows.map((drawn, index) => below({ id: index + 10, ...drawn }));
          const plan = planMorning(stored(...parents, ...children));
          const told = [...plan.reminded, ...plan.escalations.flatMap(({ assignmentIds }) => assignmentIds)];
          for (const child of children.filter(({ id }) => told.includes(id))) {
            const parent = parents.find(({ id }) => id === child.parentId);
            expect(parent === undefined || isOpen(parent.state)).toBe(true);
          }
        },
      ),
    );
  });
});
