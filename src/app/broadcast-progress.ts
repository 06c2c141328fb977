import type { Assignment } from '../core/assignments/assignment.ts';
import type { BroadcastProgress } from '../messages/broadcast.ts';
import type { DocumentFacts } from '../messages/point.ts';
import type { Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';
import type { Delivery } from './ports.ts';

/**
 * Which organizations have got a published document. An organization is reached when a message with its points
 * arrived in one of its chats, by the broadcast or later; it waits while one is still to be sent.
 */
export async function findBroadcastProgress(
  deps: Pick<Deps, 'store'>,
  documentId: number,
): Promise<{ readonly document: DocumentFacts; readonly progress: BroadcastProgress } | null> {
  const document = await deps.store.documents.find(documentId);
  if (document === null || document.state !== 'published') return null;
  const [all, deliveries, directory] = await Promise.all([
    deps.store.assignments.ofDocument(documentId),
    deps.store.outbox.ofBroadcast(documentId),
    deps.store.organizations.all(),
  ]);
  // What was handed down later is no part of the broadcast.
  const assignments = all.filter(({ parentId }) => parentId === null);
  const names = new Map(directory.map((entry) => [entry.code, entry.shortName ?? entry.name]));
  const waitingAssignments = new Set(deliveries.filter(isWaiting).flatMap(assignmentsOf));
  const byOrganization = new Map<string, Reach>();
  for (const assignment of assignments) {
    const known = byOrganization.get(assignment.organizationCode) ?? NOT_REACHED;
    byOrganization.set(assignment.organizationCode, {
      delivered: known.delivered || assignment.deliveredAt !== null,
      waiting: known.waiting || waitingAssignments.has(assignment.id),
      unread: known.unread || isUnread(assignment),
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
      waiting: namesWhere(({ delivered, waiting }) => !delivered && waiting),
      notReached: namesWhere(({ delivered, waiting }) => !delivered && !waiting),
      acknowledged: namesWhere(({ unread }) => !unread).length,
      notAcknowledged: namesWhere(({ delivered, unread }) => delivered && unread),
    },
  };
}

/** How far a document has come with one organization. */
interface Reach {
  readonly delivered: boolean;
  readonly waiting: boolean;
  /** Something of it has not been acknowledged yet. */
  readonly unread: boolean;
}

const NOT_REACHED: Reach = { delivered: false, waiting: false, unread: false };

/** Later occurrences of a recurring point are known to the organization. */
function isUnread({ state, occurrence }: Assignment): boolean {
  return state === 'new' && occurrence <= 1;
}

function isWaiting(delivery: Delivery): boolean {
  return delivery.state === 'pending' || delivery.state === 'sending';
}

function assignmentsOf(delivery: Delivery): readonly number[] {
  return delivery.content.kind === 'broadcast' ? delivery.content.assignmentIds : [];
}
