import { findMessage, readableRoom, writableRoom } from '../access.ts';
import type { Person, Room } from '../chats.ts';
import { refusals } from '../errors.ts';
import { explainWrongField, isJsonObject, requireString } from '../json.ts';
import type { ChatMember } from '../shapes.ts';
import type { Method } from './method.ts';

const actions: readonly string[] = [
  'typing',
  'cancel',
  'record_video',
  'upload_video',
  'record_audio',
  'record_voice',
  'upload_audio',
  'upload_voice',
  'upload_photo',
  'upload_document',
  'choose_sticker',
  'pick_up_location',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

/** The emoji a bot may react with; any other is REACTION_INVALID («✅» among them). */
const reactions: ReadonlySet<string> = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 ' +
    '😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
);

export const sendChatAction: Method = (state, args) => {
  if (!actions.includes(args.text('action'))) throw refusals.badAction();
  writableRoom(state, args);
  return true;
};

export const setMessageReaction: Method = (state, args) => {
  const given = args.json('reaction', refusals.reactionJson) ?? [];
  if (!Array.isArray(given)) throw refusals.field('expected an Array of ReactionType');
  const room = readableRoom(state, args);
  const stored = findMessage(state, room, args.integer('message_id'), 'react');
  const first: unknown = given[0];
  const emoji = isJsonObject(first)
    ? explainWrongField(() => requireString(first, 'emoji'), refusals.field)
    : null;
  if (given.length > 1 || (emoji !== null && !reactions.has(emoji.replaceAll('\uFE0F', ''))))
    throw refusals.badReaction();
  state.chats.react(stored, emoji);
  return true;
};

export const getChat: Method = (state, args) => ({
  ...readableRoom(state, args).chat,
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
    gifts_from_channels: true,
  },
});

export const getChatMember: Method = (state, args) => {
  const room = readableRoom(state, args);
  const userId = args.integer('user_id');
  if (userId <= 0) throw refusals.badUserId();
  if (userId === state.bot.id) return { status: room.bot, user: state.bot };
  const person = state.chats.people.get(userId);
  if (person === undefined) throw refusals.userNotFound();
  if (room.hidesMembers && room.bot !== 'administrator') throw refusals.adminRequired();
  return memberOf(room, person);
};

function memberOf(room: Room, { user }: Person): ChatMember {
  const isMember = room.members.has(user.id);
  if (room.banned.has(user.id)) return { status: 'kicked', user, until_date: 0 };
  if (room.restricted.has(user.id)) return { status: 'restricted', user, is_member: isMember, until_date: 0 };
  if (!isMember) return { status: 'left', user };
  const [creator] = room.members;
  return { status: room.chat.type !== 'private' && creator === user.id ? 'creator' : 'member', user };
}

export const leaveChat: Method = (state, args) => {
  const room = writableRoom(state, args);
  if (room.chat.type === 'private') throw refusals.chatNotFound();
  room.bot = 'left';
  state.changes.next();
  return true;
};

export const answerCallbackQuery: Method = (state, args) => {
  state.callbacks.answer(args.text('callback_query_id'), args.text('text'), args.flag('show_alert'));
  return true;
};
