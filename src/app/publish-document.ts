import type { Assignment } from '../core/assignments/assignment.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { markVersion } from './find-version.ts';
import { editionOf, planDecisions } from './plan-document.ts';
import { findReplaced, findToldByVersion, isVersion, planNewVersion } from './plan-new-version.ts';
import { documentFacts } from './point-facts.ts';
import type { AuditEntry, NewAssignment, Records, StoredDocument } from './ports.ts';
import { publishVersion } from './publish-version.ts';
import { queueBroadcast } from './queue-broadcast.ts';

export type PublishDocumentOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' | 'nothing_to_publish' }
  /** Doubts remain that nobody has settled or confirmed. */
  | { readonly kind: 'doubts_remain' }
  /** The draft is not the one any more that the controller was asked about, or what it replaces is not. */
  | { readonly kind: 'changed_meanwhile' }
  /** It may be a new version of a published document: the controller must say first. */
  | { readonly kind: 'version_to_confirm' }
  | {
      readonly kind: 'published';
      readonly document: DocumentFacts;
      readonly assignments: number;
      readonly organizations: number;
      /** Points that reach nobody. */
      readonly unassigned: number;
    }
  /** It has taken the place of the version before; the counts are of what is told. */
  | {
      readonly kind: 'version_published';
      readonly document: DocumentFacts;
      readonly changes: number;
      readonly organizations: number;
    };

/**
 * A new document makes one assignment per decision and organization, a new version of one changes those of the version before;
 * one outbox row per chat that speaks for any of them, all in one transaction: publishing twice, by two people or twice in a row, publishes once. Every doubt must have
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
    if (repeated) {
      const describe = isVersion(document) ? describeVersion : describePublished;
      return describe(records, document);
    }
    if (document.state !== 'draft') return { kind: 'draft_gone' };

    const decisions = await records.documents.decisions(documentId);
    const directory = await records.organizations.all();
    const planned = planDecisions(decisions, directory, publishedOn);
    // A draft that lay around while its act was published by another file must not publish the act once more.
    if (await markVersion(records, document)) return { kind: 'changed_meanwhile' };
    if (document.lineage?.answer === 'unsure') return { kind: 'version_to_confirm' };
    const previous = isVersion(document) ? await findReplaced(records, document) : null;
    const assignments: NewAssignment[] = planned.flatMap(({ decision, assignments: parts }) =>
      parts.map((part) => ({ ...part, documentId, decisionId: decision.id, publishedOn })),
    );
    if (assignments.length === 0 && previous === null) return { kind: 'nothing_to_publish' };
    const doubted = document.warnings.length > 0 && document.confirmed === null;
    const doubtful = doubted || planned.some(({ open }) => open.length > 0);
    if (doubtful) return { kind: 'doubts_remain' };
    if (editionOf(decisions, previous?.id ?? null) !== command.edition) return { kind: 'changed_meanwhile' };

    if (previous !== null) {
      await records.documents.lock(previous.id);
      const draft = { id: documentId, planned };
      const on = { publishedOn, calendar: deps.calendar };
      const version = await planNewVersion(records, draft, previous, on, { lock: true });
      waiting = await publishVersion(records, document, version, { actor, at: now, publishedOn });
      await records.audit.append(publishedEntry(command, now, { replaces: previous.id }));
      return describeVersion(records, document);
    }

    if (!(await records.documents.markPublished(documentId, now))) return { kind: 'draft_gone' };
    const created = await records.assignments.createMany(assignments);
    const broadcast = { kind: 'broadcast', documentId, assignments: created, actor, at: now } as const;
    waiting = await queueBroadcast(records, broadcast);
    const unassigned = planned.filter(
      ({ decision, assignments: parts }) => !decision.dropped && parts.length === 0,
    ).length;
    await records.audit.append(
      publishedEntry(command, now, {
        assignments: created.length,
        unassigned,
        dropped: planned.filter(({ decision }) => decision.dropped).length,
        confirmed: planned.filter(({ doubts }) => doubts.length > 0).length,
      }),
    );
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

function publishedEntry(
  { actor, documentId }: { readonly actor: Actor; readonly documentId: number },
  at: Date,
  details: AuditEntry['details'],
): AuditEntry {
  const { personId, chatId, messageId, updateId } = actor;
  return {
    at,
    action: 'published',
    personId,
    chatId,
    messageId,
    updateId,
    documentId,
    assignmentId: null,
    details,
  };
}

async function describeVersion(records: Records, document: StoredDocument): Promise<PublishDocumentOutcome> {
  const told = await findToldByVersion(records, document.id);
  return {
    kind: 'version_published',
    document: documentFacts(document),
    changes: told.length,
    organizations: countOrganizations(told),
  };
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
