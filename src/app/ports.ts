import type { SourceText } from '../core/documents/index.ts';
import type { Warning } from '../core/warning.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import type { AbsenceRecords } from './ports/absences.ts';
import type { AcknowledgementRecords } from './ports/acknowledgements.ts';
import type { AssignmentRecords, AuditRecords, ReportRecords } from './ports/assignments.ts';
import type { CalendarFeedRecords } from './ports/calendars.ts';
import type { DelegationRecords } from './ports/delegations.ts';
import type { DocumentRecords } from './ports/documents.ts';
import type { ExtensionRecords } from './ports/extensions.ts';
import type { OutboxRecords, SentMessageRecords } from './ports/outbox.ts';
import type {
  ControllerRecords,
  InvitationRecords,
  OrganizationRecords,
  PeopleRecords,
  SubscriptionRecords,
} from './ports/people.ts';
import type { ReminderSettingRecords } from './ports/reminder-settings.ts';
import type { ReportDraftRecords } from './ports/report-drafts.ts';
import type { DialogueRecords, SettingRecords, UpdateRecords } from './ports/updates.ts';
import type { UploadRecords } from './ports/uploads.ts';
import type { VersionRecords } from './ports/versions.ts';

export type * from './ports/absences.ts';
export type * from './ports/acknowledgements.ts';
export type * from './ports/assignments.ts';
export type * from './ports/calendars.ts';
export type * from './ports/delegations.ts';
export type * from './ports/documents.ts';
export type * from './ports/extensions.ts';
export type * from './ports/outbox.ts';
export type * from './ports/people.ts';
export type * from './ports/reminder-settings.ts';
export type * from './ports/report-drafts.ts';
export type * from './ports/updates.ts';
export type * from './ports/uploads.ts';
export type * from './ports/versions.ts';

/** What the database keeps, by concept. The same interface inside and outside a transaction. */
export interface Records {
  readonly organizations: OrganizationRecords;
  readonly people: PeopleRecords;
  readonly subscriptions: SubscriptionRecords;
  readonly absences: AbsenceRecords;
  readonly reminderSettings: ReminderSettingRecords;
  readonly controllers: ControllerRecords;
  readonly invitations: InvitationRecords;
  readonly documents: DocumentRecords;
  readonly versions: VersionRecords;
  readonly assignments: AssignmentRecords;
  readonly acknowledgements: AcknowledgementRecords;
  readonly reports: ReportRecords;
  readonly delegations: DelegationRecords;
  readonly reportDrafts: ReportDraftRecords;
  readonly audit: AuditRecords;
  readonly outbox: OutboxRecords;
  readonly sentMessages: SentMessageRecords;
  readonly updates: UpdateRecords;
  readonly uploads: UploadRecords;
  readonly extensions: ExtensionRecords;
  readonly calendarFeeds: CalendarFeedRecords;
  readonly dialogues: DialogueRecords;
  readonly settings: SettingRecords;
}

/** Counts an operator asks for. */
export interface InstallationCounts {
  readonly organizations: number;
  readonly subscriptions: number;
  readonly documents: Readonly<Record<string, number>>;
  readonly assignments: Readonly<Record<string, number>>;
  readonly deliveries: Readonly<Record<string, number>>;
}

/** The database: the truth. */
export interface Store extends Records {
  /**
   * All or nothing. No network inside, and one call after the other: a transaction is one connection. Retried by
   * the adapter on conflicts, so `work` may run more than once.
   */
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
  counts(): Promise<InstallationCounts>;
}

/** The present moment. */
export interface Clock {
  now(): Date;
}

/** Why a message could not be sent. */
export type MessengerFailure =
  | 'blocked'
  | 'deactivated'
  | 'chat_not_found'
  | 'kicked'
  /** The topic is closed or deleted; without one, that of everything else («General») is closed. */
  | 'topic_gone'
  | 'migrated'
  | 'rate_limited'
  | 'bad_request'
  | 'server'
  | 'network';

/** The failing edge of every Messenger. `permanent` alone decides whether to try again. */
export class MessengerError extends Error {
  readonly reason: MessengerFailure;
  readonly permanent: boolean;
  readonly retryAfterSeconds: number | null;
  /** Whether it is this chat alone that has to wait, and not everybody. */
  readonly onlyThisChat: boolean;
  readonly migrateToChatId: number | null;

  constructor(
    reason: MessengerFailure,
    options: {
      permanent: boolean;
      message: string;
      retryAfterSeconds?: number;
      onlyThisChat?: boolean;
      migrateToChatId?: number;
      cause?: unknown;
    },
  ) {
    super(options.message, { cause: options.cause });
    this.name = 'MessengerError';
    this.reason = reason;
    this.permanent = options.permanent;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.onlyThisChat = options.onlyThisChat ?? false;
    this.migrateToChatId = options.migrateToChatId ?? null;
  }
}

/** A file to be sent: the name the person sees, its type and its bytes. */
export interface OutgoingFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Where something is said: a chat, and the topic within it; null = the chat itself, or what it calls «General». */
export interface Place {
  readonly chatId: number;
  readonly topicId: number | null;
}

/** Sends messages to people; knows chats and topics by number and nothing of the channel's own types. */
export interface Messenger {
  /** @throws MessengerError */
  send(to: Place, message: OutgoingMessage): Promise<{ readonly messageId: number }>;
  /** A file of our own with a caption under it. @throws MessengerError */
  sendFile(to: Place, file: OutgoingFile, caption: string): Promise<{ readonly messageId: number }>;
  /** Replaces a message sent before; nothing to change counts as done. @throws MessengerError */
  edit(chatId: number, messageId: number, message: OutgoingMessage): Promise<void>;
  /** How long one more message to this chat would wait for its turn there, milliseconds; 0: it may go at once. */
  waitMs(chatId: number): number;
}

/**
 * Whether somebody is in a group now: `gone`: has left, was thrown out or never was there; `hidden`: the group tells
 * only administrators, and the bot is none; `unavailable`: no answer in time.
 */
export interface Members {
  standing(chatId: number, telegramUserId: number): Promise<'member' | 'gone' | 'hidden' | 'unavailable'>;
}

/** Rings when something waits in the database; losing a ring loses nothing. */
export interface Bell {
  deliveriesWaiting(ids: readonly number[]): Promise<void>;
  /** What was before this row in its chat is done: its turn comes in so many milliseconds. */
  turnComes(deliveryId: number, waitMs: number): Promise<void>;
  /** Rows whose sender died; the queue may still take the ring that it heard for one that is being answered. */
  senderGone(ids: readonly number[]): Promise<void>;
}

/** A file that is to be read, with the name its sender gave it. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How far a slow reading has come: the page that is being recognized, from 1, and how many there are. */
export interface ReadingProgress {
  readonly page: number;
  readonly pages: number;
}

/** Turns the files of one document into text: one file, or its pages in order. */
export interface SourceReader {
  read(
    files: readonly SourceFile[],
    name: string,
    onProgress: (progress: ReadingProgress) => void,
  ): Promise<
    | { readonly kind: 'text'; readonly source: SourceText; readonly warnings: readonly Warning[] }
    | { readonly kind: 'unreadable'; readonly message: string }
  >;
}

/** Fetches a file that somebody sent. */
export interface FileFetcher {
  fetch(
    fileId: string,
  ): Promise<
    | { readonly kind: 'file'; readonly bytes: Uint8Array }
    | { readonly kind: 'too_big' | 'gone' | 'unavailable' }
  >;
}

/** The operator's own storage of files, by content. */
export interface FileStore {
  /** Keeps the bytes; the same content is kept once. The type is what the content says, null where it says none. */
  keep(
    bytes: Uint8Array,
  ): Promise<{ readonly sha256: string; readonly size: number; readonly mimeType: string | null }>;
  /** Null where nothing is kept under this hash. */
  read(sha256: string): Promise<Uint8Array | null>;
}
