import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import { findAccess } from './standing.ts';

/** What a card shows beside the point. */
export type ShowAssignmentOutcome =
  | { readonly kind: 'not_yours' }
  | {
      readonly kind: 'card';
      readonly point: PointFacts;
      /** The phrase the deadline was read from. */
      readonly quotation: string | null;
      /** The controller's comment of the last return. */
      readonly comment: string | null;
    };

/** «Подробнее»: for the organization's own chats and for controllers. */
export async function showAssignment(
  deps: Pick<Deps, 'store'>,
  command: { readonly actor: Actor; readonly assignmentId: number },
): Promise<ShowAssignmentOutcome> {
  const [view, access] = await Promise.all([
    deps.store.assignments.view(command.assignmentId),
    findAccess(deps.store, command.actor.telegramUserId, command.actor.chatId),
  ]);
  const own = access.subscriptions.some(
    ({ organizationCode }) => organizationCode === view?.assignment.organizationCode,
  );
  if (view === null || !(own || access.controller)) return { kind: 'not_yours' };
  const report = await deps.store.reports.latestOf(command.assignmentId);
  return {
    kind: 'card',
    point: pointFacts(view),
    quotation: view.decision.deadline.text,
    comment: report?.outcome === 'returned' ? report.comment : null,
  };
}
