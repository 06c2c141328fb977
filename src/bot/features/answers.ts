import { answerMessage } from '../../app/answer-message.ts';
import { messageDay } from '../../app/deps.ts';
import { listForDraft } from '../../app/join-question.ts';
import { listOwnAssignments, listReportableOfDocument } from '../../app/list-assignments.ts';
import { type ReportAssignmentOutcome, reportPressed } from '../../app/report-assignment.ts';
import { sendDraft, sendForAll } from '../../app/send-draft.ts';
import { settleOpenMatter } from '../../app/settle-open-matter.ts';
import { confirmAll, openMatter, reportedAll, wishPassedOn } from '../../messages/answers.ts';
import { confirmExtensionWish } from '../../messages/extension.ts';
import { addedLate, fileTooBig, lateFileAwaited } from '../../messages/late-files.ts';
import type { PointFacts } from '../../messages/point.ts';
import { REPLIES } from '../../messages/reply.ts';
import { reportTaken } from '../../messages/report.ts';
import { type ChoiceSource, chooseDone, confirmChanged, confirmDone } from '../../messages/report-choice.ts';
import { nameInGroup, replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { fileOf } from '../incoming-file.ts';
import { goOnWithExtension } from './extension.ts';
import { askWhatToAttach, attachReport, attachWith, beginGathering } from './gathering.ts';
import { ask } from './questions.ts';
import { refusalText } from './refusals.ts';

/** «Выполнено» under a message about one assignment; or once more, having read what a new version has changed. */
export async function reportByButton(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  seenDecisionId?: number,
): Promise<void> {
  const { actor } = ctx;
  await tellPressed(deps, ctx, await reportPressed(deps, { actor, assignmentId, seenDecisionId }));
}

/** The assignment was chosen for words or files that came before: as a report, or as an interim one. */
export async function reportChosen(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  draftId: number,
  interim: boolean,
): Promise<void> {
  const outcome = await sendDraft(deps, { actor: ctx.actor, assignmentId, draftId, interim });
  switch (outcome.kind) {
    case 'reported':
      await toast(ctx);
      return replace(deps, ctx, reportTaken({ ...outcome, by: nameInGroup(ctx) }));
    case 'file_needed':
      return attachReport(deps, ctx, assignmentId);
    case 'changed_since':
      await toast(ctx, REPLIES.changedBeforeReport, true);
      return replace(deps, ctx, confirmChanged(outcome.point, outcome.change, draftId, messageDay(deps)));
    case 'nothing_gathered':
      return toast(ctx, REPLIES.nothingToSend, true);
    case 'still_fetching':
      return toast(ctx, REPLIES.stillFetching, true);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

/** «Выполнено (3)»: every point that was named. */
export async function reportAll(deps: BotDeps, ctx: BotContext, draftId: number): Promise<void> {
  const outcome = await sendForAll(deps, { actor: ctx.actor, draftId });
  switch (outcome.kind) {
    case 'sent_for_all':
      await toast(ctx);
      return replace(deps, ctx, reportedAll(outcome.reported, outcome.fileNeeded, outcome.changed));
    case 'nothing_gathered':
      return toast(ctx, REPLIES.nothingToSend, true);
    case 'still_fetching':
      return toast(ctx, REPLIES.stillFetching, true);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

/** The assignment was chosen that words are about which are no «выполнено»: what is to become of them? */
export async function settleAbout(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  draftId: number,
): Promise<void> {
  const outcome = await settleOpenMatter(deps, { actor: ctx.actor, assignmentId, draftId });
  const day = messageDay(deps);
  switch (outcome.kind) {
    case 'open_matter':
      await toast(ctx);
      return replace(deps, ctx, openMatter(outcome.matter, outcome.point, draftId, day));
    case 'confirm_extension':
      await toast(ctx);
      return replace(deps, ctx, confirmExtensionWish(outcome.wish, draftId, day));
    case 'extension':
      await toast(ctx);
      return goOnWithExtension(deps, ctx, outcome);
    case 'passed_on':
      await toast(ctx);
      return replace(deps, ctx, wishPassedOn(outcome.point, outcome.to));
    case 'fetching':
      return toast(ctx, REPLIES.stillFetching, true);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

/**
 * «Выполнено» or «Приложить отчёт» under a message about several assignments: which? Opened as a new message, so that
 * the reminder stays; its pages (`turn`) are turned in place.
 */
export async function offerChoice(
  deps: BotDeps,
  ctx: BotContext,
  source: ChoiceSource,
  show: 'open' | { readonly turn: number },
): Promise<void> {
  const points = await listCandidates(deps, ctx, source);
  const [only, ...others] = points;
  if (only === undefined) return toast(ctx, REPLIES.noOpenAssignments, true);
  if (source.purpose === 'attach' && others.length === 0) {
    return source.kind === 'draft'
      ? attachWith(deps, ctx, only.assignmentId, source.draftId)
      : attachReport(deps, ctx, only.assignmentId);
  }
  await toast(ctx);
  const day = messageDay(deps);
  if (show !== 'open') return replace(deps, ctx, chooseDone(points, source, show.turn, day));
  if (source.purpose !== 'attach') return say(deps, ctx, chooseDone(points, source, 0, day));
  if (source.kind !== 'draft') return askWhatToAttach(deps, ctx, points);
  return ask(deps, ctx, source.draftId, (kept) => chooseDone(points, source, 0, day, { kept }));
}

/** An executor's own words, photo or file. Returns false where the message is no answer. */
export async function answerInWords(deps: BotDeps, ctx: BotContext): Promise<boolean> {
  const { message } = ctx;
  if (message === undefined) return false;
  const outcome = await answerMessage(deps, {
    actor: ctx.actor,
    text: message.text ?? message.caption ?? null,
    file: fileOf(message),
    replyToMessageId: message.reply_to_message?.message_id ?? null,
    mediaGroupId: message.media_group_id ?? null,
  });
  // «Выполнено» in a group's talk that is about nothing here.
  if (!ctx.isAddressed && (outcome.kind === 'no_open_assignments' || outcome.kind === 'observer'))
    return true;
  const day = messageDay(deps);
  switch (outcome.kind) {
    case 'not_an_answer':
      return false;
    case 'added':
      return true;
    case 'reported':
      await say(deps, ctx, reportTaken({ ...outcome, by: nameInGroup(ctx) }));
      return true;
    case 'changed_since':
      await say(deps, ctx, confirmChanged(outcome.point, outcome.change, outcome.draftId, day));
      return true;
    case 'confirm': {
      const { point, draftId } = outcome;
      await ask(deps, ctx, draftId, (kept) => confirmDone(point, draftId, day, kept));
      return true;
    }
    case 'confirm_all': {
      const { points, draftId } = outcome;
      await ask(deps, ctx, draftId, (kept) => confirmAll(points, draftId, kept));
      return true;
    }
    case 'choose': {
      const { points, draftId, purpose, missing } = outcome;
      const source = { kind: 'draft', draftId, purpose } as const;
      await ask(deps, ctx, draftId, (kept) => chooseDone(points, source, 0, day, { missing, kept }));
      return true;
    }
    case 'open_matter': {
      const { matter, point, draftId } = outcome;
      await ask(deps, ctx, draftId, (kept) => openMatter(matter, point, draftId, day, kept));
      return true;
    }
    case 'confirm_extension': {
      const { wish, draftId } = outcome;
      await ask(deps, ctx, draftId, () => confirmExtensionWish(wish, draftId, day));
      return true;
    }
    case 'attach':
      await attachWith(deps, ctx, outcome.assignmentId, outcome.draftId);
      return true;
    case 'added_late':
      await say(deps, ctx, addedLate(outcome.points));
      return true;
    case 'full':
      await sayReply(deps, ctx, 'reportFull');
      return true;
    case 'extension':
      await goOnWithExtension(deps, ctx, outcome);
      return true;
    case 'passed_on':
      await say(deps, ctx, wishPassedOn(outcome.point, outcome.to));
      return true;
    case 'file_needed':
      await beginGathering(deps, ctx, outcome.gathering);
      return true;
    case 'fetching':
      await say(deps, ctx, lateFileAwaited(outcome.name));
      return true;
    case 'no_open_assignments':
      await sayReply(deps, ctx, 'noOpenAssignments');
      return true;
    case 'too_big':
      await say(deps, ctx, fileTooBig());
      return true;
    case 'file_unavailable':
      await sayReply(deps, ctx, 'fileUnavailable');
      return true;
    default:
      await say(deps, ctx, { html: refusalText(outcome.kind) });
      return true;
  }
}

async function tellPressed(deps: BotDeps, ctx: BotContext, outcome: ReportAssignmentOutcome): Promise<void> {
  if (outcome.kind === 'file_needed') {
    return attachReport(deps, ctx, outcome.point.assignmentId);
  }
  if (outcome.kind === 'changed_since') {
    await toast(ctx, REPLIES.changedBeforeReport, true);
    return say(deps, ctx, confirmChanged(outcome.point, outcome.change, null, messageDay(deps)));
  }
  if (outcome.kind !== 'reported') return toast(ctx, refusalText(outcome.kind), true);
  await toast(ctx);
  await say(deps, ctx, reportTaken({ ...outcome, by: nameInGroup(ctx) }));
}

async function listCandidates(
  deps: BotDeps,
  ctx: BotContext,
  source: ChoiceSource,
): Promise<readonly PointFacts[]> {
  switch (source.kind) {
    case 'all':
      return listOwnAssignments(deps, ctx.actor.chatId);
    case 'document':
      return listReportableOfDocument(deps, ctx.actor.chatId, source.documentId);
    case 'draft':
      return listForDraft(deps, ctx.actor, source.draftId);
  }
}
