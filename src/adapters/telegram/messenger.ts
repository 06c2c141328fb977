import type { Api } from 'grammy';
import { InputFile } from 'grammy';
import type {
  ForceReply,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types';
import type { Messenger, Place } from '../../app/ports.ts';
import type { Lane } from './lane.ts';
import { inLane } from './lane.ts';
import { isNotModified, toMessengerError } from './messenger-failure.ts';

type OutgoingMessage = Parameters<Messenger['send']>[1];
/** What hangs under a message. */
type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;
type Keyboard = NonNullable<OutgoingMessage['keyboard']>;
type Action = Extract<Keyboard[number][number], { action: unknown }>['action'];

/** What the messenger sends with. */
export interface MessengerDeps {
  readonly api: Api;
  /** {@link Messenger.waitMs}, as the client says it. */
  readonly waitMs: (chatId: number) => number;
  /** The lane its messages go in: `bulk` for deliveries, `interactive` for answers. */
  readonly lane: Lane;
  /** What a button does, as callback data of 1–64 bytes. */
  readonly encodeAction: (action: Action) => string;
}

/** The Messenger over Telegram. Messages are HTML without link previews; a caption is plain text. */
export function createMessenger({ api, waitMs, lane, encodeAction }: MessengerDeps): Messenger {
  const inlineKeyboard = (keyboard: Keyboard): InlineKeyboardMarkup => ({
    inline_keyboard: keyboard.map((row) =>
      row.map((button) =>
        'url' in button
          ? { text: button.text, url: button.url }
          : { text: button.text, callback_data: encodeAction(button.action) },
      ),
    ),
  });

  const replyMarkup = (to: Place, message: OutgoingMessage): Markup | undefined => {
    const { keyboard, menu, asksReply } = message;
    if (keyboard !== undefined && (menu !== undefined || asksReply === true)) {
      throw new Error('a Telegram message carries buttons or a menu or asks for a reply, not both');
    }
    if (keyboard !== undefined) return inlineKeyboard(keyboard);
    if (asksReply === true) return { force_reply: true, selective: true };
    if (menu === undefined) return undefined;
    // Also takes away what an earlier version has put up there.
    if (isGroup(to)) return { remove_keyboard: true };
    return {
      keyboard: menu.map((row) => row.map((text) => ({ text }))),
      resize_keyboard: true,
      is_persistent: true,
    };
  };

  const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await inLane(lane, call);
    } catch (error) {
      throw toMessengerError(error);
    }
  };

  return {
    waitMs,

    send: (to, message) =>
      attempt(async () => {
        const markup = replyMarkup(to, message);
        const sent = await api.sendMessage(to.chatId, message.html, {
          ...threadOf(to),
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          ...(message.silent === true ? { disable_notification: true } : {}),
          ...(markup === undefined ? {} : { reply_markup: markup }),
        });
        return { messageId: sent.message_id };
      }),

    sendFile: (to, file, caption) =>
      attempt(async () => {
        const upload = new InputFile(file.bytes, safeFileName(file.name));
        const sent = await api.sendDocument(to.chatId, upload, {
          ...threadOf(to),
          ...(caption === '' ? {} : { caption }),
        });
        return { messageId: sent.message_id };
      }),

    // A menu cannot be changed by an edit: only the text and the buttons are.
    edit: (chatId, messageId, message) =>
      attempt(async () => {
        try {
          await api.editMessageText(chatId, messageId, message.html, {
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
            ...(message.keyboard === undefined ? {} : { reply_markup: inlineKeyboard(message.keyboard) }),
          });
        } catch (error) {
          if (!isNotModified(error)) throw error;
        }
      }),
  };
}

/** Groups have negative numbers. */
function isGroup({ chatId }: Place): boolean {
  return chatId < 0;
}

function threadOf({ topicId }: Place): { message_thread_id?: number } {
  return topicId === null ? {} : { message_thread_id: topicId };
}

/** The name stands in a header of the upload: no line breaks, quotes or semicolons. */
function safeFileName(name: string): string {
  return name.replaceAll(/[\r\n";]/g, ' ').trim() || 'file';
}
