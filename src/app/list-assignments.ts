import type { Assignment } from '../core/assignments/assignment.ts';
import { isOverdue } from '../core/assignments/overdue.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DocumentFacts, PointFacts } from '../messages/point.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import { findUnreadDespiteReport } from './unread-despite-report.ts';

/** What a chat may report now for the organizations it answers for, by date. */
export async function listOwnAssignments(
  deps: Pick<Deps, 'store'>,
  chatId: number,
): Promise<readonly PointFacts[]> {
  const open = await openOf(deps, chatId);
  return wordable(
    deps,
    open.filter(({ state }) => isInHand(state)),
  );
}

/** Of these assignments, those that the chat may report now. */
export async function listReportable(
  deps: Pick<Deps, 'store'>,
  chatId: number,
  assignmentIds: readonly number[],
): Promise<readonly PointFacts[]> {
  const subscriptions = await deps.store.subscriptions.ofChat(chatId);
  const codes = new Set(
    subscriptions.filter(({ role }) => role === 'executor').map(({ organizationCode }) => organizationCode),
  );
  const views = await deps.store.assignments.views(assignmentIds);
  return views
    .filter(({ assignment }) => codes.has(assignment.organizationCode) && isInHand(assignment.state))
    .map(pointFacts);
}

/** The open assignments of one document that the chat may report now; an earlier version means the one in force. */
export async function listReportableOfDocument(
  deps: Pick<Deps, 'store'>,
  chatId: number,
  documentId: number,
): Promise<readonly PointFacts[]> {
  const own = await openOf(deps, chatId);
  const inForce = (await deps.store.versions.history(documentId)).at(-1);
  return wordable(
    deps,
    own.filter((assignment) => assignment.documentId === inForce?.id && isInHand(assignment.state)),
  );
}

/**
 * The documents of which something is new to the chat, or has changed since its report, and nobody there has pressed
 * «Ознакомлен»; oldest first.
 */
export async function listUnacknowledged(
  deps: Pick<Deps, 'store'>,
  { chatId }: { readonly chatId: number },
): Promise<readonly DocumentFacts[]> {
  const open = await openOf(deps, chatId);
  const unread = await findUnreadDespiteReport(deps.store, open);
  const fresh = await wordable(
    deps,
    open.filter(({ id, state }) => state === 'new' || unread.has(id)),
  );
  const documents = new Map(fresh.map(({ document }) => [document.id, document]));
  return [...documents.values()].toSorted((left, right) => left.id - right.id);
}

/** Everybody's overdue assignments, longest first; for controllers, so without what others have handed down. */
export async function listOverdue(deps: Pick<Deps, 'store' | 'clock'>): Promise<readonly PointFacts[]> {
  const today = moscowDateOf(deps.clock.now());
  const open = await deps.store.assignments.open();
  return wordable(
    deps,
    open.filter((assignment) => assignment.parentId === null && isOverdue(assignment, today)),
  );
}

/** What is open for the organizations a chat answers for. */
async function openOf(deps: Pick<Deps, 'store'>, chatId: number): Promise<readonly Assignment[]> {
  const subscriptions = await deps.store.subscriptions.ofChat(chatId);
  const codes = subscriptions
    .filter(({ role }) => role === 'executor')
    .map(({ organizationCode }) => organizationCode);
  return codes.length === 0 ? [] : deps.store.assignments.open(codes);
}

/** The facts of assignments, by date. */
export async function wordable(
  deps: Pick<Deps, 'store'>,
  assignments: readonly Assignment[],
): Promise<readonly PointFacts[]> {
  const views = await deps.store.assignments.views(assignments.map(({ id }) => id));
  return views.map(pointFacts).toSorted(byDueDate);
}

function byDueDate(left: PointFacts, right: PointFacts): number {
  return (left.due ?? '9999').localeCompare(right.due ?? '9999') || left.assignmentId - right.assignmentId;
}
