import type { Room, StoredMessage } from './chats.ts';
import { toHtml } from './entities.ts';
import type { InlineButton, TelegramEntity, TelegramMessage } from './shapes.ts';

/** A file of a message as the chat shows it. */
export interface FileView {
  readonly kind: 'document' | 'photo' | 'voice';
  readonly fileId: string;
  readonly name: string | null;
  readonly mimeType: string | null;
  /** Bytes. */
  readonly size: number;
}

/** A message as the person sees it in the chat; `text` is the caption where there is a file. */
export interface MessageView {
  readonly messageId: number;
  readonly chatId: number;
  readonly from: { readonly id: number; readonly name: string; readonly isBot: boolean };
  /** Unix seconds. */
  readonly date: number;
  readonly text: string;
  readonly html: string;
  readonly entities: readonly TelegramEntity[];
  readonly buttons: readonly (readonly InlineButton[])[];
  readonly file: FileView | null;
  readonly albumId: string | null;
  readonly replyTo: number | null;
  readonly topic: number | null;
  readonly forwarded: boolean;
  readonly silent: boolean;
  /** The apps of those it names open a reply to it. */
  readonly forceReply: boolean;
  readonly deleted: boolean;
  /** Earlier wordings, oldest first. */
  readonly edits: readonly { readonly text: string; readonly html: string }[];
  readonly reaction: string | null;
  /** What happened, where the message is no words of anybody: somebody joined, left, the group moved, a topic changed. */
  readonly service: 'joined' | 'left' | 'migrated' | 'topic' | null;
  /** Number of its latest change: a later change has a higher number. */
  readonly change: number;
}

/** A chat as its people see it. */
export interface ChatView {
  readonly chatId: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title: string;
  readonly members: readonly number[];
  readonly bot: Room['bot'];
  readonly topics: readonly { readonly id: number; readonly name: string; readonly closed: boolean }[] | null;
  /** Labels of the reply keyboard under the input field. */
  readonly replyKeyboard: readonly (readonly string[])[] | null;
}

function words(message: TelegramMessage): {
  readonly text: string;
  readonly entities: readonly TelegramEntity[];
} {
  return {
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
  };
}

function viewFile(message: TelegramMessage): FileView | null {
  const { document, voice } = message;
  const photo = message.photo?.at(-1);
  if (document !== undefined) {
    const { file_id: fileId, file_name: name, mime_type: mimeType, file_size: size } = document;
    return { kind: 'document', fileId, name: name ?? null, mimeType: mimeType ?? null, size };
  }
  if (photo !== undefined) {
    return {
      kind: 'photo',
      fileId: photo.file_id,
      name: null,
      mimeType: 'image/jpeg',
      size: photo.file_size,
    };
  }
  if (voice !== undefined) {
    const { file_id: fileId, mime_type: mimeType, file_size: size } = voice;
    return { kind: 'voice', fileId, name: null, mimeType: mimeType ?? null, size };
  }
  return null;
}

function viewService(message: TelegramMessage): MessageView['service'] {
  if (message.new_chat_members !== undefined) return 'joined';
  if (message.left_chat_member !== undefined) return 'left';
  if (message.forum_topic_created ?? message.forum_topic_closed ?? message.forum_topic_reopened)
    return 'topic';
  const moved = message.migrate_to_chat_id ?? message.migrate_from_chat_id;
  return moved === undefined ? null : 'migrated';
}

/** What replies to the making of its topic replies to nothing. */
function repliedTo({ reply_to_message: reply }: TelegramMessage): number | null {
  return reply === undefined || reply.forum_topic_created !== undefined ? null : reply.message_id;
}

export function viewMessage(stored: StoredMessage): MessageView {
  const { message } = stored;
  const said = words(message);
  return {
    messageId: message.message_id,
    chatId: message.chat.id,
    from: {
      id: message.from.id,
      name: [message.from.first_name, message.from.last_name ?? ''].join(' ').trim(),
      isBot: message.from.is_bot,
    },
    date: message.date,
    text: said.text,
    html: toHtml(said),
    entities: said.entities,
    buttons: message.reply_markup?.inline_keyboard ?? [],
    file: viewFile(message),
    albumId: message.media_group_id ?? null,
    replyTo: repliedTo(message),
    topic: message.is_topic_message === true ? (message.message_thread_id ?? null) : null,
    forwarded: message.forward_origin !== undefined,
    silent: stored.silent,
    forceReply: stored.forceReply,
    deleted: stored.deleted,
    edits: stored.edits.map((earlier) => ({ text: words(earlier).text, html: toHtml(words(earlier)) })),
    reaction: stored.reaction,
    service: viewService(message),
    change: stored.change,
  };
}

export function viewChat(room: Room): ChatView {
  const { chat } = room;
  return {
    chatId: chat.id,
    type: chat.type,
    title: chat.title ?? [chat.first_name, chat.last_name ?? ''].join(' ').trim(),
    members: [...room.members],
    bot: room.bot,
    topics:
      chat.is_forum === true
        ? [...room.topics].map(([id, { name, closed }]) => ({ id, name, closed }))
        : null,
    replyKeyboard: room.replyKeyboard,
  };
}
