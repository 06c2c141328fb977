import { awaitPage, endAwaiting, findAwaited } from '../../app/await-page.ts';
import { joinPage } from '../../app/join-page.ts';
import { findPlacedPage, movePage } from '../../app/move-page.ts';
import { parseAction } from '../../messages/actions.ts';
import { askPage, PAGE_REPLIES, pageIsRead, pageMoved, pagePlaces } from '../../messages/draft-page.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { DRAFT_REFUSED } from '../draft-refused.ts';
import { receiveDocument } from './publishing.ts';

/** A text that answers a draft is one more page of it from this length on; a shorter one is a remark. */
const PAGE_TEXT_LENGTH = 40;

/** «Добавить страницу»: asks for it; the next file, photo or text is the page. */
export async function askForPage(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const outcome = await awaitPage(deps, ctx.actor, documentId);
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'awaited':
      // One question at a time.
      await ctx.conversation.exitAll();
      await toast(ctx);
      return say(deps, ctx, askPage(outcome.document));
  }
}

/** «Поставить в другое место»: the points that the page could stand behind. */
export async function showPlaces(
  deps: BotDeps,
  ctx: BotContext,
  decisionId: number,
  page: number,
): Promise<void> {
  const found = await findPlacedPage(deps, ctx.actor, decisionId);
  if (found.kind !== 'found') return toast(ctx, PLACE_REFUSED[found.kind], true);
  await toast(ctx);
  await replace(deps, ctx, pagePlaces(found.page, page));
}

/** «После п. 3», «В начало», «В конец». */
export async function putPage(
  deps: BotDeps,
  ctx: BotContext,
  decisionId: number,
  afterId: number | null,
): Promise<void> {
  const moved = await movePage(deps, ctx.actor, decisionId, afterId);
  if (moved.kind !== 'found') return toast(ctx, PLACE_REFUSED[moved.kind], true);
  await toast(ctx);
  await replace(deps, ctx, pageMoved(moved.page));
}

const PLACE_REFUSED = {
  not_controller: REPLIES.notController,
  draft_gone: REPLIES.draftGone,
  page_gone: REPLIES.pageGone,
  place_gone: REPLIES.pointGone,
} as const;

/** «Да, добавить к нему»: what was read by itself is read once more, as a page of the other draft. */
export async function join(
  deps: BotDeps,
  ctx: BotContext,
  uploadId: number,
  documentId: number,
): Promise<void> {
  const messageId = ctx.callbackQuery?.message?.message_id ?? null;
  const outcome = await joinPage(deps, { actor: ctx.actor, uploadId, documentId, messageId });
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'draft_gone':
      return toast(ctx, PAGE_REPLIES.draft_gone, true);
    case 'page_gone':
      return toast(ctx, REPLIES.pageGone, true);
    case 'page_reviewed':
      return toast(ctx, REPLIES.pageReviewed, true);
    case 'joined':
      await toast(ctx);
      await replace(deps, ctx, pageIsRead(outcome.document));
      deps.onUpload();
  }
}

/**
 * A message that is a page of a draft: because it was asked for, or because it answers the draft with a file or a longer
 * text. False where it is none.
 */
export async function receivePage(
  deps: BotDeps,
  ctx: BotContext,
  file: { readonly fileId: string; readonly name: string } | null,
): Promise<boolean> {
  const awaited = await findAwaited(deps, ctx.actor);
  const documentId = awaited ?? draftAnswered(ctx, file !== null);
  if (documentId === null || !(await receiveDocument(deps, ctx, file, documentId))) return false;
  if (awaited !== null) await endAwaiting(deps, ctx.actor);
  return true;
}

/** The draft whose message this one answers: the buttons there name it. */
function draftAnswered({ message, me }: BotContext, hasFile: boolean): number | null {
  const replied = message?.reply_to_message;
  if (replied?.from?.id !== me.id) return null;
  if (!hasFile && (message?.text?.length ?? 0) < PAGE_TEXT_LENGTH) return null;
  for (const button of replied.reply_markup?.inline_keyboard.flat() ?? []) {
    const action = 'callback_data' in button ? parseAction(button.callback_data) : null;
    if (action?.kind === 'ask_page' || action?.kind === 'publish') return action.documentId;
  }
  return null;
}
