import { findInlineButton, findReplyButton } from './buttons.ts';
import type { Draft, Person, Room, StoredMessage } from './chats.ts';
import { findEntities } from './entities.ts';
import { SandboxError } from './errors.ts';
import type { NewFile } from './files.ts';
import { asDocument, asPhoto, asVoice } from './files.ts';
import { GroupDoings } from './group-doings.ts';
import type { TelegramMessage, TelegramUser } from './shapes.ts';
import type { State } from './state.ts';
import { tellBotMoved, tellMessage } from './telling.ts';
import type { MessageView } from './view.ts';
import { viewMessage } from './view.ts';

/** Where something is said: a chat other than the private one with the bot, a message replied to, a topic. */
export interface Place {
  readonly chat?: number | undefined;
  readonly replyTo?: number | undefined;
  readonly topic?: number | undefined;
  /** The group's creator speaks in its name. */
  readonly anonymous?: boolean | undefined;
}

/** Telegram's account behind every anonymous administrator. */
const ANONYMOUS_ADMIN: TelegramUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** One item of an album. */
export type AlbumItem = NewFile & {
  readonly kind: 'document' | 'photo';
  readonly caption?: string | undefined;
};

/** What a press did. */
export type Pressed =
  | { readonly kind: 'callback'; readonly queryId: string }
  | { readonly kind: 'said'; readonly message: MessageView }
  | { readonly kind: 'url'; readonly url: string };

/**
 * The people of the sandbox and what they do; what they see is inherited. Everything takes effect at once; the
 * bot hears of it through its updates, and what the bot does is seen in `history` or awaited with `waitFor`.
 *
 *   const anna = world.createUser({ first_name: 'Анна', last_name: 'Мельник' });
 *   world.start(anna.id, 'invitation_1');
 *   const card = await world.waitFor(anna.id, (message) => message.text.includes('Срок'));
 *   world.press(anna.id, 'Ознакомлен');
 *
 * @throws SandboxError from every method where what is asked cannot be: unknown users, buttons that are not there
 */
export class World extends GroupDoings {
  readonly #state: State;

  constructor(state: State) {
    super(state);
    this.#state = state;
  }

  // People and chats

  createUser(about: Omit<TelegramUser, 'id' | 'is_bot'> & { readonly id?: number }): TelegramUser {
    return this.#state.chats.addPerson(about).user;
  }

  // What people do

  /** Presses «Start» in the private chat, with a payload where a link brought the person here. Unblocks the bot. */
  start(userId: number, payload = ''): MessageView {
    if (!/^[\w-]{0,64}$/.test(payload)) throw new SandboxError('A payload is 64 of A-Za-z0-9_- at most');
    this.#unblock(this.personOf(userId));
    return this.say(userId, `/start ${payload}`.trim());
  }

  say(userId: number, text: string, place: Place = {}): MessageView {
    const found = findEntities(text);
    if (found.text === '') throw new SandboxError('Nobody can send an empty message');
    const content = {
      text: found.text,
      ...(found.entities.length === 0 ? {} : { entities: found.entities }),
    };
    return this.#post(userId, content, place);
  }

  /** Changes a message of one's own. */
  edit(userId: number, messageId: number, text: string, chat = userId): MessageView {
    const stored = this.#findOwn(userId, chat, messageId);
    const { entities: _, ...rest } = stored.message;
    const found = findEntities(text);
    const entities = found.entities.length === 0 ? {} : { entities: found.entities };
    this.#state.chats.edit(stored, { ...rest, text: found.text, ...entities });
    tellMessage(this.#state, this.#state.chats.room(chat), { edited_message: stored.message });
    return viewMessage(stored);
  }

  sendFile(userId: number, file: NewFile, about: Place & { readonly caption?: string } = {}): MessageView {
    const document = asDocument(this.#state.files.keep(file, 'documents'));
    return this.#post(userId, { document, ...captionOf(about.caption) }, about);
  }

  /** A photo; `album` makes it one of an album whose messages arrive far from each other. */
  sendPhoto(
    userId: number,
    file: Omit<NewFile, 'name'>,
    about: Place & { readonly caption?: string; readonly album?: string } = {},
  ): MessageView {
    const photo = this.#photo({ ...file, name: 'photo.jpg' });
    const album = about.album === undefined ? {} : { media_group_id: about.album };
    return this.#post(userId, { photo, ...captionOf(about.caption), ...album }, about);
  }

  sendVoice(
    userId: number,
    file: Omit<NewFile, 'name'>,
    about: Place & { readonly seconds?: number } = {},
  ): MessageView {
    const kept = this.#state.files.keep({ ...file, name: 'voice.ogg' }, 'voice');
    return this.#post(userId, { voice: asVoice(kept, about.seconds ?? 1) }, about);
  }

  /** Several files at once: one message each, with a shared media_group_id. */
  sendAlbum(userId: number, items: readonly AlbumItem[], place: Place = {}): readonly MessageView[] {
    if (items.length < 2 || items.length > 10) throw new SandboxError('An album holds 2 to 10 files');
    const albumId = String(13_500_000_000_000_000 + this.#state.changes.last);
    return items.map((item) => {
      const content =
        item.kind === 'photo'
          ? { photo: this.#photo(item) }
          : { document: asDocument(this.#state.files.keep(item, 'documents')) };
      return this.#post(userId, { ...content, ...captionOf(item.caption), media_group_id: albumId }, place);
    });
  }

  /** Forwards a message of the chat `from` (the private one where absent) to the bot or into a chat. */
  forward(
    userId: number,
    messageId: number,
    place: Place & { readonly from?: number | undefined } = {},
  ): MessageView {
    const original = this.#find(place.from ?? userId, messageId).message;
    const { message_id: _, chat: __, reply_markup: ___, reply_to_message: ____, ...content } = original;
    const origin = { type: 'user', date: original.date, sender_user: original.from } as const;
    return this.#post(userId, { ...content, forward_origin: origin }, place);
  }

  /**
   * Presses a button: the label exactly, or else a label that contains it; on the message named, or else on the
   * newest message that has it, or else on the reply keyboard.
   */
  press(
    userId: number,
    button: string,
    on: { readonly messageId?: number | undefined; readonly chat?: number | undefined } = {},
  ): Pressed {
    const person = this.personOf(userId);
    const room = this.#state.chats.room(on.chat ?? userId);
    if (room.chat.username === undefined) this.checkMember(person, room);
    const messages =
      on.messageId === undefined
        ? [...room.messages.values()].filter((stored) => !stored.deleted).toReversed()
        : [this.#find(room.chat.id, on.messageId)];
    const found = findInlineButton(messages, button);
    if (found === null) {
      const label = on.messageId === undefined ? findReplyButton(room, button) : null;
      if (label === null) throw new SandboxError(`No button «${button}» in chat ${room.chat.id}`);
      return { kind: 'said', message: this.say(userId, label, { chat: room.chat.id }) };
    }
    if (found.button.url !== undefined) return { kind: 'url', url: found.button.url };
    const queryId = this.#state.callbacks.press(userId);
    this.#state.updates.push({
      callback_query: {
        id: queryId,
        from: person.user,
        message: found.stored.message,
        chat_instance: String(9_000_000_000 + Math.abs(room.chat.id)),
        data: found.button.callback_data ?? '',
      },
    });
    return { kind: 'callback', queryId };
  }

  block(userId: number): void {
    const person = this.personOf(userId);
    if (person.bot === 'blocked') return;
    person.bot = 'blocked';
    tellBotMoved(this.#state, this.#state.chats.room(userId), person, 'member', 'kicked');
  }

  unblock(userId: number): void {
    this.#unblock(this.personOf(userId));
  }

  /** The account is gone for good; no update tells the bot. */
  deactivate(userId: number): void {
    this.personOf(userId).deactivated = true;
    this.#state.changes.next();
  }

  #find(chat: number, messageId: number): StoredMessage {
    const stored = this.#state.chats.find(this.#state.chats.room(chat), messageId);
    if (stored === null) throw new SandboxError(`There is no message ${messageId} in chat ${chat}`);
    return stored;
  }

  #findOwn(userId: number, chat: number, messageId: number): StoredMessage {
    const stored = this.#find(chat, messageId);
    if (stored.message.from.id !== userId)
      throw new SandboxError(`Message ${messageId} is not of user ${userId}`);
    return stored;
  }

  #photo(file: NewFile): NonNullable<TelegramMessage['photo']> {
    return asPhoto(this.#state.files, this.#state.files.keep(file, 'photos'));
  }

  #post(userId: number, content: Omit<Draft, 'from'>, place: Place): MessageView {
    const person = this.personOf(userId);
    const room = this.#state.chats.room(place.chat ?? userId);
    this.checkMember(person, room);
    if (room.migratedTo !== null) throw new SandboxError(`Chat ${room.chat.id} is now ${room.migratedTo}`);
    if (room.chat.type === 'private') {
      if (person.bot === 'blocked')
        throw new SandboxError(`User ${userId} has blocked the bot; unblock it first`);
      person.bot = 'started';
    }
    const reply = place.replyTo === undefined ? null : this.#find(room.chat.id, place.replyTo).message;
    const stored = this.#state.chats.post(room, {
      ...content,
      ...authorOf(person, room, place.anonymous === true),
      ...threadOf(room, place.topic, reply),
    });
    tellMessage(this.#state, room, { message: stored.message });
    return viewMessage(stored);
  }

  #unblock(person: Person): void {
    if (person.bot !== 'blocked') return;
    person.bot = 'started';
    tellBotMoved(this.#state, this.#state.chats.room(person.user.id), person, 'kicked', 'member');
  }
}

function authorOf(person: Person, room: Room, anonymous: boolean): Pick<Draft, 'from' | 'sender_chat'> {
  if (!anonymous) return { from: person.user };
  const [creator] = room.members;
  if (room.chat.type !== 'supergroup' || person.user.id !== creator) {
    throw new SandboxError(`User ${person.user.id} is no anonymous administrator of chat ${room.chat.id}`);
  }
  return { from: ANONYMOUS_ADMIN, sender_chat: room.chat };
}

/**
 * The topic of a message of somebody's and what it replies to. In a topic whatever replies to nothing replies to the
 * message that made the topic; a reply elsewhere in a supergroup carries the number of the first message replied to,
 * which is no topic.
 */
function threadOf(
  room: Room,
  topic: number | undefined,
  reply: TelegramMessage | null,
): Pick<Draft, 'message_thread_id' | 'is_topic_message' | 'reply_to_message'> {
  const thread = topic ?? (reply?.is_topic_message === true ? reply.message_thread_id : undefined);
  const found = room.chat.is_forum === true && thread !== undefined ? room.topics.get(thread) : undefined;
  if (thread !== undefined && found === undefined) {
    throw new SandboxError(`There is no topic ${thread} in chat ${room.chat.id}`);
  }
  if (found?.closed === true) throw new SandboxError(`Topic ${thread} is closed`);
  if (thread !== undefined && found !== undefined) {
    return {
      message_thread_id: thread,
      is_topic_message: true,
      reply_to_message: reply ?? found.root.message,
    };
  }
  if (reply === null) return {};
  if (room.chat.type !== 'supergroup') return { reply_to_message: reply };
  return { message_thread_id: reply.message_thread_id ?? reply.message_id, reply_to_message: reply };
}

function captionOf(caption: string | undefined): Pick<Draft, 'caption' | 'caption_entities'> {
  if (caption === undefined || caption === '') return {};
  const { text, entities } = findEntities(caption);
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}
