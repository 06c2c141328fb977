import type { Args } from './args.ts';
import type { Room, StoredMessage } from './chats.ts';
import { refusals } from './errors.ts';
import type { State } from './state.ts';
import { isInside } from './telling.ts';

/**
 * The chat that `chat_id` names, if the bot may write there.
 *
 * @throws ApiError chat not found, blocked, deactivated, never started, kicked, left, migrated
 */
export function writableRoom(state: State, args: Args, name = 'chat_id'): Room {
  const room = readableRoom(state, args, name);
  if (room.chat.type === 'private') {
    const person = state.chats.person(room.chat.id);
    if (person.deactivated) throw refusals.deactivated();
    if (person.bot === 'blocked') throw refusals.blocked();
    if (person.bot === 'never') throw refusals.neverStarted();
    return room;
  }
  if (room.migratedTo !== null) throw refusals.migrated(room.migratedTo);
  if (room.bot === 'kicked') throw refusals.kicked(room.chat.type);
  if (room.bot === 'left') throw refusals.notMember(room.chat.type);
  return room;
}

/** The chat that `chat_id` names, if the bot has ever met it. @throws ApiError */
export function readableRoom(state: State, args: Args, name = 'chat_id'): Room {
  const given = args.text(name);
  if (given === '') throw refusals.emptyChatId();
  const room = state.chats.rooms.get(given.startsWith('@') ? 0 : args.integer(name));
  if (room === undefined) throw refusals.chatNotFound();
  if (room.chat.type === 'private' && !isKnown(state, room)) throw refusals.chatNotFound();
  return room;
}

/** The bot knows people who wrote to it and members of its groups. */
function isKnown(state: State, room: Room): boolean {
  if (state.chats.person(room.chat.id).bot !== 'never') return true;
  return [...state.chats.rooms.values()].some(
    (other) => other.chat.type !== 'private' && isInside(other.bot) && other.members.has(room.chat.id),
  );
}

/** A message of the chat. @throws ApiError «message to … not found» */
export function findMessage(
  state: State,
  room: Room,
  messageId: number,
  what: 'edit' | 'delete' | 'copy' | 'forward' | 'react' | 'be replied',
): StoredMessage {
  const stored = state.chats.find(room, messageId);
  if (stored === null) throw refusals.messageNotFound(what);
  return stored;
}
