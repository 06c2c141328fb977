import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.ts';
import { topicOf } from './topic-of.ts';

/** Telegram's account for posts in the name of a group or channel: nobody in particular. */
const ANONYMOUS_ADMIN_ID = 1087968824;

/**
 * Puts on the context who the update comes from. Updates nobody in particular caused (channel posts, anonymous
 * admins, other bots) go no further.
 */
export function identify(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { from, chatId } = ctx;
    if (from === undefined || chatId === undefined || from.is_bot || from.id === ANONYMOUS_ADMIN_ID) return;
    const name = [from.first_name, from.last_name]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
    ctx.visitor = {
      name: name || String(from.id),
      telegramUserId: from.id,
      chatId,
      topicId: topicOf(ctx.message ?? ctx.callbackQuery?.message),
      messageId: ctx.msgId ?? null,
      updateId: ctx.update.update_id,
    };
    await next();
  };
}
