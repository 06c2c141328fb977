import { isOverdue } from '../core/assignments/overdue.ts';
import { isInHand, isOpen } from '../core/assignments/transitions.ts';
import { explainReminder } from '../core/reminders/explain-reminder.ts';
import { standingInFor } from '../messages/absence.ts';
import { broadcastMessages, broadcastStatus, catchUpMessages } from '../messages/broadcast.ts';
import { type DigestPoint, digestMessages } from '../messages/digest.ts';
import { extensionDecided } from '../messages/extension.ts';
import { gatheringPaused, lateFile } from '../messages/gathering.ts';
import { departmentSummary, escalationMessages } from '../messages/overview.ts';
import { peopleChanged } from '../messages/people.ts';
import type { DocumentFacts, MessageDay, PointFacts } from '../messages/point.ts';
import { acceptanceTakenBack, reportOutcome } from '../messages/report.ts';
import { choiceLeft } from '../messages/report-choice.ts';
import { furtherFile, reportReceived, reportText } from '../messages/report-to-decide.ts';
import type { MessagePart } from '../messages/split.ts';
import { topicLost } from '../messages/topics.ts';
import { whose } from '../messages/whose.ts';
import { findChatAbsences } from './absences.ts';
import { findBroadcastProgress } from './broadcast-progress.ts';
import { type Deps, messageDay } from './deps.ts';
import { describeExtension } from './describe-extension.ts';
import { describeGathered, keptItems } from './describe-gathered.ts';
import { describeReport } from './describe-report.ts';
import { findSummary } from './find-summary.ts';
import { documentFacts, pointFacts } from './point-facts.ts';
import type { AssignmentView, Delivery, DeliveryContent, ReportFile } from './ports.ts';
import { findQuietPolicy } from './reminder-policies.ts';
import { wordAbsence } from './word-absence.ts';
import { wordNewVersion } from './word-new-version.ts';
import { wordStoreys } from './word-storeys.ts';

/** What is to be said for an outbox row now. */
export type Wording =
  | {
      readonly kind: 'messages';
      readonly parts: readonly MessagePart[];
      /** Files that follow the last message. */
      readonly files: readonly ReportFile[];
    }
  /** Nothing of it holds any more. */
  | { readonly kind: 'nothing' }
  /** Not yet: other deliveries it reports on are still under way. */
  | { readonly kind: 'wait'; readonly seconds: number };

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
      return wordReportReceived(deps, content.reportId);
    case 'report_outcome':
      return wordReportOutcome(deps, content.reportId);
    case 'acceptance_taken_back':
      return wordTakenBack(deps, content.reportId);
    case 'extension_asked':
    case 'extension_decided':
      return wordExtension(deps, content, day);
    case 'handed_down':
    case 'closed_with':
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
    case 'report_file':
      return wordReportFile(deps, content);
    case 'late_file':
      return wordLateFile(deps, content);
    case 'gathering_paused': {
      const draft = await deps.store.reportDrafts.find(content.draftId);
      if (draft?.state !== 'paused') return { kind: 'nothing' };
      if (draft.assignmentId === null) {
        const kept = await keptItems(deps.store, draft.id);
        return messages([{ message: choiceLeft(draft.id, kept), assignmentIds: [] }]);
      }
      const facts = await describeGathered(deps.store, draft);
      return facts === null
        ? { kind: 'nothing' }
        : messages([{ message: gatheringPaused(facts), assignmentIds: [facts.point.assignmentId] }]);
    }
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

async function wordDigest(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  content: Extract<DeliveryContent, { readonly kind: 'digest' }>,
  chatId: number,
): Promise<Wording> {
  const day = messageDay(deps);
  const steps = new Map(content.items.map(({ assignmentId, step }) => [assignmentId, step]));
  // What a later morning has planned anew is said by its digest: two days' worth may arrive on one.
  const points = await pointsWhere(
    deps,
    [...steps.keys()],
    ({ assignment }) => isInHand(assignment.state) && assignment.remindedThrough <= content.on,
  );
  const asked = new Set(content.unacknowledged ?? []);
  // What was asked for before is still missing: where that digest has not gone out yet, this one says it.
  const unread = await pointsWhere(
    deps,
    [...new Set([...steps.keys(), ...asked])],
    ({ assignment: { id, state, remindedThrough, acknowledgeRemindedOn } }) =>
      state === 'new' && remindedThrough <= content.on && (asked.has(id) || acknowledgeRemindedOn !== null),
  );
  const [first] = [...points, ...unread];
  if (first === undefined) return { kind: 'nothing' };
  const unreadIds = new Set(unread.map(({ assignmentId }) => assignmentId));
  const own = await ownByDelegation(deps, chatId, points, day);
  const reminded = points.map((each) => {
    const point = { ...each, delegate: own.get(each.assignmentId) ?? each.delegate };
    const step = steps.get(point.assignmentId);
    if (step === undefined) throw new Error(`assignment ${point.assignmentId} is not in its digest`);
    const { section } = explainReminder(point, step, day.today, deps.reminderPolicy, deps.calendar);
    return { point, section, unacknowledged: unreadIds.has(point.assignmentId) };
  });
  const remindedIds = new Set(points.map(({ assignmentId }) => assignmentId));
  const items: DigestPoint[] = [
    ...reminded,
    ...unread
      .filter(({ assignmentId }) => !remindedIds.has(assignmentId))
      .map((point) => ({ point, section: 'unacknowledged', unacknowledged: true }) as const),
  ];
  const open = await deps.store.assignments.open([content.organizationCode]);
  return messages(digestMessages(first.organizationName, items, open.length, day));
}

/** What was handed over to somebody of this chat, or to whom it stands in for, and how that is said. */
async function ownByDelegation(
  deps: Pick<Deps, 'store'>,
  chatId: number,
  points: readonly PointFacts[],
  { today }: MessageDay,
): Promise<ReadonlyMap<number, string>> {
  const handedOver = new Map(points.map((point) => [point.assignmentId, point.delegate]));
  for (const [id, delegate] of handedOver) if (delegate === null) handedOver.delete(id);
  if (handedOver.size === 0) return new Map();
  const people = new Set((await deps.store.subscriptions.ofChat(chatId)).map(({ personId }) => personId));
  const { standsInFor } = await findChatAbsences(deps.store, chatId, today);
  const absent = new Set(standsInFor.map(({ personId }) => personId));
  const own = new Map<number, string>();
  for (const { assignmentId, personId } of await deps.store.delegations.of([...handedOver.keys()])) {
    if (people.has(personId)) own.set(assignmentId, 'вы лично');
    else if (absent.has(personId)) own.set(assignmentId, standingInFor(handedOver.get(assignmentId) ?? ''));
  }
  return own;
}

async function wordReportReceived(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  reportId: number,
): Promise<Wording> {
  const report = await deps.store.reports.find(reportId);
  if (report === null || report.outcome !== null) return { kind: 'nothing' };
  const facts = await describeReport(deps.store, report, messageDay(deps));
  if (facts === null) return { kind: 'nothing' };
  const message = reportReceived(facts);
  const parts = [message, ...reportText(report.text)].map((one) => ({ message: one, assignmentIds: [] }));
  return { kind: 'messages', parts, files: report.files };
}

async function wordTakenBack(deps: Pick<Deps, 'store'>, reportId: number): Promise<Wording> {
  const report = await deps.store.reports.find(reportId);
  // Answered anew meanwhile: that answer is told by itself.
  if (report === null || report.outcome !== null) return { kind: 'nothing' };
  const view = await deps.store.assignments.view(report.assignmentId);
  if (view === null || view.assignment.state !== 'reported') return { kind: 'nothing' };
  return messages([{ message: acceptanceTakenBack(pointFacts(view)), assignmentIds: [view.assignment.id] }]);
}

async function wordReportFile(
  deps: Pick<Deps, 'store'>,
  { reportId, sha256 }: Extract<DeliveryContent, { readonly kind: 'report_file' }>,
): Promise<Wording> {
  const report = await deps.store.reports.find(reportId);
  const file = report?.files.find((one) => one.sha256 === sha256);
  const view = report === null ? null : await deps.store.assignments.view(report.assignmentId);
  if (view === null || file === undefined) return { kind: 'nothing' };
  const message = furtherFile(pointFacts(view), file.name);
  return { kind: 'messages', parts: [{ message, assignmentIds: [] }], files: [file] };
}

async function wordLateFile(
  deps: Pick<Deps, 'store'>,
  { draftId, itemId }: Extract<DeliveryContent, { readonly kind: 'late_file' }>,
): Promise<Wording> {
  const draft = await deps.store.reportDrafts.find(draftId);
  if (draft === null || draft.state === 'cancelled') return { kind: 'nothing' };
  const item = (await deps.store.reportDrafts.items(draftId)).find(({ id }) => id === itemId);
  // Taken out of the draft meanwhile.
  if (item === undefined || item.content.kind === 'text') return { kind: 'nothing' };
  const file = { name: item.content.file.name, isLost: item.content.kind === 'lost' };
  const facts = await describeGathered(deps.store, draft);
  if (draft.state === 'sent')
    return messages([
      {
        message: { ...lateFile(file, { kind: 'sent' }), ...whose(facts === null ? [] : [facts.point]) },
        assignmentIds: [],
      },
    ]);
  const rest =
    facts === null ? ({ kind: 'choice', draftId } as const) : ({ kind: 'gathering', facts } as const);
  return messages([{ message: lateFile(file, rest), assignmentIds: [] }]);
}

async function wordReportOutcome(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  reportId: number,
): Promise<Wording> {
  const report = await deps.store.reports.find(reportId);
  if (report === null || report.outcome === null) return { kind: 'nothing' };
  const view = await deps.store.assignments.view(report.assignmentId);
  if (view === null) return { kind: 'nothing' };
  const message = reportOutcome(pointFacts(view), report.outcome, report.comment, messageDay(deps));
  return messages([{ message, assignmentIds: report.outcome === 'returned' ? [view.assignment.id] : [] }]);
}

async function pointsWhere(
  deps: Pick<Deps, 'store'>,
  assignmentIds: readonly number[],
  test: (view: AssignmentView) => boolean,
): Promise<readonly PointFacts[]> {
  const views = await deps.store.assignments.views(assignmentIds);
  const wanted = new Map(views.filter(test).map((view) => [view.assignment.id, pointFacts(view)]));
  // In the row's own order, which is the document's.
  return assignmentIds.flatMap((id) => wanted.get(id) ?? []);
}

function messages(parts: readonly MessagePart[]): Wording {
  return { kind: 'messages', parts, files: [] };
}
