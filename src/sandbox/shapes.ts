/**
 * The JSON shapes of the Bot API that the sandbox speaks, field names as on the wire. Only the fields the sandbox
 * fills are named. `date` fields are Unix seconds, offsets and lengths are UTF-16 code units.
 */

export interface TelegramUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface TelegramChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly is_forum?: true;
}

export interface TelegramEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: { readonly id: number };
  readonly custom_emoji_id?: string;
}

export interface TelegramFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
}

export interface TelegramDocument extends TelegramFile {
  readonly file_name?: string;
  readonly mime_type?: string;
}

export interface TelegramPhotoSize extends TelegramFile {
  readonly width: number;
  readonly height: number;
}

export interface TelegramVoice extends TelegramFile {
  readonly duration: number;
  readonly mime_type?: string;
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

export type MessageOrigin =
  | { readonly type: 'user'; readonly date: number; readonly sender_user: TelegramUser }
  | { readonly type: 'hidden_user'; readonly date: number; readonly sender_user_name: string };

export interface TelegramMessage {
  readonly message_id: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly from: TelegramUser;
  /** In whose name it was sent, where that is no person: an anonymous administrator speaks as the group. */
  readonly sender_chat?: TelegramChat;
  readonly chat: TelegramChat;
  readonly date: number;
  readonly edit_date?: number;
  readonly forward_origin?: MessageOrigin;
  readonly reply_to_message?: TelegramMessage;
  readonly media_group_id?: string;
  readonly text?: string;
  readonly entities?: readonly TelegramEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly TelegramEntity[];
  readonly document?: TelegramDocument;
  readonly photo?: readonly TelegramPhotoSize[];
  readonly voice?: TelegramVoice;
  readonly reply_markup?: InlineKeyboard;
  readonly new_chat_members?: readonly TelegramUser[];
  readonly left_chat_member?: TelegramUser;
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
  readonly forum_topic_created?: { readonly name: string; readonly icon_color: number };
  readonly forum_topic_closed?: Readonly<Record<string, never>>;
  readonly forum_topic_reopened?: Readonly<Record<string, never>>;
}

export interface CallbackQuery {
  readonly id: string;
  readonly from: TelegramUser;
  readonly message: TelegramMessage;
  readonly chat_instance: string;
  readonly data: string;
}

export interface ChatMember {
  readonly status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  readonly user: TelegramUser;
  /** Only of who is restricted. */
  readonly is_member?: boolean;
  readonly until_date?: number;
}

export interface ChatMemberUpdated {
  readonly chat: TelegramChat;
  readonly from: TelegramUser;
  readonly date: number;
  readonly old_chat_member: ChatMember;
  readonly new_chat_member: ChatMember;
}

/** What an update is about, without its number. */
export type UpdateBody =
  | { readonly message: TelegramMessage }
  | { readonly edited_message: TelegramMessage }
  | { readonly callback_query: CallbackQuery }
  | { readonly my_chat_member: ChatMemberUpdated };

export type Update = { readonly update_id: number } & UpdateBody;
