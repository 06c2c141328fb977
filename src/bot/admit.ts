import type { MiddlewareFn } from 'grammy';
import { reopenChat } from '../app/reopen-chat.ts';
import { findAccess } from '../app/standing.ts';
import { strangerGreeting } from '../messages/greeting.ts';
import { REPLIES } from '../messages/reply.ts';
import { toast } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { recordRefusal } from './record-refusal.ts';

/** «/start» with an invitation is all that a stranger can do. */
const INVITED = /^\/start(?:@\w+)?\s+\S/;

/**
 * Puts on the context who acts and what they may do in this chat. A stranger (no controller, in a chat that speaks
 * for nobody) goes no further, except through an invitation: whatever they write, send or press, they get the
 * greeting, and are not remembered. In a group it is asked anew at every action whether the person is still there.
 */
export function admit(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { name, ...visit } = ctx.visitor;
    const { telegramUserId, chatId, topicId, updateId } = visit;
    ctx.access = await findAccess(deps.store, telegramUserId, chatId);
    if (ctx.access.subscriptions.length === 0) {
      // A chat that writes can be written to again.
      const { reopened } = await reopenChat(deps, { chatId, updateId, heard: 'message' });
      if (reopened) ctx.access = await findAccess(deps.store, telegramUserId, chatId);
    }
    const { controller, subscriptions } = ctx.access;
    if (controller || subscriptions.length > 0 || INVITED.test(ctx.message?.text ?? '')) {
      const refused = await refusedInGroup(deps, ctx);
      if (refused !== null) {
        await recordRefusal(deps, ctx, refused);
        return ctx.callbackQuery === undefined
          ? void (await deps.messenger.send({ chatId, topicId }, { html: refused }))
          : toast(ctx, refused, true);
      }
      const { id: personId } = await deps.store.people.remember(telegramUserId, name);
      ctx.actor = { ...visit, personId };
      return next();
    }
    const greeting = strangerGreeting();
    if (ctx.callbackQuery !== undefined) {
      await recordRefusal(deps, ctx, greeting.html);
      return toast(ctx, greeting.html, true);
    }
    // In a group nobody talks to the bot unless they say so.
    if (ctx.chat?.type === 'private' || ctx.hasCommand('start'))
      await deps.messenger.send({ chatId, topicId }, greeting);
  };
}

/** Why nothing is done for this person in this group; null in a private chat, and for a member. */
async function refusedInGroup(deps: BotDeps, ctx: BotContext): Promise<string | null> {
  if (ctx.chat?.type === 'private') return null;
  const { chatId, telegramUserId } = ctx.visitor;
  switch (await deps.members.standing(chatId, telegramUserId)) {
    case 'member':
      return null;
    case 'gone':
      return REPLIES.notMember;
    case 'hidden':
      return REPLIES.membersHidden;
    case 'unavailable':
      return REPLIES.tryAgain;
  }
}
