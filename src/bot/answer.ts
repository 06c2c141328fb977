import { GrammyError, HttpError } from 'grammy';
import type { Actor } from '../app/deps.ts';
import { MessengerError, type MessengerFailure, type Place } from '../app/ports.ts';
import { questionInGroup } from '../messages/group-question.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { REPLIES } from '../messages/reply.ts';
import type { BotContext, BotDeps } from './context.ts';

/** What says of a message that it cannot be changed any more, while the chat can be written to. */
const UNCHANGEABLE: ReadonlySet<MessengerFailure> = new Set(['bad_request', 'topic_gone']);

/** Sends a message to where the update came from. */
export async function say(deps: BotDeps, ctx: BotContext, message: OutgoingMessage): Promise<void> {
  await deps.messenger.send(ctx.actor, message);
}

/**
 * Asks whoever acts for words. In a group the question names them and opens a reply in their app, and in nobody else's:
 * the bot hears replies there.
 */
export async function ask(
  { messenger }: Pick<BotDeps, 'messenger'>,
  actor: Actor,
  question: OutgoingMessage,
): Promise<void> {
  const isGroup = actor.chatId !== actor.telegramUserId;
  await messenger.send(actor, isGroup ? questionInGroup(question, actor.telegramUserId) : question);
}

/** Who acts, for the others in a group to know: nobody there sees a press. Null in a private chat. */
export function nameInGroup({ actor, visitor }: BotContext): string | null {
  return actor.chatId === actor.telegramUserId ? null : visitor.name;
}

/** One of the short answers, as a message. */
export async function sayReply(deps: BotDeps, ctx: BotContext, name: keyof typeof REPLIES): Promise<void> {
  await say(deps, ctx, { html: REPLIES[name] });
}

/** Puts a message in the place of the one whose button was pressed; what can't be edited any more is sent anew. */
export async function replace(deps: BotDeps, ctx: BotContext, message: OutgoingMessage): Promise<void> {
  await showInPlace(deps, ctx, message);
}

/** The same, for who must know the number of the message that shows it. */
export async function showInPlace(deps: BotDeps, ctx: BotContext, message: OutgoingMessage): Promise<number> {
  const pressed = ctx.callbackQuery?.message;
  if (pressed !== undefined && pressed.date !== 0) {
    return editOrSend(deps, ctx.actor, pressed.message_id, message);
  }
  return (await deps.messenger.send(ctx.actor, message)).messageId;
}

/** The same for a message known by its number: one that was deleted or can't be edited is sent anew. */
export async function replaceMessage(
  deps: Pick<BotDeps, 'messenger'>,
  place: Place,
  messageId: number,
  message: OutgoingMessage,
): Promise<void> {
  await editOrSend(deps, place, messageId, message);
}

async function editOrSend(
  { messenger }: Pick<BotDeps, 'messenger'>,
  place: Place,
  messageId: number,
  message: OutgoingMessage,
): Promise<number> {
  try {
    await messenger.edit(place.chatId, messageId, message);
    return messageId;
  } catch (error) {
    if (!(error instanceof MessengerError) || !UNCHANGEABLE.has(error.reason)) throw error;
    return (await messenger.send(place, message)).messageId;
  }
}

/**
 * Stops the button's spinner, with a short text on the screen where there is something to say; what was asked for in
 * words is answered by a message.
 */
export async function toast(ctx: BotContext, text?: string, alert = false): Promise<void> {
  // An alert says why nothing was done.
  if (alert && text !== undefined) ctx.refused = text;
  if (ctx.callbackQuery === undefined) {
    // Asked for in words instead of a press.
    if (text !== undefined) await ctx.reply(text);
    return;
  }
  try {
    await ctx.answerCallbackQuery(text === undefined ? {} : { text: text.slice(0, 200), show_alert: alert });
  } catch (error) {
    // A press waits 150 seconds at Telegram; after an outage its spinner is gone, the press itself still counts.
    if (error instanceof GrammyError && error.error_code === 400) return;
    throw asMessengerError(error);
  }
}

/** What answers a press goes past the messenger; its failures are to be treated alike. */
function asMessengerError(error: unknown): unknown {
  if (error instanceof HttpError) {
    return new MessengerError('network', { permanent: false, message: error.message, cause: error });
  }
  if (!(error instanceof GrammyError)) return error;
  const { retry_after: retryAfterSeconds } = error.parameters;
  return new MessengerError(error.error_code === 429 ? 'rate_limited' : 'server', {
    permanent: false,
    message: error.message,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    cause: error,
  });
}
