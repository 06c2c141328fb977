import { findBroadcastProgress } from '../../app/broadcast-progress.ts';
import { describeDraft } from '../../app/describe-draft.ts';
import { discardDocument } from '../../app/discard-document.ts';
import { publishDocument } from '../../app/publish-document.ts';
import { receiveUpload } from '../../app/receive-upload.ts';
import { replaceDraft } from '../../app/replace-draft.ts';
import { broadcastStatus, published } from '../../messages/broadcast.ts';
import { askDiscarding, draftDiscarded, draftReplaced, draftSummary } from '../../messages/draft.ts';
import { readingBegins, takesTime } from '../../messages/reading.ts';
import { REPLIES } from '../../messages/reply.ts';
import { isDoubtful } from '../../messages/review.ts';
import { firstStep } from '../../messages/review-steps.ts';
import { versionPublished } from '../../messages/version-draft.ts';
import { replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { DRAFT_REFUSED } from '../draft-refused.ts';

/**
 * A controller sent a file or a text that is a document, or part of one: it is kept and read soon, and where reading
 * takes its time, the person hears at once that it has begun. False where a text is too short for a document.
 */
export async function receiveDocument(
  deps: BotDeps,
  ctx: BotContext,
  file: { readonly fileId: string; readonly name: string } | null,
  pageOfId: number | null = null,
): Promise<boolean> {
  const { message } = ctx;
  if (message === undefined) return false;
  const isPhoto = message.photo !== undefined;
  const outcome = await receiveUpload(deps, {
    actor: ctx.actor,
    messageId: message.message_id,
    file: file === null ? null : { fileId: file.fileId, name: isPhoto ? null : file.name },
    text: message.text ?? message.caption ?? null,
    mediaGroupId: message.media_group_id ?? null,
    pageOfId,
  });
  switch (outcome.kind) {
    case 'not_controller':
      await sayReply(deps, ctx, 'notController');
      return true;
    case 'not_a_document':
      return false;
    case 'opened':
    case 'joined': {
      const { upload } = outcome;
      if (upload.progressMessageId === null && takesTime(upload)) {
        const told = await deps.messenger.send(ctx.actor, readingBegins(upload));
        await deps.store.uploads.rememberProgress(upload.id, told.messageId);
      }
      deps.onUpload();
      return true;
    }
  }
}

/** Back to the summary, in place. */
export async function showDraft(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  await toast(ctx);
  await replace(deps, ctx, draftSummary(found.draft));
}

/** «Опубликовать»: the first thing that is still doubtful, or the question whether to send it all. */
export async function askToPublish(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  await toast(ctx, isDoubtful(found.draft) ? REPLIES.doubtsRemain : undefined);
  await replace(deps, ctx, firstStep(found.draft, deps.calendar));
}

/** «Опубликовать и отправить»; where something has changed since the question, the way there begins anew. */
export async function publish(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  edition: number,
): Promise<void> {
  const outcome = await publishDocument(deps, { actor: ctx.actor, documentId, edition });
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'nothing_to_publish':
    case 'doubts_remain':
    case 'version_to_confirm':
    case 'changed_meanwhile': {
      const found = await describeDraft(deps, documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      await toast(ctx, REPLIES.draftChanged, true);
      return replace(deps, ctx, firstStep(found.draft, deps.calendar));
    }
    case 'published':
      await toast(ctx);
      return replace(deps, ctx, published(outcome.document, outcome));
    case 'version_published':
      await toast(ctx);
      return replace(deps, ctx, versionPublished(outcome.document, outcome));
  }
}

/** «Отменить» under a draft; one that was worked at is asked about first (`knowing`: that was answered). */
export async function discard(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  knowing: boolean,
): Promise<void> {
  const outcome = await discardDocument(deps, { actor: ctx.actor, documentId, knowing });
  switch (outcome.kind) {
    case 'reviewed':
      await toast(ctx);
      return replace(deps, ctx, askDiscarding(outcome.document, outcome.points));
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'discarded':
      await toast(ctx);
      return replace(deps, ctx, draftDiscarded(outcome.document));
  }
}

/** «Заменить прежний черновик»; the summary of the one in its place follows. */
export async function takePlace(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  earlierId: number,
): Promise<void> {
  const outcome = await replaceDraft(deps, { actor: ctx.actor, documentId, earlierId });
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'replaced': {
      await toast(ctx);
      await replace(
        deps,
        ctx,
        draftReplaced(outcome.document, {
          ...outcome,
          notReshaped: outcome.lost.map((label) => ({ question: null, label })),
        }),
      );
      const found = await describeDraft(deps, documentId);
      if (found !== null) await say(deps, ctx, draftSummary(found.draft));
    }
  }
}

/** «Рассылки»: how far the broadcast of a document has come. */
export async function showBroadcast(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  if (!(await isController(deps, ctx))) return toast(ctx, REPLIES.notController, true);
  const found = await findBroadcastProgress(deps, documentId);
  if (found === null) return toast(ctx, REPLIES.documentGone, true);
  await toast(ctx);
  await replace(deps, ctx, broadcastStatus(found.document, found.progress));
}

/** True while the person is a controller. */
export async function isController(deps: BotDeps, ctx: BotContext): Promise<boolean> {
  return (await deps.store.controllers.findByTelegramUser(ctx.actor.telegramUserId)) !== null;
}

/** `/publish`: how a document is published. */
export async function offerPublishing(deps: BotDeps, ctx: BotContext): Promise<void> {
  await sayReply(deps, ctx, (await isController(deps, ctx)) ? 'controllerHint' : 'notController');
}

/** The draft for a controller; anybody else and any other state gets told so and null. */
export async function findDraft(deps: BotDeps, ctx: BotContext, documentId: number) {
  if (!(await isController(deps, ctx))) {
    await toast(ctx, REPLIES.notController, true);
    return null;
  }
  const found = await describeDraft(deps, documentId);
  if (found === null || found.document.state !== 'draft') {
    await toast(ctx, found === null ? REPLIES.documentGone : REPLIES.draftGone, true);
    return null;
  }
  return found;
}
