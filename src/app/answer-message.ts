import { type AnswerIntent, readAnswer } from '../core/assignments/answer-words.ts';
import { matchNamedPoints, type NamedPoint } from '../core/assignments/named-points.ts';
import type { PointFacts } from '../messages/point.ts';
import type { PointChange } from '../messages/point-change.ts';
import { addReportFile } from './add-report-file.ts';
import { answerContext } from './answer-context.ts';
import { askExtension } from './ask-extension.ts';
import type { Deps } from './deps.ts';
import { describeGathered, reportContent } from './describe-gathered.ts';
import { type OpenedGathering, openGathering } from './gathering.ts';
import { type GivenMessage, giveToDraft, type ReceivedContent, receiveContent } from './give-to-draft.ts';
import { type JoinedQuestion, joinQuestion } from './join-question.ts';
import { listOwnAssignments, listReportable } from './list-assignments.ts';
import { findOpenQuestion } from './open-question.ts';
import { pointFacts } from './point-facts.ts';
import type { FileFetcher, Report, ReportDraft } from './ports.ts';
import { type MadeReport, type ReportRefusal, reportAssignment } from './report-assignment.ts';
import { sendDraft } from './send-draft.ts';

/** What an executor's message led to. Words and files that wait for a press are a draft of their own. */
export type AnswerMessageOutcome =
  /** Neither a file nor words about an assignment. */
  | { readonly kind: 'not_an_answer' }
  | MadeReport
  | ReportRefusal
  /** The message that was replied to is older than a new version that has changed its point. */
  | {
      readonly kind: 'changed_since';
      readonly point: PointFacts;
      readonly change: PointChange;
      readonly draftId: number;
    }
  | JoinedQuestion
  /** The controller asks for a file: what was said waits for it in a draft that gathers now. */
  | { readonly kind: 'file_needed'; readonly gathering: OpenedGathering }
  /** The file is not to be had from Telegram yet; the rest waits with it. */
  | { readonly kind: 'fetching'; readonly name: string }
  | { readonly kind: 'too_big' | 'file_unavailable' }
  /** One more file of an album whose first message was answered already. */
  | { readonly kind: 'added' }
  /** The same after the report was sent: whoever answers it is shown the file. */
  | { readonly kind: 'added_late'; readonly points: readonly PointFacts[] };

/** Files of one album arrive as messages of their own, within this time. */
const ALBUM_WAIT_MS = 10_000;

type AnswerDeps = Deps & { readonly fetcher: FileFetcher };

/**
 * An executor's own words, photo or file. «Выполнено» in reply to a message about one assignment reports it at once; on
 * its own it is confirmed (one open assignment) or a choice is offered (several); points named by number are confirmed
 * together. What says that it is not done is never a report. Files are copied out of Telegram before anything is
 * asked, so nothing is lost while the person thinks.
 */
export async function answerMessage(deps: AnswerDeps, answer: GivenMessage): Promise<AnswerMessageOutcome> {
  const { actor } = answer;
  const intent = readAnswer(answer.text ?? '', answerContext(deps));
  const meant =
    answer.replyToMessageId === null
      ? []
      : await deps.store.sentMessages.assignmentsOf(actor.chatId, answer.replyToMessageId);
  // Whoever asks says nothing for a report.
  const isQuestion = answer.file === null && (answer.text ?? '').trim().endsWith('?');
  const question = meant.length > 0 || isQuestion ? null : await findOpenQuestion(deps, actor);
  if (intent.kind === 'unclear' && answer.file === null && meant.length === 0 && question === null) {
    return { kind: 'not_an_answer' };
  }
  const subscriptions = await deps.store.subscriptions.ofChat(actor.chatId);
  if (!subscriptions.some(({ role }) => role === 'executor')) return { kind: 'observer' };
  const received = await receiveContent(deps, answer);
  if (received.refused !== null) {
    return { kind: received.refused === 'too_big' ? 'too_big' : 'file_unavailable' };
  }
  const album = await addToAlbum(deps, answer, received);
  if (album !== null) return album;
  if (question !== null && (intent.kind === 'done' || intent.kind === 'unclear')) {
    const joined = await joinQuestion(deps, { answer, received, intent, question });
    if (joined !== null) return joined;
  }
  const target = await findTarget(deps, actor.chatId, intent.kind === 'unclear' ? [] : intent.points, meant);
  const said: Said = { answer, received, intent, target };
  if (target.points.length === 0) return whyNothing(deps, said);
  // A file speaks for itself; words beside it that deny it are heard.
  const claimsDone = intent.kind === 'done' || (intent.kind === 'unclear' && answer.file !== null);
  return claimsDone ? answerDone(deps, said) : answerOpen(deps, said, intent);
}

/** What was said, and what it may be about. */
interface Said {
  readonly answer: GivenMessage;
  readonly received: ReceivedContent;
  readonly intent: AnswerIntent;
  readonly target: Target;
}

/** What an answer may be about: chosen by number, by replying, or anything that is open. */
interface Target {
  readonly points: readonly PointFacts[];
  readonly isNamed: boolean;
  /** A number fits several of the points. */
  readonly isUnsure: boolean;
  readonly missing: readonly string[];
  /** The assignments of the message replied to; empty where there is none or the number was none of them. */
  readonly repliedIds: readonly number[];
}

async function findTarget(
  deps: Pick<Deps, 'store' | 'clock'>,
  chatId: number,
  named: readonly NamedPoint[],
  meant: readonly number[],
): Promise<Target> {
  if (meant.length > 0) {
    const replied = await listReportable(deps, chatId, meant);
    const found = matchNamedPoints(named, replied);
    const isNamed = found.matched.length > 0 && found.missing.length === 0;
    if (isNamed || found.missing.length === 0) {
      const points = isNamed ? found.matched : replied;
      return { points, isNamed, isUnsure: found.isUnsure, missing: [], repliedIds: meant };
    }
  }
  const own = await listOwnAssignments(deps, chatId);
  const { matched, isUnsure, missing } = matchNamedPoints(named, own);
  const isNamed = matched.length > 0 && missing.length === 0;
  return { points: isNamed ? matched : own, isNamed, isUnsure, missing, repliedIds: [] };
}

/** With nothing left to report, the refusal says what has become of the assignment that was replied to. */
async function whyNothing(deps: AnswerDeps, { answer, target }: Said): Promise<AnswerMessageOutcome> {
  const [assignmentId] = target.repliedIds;
  if (assignmentId === undefined) return { kind: 'no_open_assignments' };
  const report = { actor: answer.actor, assignmentId, text: '', files: [] };
  const outcome = await reportAssignment(deps, report);
  if (outcome.kind !== 'file_needed' && outcome.kind !== 'changed_since') return outcome;
  throw new Error(`assignment ${assignmentId} is open and was not listed`);
}

async function answerDone(deps: AnswerDeps, said: Said): Promise<AnswerMessageOutcome> {
  const { points, isNamed, isUnsure, missing, repliedIds } = said.target;
  const [only, ...others] = points;
  const isOne = only !== undefined && others.length === 0;
  if (isOne && missing.length === 0 && repliedIds.length > 0) return reportAtOnce(deps, said, only);
  const draft = await openWaiting(deps, said);
  const fetching = said.received.contents.find(({ kind }) => kind === 'fetching');
  if (fetching?.kind === 'fetching') return { kind: 'fetching', name: fetching.file.name };
  if (isOne && missing.length === 0) return { kind: 'confirm', point: only, draftId: draft.id };
  if (isNamed && !isUnsure) return { kind: 'confirm_all', points, draftId: draft.id };
  return { kind: 'choose', points, draftId: draft.id, purpose: 'done', missing };
}

/** A reply about one assignment is explicit. What came with it goes through a draft, for the rest of its album. */
async function reportAtOnce(deps: AnswerDeps, said: Said, point: PointFacts): Promise<AnswerMessageOutcome> {
  const { actor, mediaGroupId } = said.answer;
  const { assignmentId } = point;
  const { contents } = said.received;
  const hasFile = contents.some(({ kind }) => kind !== 'text');
  if (point.requiresFile && !hasFile) {
    const opened = await openGathering(deps, { actor, assignmentId });
    if (opened.kind !== 'gathering') return opened;
    const at = deps.clock.now();
    const { draft } = opened;
    const facts = await deps.store.transaction(async (records) => {
      await giveToDraft(records, draft.id, ['gathering'], said.answer, said.received, at);
      return describeGathered(records, draft);
    });
    return { kind: 'file_needed', gathering: { ...opened, facts: facts ?? opened.facts } };
  }
  const draft = await openWaiting(deps, said);
  const { replyToMessageId } = said.answer;
  const readAt =
    replyToMessageId === null ? null : await deps.store.sentMessages.sentAt(actor.chatId, replyToMessageId);
  const sent = await sendDraft(deps, {
    actor,
    draftId: draft.id,
    assignmentId,
    interim: false,
    ...(readAt === null ? {} : { readAt }),
    ...(mediaGroupId === null ? {} : { moreFilesWithinMs: ALBUM_WAIT_MS }),
  });
  switch (sent.kind) {
    case 'still_fetching':
      return { kind: 'fetching', name: sent.names.join(', ') };
    case 'changed_since':
      return { ...sent, draftId: draft.id };
    case 'nothing_gathered':
    case 'draft_gone':
    case 'draft_of_another':
    case 'draft_over':
    case 'file_needed':
      throw new Error(`draft ${draft.id} was opened for a report and is ${sent.kind}`);
    default:
      return sent;
  }
}

async function answerOpen(
  deps: AnswerDeps,
  said: Said,
  intent: Exclude<AnswerIntent, { kind: 'done' }>,
): Promise<AnswerMessageOutcome> {
  const { points, missing } = said.target;
  const draft = await openWaiting(deps, said);
  const [only, ...others] = points;
  if (only === undefined || others.length > 0 || missing.length > 0) {
    const purpose = intent.kind === 'extension' ? 'extend' : 'about';
    return { kind: 'choose', points, draftId: draft.id, purpose, missing };
  }
  if (intent.kind === 'extension') {
    const { actor } = said.answer;
    return askExtension(deps, {
      actor,
      assignmentId: only.assignmentId,
      draftId: draft.id,
      wish: intent.wish,
    });
  }
  return { kind: 'open_matter', matter: intent.kind, point: only, draftId: draft.id };
}

/** The words and files wait for a press as a draft of their own, unique by the update. */
async function openWaiting(deps: AnswerDeps, { answer, received, target }: Said): Promise<ReportDraft> {
  const { actor } = answer;
  const at = deps.clock.now();
  const { points, isNamed, repliedIds } = target;
  const isAny = !isNamed && repliedIds.length === 0;
  return deps.store.transaction(async (records) => {
    const draft = await records.reportDrafts.open({
      chatId: actor.chatId,
      personId: actor.personId,
      state: 'waiting',
      assignmentId: null,
      candidateIds: isAny ? [] : points.map(({ assignmentId }) => assignmentId),
      updateId: actor.updateId,
      at,
    });
    await giveToDraft(records, draft.id, ['waiting'], answer, received, at);
    return draft;
  });
}

/**
 * Puts the file with the rest of its album, if the album's first message was answered already; null where it is none of
 * such an album, or every report of the album has been answered. After the report has gone out, whoever answers it is
 * shown the file, and the sender is told once.
 */
async function addToAlbum(
  deps: AnswerDeps,
  answer: GivenMessage,
  received: ReceivedContent,
): Promise<AnswerMessageOutcome | null> {
  const { actor, mediaGroupId } = answer;
  if (mediaGroupId === null) return null;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const nothing = { outcome: null, waiting: [] };
    const draft = await records.reportDrafts.ofAlbum(actor.chatId, mediaGroupId);
    // The album's first message handled once more after a crash is answered again, not added to itself.
    if (draft === null || draft.openedByUpdateId === actor.updateId) return nothing;
    const reports = await Promise.all(draft.reportIds.map((id) => records.reports.find(id)));
    const open = reports.flatMap((report) => (report === null || report.outcome !== null ? [] : [report]));
    if (draft.state === 'sent' && open.length === 0) return nothing;
    const given = await giveToDraft(records, draft.id, ['waiting', 'sent'], answer, received, at);
    if (given !== 'given') return nothing;
    const items = await records.reportDrafts.items(draft.id);
    const { files } = reportContent(items.filter(({ updateId }) => updateId === actor.updateId));
    const rows: number[] = [];
    const late: number[] = [];
    for (const report of open) {
      const isLate = !isAwaited(draft, report, at);
      if (isLate) late.push(report.assignmentId);
      for (const file of files) rows.push(...(await addReportFile(records, report, file, { isLate, at })));
    }
    const { endedByUpdateId } = draft;
    const isTold = items.some(
      ({ updateId }) => endedByUpdateId !== null && updateId > endedByUpdateId && updateId < actor.updateId,
    );
    if (late.length === 0 || isTold) return { outcome: { kind: 'added' } as const, waiting: rows };
    const points = (await records.assignments.views(late)).map(pointFacts);
    return { outcome: { kind: 'added_late', points } as const, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** A report that was made of an album's first message waits for the rest of the album before it goes out. */
function isAwaited(draft: ReportDraft, report: Report, at: Date): boolean {
  const sentAtOnce = draft.endedByUpdateId === draft.openedByUpdateId;
  return sentAtOnce && at.getTime() < report.createdAt.getTime() + ALBUM_WAIT_MS;
}
