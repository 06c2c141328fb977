import { findMessage, readableRoom, writableRoom } from '../access.ts';
import type { TelegramMessage } from '../shapes.ts';
import type { Method } from './method.ts';
import {
  addressed,
  captionFields,
  checkCaption,
  checkText,
  postFromBot,
  readCaption,
  readEnvelope,
  readText,
  textFields,
} from './outgoing.ts';

export const sendMessage: Method = (state, args) => {
  const text = readText(args);
  const envelope = readEnvelope(args);
  const room = writableRoom(state, args);
  const draft = addressed(state, room, args, envelope);
  checkText(text);
  return postFromBot(state, room, { ...draft, ...textFields(text) }, args, envelope).message;
};

/** What a message says, without who said it, where and under which buttons. */
function contentOf(message: TelegramMessage): Partial<TelegramMessage> {
  const { text, entities, caption, caption_entities, document, photo, voice } = message;
  return {
    ...(text === undefined ? {} : { text }),
    ...(entities === undefined ? {} : { entities }),
    ...(caption === undefined ? {} : { caption }),
    ...(caption_entities === undefined ? {} : { caption_entities }),
    ...(document === undefined ? {} : { document }),
    ...(photo === undefined ? {} : { photo }),
    ...(voice === undefined ? {} : { voice }),
  };
}

export const copyMessage: Method = (state, args) => {
  const caption = args.has('caption') ? readCaption(args) : null;
  const envelope = readEnvelope(args);
  const from = readableRoom(state, args, 'from_chat_id');
  const original = findMessage(state, from, args.integer('message_id'), 'copy').message;
  const room = writableRoom(state, args);
  const draft = { ...addressed(state, room, args, envelope), ...contentOf(original) };
  if (caption !== null) checkCaption(caption);
  const copied = caption === null ? draft : { ...draft, ...captionFields(caption) };
  return { message_id: postFromBot(state, room, copied, args, envelope).message.message_id };
};

export const forwardMessage: Method = (state, args) => {
  const from = readableRoom(state, args, 'from_chat_id');
  const original = findMessage(state, from, args.integer('message_id'), 'forward').message;
  const room = writableRoom(state, args);
  const envelope = { replyTo: null, markup: { kind: 'none' } } as const;
  const draft = {
    ...addressed(state, room, args, envelope),
    ...contentOf(original),
    forward_origin: { type: 'user', date: original.date, sender_user: original.from },
  } as const;
  return postFromBot(state, room, draft, args, envelope).message;
};
