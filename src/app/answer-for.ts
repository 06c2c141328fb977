import type { Assignment } from '../core/assignments/assignment.ts';
import type { Actor } from './deps.ts';
import type { Records } from './ports.ts';

/** Whether a chat may answer for an assignment now. */
export type AnswerRight =
  | { readonly kind: 'executor'; readonly assignment: Assignment }
  /** The chat watches the organization but may not answer for it. */
  | { readonly kind: 'observer' }
  /** Another organization's assignment, or none: the two are not told apart for whoever guesses numbers. */
  | { readonly kind: 'not_yours' };

/** Checks the chat's present subscriptions against the assignment's organization. */
export async function findAnswerRight(
  records: Records,
  actor: Pick<Actor, 'chatId'>,
  assignmentId: number,
): Promise<AnswerRight> {
  const assignment = await records.assignments.find(assignmentId);
  if (assignment === null) return { kind: 'not_yours' };
  const subscriptions = await records.subscriptions.ofChat(actor.chatId);
  const mine = subscriptions.filter(
    ({ organizationCode }) => organizationCode === assignment.organizationCode,
  );
  if (mine.some(({ role }) => role === 'executor')) return { kind: 'executor', assignment };
  return { kind: mine.length > 0 ? 'observer' : 'not_yours' };
}
