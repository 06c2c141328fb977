import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import { MessengerError } from '../app/ports.ts';
import { REPLIES } from '../messages/reply.ts';
import type { BotContext, BotDeps } from './context.ts';
import { topicOf } from './topic-of.ts';
import type { UpdateOutcome } from './update-pump.ts';

/**
 * Hands an update to the bot. An answer that Telegram refuses for good (the person has blocked the bot) does not
 * make the update a failure; one that must wait says how long.
 *
 * @throws whatever the handler threw otherwise
 */
export async function handleUpdate(
  bot: Bot<BotContext>,
  deps: Pick<BotDeps, 'onError'>,
  payload: unknown,
): Promise<UpdateOutcome> {
  try {
    await bot.handleUpdate(payload as Update);
    return { kind: 'done' };
  } catch (wrapped) {
    const error = wrapped instanceof BotError ? wrapped.error : wrapped;
    if (!(error instanceof MessengerError)) throw error;
    if (error.reason === 'rate_limited') return { kind: 'wait', seconds: error.retryAfterSeconds ?? 1 };
    if (!error.permanent) throw error;
    deps.onError(error, { updateId: (payload as Update).update_id });
    return { kind: 'done' };
  }
}

/** Tells the person that their message could not be handled, if anybody can be told. */
export async function tellFailure(
  deps: Pick<BotDeps, 'messenger' | 'onError'>,
  payload: unknown,
): Promise<void> {
  const update = payload as Update;
  const chatId = chatOf(update);
  if (chatId === null) return;
  const topicId = topicOf(update.message ?? update.callback_query?.message);
  try {
    await deps.messenger.send({ chatId, topicId }, { html: REPLIES.failed });
  } catch (error) {
    deps.onError(error, { updateId: update.update_id });
  }
}

/** Updates of one key are handled one after the other: the chat's, else the update's own. */
export function chatKeyOf(payload: unknown): string {
  const update = payload as Update;
  return String(chatOf(update) ?? `update-${update.update_id}`);
}

function chatOf(update: Update): number | null {
  return (
    update.message?.chat.id ??
    update.callback_query?.message?.chat.id ??
    update.my_chat_member?.chat.id ??
    update.edited_message?.chat.id ??
    null
  );
}
