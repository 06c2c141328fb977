import { findBroadcastProgress } from '../../app/broadcast-progress.ts';
import { describeDraft } from '../../app/describe-draft.ts';
import { discardDocument } from '../../app/discard-document.ts';
import { documentFacts } from '../../app/point-facts.ts';
import { publishDocument } from '../../app/publish-document.ts';
import { uploadDocument } from '../../app/upload-document.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { broadcastStatus, published } from '../../messages/broadcast.ts';
import { alreadyPublished, draftDiscarded, draftSummary, nothingFound } from '../../messages/draft.ts';
import { escapeHtml } from '../../messages/html.ts';
import { REPLIES } from '../../messages/reply.ts';
import { isDoubtful } from '../../messages/review.ts';
import { firstStep } from '../../messages/review-steps.ts';
import { replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** A controller sent a file. */
export async function uploadFile(
  deps: BotDeps,
  ctx: BotContext,
  file: { readonly fileId: string; readonly name: string },
): Promise<void> {
  const fetched = await deps.fetcher.fetch(file.fileId);
  if (fetched.kind === 'too_big') return sayReply(deps, ctx, 'tooBig');
  if (fetched.kind !== 'file') return sayReply(deps, ctx, 'fileUnavailable');
  await upload(deps, ctx, fetched.bytes, file.name);
}

/** A controller pasted the text of a document. */
export async function uploadText(deps: BotDeps, ctx: BotContext, text: string): Promise<void> {
  await upload(deps, ctx, new TextEncoder().encode(text), 'текст сообщения');
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
      return toast(ctx, REPLIES.notController, true);
    case 'document_gone':
      return toast(ctx, REPLIES.documentGone, true);
    case 'draft_gone':
      return toast(ctx, REPLIES.draftGone, true);
    case 'nothing_to_publish':
    case 'doubts_remain':
    case 'changed_meanwhile': {
      const found = await describeDraft(deps, documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      await toast(ctx, REPLIES.draftChanged, true);
      return replace(deps, ctx, firstStep(found.draft, deps.calendar));
    }
    case 'published':
      await toast(ctx);
      return replace(deps, ctx, published(outcome.document, outcome));
  }
}

/** «Отменить» under a draft. */
export async function discard(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const outcome = await discardDocument(deps, { actor: ctx.actor, documentId });
  switch (outcome.kind) {
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
    case 'document_gone':
      return toast(ctx, REPLIES.documentGone, true);
    case 'draft_gone':
      return toast(ctx, REPLIES.draftGone, true);
    case 'discarded':
      await toast(ctx);
      return replace(deps, ctx, draftDiscarded(outcome.document));
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

async function upload(deps: BotDeps, ctx: BotContext, bytes: Uint8Array, name: string): Promise<void> {
  const outcome = await uploadDocument(deps, { actor: ctx.actor, bytes, name });
  switch (outcome.kind) {
    case 'not_controller':
      return sayReply(deps, ctx, 'notController');
    case 'unreadable':
      return say(deps, ctx, { html: escapeHtml(outcome.message) });
    case 'nothing_found':
      return say(deps, ctx, nothingFound(name, outcome.reasons));
    case 'read':
      for (const document of outcome.published) {
        const publishedOn = moscowDateOf(document.publishedAt ?? deps.clock.now());
        await say(deps, ctx, alreadyPublished(documentFacts(document), publishedOn));
      }
      for (const documentId of outcome.drafts) {
        const found = await describeDraft(deps, documentId);
        if (found !== null) await say(deps, ctx, draftSummary(found.draft));
      }
  }
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
