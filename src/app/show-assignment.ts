import { explainDeadline } from '../core/assignments/explain-deadline.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { type Passage, passageOf } from '../core/documents/passage.ts';
import type { CardFacts, Concerned } from '../messages/card.ts';
import type { CardOrigin } from '../messages/card-origin.ts';
import type { Actor, Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { AssignmentView } from './ports.ts';
import { looksAfter } from './remind-late.ts';
import { type Access, findAccess } from './standing.ts';
import { findStoreyFacts } from './storey-facts.ts';
import { findUnreadDespiteReport } from './unread-despite-report.ts';

/** What a card shows, and what its sheets are made from. */
export type ShowAssignmentOutcome =
  | { readonly kind: 'not_yours' }
  | { readonly kind: 'card'; readonly card: CardFacts; readonly view: AssignmentView };

/**
 * The card of an assignment: for the organization's own chats, for whoever handed it down or looks after the
 * organization, and for controllers.
 */
export async function showAssignment(
  deps: Pick<Deps, 'store' | 'calendar' | 'clock'>,
  command: { readonly actor: Actor; readonly assignmentId: number; readonly origin: CardOrigin },
): Promise<ShowAssignmentOutcome> {
  const { actor, assignmentId } = command;
  const [view, access] = await Promise.all([
    deps.store.assignments.view(assignmentId),
    findAccess(deps.store, actor.telegramUserId, actor.chatId),
  ]);
  const mayRemind = view !== null && (await looksAfter(deps.store, actor, view.assignment));
  const viewer =
    view === null ? null : ((await findViewer(deps, access, view)) ?? (mayRemind ? 'observer' : null));
  if (view === null || viewer === null) return { kind: 'not_yours' };
  const { assignment, decision, document } = view;
  const [report, concerned, points, acknowledgements, waiting] = await Promise.all([
    deps.store.reports.latestOf(assignmentId),
    findConcerned(deps, view),
    decision.deadline.inherited ? deps.store.documents.decisions(document.id) : [],
    // What was acknowledged before it was changed is to be acknowledged anew.
    assignment.state === 'new' ? [] : deps.store.acknowledgements.ofAssignment(assignmentId),
    deps.store.extensions.waitingOf(assignmentId),
  ]);
  const card: CardFacts = {
    point: pointFacts(view),
    viewer,
    origin: command.origin,
    questionTitle: document.questions.find(({ number }) => number === decision.question)?.title ?? null,
    quoted: decision.quote.end > decision.quote.start,
    deadlineNotes: explainDeadline(assignment, decision, { date: document.date, points }, deps.calendar),
    concerned,
    acknowledgements,
    mayRemind: mayRemind && viewer !== 'executor',
    mayAcknowledge: isInHand(assignment.state)
      ? isGroup(actor) || !acknowledgements.some(({ personId }) => personId === actor.personId)
      : (await findUnreadDespiteReport(deps.store, [assignment])).has(assignmentId),
    extension: waiting === null ? null : { requestId: waiting.id, wanted: waiting.wanted },
    comment: report?.outcome === 'returned' ? report.comment : null,
    storeys: await findStoreyFacts(
      deps.store,
      assignment,
      { answers: viewer === 'executor' },
      moscowDateOf(deps.clock.now()),
    ),
  };
  return { kind: 'card', card, view };
}

/** The document's own words for a point, with what stands around them; null where it has none. */
export async function findPassage(
  deps: Pick<Deps, 'store'>,
  { decision, document }: Pick<AssignmentView, 'decision' | 'document'>,
): Promise<Passage | null> {
  const text = await deps.store.documents.text(document.id);
  return text === null ? null : passageOf(text, decision.quote);
}

/** A card in a group is read by all its members, each of whom may still acknowledge. */
function isGroup({ chatId }: Actor): boolean {
  return chatId < 0;
}

/** Whoever handed an assignment down reads its card as an observer does. */
async function findViewer(
  deps: Pick<Deps, 'store'>,
  access: Access,
  { assignment }: AssignmentView,
): Promise<CardFacts['viewer'] | null> {
  const viewer = viewerOf(access, assignment.organizationCode);
  if (viewer !== null || assignment.parentId === null) return viewer;
  const above = await deps.store.assignments.find(assignment.parentId);
  return above !== null && viewerOf(access, above.organizationCode) !== null ? 'observer' : null;
}

function viewerOf(access: Access, organizationCode: string): CardFacts['viewer'] | null {
  const roles = access.subscriptions
    .filter((subscription) => subscription.organizationCode === organizationCode)
    .map(({ role }) => role);
  if (roles.includes('executor')) return 'executor';
  if (access.controller) return 'controller';
  return roles.length > 0 ? 'observer' : null;
}

/** The other organizations that were given this point by the same hand, by name. */
async function findConcerned(deps: Pick<Deps, 'store'>, { assignment }: AssignmentView): Promise<Concerned> {
  const same = await deps.store.assignments.ofDecisions([assignment.decisionId]);
  const others = same.filter(
    ({ organizationCode, state, parentId }) =>
      organizationCode !== assignment.organizationCode &&
      state !== 'withdrawn' &&
      parentId === assignment.parentId,
  );
  const names = await deps.store.organizations.names(others.map(({ organizationCode }) => organizationCode));
  const namesWhere = (executor: boolean) => [
    ...new Set(
      others
        .filter((other) => other.executor === executor)
        .map(({ organizationCode }) => names.get(organizationCode) ?? organizationCode),
    ),
  ];
  return { executors: namesWhere(true), coExecutors: namesWhere(false) };
}
