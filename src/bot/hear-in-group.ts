import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import { saysExecuted } from '../core/assignments/done-words.ts';
import { reply } from '../messages/reply.ts';
import type { BotContext, BotDeps } from './context.ts';
import { topicOf } from './topic-of.ts';

/**
 * In a group people talk with each other. The bot hears what is said to it: commands without another bot's name,
 * replies to its messages, mentions of its name, and «выполнено» by itself where it gets everything. The rest goes no
 * further. What is said to it in the group's name, by an anonymous administrator, is answered: nobody is known to
 * have said it.
 */
export function hearInGroup(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { message } = ctx;
    ctx.isAddressed = isForBot(ctx);
    if (message === undefined || message.chat.type === 'private') return next();
    if (!ctx.isAddressed && !saysExecuted(message.text ?? message.caption ?? '')) return;
    if (message.sender_chat !== undefined) {
      if (!ctx.isAddressed || message.is_automatic_forward === true) return;
      const { id: chatId } = message.chat;
      if ((await deps.store.subscriptions.ofChat(chatId)).length === 0) return;
      await deps.messenger.send({ chatId, topicId: topicOf(message) }, reply('anonymous'));
      return;
    }
    forgetOwnName(message, ctx.me.username);
    return next();
  };
}

/** Whether a message is meant for the bot; all in a private chat are. */
function isForBot({ message, me }: BotContext): boolean {
  if (message === undefined) return false;
  if (message.chat.type === 'private' || isReplyTo(message, me.id)) return true;
  const words = message.text ?? message.caption ?? '';
  const command = /^\/\w+(?:@(\w+))?/.exec(words);
  if (command !== null) return isName(command[1] ?? me.username, me.username);
  return mentions(words).some((name) => isName(name, me.username));
}

/** True for a reply to the bot. In a topic everything replies to the message that made it, if to nothing else. */
function isReplyTo({ reply_to_message: replied }: Message, botId: number): boolean {
  return replied?.from?.id === botId && replied.forum_topic_created === undefined;
}

/** «@srok_bot выполнено» is «выполнено» to everybody who reads it later on. */
function forgetOwnName(message: Message, username: string): void {
  const without = (words: string): string =>
    words.replaceAll(MENTION, (mention, name: string) => (isName(name, username) ? '' : mention)).trim();
  // A command's name of the bot is part of the command.
  if (message.text !== undefined && !message.text.startsWith('/')) message.text = without(message.text);
  if (message.caption !== undefined) message.caption = without(message.caption);
}

const MENTION = /(?<![\p{L}\p{N}_])@(\w+)/gu;

function mentions(words: string): readonly string[] {
  return [...words.matchAll(MENTION)].map(([, name]) => name ?? '');
}

function isName(name: string, username: string): boolean {
  return name.toLowerCase() === username.toLowerCase();
}
