import { findMessage } from '../access.ts';
import type { Args } from '../args.ts';
import type { Draft, Room, StoredMessage } from '../chats.ts';
import { countCharacters, formatText } from '../entities.ts';
import { refusals } from '../errors.ts';
import type { MarkedText } from '../html.ts';
import type { Markup } from '../keyboard.ts';
import { checkMarkup, readMarkup } from '../keyboard.ts';
import type { TelegramEntity, TelegramMessage } from '../shapes.ts';
import type { State } from '../state.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** Where a message of the bot goes and what hangs on it, read before anything is done. */
export interface Envelope {
  readonly replyTo: { readonly messageId: number; readonly optional: boolean } | null;
  readonly markup: Markup;
}

function readEntities(args: Args, name: string): readonly TelegramEntity[] {
  const given = args.json(name, () => refusals.field(`can't parse ${name} JSON object`));
  return Array.isArray(given) ? (given as readonly TelegramEntity[]) : [];
}

/** The text of a message, marks read. @throws ApiError where it is empty or its marks are wrong */
export function readText(args: Args): MarkedText {
  const text = args.text('text');
  if (text === '') throw refusals.emptyText();
  return formatText({ text, parseMode: args.text('parse_mode'), given: readEntities(args, 'entities') });
}

/** The caption of a file, marks read; empty where there is none. @throws ApiError */
export function readCaption(args: Args): MarkedText {
  return formatText({
    text: args.text('caption'),
    parseMode: args.text('parse_mode'),
    given: readEntities(args, 'caption_entities'),
    allowBlank: true,
  });
}

/** @throws ApiError «message is too long» above 4096 characters */
export function checkText(text: MarkedText): void {
  if (countCharacters(text.text) > MAX_TEXT) throw refusals.longText();
}

/** @throws ApiError «message caption is too long» above 1024 characters */
export function checkCaption(caption: MarkedText): void {
  if (countCharacters(caption.text) > MAX_CAPTION) throw refusals.longCaption();
}

/** Reads reply_parameters (or reply_to_message_id) and reply_markup. @throws ApiError for a wrong form */
export function readEnvelope(args: Args): Envelope {
  const markup = readMarkup(args.text('reply_markup'));
  const given = args.json('reply_parameters', refusals.replyJson);
  if (given === undefined) {
    const messageId = args.integer('reply_to_message_id');
    const optional = args.flag('allow_sending_without_reply');
    return { replyTo: messageId > 0 ? { messageId, optional } : null, markup };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refusals.replyObject();
  const parameters = given as Readonly<Record<string, unknown>>;
  const messageId = parameters['message_id'];
  if (messageId === undefined) throw refusals.field(`can't find field "message_id"`);
  if (typeof messageId !== 'number' && typeof messageId !== 'string') {
    throw refusals.field('field "message_id" must be of type Number');
  }
  const optional = parameters['allow_sending_without_reply'] === true;
  return { replyTo: { messageId: Number(messageId), optional }, markup };
}

/** What every message of the bot into this chat carries: sender, topic, the message replied to. @throws ApiError */
export function addressed(state: State, room: Room, args: Args, envelope: Envelope): Draft {
  const reply = repliedTo(state, room, envelope);
  const topic = topicOf(room, args.integer('message_thread_id'), reply);
  return {
    from: state.bot,
    ...(topic === null ? {} : { message_thread_id: topic, is_topic_message: true as const }),
    ...(reply === null ? {} : { reply_to_message: reply }),
    ...(envelope.markup.kind === 'inline' ? { reply_markup: envelope.markup.inline } : {}),
  };
}

/** The topic a message goes into; null for none and for «General», which has no number. @throws ApiError */
function topicOf(room: Room, wanted: number, reply: TelegramMessage | null): number | null {
  const isForum = room.chat.is_forum === true;
  const thread =
    wanted !== 0 || !isForum || reply?.is_topic_message !== true ? wanted : reply.message_thread_id;
  const topic = isForum && thread !== undefined ? room.topics.get(thread) : undefined;
  if (thread !== undefined && thread !== 0 && topic === undefined) throw refusals.threadNotFound();
  const closed = topic === undefined ? isForum && room.generalClosed : topic.closed;
  if (closed && room.bot !== 'administrator') throw refusals.topicClosed();
  return topic === undefined ? null : (thread ?? null);
}

function repliedTo(state: State, room: Room, envelope: Envelope): TelegramMessage | null {
  if (envelope.replyTo === null) return null;
  const { messageId, optional } = envelope.replyTo;
  if (optional && state.chats.find(room, messageId) === null) return null;
  return findMessage(state, room, messageId, 'be replied').message;
}

/** Posts what the bot says; a reply keyboard is put up or taken away. @throws ApiError for a keyboard over its limits */
export function postFromBot(
  state: State,
  room: Room,
  draft: Draft,
  args: Args,
  envelope: Envelope,
): StoredMessage {
  checkMarkup(envelope.markup);
  if (envelope.markup.kind === 'keyboard') room.replyKeyboard = envelope.markup.rows;
  if (envelope.markup.kind === 'remove') room.replyKeyboard = null;
  return state.chats.post(room, draft, {
    silent: args.flag('disable_notification'),
    forceReply: envelope.markup.kind === 'force_reply',
  });
}

/** Text and entities as the fields of a message. */
export function textFields(marked: MarkedText): Pick<TelegramMessage, 'text' | 'entities'> {
  return { text: marked.text, ...(marked.entities.length === 0 ? {} : { entities: marked.entities }) };
}

/** Caption and entities as the fields of a message; none where the caption is empty. */
export function captionFields(marked: MarkedText): Pick<TelegramMessage, 'caption' | 'caption_entities'> {
  if (marked.text === '') return {};
  return {
    caption: marked.text,
    ...(marked.entities.length === 0 ? {} : { caption_entities: marked.entities }),
  };
}
