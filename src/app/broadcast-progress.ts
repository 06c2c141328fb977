import type { Assignment } from '../core/assignments/assignment.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { BroadcastProgress } from '../messages/broadcast.ts';
import type { DocumentFacts } from '../messages/point.ts';
import type { Deps } from './deps.ts';
import { findToldByVersion, isVersion } from './plan-new-version.ts';
import { documentFacts } from './point-facts.ts';
import type { Delivery, StoredDocument } from './ports.ts';
import { findUnreadDespiteReport } from './unread-despite-report.ts';

/**
 * Which organizations have got a published document, in the version that is in force. An organization is reached when a message with its points
 * arrived in one of its chats, by the broadcast or later; it waits while one is still to be sent.
 */
export async function findBroadcastProgress(
  deps: Pick<Deps, 'store'>,
  documentId: number,
): Promise<{ readonly document: DocumentFacts; readonly progress: BroadcastProgress } | null> {
  const history = await deps.store.versions.history(documentId);
  const document = history.at(-1);
  if (document === undefined) return null;
  const [{ assignments, reachedBefore }, deliveries, directory] = await Promise.all([
    findTold(deps, document),
    deps.store.outbox.ofBroadcast(document.id),
    deps.store.organizations.all(),
  ]);
  const unread = await findUnreadDespiteReport(deps.store, assignments);
  const names = new Map(directory.map((entry) => [entry.code, entry.shortName ?? entry.name]));
  const waiting = new Set(deliveries.filter(isWaiting).flatMap(assignmentsOf));
  const arrived = new Set(deliveries.flatMap(({ told }) => told));
  const byOrganization = new Map<string, Reach>();
  for (const assignment of assignments) {
    const { id, organizationCode, deliveredAt } = assignment;
    const known = byOrganization.get(organizationCode) ?? NOT_REACHED;
    const reached = deliveredAt !== null && !reachedBefore.has(id);
    byOrganization.set(organizationCode, {
      delivered: known.delivered || reached || arrived.has(id),
      waiting: known.waiting || waiting.has(id),
      unread: known.unread || isUnread(assignment) || unread.has(id),
      asked: known.asked || assignment.state !== 'withdrawn',
    });
  }
  const namesWhere = (test: (reach: Reach) => boolean) =>
    [...byOrganization].filter(([, reach]) => test(reach)).map(([code]) => names.get(code) ?? code);
  return {
    document: documentFacts(document),
    progress: {
      assignments: assignments.length,
      organizations: byOrganization.size,
      delivered: namesWhere(({ delivered }) => delivered),
      waiting: namesWhere(({ delivered, waiting: isComing }) => !delivered && isComing),
      notReached: namesWhere(({ delivered, waiting: isComing }) => !delivered && !isComing),
      toAcknowledge: namesWhere(({ asked }) => asked).length,
      acknowledged: namesWhere(({ asked, unread }) => asked && !unread).length,
      notAcknowledged: namesWhere(({ delivered, unread }) => delivered && unread),
      versions: history.map(({ publishedAt }) => moscowDateOf(publishedAt ?? new Date(0))),
    },
  };
}

/** How far a document has come with one organization. */
interface Reach {
  readonly delivered: boolean;
  readonly waiting: boolean;
  /** Something of it has not been acknowledged yet. */
  readonly unread: boolean;
  /** Something of it has not been taken back. */
  readonly asked: boolean;
}

const NOT_REACHED: Reach = { delivered: false, waiting: false, unread: false, asked: false };

/** Later occurrences of a recurring point are known to the organization. */
function isUnread({ state, occurrence }: Assignment): boolean {
  return state === 'new' && occurrence <= 1;
}

/**
 * The assignments that publishing a document was to tell of: all of a new document, what a new version has changed
 * otherwise, and of these the ones that an earlier version had brought already.
 */
async function findTold(
  deps: Pick<Deps, 'store'>,
  document: StoredDocument,
): Promise<{ readonly assignments: readonly Assignment[]; readonly reachedBefore: ReadonlySet<number> }> {
  if (!isVersion(document)) {
    const all = await deps.store.assignments.ofDocument(document.id);
    // What was handed down later is no part of the broadcast.
    return { assignments: all.filter(({ parentId }) => parentId === null), reachedBefore: new Set() };
  }
  const changes = await deps.store.versions.changesOf(document.id);
  const before = changes.filter(({ kind }) => kind !== 'added').map(({ assignmentId }) => assignmentId);
  return { assignments: await findToldByVersion(deps.store, document.id), reachedBefore: new Set(before) };
}

function isWaiting(delivery: Delivery): boolean {
  return delivery.state === 'pending' || delivery.state === 'sending';
}

function assignmentsOf({ content }: Delivery): readonly number[] {
  return content.kind === 'broadcast' || content.kind === 'new_version' ? content.assignmentIds : [];
}
