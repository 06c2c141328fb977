import type { Records } from './ports.ts';
import { settleDependants } from './settle-dependants.ts';
import { type Transition, type TransitionResult, transitionAssignment } from './transition-assignment.ts';

/** What became of a wish to move an assignment. */
export type MoveOutcome =
  | Exclude<TransitionResult, { readonly kind: 'moved' }>
  /** `waiting`: outbox rows that tell those whose assignments were closed with it. */
  | { readonly kind: 'moved'; readonly waiting: readonly number[] };

/**
 * Carries out one allowed transition with its audit row; what depends on the assignment (handed down from it, or a
 * contribution to it) is closed with it, in the same transaction.
 */
export async function moveAssignment(records: Records, move: Transition): Promise<MoveOutcome> {
  const result = await transitionAssignment(records, move);
  if (result.kind !== 'moved') return result;
  const { action, assignment } = move;
  if (action !== 'accept' && action !== 'withdraw') return { kind: 'moved', waiting: [] };
  return { kind: 'moved', waiting: await settleDependants(records, { ...move, closed: assignment, action }) };
}
