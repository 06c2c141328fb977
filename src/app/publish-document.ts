import type { Assignment } from '../core/assignments/assignment.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { editionOf, planDecisions } from './plan-document.ts';
import { documentFacts } from './point-facts.ts';
import type { NewAssignment, Records, StoredDocument } from './ports.ts';

export type PublishDocumentOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' | 'nothing_to_publish' }
  /** Doubts remain that nobody has settled or confirmed. */
  | { readonly kind: 'doubts_remain' }
  /** The draft is not the one any more that the controller was asked about. */
  | { readonly kind: 'changed_meanwhile' }
  | {
      readonly kind: 'published';
      readonly document: DocumentFacts;
      readonly assignments: number;
      readonly organizations: number;
      /** Points that reach nobody. */
      readonly unassigned: number;
    };

/** The controller hears how the broadcast went this long after it began. */
const STATUS_AFTER_MS = 20_000;

/**
 * Makes one assignment per decision and organization and one outbox row per chat that speaks for any of them,
 * all in one transaction: publishing twice, by two people or twice in a row, publishes once. Every doubt must have
 * been settled or confirmed before; `edition` is the draft that the controller agreed to send (see editionOf), and
 * nobody changes a point meanwhile.
 */
export async function publishDocument(
  deps: Deps,
  command: { readonly actor: Actor; readonly documentId: number; readonly edition: number },
): Promise<PublishDocumentOutcome> {
  const { actor, documentId } = command;
  const now = deps.clock.now();
  const publishedOn = moscowDateOf(now);
  let waiting: readonly number[] = [];
  const outcome = await deps.store.transaction(async (records): Promise<PublishDocumentOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    const repeated = (await records.audit.ofUpdate(actor.updateId)).some(
      (entry) => entry.action === 'published' && entry.documentId === documentId,
    );
    if (repeated) return describePublished(records, document);
    if (document.state !== 'draft') return { kind: 'draft_gone' };

    const decisions = await records.documents.decisions(documentId);
    const directory = await records.organizations.all();
    const planned = planDecisions(decisions, directory, publishedOn);
    const assignments: NewAssignment[] = planned.flatMap(({ decision, assignments: parts }) =>
      parts.map((part) => ({ ...part, documentId, decisionId: decision.id, publishedOn })),
    );
    if (assignments.length === 0) return { kind: 'nothing_to_publish' };
    const doubted = document.warnings.length > 0 && document.confirmed === null;
    const doubtful = doubted || planned.some(({ open }) => open.length > 0);
    if (doubtful) return { kind: 'doubts_remain' };
    if (editionOf(decisions) !== command.edition) return { kind: 'changed_meanwhile' };

    if (!(await records.documents.markPublished(documentId, now))) return { kind: 'draft_gone' };
    const created = await records.assignments.createMany(assignments);
    waiting = await queueBroadcast(records, document, created, actor, now);
    const unassigned = planned.filter(
      ({ decision, assignments: parts }) => !decision.dropped && parts.length === 0,
    ).length;
    await records.audit.append({
      at: now,
      action: 'published',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId,
      assignmentId: null,
      details: {
        assignments: created.length,
        unassigned,
        dropped: planned.filter(({ decision }) => decision.dropped).length,
        confirmed: planned.filter(({ doubts }) => doubts.length > 0).length,
      },
    });
    return {
      kind: 'published',
      document: documentFacts(document),
      assignments: created.length,
      organizations: countOrganizations(created),
      unassigned,
    };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** One row per chat, with the assignments of all organizations it speaks for, and one for the publisher. */
async function queueBroadcast(
  records: Records,
  document: StoredDocument,
  assignments: readonly Assignment[],
  actor: Actor,
  now: Date,
): Promise<readonly number[]> {
  const byOrganization = new Map<string, number[]>();
  for (const { id, organizationCode } of assignments) {
    const ids = byOrganization.get(organizationCode);
    if (ids === undefined) byOrganization.set(organizationCode, [id]);
    else ids.push(id);
  }
  const byChat = new Map<number, number[]>();
  for (const { chatId, organizationCode } of await records.subscriptions.ofOrganizations([
    ...byOrganization.keys(),
  ])) {
    byChat.set(chatId, [...(byChat.get(chatId) ?? []), ...(byOrganization.get(organizationCode) ?? [])]);
  }
  return records.outbox.addMany([
    ...[...byChat].map(([chatId, assignmentIds]) => ({
      key: `broadcast:${document.id}:${chatId}`,
      chatId,
      content: { kind: 'broadcast', documentId: document.id, assignmentIds } as const,
      notBefore: now,
    })),
    {
      key: `broadcast-status:${document.id}`,
      chatId: actor.chatId,
      content: { kind: 'broadcast_status', documentId: document.id } as const,
      notBefore: new Date(now.getTime() + STATUS_AFTER_MS),
    },
  ]);
}

async function describePublished(
  records: Records,
  document: StoredDocument,
): Promise<PublishDocumentOutcome> {
  const all = await records.assignments.ofDocument(document.id);
  const assignments = all.filter(({ parentId }) => parentId === null);
  const decisions = await records.documents.decisions(document.id);
  const assigned = new Set(assignments.map(({ decisionId }) => decisionId));
  return {
    kind: 'published',
    document: documentFacts(document),
    assignments: assignments.length,
    organizations: countOrganizations(assignments),
    unassigned: decisions.filter(({ id, dropped }) => !dropped && !assigned.has(id)).length,
  };
}

function countOrganizations(assignments: readonly Assignment[]): number {
  return new Set(assignments.map(({ organizationCode }) => organizationCode)).size;
}
