import type { Person, Room } from './chats.ts';
import { SandboxError } from './errors.ts';
import { Observer } from './observer.ts';
import type { TelegramMessage } from './shapes.ts';
import type { State } from './state.ts';
import { tellBotMoved, tellMessage } from './telling.ts';
import type { ChatView } from './view.ts';
import { viewChat } from './view.ts';

/** A group to be made; its first member is the creator, and the bot is in it. */
export interface NewGroup {
  readonly title: string;
  readonly members: readonly number[];
  readonly type?: 'group' | 'supergroup' | undefined;
  /** Names of forum topics, numbered from 2 (supergroups only). */
  readonly topics?: readonly string[] | undefined;
  /** A public supergroup: whoever is no member sees it and may press its buttons. */
  readonly username?: string | undefined;
  /** Its members are hidden from a bot that is no administrator. */
  readonly hidesMembers?: boolean | undefined;
  readonly id?: number | undefined;
}

/** What becomes of groups: members, topics, the bot's own place in them. Everything takes effect at once. */
export class GroupDoings extends Observer {
  readonly #state: State;

  constructor(state: State) {
    super(state);
    this.#state = state;
  }

  createGroup(about: NewGroup): ChatView {
    const isSuper = about.topics !== undefined || about.username !== undefined;
    const type = about.type ?? (isSuper ? 'supergroup' : 'group');
    if (isSuper && type === 'group') throw new SandboxError('Only a supergroup has topics or a username');
    const creator = about.members[0];
    if (creator === undefined) throw new SandboxError('A group needs a member');
    const room = this.#state.chats.addGroup({ ...about, type });
    for (const name of about.topics ?? []) this.#state.chats.addTopic(room, this.personOf(creator), name);
    tellBotMoved(this.#state, room, this.personOf(creator), 'left', 'member');
    return viewChat(room);
  }

  joinGroup(userId: number, chat: number): void {
    const person = this.personOf(userId);
    const room = this.groupOf(chat);
    room.members.add(userId);
    room.banned.delete(userId);
    this.#service(room, person, { new_chat_members: [person.user] });
  }

  leaveGroup(userId: number, chat: number): void {
    const person = this.personOf(userId);
    const room = this.groupOf(chat);
    this.checkMember(person, room);
    this.#service(room, person, { left_chat_member: person.user });
    room.members.delete(userId);
  }

  /** The creator removes somebody for good. */
  ban(userId: number, chat: number): void {
    const room = this.groupOf(chat);
    this.leaveGroup(userId, chat);
    room.banned.add(userId);
  }

  /** Somebody may not write any more; who leaves afterwards is «restricted» and no member. */
  restrict(userId: number, chat: number): void {
    this.groupOf(chat).restricted.add(userId);
    this.#state.changes.next();
  }

  /** A member removes the bot from the group. */
  kickBot(userId: number, chat: number): void {
    const room = this.groupOf(chat);
    room.bot = 'kicked';
    tellBotMoved(this.#state, room, this.personOf(userId), 'member', 'kicked');
  }

  /** A member brings the bot (back) into the group. */
  addBot(userId: number, chat: number): void {
    const room = this.groupOf(chat);
    const before = room.bot;
    room.bot = 'member';
    tellBotMoved(this.#state, room, this.personOf(userId), before, 'member');
  }

  /** The bot becomes an administrator: it hears everything, sees the members, writes into closed topics. */
  promoteBot(userId: number, chat: number): void {
    const room = this.groupOf(chat);
    const before = room.bot;
    room.bot = 'administrator';
    tellBotMoved(this.#state, room, this.personOf(userId), before, 'administrator');
  }

  /** Turns a group into a supergroup: a new chat id, the old one answers with migrate_to_chat_id. */
  migrate(chat: number): ChatView {
    const room = this.groupOf(chat);
    if (room.chat.type !== 'group' || room.migratedTo !== null) {
      throw new SandboxError(`Chat ${chat} is no group that can migrate`);
    }
    const person = this.#creatorOf(room);
    const moved = this.#state.chats.addGroup({
      title: room.chat.title ?? '',
      type: 'supergroup',
      members: [...room.members],
    });
    moved.bot = room.bot;
    this.#service(room, person, { migrate_to_chat_id: moved.chat.id });
    room.migratedTo = moved.chat.id;
    this.#service(moved, person, { migrate_from_chat_id: chat });
    return viewChat(moved);
  }

  /** Turns topics on or off; those there were come back when they are turned on again. */
  setForum(chat: number, isForum: boolean): void {
    const room = this.groupOf(chat);
    if (room.chat.type !== 'supergroup') throw new SandboxError(`Chat ${chat} is no supergroup`);
    const { is_forum: _, ...rest } = room.chat;
    room.chat = isForum ? { ...rest, is_forum: true } : rest;
    this.#state.changes.next();
  }

  /** Opens a topic. @returns its thread id */
  createTopic(chat: number, name: string): number {
    const room = this.#forumOf(chat);
    const root = this.#state.chats.addTopic(room, this.#creatorOf(room), name);
    tellMessage(this.#state, room, { message: root.message });
    return root.message.message_id;
  }

  /** Nobody but administrators writes there any more; `General` is the topic every forum has. */
  closeTopic(chat: number, topic: number | 'General'): void {
    this.#setClosed(chat, topic, true);
  }

  reopenTopic(chat: number, topic: number | 'General'): void {
    this.#setClosed(chat, topic, false);
  }

  /** The topic is gone with everything in it; no update tells the bot. */
  deleteTopic(chat: number, topic: number): void {
    const room = this.#forumOf(chat);
    this.#topicOf(room, topic);
    room.topics.delete(topic);
    for (const stored of room.messages.values()) {
      if (stored.message.message_thread_id === topic) this.#state.chats.delete(stored);
    }
    this.#state.changes.next();
  }

  /** @throws SandboxError for who is deactivated */
  protected personOf(userId: number): Person {
    const person = this.#state.chats.person(userId);
    if (person.deactivated) throw new SandboxError(`User ${userId} is deactivated`);
    return person;
  }

  /** @throws SandboxError for a private chat */
  protected groupOf(chat: number): Room {
    const room = this.#state.chats.room(chat);
    if (room.chat.type === 'private') throw new SandboxError(`Chat ${chat} is no group`);
    return room;
  }

  protected checkMember(person: Person, room: Room): void {
    if (!room.members.has(person.user.id)) {
      throw new SandboxError(`User ${person.user.id} is not in chat ${room.chat.id}`);
    }
  }

  #forumOf(chat: number): Room {
    const room = this.groupOf(chat);
    if (room.chat.is_forum !== true) throw new SandboxError(`Chat ${chat} has no topics`);
    return room;
  }

  #topicOf(room: Room, topic: number): { closed: boolean } {
    const found = room.topics.get(topic);
    if (found === undefined) throw new SandboxError(`There is no topic ${topic} in chat ${room.chat.id}`);
    return found;
  }

  #setClosed(chat: number, topic: number | 'General', closed: boolean): void {
    const room = this.#forumOf(chat);
    if (topic === 'General') {
      room.generalClosed = closed;
      this.#state.changes.next();
      return;
    }
    this.#topicOf(room, topic).closed = closed;
    this.#service(room, this.#creatorOf(room), {
      message_thread_id: topic,
      is_topic_message: true,
      ...(closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }),
    });
  }

  #creatorOf(room: Room): Person {
    const [first] = room.members;
    if (first === undefined) throw new SandboxError(`Nobody is left in chat ${room.chat.id}`);
    return this.personOf(first);
  }

  #service(room: Room, person: Person, what: Partial<TelegramMessage>): void {
    const stored = this.#state.chats.post(room, { from: person.user, ...what });
    tellMessage(this.#state, room, { message: stored.message });
  }
}
