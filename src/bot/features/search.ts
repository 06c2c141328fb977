import { turnSearch } from '../../app/search-tasks.ts';
import { REPLIES } from '../../messages/reply.ts';
import { askSearch } from '../../messages/task-search.ts';
import { ask, showInPlace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ASK_SEARCH } from '../conversations/ask-search.ts';
import { wordFound } from '../find-tasks.ts';

/** «Поиск»: asks for words. */
export async function askForSearch(deps: BotDeps, ctx: BotContext): Promise<void> {
  await toast(ctx);
  await ctx.conversation.exitAll();
  await ask(deps, ctx.actor, askSearch());
  await ctx.conversation.enter(ASK_SEARCH);
}

/** Another page of what was found, or back from a card: in place. */
export async function turnFound(
  deps: BotDeps,
  ctx: BotContext,
  updateId: number,
  page: number,
): Promise<void> {
  const { chatId } = ctx.actor;
  const found = await turnSearch(deps, { chatId, updateId, page });
  if (found.kind === 'forgotten') return toast(ctx, REPLIES.searchForgotten, true);
  await toast(ctx);
  const messageId = await showInPlace(deps, ctx, wordFound(deps, found));
  // Where a card was before, a reply is about that card no more.
  await deps.store.sentMessages.remember(chatId, messageId, [], deps.clock.now());
}
