import { answerContext } from '../../app/answer-context.ts';
import {
  cancelGathering,
  cancelPresentGathering,
  gatherWaiting,
  removeGathered,
  resumeGathering,
} from '../../app/change-gathered.ts';
import { messageDay } from '../../app/deps.ts';
import { describeGathered } from '../../app/describe-gathered.ts';
import { sendWithBelow } from '../../app/gather-report.ts';
import { gatherMessage, type OpenedGathering, openGathering, openSupplement } from '../../app/gathering.ts';
import { listOwnAssignments } from '../../app/list-assignments.ts';
import { openQuestion } from '../../app/open-question.ts';
import type { ReportDraft } from '../../app/ports.ts';
import type { SendDraftOutcome } from '../../app/send-draft.ts';
import { readAnswer } from '../../core/assignments/answer-words.ts';
import { saysDone } from '../../core/assignments/done-words.ts';
import { searchedWords } from '../../core/assignments/task-query.ts';
import {
  type GatheredDoubt,
  type GatheringNotes,
  gatheringCancelled,
  gatheringList,
  gatheringMoved,
} from '../../messages/gathering.ts';
import { fileTooBig } from '../../messages/late-files.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import type { PointFacts } from '../../messages/point.ts';
import { REPLIES, reply } from '../../messages/reply.ts';
import { reportTaken } from '../../messages/report.ts';
import { chooseDone, confirmChanged } from '../../messages/report-choice.ts';
import { nameInGroup, replace, replaceMessage, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { fileOf } from '../incoming-file.ts';
import { ask } from './questions.ts';
import { refusalText } from './refusals.ts';

/** The dialogue's name in storage. */
export const GATHER_REPORT = 'gather-report';

/** «Приложить отчёт» and «Продлить срок» under a message about one assignment. */
export async function attachReport(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  notes: GatheringNotes = {},
): Promise<void> {
  const opened = await openGathering(deps, { actor: ctx.actor, assignmentId });
  if (opened.kind !== 'gathering') return toast(ctx, refusalText(opened.kind), true);
  await toast(ctx);
  await beginGathering(deps, ctx, opened, notes);
}

/** «Дополнить отчёт». */
export async function supplementReport(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const opened = await openSupplement(deps, { actor: ctx.actor, assignmentId });
  if (opened.kind !== 'gathering') return toast(ctx, refusalText(opened.kind), true);
  await toast(ctx);
  await beginGathering(deps, ctx, opened);
}

/** The assignment was chosen for which what was sent before, and what is still to come, is a report. */
export async function attachWith(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  draftId: number,
): Promise<void> {
  const opened = await gatherWaiting(deps, { actor: ctx.actor, draftId, assignmentId });
  if (opened.kind === 'gathering') {
    if (ctx.callbackQuery !== undefined) await toast(ctx);
    return beginGathering(deps, ctx, opened);
  }
  const text = refusalText(opened.kind);
  if (ctx.callbackQuery === undefined) return say(deps, ctx, { html: text });
  return toast(ctx, text, true);
}

/** «К какому поручению приложить отчёт?»: what is sent before the choice is kept for it. */
export async function askWhatToAttach(
  deps: BotDeps,
  ctx: BotContext,
  points: readonly PointFacts[],
): Promise<void> {
  const candidates = points.map(({ assignmentId }) => assignmentId);
  const { id: draftId } = await openQuestion(deps, ctx.actor, candidates);
  await ask(deps, ctx, draftId, (kept) =>
    chooseDone(points, { kind: 'draft', draftId, purpose: 'attach' }, 0, messageDay(deps), { kept }),
  );
}

/** `/report`: goes on with what is gathered, begins for the only open assignment, or asks for which. */
export async function startReport(deps: BotDeps, ctx: BotContext): Promise<void> {
  const { actor } = ctx;
  const present = await deps.store.reportDrafts.gatheringOf(actor.chatId, actor.personId);
  const points = await listOwnAssignments(deps, actor.chatId);
  const only = present?.assignmentId ?? (points.length === 1 ? points[0]?.assignmentId : undefined);
  if (only !== undefined && only !== null) {
    const opened = await openGathering(deps, { actor, assignmentId: only });
    if (opened.kind === 'gathering') return beginGathering(deps, ctx, opened);
  }
  if (points.length === 0) return sayReply(deps, ctx, noneToReport(ctx));
  await askWhatToAttach(deps, ctx, points);
}

/** Shows the list at the end of the chat and hears what comes next. */
export async function beginGathering(
  deps: BotDeps,
  ctx: BotContext,
  opened: OpenedGathering,
  notes: GatheringNotes = {},
): Promise<void> {
  const { draft, facts, aside } = opened;
  const inGroup = ctx.chat?.type !== 'private';
  await placeAnew(deps, ctx, draft, gatheringList(facts, messageDay(deps), { ...notes, aside, inGroup }));
  // One dialogue at a time: this one replaces a question asked before.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(GATHER_REPORT);
}

/**
 * A message of somebody who may be gathering a report. `taken`: it is in; otherwise it is for somebody else.
 */
export async function gather(
  deps: BotDeps,
  ctx: BotContext,
): Promise<'taken' | 'elsewhere' | 'nothing_open'> {
  const { message } = ctx;
  if (message === undefined) return 'elsewhere';
  const text = message.text ?? message.caption ?? null;
  const outcome = await gatherMessage(deps, {
    actor: ctx.actor,
    text,
    file: fileOf(message),
    replyToMessageId: message.reply_to_message?.message_id ?? null,
    mediaGroupId: message.media_group_id ?? null,
  });
  if (outcome.kind !== 'gathered') return outcome.kind;
  const { draft, facts, refused, isFarAbove } = outcome;
  if (refused !== null) await say(deps, ctx, REFUSED_FILES[refused]);
  const saidDone = saysDone(text ?? '') && message.media_group_id === undefined;
  const doubt = message.text === undefined || saidDone ? null : doubtOf(deps, message.text);
  const list = gatheringList(facts, messageDay(deps), { saidDone, doubt });
  if (isFarAbove || saidDone || doubt !== null || refused !== null) {
    await placeAnew(deps, ctx, draft, list);
  } else {
    await replaceList(deps, ctx, draft, list);
  }
  return 'taken';
}

/** Words that may be no part of the report they were sent into. */
function doubtOf(deps: BotDeps, text: string): GatheredDoubt | null {
  if (searchedWords(text) !== null) return 'search';
  const intent = readAnswer(text, answerContext(deps));
  if (intent.kind === 'extension') return 'extension';
  return text.trim().endsWith('?') ? 'question' : null;
}

/** «Отправить отчёт», typed: what is gathered now; with nothing gathered, it is asked what for. */
export async function sendPresent(deps: BotDeps, ctx: BotContext, interim: boolean): Promise<void> {
  const { chatId, personId } = ctx.actor;
  const draft = await deps.store.reportDrafts.gatheringOf(chatId, personId);
  return draft === null ? startReport(deps, ctx) : send(deps, ctx, draft.id, interim);
}

/** «Отправить отчёт», «Отправить как промежуточный». */
export async function send(deps: BotDeps, ctx: BotContext, draftId: number, interim: boolean): Promise<void> {
  await tellSent(deps, ctx, draftId, await sendWithBelow(deps, { actor: ctx.actor, draftId, interim }));
}

/** «Отправить всё же»: the person has read what a new version has changed. */
export async function sendChanged(
  deps: BotDeps,
  ctx: BotContext,
  {
    draftId,
    assignmentId,
    decisionId,
  }: { readonly draftId: number; readonly assignmentId: number; readonly decisionId: number },
): Promise<void> {
  const command = { actor: ctx.actor, draftId, assignmentId, interim: false, seenDecisionId: decisionId };
  await tellSent(deps, ctx, draftId, await sendWithBelow(deps, command));
}

async function tellSent(
  deps: BotDeps,
  ctx: BotContext,
  draftId: number,
  outcome: SendDraftOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'reported': {
      await toast(ctx);
      await ctx.conversation.exit(GATHER_REPORT);
      const shownIn = (await deps.store.reportDrafts.find(draftId))?.messageId ?? null;
      if (ctx.callbackQuery === undefined && shownIn !== null) {
        await replaceMessage(deps, ctx.actor, shownIn, reply('reportSentBelow'));
      }
      return replace(deps, ctx, reportTaken({ ...outcome, by: nameInGroup(ctx) }));
    }
    case 'changed_since': {
      await toast(ctx, REPLIES.changedBeforeReport, true);
      const draft = await deps.store.reportDrafts.find(draftId);
      const facts = draft === null ? null : await describeGathered(deps.store, draft);
      const day = messageDay(deps);
      const { point, change } = outcome;
      const list = facts === null ? confirmChanged(point, change, draftId, day) : gatheringList(facts, day);
      return replace(deps, ctx, list);
    }
    case 'file_needed':
      return toast(ctx, REPLIES.fileNeeded, true);
    case 'nothing_gathered':
      return toast(ctx, REPLIES.nothingToSend, true);
    case 'still_fetching':
      return toast(ctx, REPLIES.stillFetching, true);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

/** «✖ 2»: takes one thing out. */
export async function remove(deps: BotDeps, ctx: BotContext, draftId: number, itemId: number): Promise<void> {
  const outcome = await removeGathered(deps, { actor: ctx.actor, draftId, itemId });
  if (outcome.kind !== 'changed') return toast(ctx, refusalText(outcome.kind), true);
  await toast(ctx);
  if (outcome.facts !== null) await replace(deps, ctx, gatheringList(outcome.facts, messageDay(deps)));
}

/** «Отменить» under the list. */
export async function cancel(deps: BotDeps, ctx: BotContext, draftId: number): Promise<void> {
  const outcome = await cancelGathering(deps, { actor: ctx.actor, draftId });
  if (outcome.kind !== 'changed') return toast(ctx, refusalText(outcome.kind), true);
  await toast(ctx);
  await ctx.conversation.exit(GATHER_REPORT);
  await replace(deps, ctx, gatheringCancelled(outcome.facts));
}

/** `/cancel`: false where nothing is gathered. */
export async function cancelPresent(deps: BotDeps, ctx: BotContext): Promise<boolean> {
  const cancelled = await cancelPresentGathering(deps, ctx.actor);
  if (cancelled === null) return false;
  const { draft, facts } = cancelled;
  await say(deps, ctx, gatheringCancelled(facts));
  if (draft.messageId !== null) {
    await replaceMessage(deps, ctx.actor, draft.messageId, gatheringCancelled(null));
  }
  return true;
}

/** «Продолжить». */
export async function resume(deps: BotDeps, ctx: BotContext, draftId: number): Promise<void> {
  const opened = await resumeGathering(deps, { actor: ctx.actor, draftId });
  if (opened.kind !== 'gathering') return toast(ctx, refusalText(opened.kind), true);
  await toast(ctx);
  await beginGathering(deps, ctx, opened);
}

const REFUSED_FILES = {
  too_big: fileTooBig(),
  gone: reply('fileUnavailable'),
  full: reply('reportFull'),
} as const;

/** An observer has open assignments and may report none. */
function noneToReport(ctx: BotContext): keyof typeof REPLIES {
  const roles = new Set(ctx.access.subscriptions.map(({ role }) => role));
  return roles.has('observer') && !roles.has('executor') ? 'notExecutor' : 'noOpenAssignments';
}

/** The list as a new message; the one before it only points down. */
async function placeAnew(
  deps: BotDeps,
  ctx: BotContext,
  draft: ReportDraft,
  list: OutgoingMessage,
): Promise<void> {
  const { chatId, assignmentId } = draft;
  const { messageId } = await deps.messenger.send(ctx.actor, list);
  await deps.store.reportDrafts.showIn(draft.id, messageId);
  // A reply to the list is about its assignment.
  if (assignmentId !== null) {
    await deps.store.sentMessages.remember(chatId, messageId, [assignmentId], deps.clock.now());
  }
  if (draft.messageId !== null) await replaceMessage(deps, ctx.actor, draft.messageId, gatheringMoved());
}

async function replaceList(
  deps: BotDeps,
  ctx: BotContext,
  draft: ReportDraft,
  list: OutgoingMessage,
): Promise<void> {
  if (draft.messageId === null) return placeAnew(deps, ctx, draft, list);
  await replaceMessage(deps, ctx.actor, draft.messageId, list);
}
