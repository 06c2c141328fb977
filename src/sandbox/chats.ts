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
  /** Earlier wordings, oldest first. */
  readonly edits: TelegramMessage[];
  deleted: boolean;
  reaction: string | null;
  /** Number of the latest change of this message. */
  change: number;
}

/** A chat: a person's private chat with the bot (same id as the person) or a group. */
export interface Room {
  readonly chat: TelegramChat;
  readonly members: Set<number>;
  /** Names of the topics by thread id; null where the chat has none. */
  readonly topics: ReadonlyMap<number, string> | null;
  bot: 'member' | 'left' | 'kicked';
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
      null,
    );
    return person;
  }

  addGroup(about: {
    readonly title: string;
    readonly type: 'group' | 'supergroup';
    readonly members: readonly number[];
    readonly topics?: readonly string[] | undefined;
    readonly id?: number | undefined;
  }): Room {
    const plain = this.#nextGroupId++;
    const id = about.id ?? (about.type === 'group' ? -plain : -1_001_000_000_000 - plain);
    if (this.rooms.has(id)) throw new SandboxError(`There is a chat ${id} already`);
    for (const member of about.members) this.person(member);
    const topics = about.topics === undefined ? null : new Map(about.topics.map((name, i) => [i + 2, name]));
    return this.#addRoom(
      { id, type: about.type, title: about.title, ...(topics === null ? {} : { is_forum: true as const }) },
      about.members,
      topics,
    );
  }

  #addRoom(chat: TelegramChat, members: readonly number[], topics: ReadonlyMap<number, string> | null): Room {
    const room: Room = {
      chat,
      members: new Set(members),
      topics,
      bot: 'member',
      migratedTo: null,
      messages: new Map(),
      lastMessageId: topics === null ? 0 : Math.max(0, ...topics.keys()),
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
  post(room: Room, draft: Draft, silent = false): StoredMessage {
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
