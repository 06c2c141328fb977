import type { Person, Room } from './chats.ts';
import type { TelegramMessage, UpdateBody } from './shapes.ts';
import type { State } from './state.ts';

/** Queues an update about a message, if the bot is in the chat and may see it. */
export function tellMessage(
  state: State,
  room: Room,
  body: Extract<UpdateBody, { message: unknown } | { edited_message: unknown }>,
): void {
  const message = 'message' in body ? body.message : body.edited_message;
  if (isInside(room.bot) && mayBeSeen(state, room, message)) state.updates.push(body);
}

/** Privacy mode: in a group the bot gets commands for it, mentions of it, replies to it, and service messages. */
function mayBeSeen(state: State, room: Room, message: TelegramMessage): boolean {
  if (room.chat.type === 'private' || state.readsAllGroupMessages || room.bot === 'administrator')
    return true;
  const words = message.text ?? message.caption;
  const isService = words === undefined && (message.document ?? message.photo ?? message.voice) === undefined;
  return (
    isService ||
    message.reply_to_message?.from.id === state.bot.id ||
    /^\/\w+(?!\w*@)/.test(words ?? '') ||
    words?.includes(`@${state.bot.username}`) === true
  );
}

type Standing = Room['bot'];

/** True where the bot is in the chat. */
export function isInside(bot: Standing): boolean {
  return bot === 'member' || bot === 'administrator';
}

/** Queues my_chat_member: somebody let the bot in, out, blocked or unblocked it. */
export function tellBotMoved(state: State, room: Room, by: Person, before: Standing, after: Standing): void {
  state.changes.next();
  const member = (status: Standing) =>
    status === 'kicked' ? { status, user: state.bot, until_date: 0 } : { status, user: state.bot };
  state.updates.push({
    my_chat_member: {
      chat: room.chat,
      from: by.user,
      date: state.chats.nowSeconds(),
      old_chat_member: member(before),
      new_chat_member: member(after),
    },
  });
}
