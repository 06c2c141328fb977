import { describe, expect, it } from 'vitest';
import type { AssignmentState } from '../../../src/core/assignments/assignment.ts';
import {
  type AssignmentAction,
  type AssignmentRole,
  applyTransition,
  isInHand,
  isOpen,
} from '../../../src/core/assignments/transitions.ts';

const STATES: readonly AssignmentState[] = [
  'new',
  'acknowledged',
  'in_work',
  'reported',
  'returned',
  'accepted',
  'withdrawn',
];
const ROLES: readonly AssignmentRole[] = ['executor', 'municipality', 'responsible', 'controller', 'system'];
const REVIEWERS = ['municipality', 'responsible', 'controller'] as const;

/**
 * What every action makes of every state, for whoever may take it: a state, or the reason of the refusal
 * (done = already_done, never = not_possible, closed). Columns as STATES.
 */
const TABLE: readonly (readonly [AssignmentAction, readonly AssignmentRole[], string])[] = [
  ['acknowledge', ['executor'], 'acknowledged done done done done closed closed'],
  ['start_work', ['executor'], 'in_work in_work done never in_work closed closed'],
  ['report', ['executor'], 'reported reported reported done reported closed closed'],
  ['report_interim', ['executor'], 'in_work in_work in_work never in_work closed closed'],
  ['accept', REVIEWERS, 'never never never accepted never done closed'],
  ['return', REVIEWERS, 'never never never returned done closed closed'],
  ['take_back_acceptance', REVIEWERS, 'never never never done never reported closed'],
  ['supplement', ['executor'], 'never never never reported never closed closed'],
  ['recall', ['municipality'], 'withdrawn withdrawn withdrawn never withdrawn closed done'],
  ['close_with_point', ['system'], 'accepted accepted accepted accepted accepted done closed'],
  ['withdraw', ['controller', 'system'], 'withdrawn withdrawn withdrawn withdrawn withdrawn closed done'],
  [
    'move_deadline',
    ['municipality', 'controller', 'system'],
    'new acknowledged in_work reported returned closed closed',
  ],
  ['renew', ['controller'], 'new new new never new closed closed'],
  ['reopen', ['controller'], 'done done done done done new closed'],
];

const REASONS: Readonly<Record<string, string>> = {
  done: 'already_done',
  never: 'not_possible',
  closed: 'closed',
};

const cases = TABLE.flatMap(([action, allowed, row]) =>
  row.split(' ').flatMap((cell, column) =>
    ROLES.map((role) => {
      const reason = allowed.includes(role) ? REASONS[cell] : 'forbidden';
      const state = STATES[column] as AssignmentState;
      const outcome =
        reason === undefined
          ? ({ kind: 'moved', to: cell } as const)
          : ({ kind: 'refused', reason } as const);
      return { action, state, role, outcome, said: reason ?? `→ ${cell}` };
    }),
  ),
);

describe('the table of transitions', () => {
  it('is checked for every action, state and role', () => {
    expect(new Set(cases.map(({ action, state, role }) => `${action} ${state} ${role}`)).size).toBe(
      14 * 7 * 5,
    );
  });

  it.each(cases)('$action by $role on $state: $said', ({ action, state, role, outcome }) => {
    expect(applyTransition(state, action, role)).toEqual(outcome);
  });
});

describe('the kinds of states', () => {
  it('is open until accepted or withdrawn', () => {
    expect(STATES.filter(isOpen)).toEqual(['new', 'acknowledged', 'in_work', 'reported', 'returned']);
  });

  it('is in hand while the organization has to act', () => {
    expect(STATES.filter(isInHand)).toEqual(['new', 'acknowledged', 'in_work', 'returned']);
  });
});
