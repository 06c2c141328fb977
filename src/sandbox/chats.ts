import type { Changes } from './changes.ts';
import { SandboxError } from './errors.ts';
import type { TelegramChat, TelegramMessage, TelegramUser } from './shapes.ts';

/** Somebody with a Telegram account. `bot` is how they stand to the bot in private. */
export interface Person {
  readonly user: TelegramUser;
  bot: 'never' | 'started' | 'blocked';
  deactivated: boolean;
}

/** A message as it now is, with what became of it. */
export interface StoredMessage {
  message: TelegramMessage;
  readonly silent: boolean;
  /** The apps of those it names open a reply to it. */
  readonly forceReply: boolean;
  /** Earlier wordings, oldest first. */
  readonly edits: TelegramMessage[];
  deleted: boolean;
  reaction: string | null;
  /** Number of the latest change of this message. */
  change: number;
}

/** A forum topic; its number is that of the message that tells of its making. */
export interface Topic {
  readonly name: string;
  readonly root: StoredMessage;
  closed: boolean;
}

/** A chat: a person's private chat with the bot (same id as the person) or a group. */
export interface Room {
  chat: TelegramChat;
  /** The first of a group is its creator. */
  readonly members: Set<number>;
  /** Who may not come back, and who may not write. */
  readonly banned: Set<number>;
  readonly restricted: Set<number>;
  /** The bot sees its members only as an administrator. */
  readonly hidesMembers: boolean;
  /** By thread id; in force while the chat is a forum. */
  readonly topics: Map<number, Topic>;
  generalClosed: boolean;
  bot: 'member' | 'administrator' | 'left' | 'kicked';
  migratedTo: number | null;
  readonly messages: Map<number, StoredMessage>;
  lastMessageId: number;
  replyKeyboard: readonly (readonly string[])[] | null;
}

/** What a message says, before it has a number and a date. */
export type Draft = Omit<TelegramMessage, 'message_id' | 'chat' | 'date' | 'edit_date'>;

/** The people and chats of the sandbox. Ids are given out in order, as small numbers stand out in a log. */
export class Chats {
  readonly people = new Map<number, Person>();
  readonly rooms = new Map<number, Room>();
  readonly #changes: Changes;
  readonly #nowMs: () => number;
  readonly #maxMessages: number;
  #nextUserId = 700_001;
  #nextGroupId = 5_001;
  /** Private chats and basic groups share one row of message ids; a supergroup has its own. */
  #lastMessageId = 0;

  constructor(changes: Changes, nowMs: () => number, maxMessages: number) {
    this.#changes = changes;
    this.#nowMs = nowMs;
    this.#maxMessages = maxMessages;
  }

  /** Unix seconds of the sandbox's clock. */
  nowSeconds(): number {
    return Math.floor(this.#nowMs() / 1000);
  }

  addPerson(about: Omit<TelegramUser, 'id' | 'is_bot'> & { readonly id?: number }): Person {
    const id = about.id ?? this.#nextUserId++;
    if (this.people.has(id)) throw new SandboxError(`There is a user ${id} already`);
    const user: TelegramUser = { language_code: 'ru', ...about, id, is_bot: false };
    const person: Person = { user, bot: 'never', deactivated: false };
    this.people.set(id, person);
    this.#addRoom(
      {
        id,
        type: 'private',
        first_name: user.first_name,
        ...(user.last_name === undefined ? {} : { last_name: user.last_name }),
        ...(user.username === undefined ? {} : { username: user.username }),
      },
      [id],
    );
    return person;
  }

  addGroup(about: {
    readonly title: string;
    readonly type: 'group' | 'supergroup';
    readonly members: readonly number[];
    readonly topics?: readonly string[] | undefined;
    readonly username?: string | undefined;
    readonly hidesMembers?: boolean | undefined;
    readonly id?: number | undefined;
  }): Room {
    const plain = this.#nextGroupId++;
    const id = about.id ?? (about.type === 'group' ? -plain : -1_001_000_000_000 - plain);
    if (this.rooms.has(id)) throw new SandboxError(`There is a chat ${id} already`);
    for (const member of about.members) this.person(member);
    const { topics, username } = about;
    return this.#addRoom(
      {
        id,
        type: about.type,
        title: about.title,
        ...(username === undefined ? {} : { username }),
        ...(topics === undefined ? {} : { is_forum: true as const }),
      },
      about.members,
      about.hidesMembers,
    );
  }

  /** Adds a topic with the message that tells of it. */
  addTopic(room: Room, by: Person, name: string): StoredMessage {
    // The first message of a supergroup tells of its own making.
    room.lastMessageId = Math.max(room.lastMessageId, 1);
    const root = this.post(room, {
      from: by.user,
      message_thread_id: room.lastMessageId + 1,
      is_topic_message: true,
      forum_topic_created: { name, icon_color: 7_322_096 },
    });
    room.topics.set(root.message.message_id, { name, root, closed: false });
    return root;
  }

  #addRoom(chat: TelegramChat, members: readonly number[], hidesMembers = false): Room {
    const room: Room = {
      chat,
      members: new Set(members),
      banned: new Set(),
      restricted: new Set(),
      hidesMembers,
      topics: new Map(),
      generalClosed: false,
      bot: 'member',
      migratedTo: null,
      messages: new Map(),
      lastMessageId: 0,
      replyKeyboard: null,
    };
    this.rooms.set(chat.id, room);
    this.#changes.next();
    return room;
  }

  /** @throws SandboxError for an unknown user */
  person(userId: number): Person {
    const person = this.people.get(userId);
    if (person === undefined) throw new SandboxError(`There is no user ${userId}`);
    return person;
  }

  /** @throws SandboxError for an unknown chat */
  room(chatId: number): Room {
    const room = this.rooms.get(chatId);
    if (room === undefined) throw new SandboxError(`There is no chat ${chatId}`);
    return room;
  }

  /** Adds a message to a chat. The oldest are forgotten above the cap. */
  post(room: Room, draft: Draft, { silent = false, forceReply = false } = {}): StoredMessage {
    const own = room.chat.type === 'supergroup';
    const id = own ? ++room.lastMessageId : ++this.#lastMessageId;
    const { reply_to_message: reply, ...rest } = draft;
    const stored: StoredMessage = {
      message: {
        message_id: id,
        ...rest,
        chat: room.chat,
        date: this.nowSeconds(),
        ...(reply === undefined ? {} : { reply_to_message: withoutReply(reply) }),
      },
      silent,
      forceReply,
      edits: [],
      deleted: false,
      reaction: null,
      change: this.#changes.next(),
    };
    room.messages.set(id, stored);
    const oldest = room.messages.keys().next().value;
    if (room.messages.size > this.#maxMessages && oldest !== undefined) room.messages.delete(oldest);
    return stored;
  }

  /** The message, unless it was deleted or forgotten. */
  find(room: Room, messageId: number): StoredMessage | null {
    const stored = room.messages.get(messageId);
    return stored === undefined || stored.deleted ? null : stored;
  }

  /** Puts a new wording in place of the old one. */
  edit(stored: StoredMessage, next: TelegramMessage): void {
    stored.edits.push(stored.message);
    stored.message = { ...next, edit_date: this.nowSeconds() };
    stored.change = this.#changes.next();
  }

  delete(stored: StoredMessage): void {
    stored.deleted = true;
    stored.change = this.#changes.next();
  }

  react(stored: StoredMessage, emoji: string | null): void {
    stored.reaction = emoji;
    stored.change = this.#changes.next();
  }
}

/** Telegram nests one reply and no further. */
function withoutReply(message: TelegramMessage): TelegramMessage {
  const { reply_to_message: _, ...rest } = message;
  return rest;
}
