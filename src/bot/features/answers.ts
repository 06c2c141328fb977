import {
  answerMessage,
  type IncomingFile,
  listForEvidence,
  reportWithEvidence,
} from '../../app/answer-message.ts';
import { messageDay } from '../../app/deps.ts';
import { listOwnAssignments, listReportableOfDocument } from '../../app/list-assignments.ts';
import { type ReportAssignmentOutcome, reportAssignment } from '../../app/report-assignment.ts';
import type { PointFacts } from '../../messages/point.ts';
import { REPLIES } from '../../messages/reply.ts';
import { type ChoiceSource, chooseDone, confirmDone, reportTaken } from '../../messages/report.ts';
import { replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** «Выполнено» under a message about one assignment. */
export async function reportByButton(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const report = { actor: ctx.actor, assignmentId, text: 'Выполнено', files: [] };
  await tellPressed(deps, ctx, await reportAssignment(deps, report));
}

/** The assignment was chosen for words or files that came before. */
export async function reportChosen(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  evidenceUpdateId: number,
): Promise<void> {
  const outcome = await reportWithEvidence(deps, { actor: ctx.actor, assignmentId, evidenceUpdateId });
  if (outcome.kind === 'evidence_gone') return toast(ctx, REPLIES.evidenceGone, true);
  if (outcome.kind !== 'reported') return tellPressed(deps, ctx, outcome);
  await toast(ctx);
  await replace(deps, ctx, reportTaken(outcome.point, outcome.files, outcome.to));
}

/**
 * «Выполнено» under a message about several assignments: which? Opened as a new message, so that the reminder
 * stays; its pages (`turn`) are turned in place.
 */
export async function offerChoice(
  deps: BotDeps,
  ctx: BotContext,
  source: ChoiceSource,
  show: 'open' | { readonly turn: number },
): Promise<void> {
  const points = await listCandidates(deps, ctx.actor.chatId, source);
  if (points.length === 0) return toast(ctx, REPLIES.noOpenAssignments, true);
  await toast(ctx);
  const day = messageDay(deps);
  if (show === 'open') await say(deps, ctx, chooseDone(points, source, 0, day));
  else await replace(deps, ctx, chooseDone(points, source, show.turn, day));
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
  switch (outcome.kind) {
    case 'not_an_answer':
      return false;
    case 'added':
      return true;
    case 'reported':
      await say(deps, ctx, reportTaken(outcome.point, outcome.files, outcome.to));
      return true;
    case 'confirm':
      await say(deps, ctx, confirmDone(outcome.point, outcome.evidenceUpdateId, messageDay(deps)));
      return true;
    case 'choose':
      await say(deps, ctx, choice(deps, outcome.points, outcome.evidenceUpdateId));
      return true;
    case 'no_open_assignments':
      await sayReply(deps, ctx, 'noOpenAssignments');
      return true;
    case 'too_big':
      await sayReply(deps, ctx, 'tooBig');
      return true;
    case 'file_unavailable':
      await sayReply(deps, ctx, 'fileUnavailable');
      return true;
    case 'already_reported':
    case 'already_accepted':
    case 'withdrawn':
    case 'observer':
    case 'not_yours':
      await say(deps, ctx, { html: REPORT_REFUSALS[outcome.kind] });
      return true;
  }
}

/** The file of a message, whatever Telegram calls it; null where it has none. */
export function fileOf(message: NonNullable<BotContext['message']>): IncomingFile | null {
  const { document, photo, voice, video, audio, video_note: videoNote } = message;
  const image = photo?.at(-1);
  if (image !== undefined) return { fileId: image.file_id, name: 'photo.jpg', mimeType: 'image/jpeg' };
  if (voice !== undefined) {
    return { fileId: voice.file_id, name: 'voice.ogg', mimeType: voice.mime_type ?? 'audio/ogg' };
  }
  if (videoNote !== undefined) return { fileId: videoNote.file_id, name: 'video.mp4', mimeType: 'video/mp4' };
  const file = document ?? video ?? audio;
  if (file === undefined) return null;
  return {
    fileId: file.file_id,
    name: file.file_name ?? 'file',
    mimeType: file.mime_type ?? 'application/octet-stream',
  };
}

/** Why a report was not taken. */
export const REPORT_REFUSALS: {
  readonly [K in Exclude<ReportAssignmentOutcome['kind'], 'reported'>]: string;
} = {
  already_reported: REPLIES.alreadyReported,
  already_accepted: REPLIES.alreadyAccepted,
  withdrawn: REPLIES.withdrawn,
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
};

async function tellPressed(deps: BotDeps, ctx: BotContext, outcome: ReportAssignmentOutcome): Promise<void> {
  if (outcome.kind !== 'reported') return toast(ctx, REPORT_REFUSALS[outcome.kind], true);
  await toast(ctx);
  await say(deps, ctx, reportTaken(outcome.point, outcome.files, outcome.to));
}

async function listCandidates(
  deps: BotDeps,
  chatId: number,
  source: ChoiceSource,
): Promise<readonly PointFacts[]> {
  switch (source.kind) {
    case 'all':
      return listOwnAssignments(deps, chatId, 'reportable');
    case 'document':
      return listReportableOfDocument(deps, chatId, source.documentId);
    case 'evidence':
      return listForEvidence(deps, chatId, source.updateId);
  }
}

function choice(deps: BotDeps, points: readonly PointFacts[], updateId: number) {
  return chooseDone(points, { kind: 'evidence', updateId }, 0, messageDay(deps));
}
