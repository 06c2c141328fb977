import type { AssignmentState } from './assignment.ts';

/**
 * What can be done to an assignment. `report_interim` closes nothing; `supplement` adds to a report that waits; `move_deadline` changes the date only;
 * `close_with_point` takes a contribution off control together with the whole point.
 * `take_back_acceptance` undoes an acceptance by mistake; `recall` what a municipality has handed down by mistake.
 * A new version of the document makes what it changes new again (`renew`), and what was accepted where the controller
 * wishes so (`reopen`).
 */
export type AssignmentAction =
  | 'acknowledge'
  | 'start_work'
  | 'report'
  | 'report_interim'
  | 'supplement'
  | 'accept'
  | 'return'
  | 'take_back_acceptance'
  | 'close_with_point'
  | 'withdraw'
  | 'recall'
  | 'move_deadline'
  | 'renew'
  | 'reopen';

/**
 * Who acts, as the caller has established it: `executor` an active executor subscriber of the organization,
 * `municipality` one of the organization that handed the point down to it, `responsible` one of the executor to whom
 * it contributes, `controller` an officer of the Department, `system` the service itself.
 */
export type AssignmentRole = 'executor' | 'municipality' | 'responsible' | 'controller' | 'system';

/** The new state, or why the action is refused. */
export type TransitionOutcome =
  | { readonly kind: 'moved'; readonly to: AssignmentState }
  | { readonly kind: 'refused'; readonly reason: TransitionRefusal };

/**
 * `forbidden`: not for this role, whatever the state; `already_done`: somebody was faster or pressed twice;
 * `closed`: accepted or withdrawn; `not_possible`: the action makes no sense in this state.
 */
export type TransitionRefusal = 'forbidden' | 'already_done' | 'closed' | 'not_possible';

interface Transition {
  readonly by: readonly AssignmentRole[];
  readonly from: readonly AssignmentState[];
  /** `same`: the state stays as it is. */
  readonly to: AssignmentState | 'same';
  /** States in which what the action wants is there already. */
  readonly done: readonly AssignmentState[];
}

const IN_HAND = ['new', 'acknowledged', 'in_work', 'returned'] as const;

/** The one table of allowed transitions. */
const TRANSITIONS: Readonly<Record<AssignmentAction, Transition>> = {
  acknowledge: {
    by: ['executor'],
    from: ['new'],
    to: 'acknowledged',
    done: ['acknowledged', 'in_work', 'reported', 'returned'],
  },
  start_work: {
    by: ['executor'],
    from: ['new', 'acknowledged', 'returned'],
    to: 'in_work',
    done: ['in_work'],
  },
  report: { by: ['executor'], from: IN_HAND, to: 'reported', done: ['reported'] },
  report_interim: { by: ['executor'], from: IN_HAND, to: 'in_work', done: [] },
  supplement: { by: ['executor'], from: ['reported'], to: 'same', done: [] },
  accept: {
    by: ['municipality', 'responsible', 'controller'],
    from: ['reported'],
    to: 'accepted',
    done: ['accepted'],
  },
  return: {
    by: ['municipality', 'responsible', 'controller'],
    from: ['reported'],
    to: 'returned',
    done: ['returned'],
  },
  take_back_acceptance: {
    by: ['municipality', 'responsible', 'controller'],
    from: ['accepted'],
    to: 'reported',
    done: ['reported'],
  },
  close_with_point: {
    by: ['system'],
    from: [...IN_HAND, 'reported'],
    to: 'accepted',
    done: ['accepted'],
  },
  withdraw: {
    by: ['controller', 'system'],
    from: [...IN_HAND, 'reported'],
    to: 'withdrawn',
    done: ['withdrawn'],
  },
  // A report that waits is answered first: nobody's work is passed over in silence.
  recall: { by: ['municipality'], from: IN_HAND, to: 'withdrawn', done: ['withdrawn'] },
  move_deadline: {
    by: ['municipality', 'controller', 'system'],
    from: [...IN_HAND, 'reported'],
    to: 'same',
    done: [],
  },
  renew: { by: ['controller'], from: IN_HAND, to: 'new', done: [] },
  reopen: { by: ['controller'], from: ['accepted'], to: 'new', done: [...IN_HAND, 'reported'] },
};

/** True until the assignment is accepted or withdrawn. */
export function isOpen(state: AssignmentState): boolean {
  return state !== 'accepted' && state !== 'withdrawn';
}

/**
 * True while the organization still has to act: open and without a report that waits for its answer.
 * Only such assignments are reminded of, become overdue and are escalated.
 */
export function isInHand(state: AssignmentState): boolean {
  return isOpen(state) && state !== 'reported';
}

/**
 * What an action by a role makes of a state.
 *
 *   ('new', 'report', 'executor')      → moved to 'reported'
 *   ('reported', 'report', 'executor') → refused, already_done
 *   ('accepted', 'return', 'controller') → refused, closed
 */
export function applyTransition(
  state: AssignmentState,
  action: AssignmentAction,
  role: AssignmentRole,
): TransitionOutcome {
  const transition = TRANSITIONS[action];
  if (!transition.by.includes(role)) return { kind: 'refused', reason: 'forbidden' };
  if (transition.from.includes(state)) {
    return { kind: 'moved', to: transition.to === 'same' ? state : transition.to };
  }
  if (transition.done.includes(state)) return { kind: 'refused', reason: 'already_done' };
  return { kind: 'refused', reason: isOpen(state) ? 'not_possible' : 'closed' };
}
