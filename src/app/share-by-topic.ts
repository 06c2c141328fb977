import type { Assignment } from '../core/assignments/assignment.ts';
import type { Delivery, DeliveryContent, Records, Subscription } from './ports.ts';

/** What of a delivery goes into one topic of its chat. */
export interface DeliveryShare {
  readonly content: DeliveryContent;
  /** Null = the chat itself. */
  readonly topicId: number | null;
  /** The organization of the chat that is told of others' doings: reports and requests from below, lateness there. */
  readonly readsAs: string | null;
}

/** Contents about assignments of whichever organizations the chat speaks for. */
type Shareable = Extract<DeliveryContent, { readonly assignmentIds: readonly number[] }>;

/**
 * Where in its chat a delivery goes, as of now: into the topic of the organization it is for. One about organizations
 * with topics of their own is shared out among these.
 */
export async function shareByTopic(
  records: Records,
  { content, chatId }: Pick<Delivery, 'content' | 'chatId'>,
): Promise<readonly DeliveryShare[]> {
  const subscriptions = await records.subscriptions.ofChat(chatId);
  const reader = await readerOf(records, content, subscriptions);
  const topics = new Set(subscriptions.map(({ topicId }) => topicId));
  if (reader.kind === 'own' && reader.code !== null && !isOf(subscriptions, reader.code)) {
    // Whoever has just been taken out hears of it where they were told of everything before.
    const former = await records.subscriptions.find(chatId, reader.code);
    return [{ content, topicId: former?.topicId ?? null, readsAs: null }];
  }
  const readsAs = reader.kind === 'above' ? reader.code : null;
  if (topics.size <= 1) return [{ content, topicId: subscriptions[0]?.topicId ?? null, readsAs }];
  const topicOf = (code: string | null): number | null =>
    subscriptions.find(({ organizationCode }) => organizationCode === code)?.topicId ?? null;
  if (reader.kind !== 'each') return [{ content, topicId: topicOf(reader.code), readsAs }];
  const shares = new Map<number | null, number[]>();
  for (const { id, organizationCode } of reader.assignments) {
    const topicId = topicOf(organizationCode);
    shares.set(topicId, [...(shares.get(topicId) ?? []), id]);
  }
  return [...shares].map(([topicId, ids]) => ({
    content: {
      ...reader.content,
      assignmentIds: reader.content.assignmentIds.filter((id) => ids.includes(id)),
    },
    topicId,
    readsAs: null,
  }));
}

/** For whom a chat is told something. */
export type Reader =
  /** For the organization it is about; null: for nobody in particular. */
  | { readonly kind: 'own'; readonly code: string | null }
  /** For the organization above it. */
  | { readonly kind: 'above'; readonly code: string | null }
  | { readonly kind: 'each'; readonly content: Shareable; readonly assignments: readonly Assignment[] };

/** For whom a chat with these subscriptions is told this. */
export async function readerOf(
  records: Records,
  content: DeliveryContent,
  subscriptions: readonly Subscription[],
): Promise<Reader> {
  switch (content.kind) {
    case 'broadcast':
    case 'new_version':
    case 'catch_up':
    case 'handed_down':
    case 'closed_with':
    case 'recalled':
    case 'deadline_followed':
    case 'nudge': {
      const views = await records.assignments.views(content.assignmentIds);
      return { kind: 'each', content, assignments: views.map(({ assignment }) => assignment) };
    }
    case 'escalation':
      return {
        kind: 'above',
        code: content.organizationCode ?? (await parentAmong(records, content.assignmentIds, subscriptions)),
      };
    case 'report_received':
    case 'report_file': {
      const report = await records.reports.find(content.reportId);
      return { kind: 'above', code: report?.forOrganizationCode ?? null };
    }
    case 'extension_asked': {
      const request = await records.extensions.find(content.requestId);
      return { kind: 'above', code: request?.forOrganizationCode ?? null };
    }
    case 'digest':
    case 'people_changed':
    case 'absence':
      return { kind: 'own', code: content.organizationCode };
    case 'delegated':
      return ownOf(records, content.assignmentId);
    case 'report_outcome':
    case 'acceptance_taken_back':
    case 'delegate_reported':
      return ownOf(records, (await records.reports.find(content.reportId))?.assignmentId);
    case 'extension_decided':
      return ownOf(records, (await records.extensions.find(content.requestId))?.assignmentId);
    case 'late_file':
    case 'gathering_paused': {
      const draft = await records.reportDrafts.find(content.draftId);
      return ownOf(records, draft?.assignmentId ?? draft?.candidateIds[0]);
    }
    case 'topic_lost':
    // Changes a message where it stands.
    case 'renewed':
    case 'broadcast_status':
    case 'summary':
      return { kind: 'own', code: null };
  }
}

async function ownOf(records: Records, assignmentId: number | null = null): Promise<Reader> {
  const view = assignmentId === null ? null : await records.assignments.view(assignmentId);
  return { kind: 'own', code: view?.assignment.organizationCode ?? null };
}

/** The organization of the chat to which those late are subordinate; null for controllers. */
async function parentAmong(
  records: Records,
  assignmentIds: readonly number[],
  subscriptions: readonly Subscription[],
): Promise<string | null> {
  const views = await records.assignments.views(assignmentIds);
  const late = new Set(views.map(({ assignment }) => assignment.organizationCode));
  for (const code of late) {
    const parent = (await records.organizations.find(code))?.parent ?? null;
    if (parent !== null && isOf(subscriptions, parent)) return parent;
  }
  return null;
}

function isOf(subscriptions: readonly Subscription[], code: string): boolean {
  return subscriptions.some(({ organizationCode }) => organizationCode === code);
}
