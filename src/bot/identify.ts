import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotDeps } from './context.ts';

/** Telegram's account for posts in the name of a group or channel: nobody in particular. */
const ANONYMOUS_ADMIN_ID = 1087968824;

/**
 * Puts the actor on the context. Updates nobody in particular caused (channel posts, anonymous admins, other
 * bots) go no further.
 */
export function identify(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { from, chatId } = ctx;
    if (from === undefined || chatId === undefined || from.is_bot || from.id === ANONYMOUS_ADMIN_ID) return;
    const name = [from.first_name, from.last_name]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
    const person = await deps.store.people.remember(from.id, name || String(from.id));
    ctx.actor = {
      personId: person.id,
      telegramUserId: from.id,
      chatId,
      messageId: ctx.msgId ?? null,
      updateId: ctx.update.update_id,
    };
    await next();
  };
}
