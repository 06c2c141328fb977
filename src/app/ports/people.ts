import type { Directory, DirectoryEntry } from '../../core/addressees/directory.ts';

/** A person as Telegram shows them; nothing else is kept. */
export interface Person {
  readonly id: number;
  readonly telegramUserId: number;
  readonly name: string;
}

/** The directory of organizations. */
export interface OrganizationRecords {
  all(): Promise<Directory>;
  find(code: string): Promise<DirectoryEntry | null>;
  /** What these organizations are called, short where there is a short name, by code. */
  names(codes: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Inserts or updates by code; removes nobody, nor a reminder time where none is given. Counts tell what happened. */
  saveAll(entries: readonly DirectoryEntry[]): Promise<{ created: number; updated: number }>;
  /** The time of the morning digest, "HH:MM". */
  setReminderTime(code: string, time: string): Promise<void>;
}

/** People as Telegram shows them. */
export interface PeopleRecords {
  /** The person of this Telegram user, made or renamed as needed. */
  remember(telegramUserId: number, name: string): Promise<Person>;
  find(id: number): Promise<Person | null>;
  findByTelegramUser(telegramUserId: number): Promise<Person | null>;
  /** Names by id, also of people who have been forgotten since: theirs is the one put in its place. */
  names(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /**
   * Removes what is known of a person: Telegram id and name, subscriptions and messages of the private chat, drafts,
   * dialogues, links, the calendar's address, a controller's rights, what Telegram has sent. What the organization
   * did stays, with `name` in place of theirs. Doing it twice changes nothing.
   */
  forget(person: Person, name: string): Promise<void>;
}

/** An executor answers for the organization; an observer only reads. */
export type SubscriptionRole = 'executor' | 'observer';

/** A chat that speaks for an organization. */
export interface Subscription {
  readonly id: number;
  readonly chatId: number;
  /** The topic of the chat that everything for the organization goes into; null = the chat itself. */
  readonly topicId: number | null;
  readonly organizationCode: string;
  readonly role: SubscriptionRole;
  readonly personId: number;
  /** `unreachable`: Telegram says the chat can't be written to; any message from it makes it active again. */
  readonly state: 'active' | 'unreachable' | 'left';
}

/** Chats that speak for organizations. */
export interface SubscriptionRecords {
  /** Makes the chat a subscription of the organization, or reactivates it; `created` is false where it already was. */
  add(subscription: {
    chatId: number;
    organizationCode: string;
    role: SubscriptionRole;
    personId: number;
    /** Absent: the chat itself. */
    topicId?: number | null;
  }): Promise<{ subscription: Subscription; created: boolean }>;
  /** The chat's subscription of an organization in whatever state; null where there never was one. */
  find(chatId: number, organizationCode: string): Promise<Subscription | null>;
  /** → left; false where it was left already (compare-and-set). */
  end(id: number): Promise<boolean>;
  /** Active subscriptions of a chat. */
  ofChat(chatId: number): Promise<readonly Subscription[]>;
  /** Active subscriptions of these organizations; of all where none are named. */
  ofOrganizations(codes?: readonly string[]): Promise<readonly Subscription[]>;
  /** Telegram refuses this chat for good (blocked, deactivated, kicked): its subscriptions become unreachable. */
  markUnreachable(chatId: number, reason: string): Promise<void>;
  /** The chat wrote again: its unreachable subscriptions become active. Returns how many. */
  markReachable(chatId: number): Promise<number>;
  /** Everything for the organization goes into this topic from now on; null = the chat itself. */
  moveToTopic(id: number, topicId: number | null): Promise<void>;
  /** The topic is closed or gone: whatever went there goes to the chat itself. Returns the organizations' codes. */
  leaveTopic(chatId: number, topicId: number): Promise<readonly string[]>;
  /** A group became a supergroup: subscriptions, waiting deliveries and sent messages move to the new chat id. */
  migrateChat(fromChatId: number, toChatId: number): Promise<void>;
}

/** An officer of the Department who publishes and accepts. */
export interface Controller {
  readonly personId: number;
  readonly telegramUserId: number;
  readonly chatId: number;
  readonly name: string;
}

/** Officers of the Department. */
export interface ControllerRecords {
  add(controller: { personId: number; chatId: number }): Promise<{ created: boolean }>;
  all(): Promise<readonly Controller[]>;
  findByTelegramUser(telegramUserId: number): Promise<Controller | null>;
}

/** What an invitation makes of whoever opens it. */
export type InvitationRole = SubscriptionRole | 'controller';

/** A one-time link. Only the SHA-256 of its token is kept. */
export interface Invitation {
  readonly id: number;
  /** Null only for a controller's code made at the first start. */
  readonly organizationCode: string | null;
  readonly role: InvitationRole;
  readonly usesLeft: number;
  readonly expiresAt: Date;
  /** The assignment that whoever joins is to carry out, and who hands it over; null for an ordinary link. */
  readonly delegates: { readonly assignmentId: number; readonly byPersonId: number } | null;
  /** The organization's own chat that made it, and whether whoever joins takes its place; null for others. */
  readonly madeIn: { readonly chatId: number; readonly handsOver: boolean } | null;
}

/** One-time links and who has tried wrong ones. */
export interface InvitationRecords {
  create(invitation: {
    tokenHash: string;
    organizationCode: string | null;
    role: InvitationRole;
    uses: number;
    expiresAt: Date;
    createdAt: Date;
    delegates?: { readonly assignmentId: number; readonly byPersonId: number };
    madeIn?: { readonly chatId: number; readonly handsOver: boolean };
  }): Promise<Invitation>;
  findByTokenHash(tokenHash: string): Promise<Invitation | null>;
  /** Takes one use; false where none was left (compare-and-set). */
  takeUse(id: number): Promise<boolean>;
  /** Wrong tokens a chat has tried in a row, and until when it must wait. */
  attempts(chatId: number): Promise<{ failed: number; pausedUntil: Date | null }>;
  recordAttempts(chatId: number, attempts: { failed: number; pausedUntil: Date | null }): Promise<void>;
}
