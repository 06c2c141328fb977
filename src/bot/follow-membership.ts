import type { MiddlewareFn } from 'grammy';
import { reopenChat } from '../app/reopen-chat.ts';
import type { BotContext, BotDeps } from './context.ts';

/** Follows what becomes of chats: blocked, kicked, let in again, or turned into a supergroup. */
export function followMembership(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { myChatMember, message } = ctx;
    if (myChatMember !== undefined) {
      const { status } = myChatMember.new_chat_member;
      const { id } = myChatMember.chat;
      if (status === 'kicked' || status === 'left')
        await deps.store.subscriptions.markUnreachable(id, status);
      else {
        await reopenChat(deps, { chatId: id, updateId: ctx.update.update_id, heard: 'membership' });
      }
      return;
    }
    if (message?.migrate_to_chat_id !== undefined) {
      await deps.store.subscriptions.migrateChat(message.chat.id, message.migrate_to_chat_id);
      return;
    }
    await next();
  };
}
