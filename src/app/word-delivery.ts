import { isOverdue } from '../core/assignments/overdue.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import { broadcastMessages, broadcastStatus, catchUpMessages } from '../messages/broadcast.ts';
import { extensionDecided } from '../messages/extension-decision.ts';
import { departmentSummary, escalationMessages } from '../messages/overview.ts';
import { peopleChanged } from '../messages/people.ts';
import type { DocumentFacts, MessageDay } from '../messages/point.ts';
import { topicLost } from '../messages/topics.ts';
import { findBroadcastProgress } from './broadcast-progress.ts';
import { type Deps, messageDay } from './deps.ts';
import { describeExtension } from './describe-extension.ts';
import { findSummary } from './find-summary.ts';
import { documentFacts, pointFacts } from './point-facts.ts';
import type { Delivery, DeliveryContent } from './ports.ts';
import { findQuietPolicy } from './reminder-policies.ts';
import { wordAbsence } from './word-absence.ts';
import { wordDigest } from './word-digest.ts';
import { wordGathering } from './word-gathering.ts';
import { wordNewVersion } from './word-new-version.ts';
import { wordReport } from './word-report.ts';
import { wordStoreys } from './word-storeys.ts';
import { messages, pointsWhere, type Wording } from './wording.ts';

/** While a broadcast is under way, its status is looked at again after this time. */
const STATUS_AGAIN_SECONDS = 15;

/**
 * Words an outbox row from the facts of this moment: an assignment closed, withdrawn or moved since the row was
 * written is left out, days are counted from today.
 */
export async function wordDelivery(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  { content, chatId }: Pick<Delivery, 'content' | 'chatId'>,
): Promise<Wording> {
  const day = messageDay(deps);
  switch (content.kind) {
    case 'broadcast': {
      const points = await pointsWhere(
        deps,
        content.assignmentIds,
        ({ assignment }) => assignment.state !== 'withdrawn',
      );
      const document = points.length === 0 ? null : await findInForce(deps, content);
      if (document === null) return { kind: 'nothing' };
      const silent = (await findQuietPolicy(deps, { content, chatId })) !== null;
      return messages(broadcastMessages(document, points, day, { silent }));
    }
    case 'new_version': {
      const silent = (await findQuietPolicy(deps, { content, chatId })) !== null;
      const parts = await wordNewVersion(deps, content, { silent });
      return parts.length === 0 ? { kind: 'nothing' } : messages(parts);
    }
    case 'broadcast_status': {
      const found = await findBroadcastProgress(deps, content.documentId);
      // Of a version that is no longer in force nothing is reported: the one in force reports of itself.
      if (found?.document.id !== content.documentId) return { kind: 'nothing' };
      if (found.progress.waiting.length > 0) return { kind: 'wait', seconds: STATUS_AGAIN_SECONDS };
      return messages([{ message: broadcastStatus(found.document, found.progress), assignmentIds: [] }]);
    }
    case 'catch_up': {
      const points = await pointsWhere(deps, content.assignmentIds, ({ assignment }) =>
        isOpen(assignment.state),
      );
      return points.length === 0 ? { kind: 'nothing' } : messages(catchUpMessages(points, day));
    }
    case 'digest':
      return wordDigest(deps, content, chatId);
    case 'escalation': {
      const points = await pointsWhere(deps, content.assignmentIds, ({ assignment }) =>
        isOverdue(assignment, day.today),
      );
      return points.length === 0
        ? { kind: 'nothing' }
        : messages(escalationMessages(points, content.level, day));
    }
    case 'report_received':
    case 'report_outcome':
    case 'acceptance_taken_back':
    case 'report_file':
      return wordReport(deps, content, day);
    case 'extension_asked':
    case 'extension_decided':
      return wordExtension(deps, content, day);
    case 'handed_down':
    case 'closed_with':
    case 'recalled':
    case 'deadline_followed':
    case 'nudge':
    case 'delegated':
    case 'delegate_reported': {
      const parts = await wordStoreys(deps, content, day);
      return parts.length === 0 ? { kind: 'nothing' } : messages(parts);
    }
    case 'people_changed': {
      const names = await deps.store.organizations.names([content.organizationCode]);
      const person = (await deps.store.people.names([content.personId])).get(content.personId) ?? '';
      const organization = names.get(content.organizationCode) ?? content.organizationCode;
      const message = peopleChanged(content.change, organization, content.organizationCode, person);
      return messages([{ message, assignmentIds: [] }]);
    }
    case 'topic_lost': {
      const names = await deps.store.organizations.names(content.organizationCodes);
      const organizations = content.organizationCodes.map((code) => names.get(code) ?? code);
      return messages([{ message: topicLost(organizations), assignmentIds: [] }]);
    }
    case 'absence': {
      const parts = await wordAbsence(deps, content, chatId, day);
      return parts.length === 0 ? { kind: 'nothing' } : messages(parts);
    }
    case 'late_file':
    case 'gathering_paused':
      return wordGathering(deps, content);
    case 'renewed':
      // No message of its own: whoever delivers words the earlier row anew (see wordRenewed).
      return { kind: 'nothing' };
    case 'summary':
      return messages([{ message: departmentSummary(await findSummary(deps), day), assignmentIds: [] }]);
  }
}

/** A document as the version in force names it, under its own id: its buttons are about what it said. */
async function findInForce(
  { store }: Pick<Deps, 'store'>,
  { documentId, assignmentIds }: { readonly documentId: number; readonly assignmentIds: readonly number[] },
): Promise<DocumentFacts | null> {
  const views = await store.assignments.views(assignmentIds);
  const own = views.find(({ document }) => document.id === documentId)?.document;
  // As nearly always: one that has a successor is `superseded`.
  if (own?.state === 'published') return documentFacts(own);
  const inForce = (await store.versions.history(documentId)).at(-1);
  return inForce === undefined ? null : { ...documentFacts(inForce), id: documentId };
}

async function wordExtension(
  deps: Pick<Deps, 'store'>,
  content: Extract<DeliveryContent, { readonly kind: 'extension_asked' | 'extension_decided' }>,
  day: MessageDay,
): Promise<Wording> {
  const { kind, requestId } = content;
  const followed = content.kind === 'extension_decided' ? (content.followed ?? 0) : 0;
  const described = await describeExtension(deps.store, requestId, day);
  if (described === null) return { kind: 'nothing' };
  const { request, view } = described;
  if ((request.outcome === null) !== (kind === 'extension_asked')) return { kind: 'nothing' };
  if (kind === 'extension_asked') return messages([{ message: described.message, assignmentIds: [] }]);
  const message = extensionDecided(pointFacts(view), request, followed, day);
  return messages([{ message, assignmentIds: isOpen(view.assignment.state) ? [view.assignment.id] : [] }]);
}
