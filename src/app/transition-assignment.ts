import type { Assignment } from '../core/assignments/assignment.ts';
import {
  type AssignmentAction,
  type AssignmentRole,
  applyTransition,
  type TransitionRefusal,
} from '../core/assignments/transitions.ts';
import type { Actor } from './deps.ts';
import type { Records } from './ports.ts';

/** A wish to move one assignment. */
export interface Transition {
  readonly assignment: Assignment;
  readonly action: AssignmentAction;
  readonly role: AssignmentRole;
  readonly actor: Actor;
  readonly at: Date;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What became of a wish to move an assignment. */
export type TransitionResult =
  | { readonly kind: 'moved' }
  /** This very update has done it before: a repeat after a crash, to be answered as the first time. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly reason: TransitionRefusal };

/**
 * Carries out one allowed transition with its audit row, by compare-and-set. Two people at once: the second
 * reads the new state and is refused by the same table. What depends on the assignment is moved by `moveAssignment`.
 */
export async function transitionAssignment(records: Records, move: Transition): Promise<TransitionResult> {
  const { action, role, actor, at } = move;
  const done = await records.audit.ofUpdate(actor.updateId);
  if (done.some((entry) => entry.action === action && entry.assignmentId === move.assignment.id)) {
    return { kind: 'repeated' };
  }
  let state = move.assignment.state;
  for (;;) {
    const transition = applyTransition(state, action, role);
    if (transition.kind === 'refused') return transition;
    if (await records.assignments.moveState(move.assignment.id, [state], transition.to)) {
      await records.audit.append({
        at,
        action,
        personId: actor.personId,
        chatId: actor.chatId,
        messageId: actor.messageId,
        updateId: actor.updateId,
        documentId: move.assignment.documentId,
        assignmentId: move.assignment.id,
        details: { ...move.details, from: state, to: transition.to },
      });
      return { kind: 'moved' };
    }
    const present = await records.assignments.find(move.assignment.id);
    // Somebody moved it in between; an unchanged state would mean that the compare-and-set itself is broken.
    if (present === null || present.state === state) {
      throw new Error(`assignment ${move.assignment.id}: state ${state} could not be moved by ${action}`);
    }
    state = present.state;
  }
}
