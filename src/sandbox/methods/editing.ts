import { isDeepStrictEqual } from 'node:util';
import { findMessage, writableRoom } from '../access.ts';
import type { Args } from '../args.ts';
import type { StoredMessage } from '../chats.ts';
import { refusals } from '../errors.ts';
import type { Markup } from '../keyboard.ts';
import { checkMarkup, readMarkup } from '../keyboard.ts';
import type { TelegramMessage } from '../shapes.ts';
import type { State } from '../state.ts';
import type { Method } from './method.ts';
import { captionFields, checkCaption, checkText, readCaption, readText, textFields } from './outgoing.ts';

/** How long a message may be deleted. */
const DELETABLE_SECONDS = 48 * 60 * 60;

function findOwn(state: State, args: Args): StoredMessage {
  if (!args.has('message_id')) throw refusals.noMessageIdentifier();
  const room = writableRoom(state, args);
  const stored = findMessage(state, room, args.integer('message_id'), 'edit');
  if (stored.message.from.id !== state.bot.id) throw refusals.uneditable();
  return stored;
}

function inlineOrNone(markup: Markup): Pick<TelegramMessage, 'reply_markup'> {
  if (markup.kind === 'inline') return { reply_markup: markup.inline };
  if (markup.kind !== 'none') throw refusals.inlineExpected();
  return {};
}

/** Puts the new wording in place. @throws ApiError where nothing would change */
function replace(state: State, stored: StoredMessage, next: TelegramMessage): TelegramMessage {
  const { edit_date: _, ...current } = stored.message;
  const { edit_date: __, ...changed } = next;
  if (isDeepStrictEqual(current, changed)) throw refusals.notModified();
  state.chats.edit(stored, next);
  return stored.message;
}

export const editMessageText: Method = (state, args) => {
  const text = readText(args);
  const markup = readMarkup(args.text('reply_markup'));
  const stored = findOwn(state, args);
  if (stored.message.text === undefined) throw refusals.noTextToEdit();
  checkText(text);
  const keyboard = inlineOrNone(markup);
  checkMarkup(markup);
  const { text: _, entities: __, reply_markup: ___, ...rest } = stored.message;
  return replace(state, stored, { ...rest, ...textFields(text), ...keyboard });
};

export const editMessageCaption: Method = (state, args) => {
  const caption = readCaption(args);
  const markup = readMarkup(args.text('reply_markup'));
  const stored = findOwn(state, args);
  const { document, photo, voice } = stored.message;
  if ((document ?? photo ?? voice) === undefined) throw refusals.noCaptionToEdit();
  checkCaption(caption);
  const keyboard = inlineOrNone(markup);
  checkMarkup(markup);
  const { caption: _, caption_entities: __, reply_markup: ___, ...rest } = stored.message;
  return replace(state, stored, { ...rest, ...captionFields(caption), ...keyboard });
};

export const editMessageReplyMarkup: Method = (state, args) => {
  const markup = readMarkup(args.text('reply_markup'));
  const stored = findOwn(state, args);
  const keyboard = inlineOrNone(markup);
  checkMarkup(markup);
  const { reply_markup: _, ...rest } = stored.message;
  return replace(state, stored, { ...rest, ...keyboard });
};

/** In private the bot may delete both sides' messages, in a group only its own; within 48 hours. */
export const deleteMessage: Method = (state, args) => {
  if (!args.has('chat_id')) throw refusals.noChatIdentifier();
  if (args.integer('message_id') <= 0) throw refusals.noMessageIdentifier();
  const room = writableRoom(state, args);
  const stored = findMessage(state, room, args.integer('message_id'), 'delete');
  const foreign = room.chat.type !== 'private' && stored.message.from.id !== state.bot.id;
  const tooOld = state.chats.nowSeconds() - stored.message.date > DELETABLE_SECONDS;
  if (foreign || tooOld) throw refusals.undeletable();
  state.chats.delete(stored);
  return true;
};
