import { isOpen } from '../core/assignments/transitions.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { rollUp } from '../core/storeys/roll-up.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { tellEach } from './settle-dependants.ts';

/** How many were reminded, or why nobody was. */
export type RemindRestOutcome =
  | {
      readonly kind:
        | 'observer'
        | 'not_yours'
        | 'nobody_to_remind'
        | 'reminded_today'
        /** Nobody of the rest reads the bot. */
        | 'nobody_subscribed';
    }
  /** `unconnected`: how many more have nobody who reads the bot. */
  | { readonly kind: 'reminded'; readonly organizations: number; readonly unconnected: number };

/**
 * «Напомнить остальным»: a message to everybody below who has not reported, at most one a day and point, whoever
 * presses and however often.
 */
export async function remindRest(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  actor: Actor,
  assignmentId: number,
): Promise<RemindRestOutcome> {
  const at = deps.clock.now();
  const today = moscowDateOf(at);
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: RemindRestOutcome; waiting: readonly number[] }> => {
      const right = await findAnswerRight(records, actor, assignmentId);
      if (right.kind !== 'executor') return { outcome: right, waiting: [] };
      const { assignment } = right;
      const done = (await records.audit.ofUpdate(actor.updateId)).find(
        (entry) => entry.action === 'remind_rest' && entry.assignmentId === assignmentId,
      );
      if (done !== undefined) {
        const { organizations, unconnected } = done.details;
        return {
          outcome: {
            kind: 'reminded',
            organizations: Number(organizations),
            unconnected: Number(unconnected),
          },
          waiting: [],
        };
      }
      const children = await records.assignments.childrenOf([assignmentId]);
      const rest = new Set(rollUp(children, assignment, today).rest.map(({ id }) => id));
      if (rest.size === 0 || !isOpen(assignment.state)) {
        return { outcome: { kind: 'nobody_to_remind' }, waiting: [] };
      }
      const late = children.filter(({ id }) => rest.has(id));
      const subscribed = new Set(
        (await records.subscriptions.ofOrganizations(late.map((one) => one.organizationCode))).map(
          ({ organizationCode }) => organizationCode,
        ),
      );
      const reached = late.filter(({ organizationCode }) => subscribed.has(organizationCode));
      if (reached.length === 0) return { outcome: { kind: 'nobody_subscribed' }, waiting: [] };
      const rows = await tellEach(records, reached, at, (assignmentIds) => ({
        key: `nudge:${assignmentId}:${today}`,
        content: { kind: 'nudge', assignmentIds },
      }));
      if (rows.length === 0) return { outcome: { kind: 'reminded_today' }, waiting: [] };
      const told = { organizations: reached.length, unconnected: late.length - reached.length };
      await records.audit.append({
        at,
        action: 'remind_rest',
        personId: actor.personId,
        chatId: actor.chatId,
        messageId: actor.messageId,
        updateId: actor.updateId,
        documentId: assignment.documentId,
        assignmentId,
        details: told,
      });
      return { outcome: { kind: 'reminded', ...told }, waiting: rows };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}
