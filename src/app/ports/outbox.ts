import type { CalendarDate } from '../../core/calendar/calendar-date.ts';
import type { StepId } from '../../core/reminders/steps.ts';

/** What an outbox row is about; its message is worded when it is sent, from the facts of that moment. */
export type DeliveryContent =
  | { readonly kind: 'broadcast'; readonly documentId: number; readonly assignmentIds: readonly number[] }
  /** What a new version has changed for one chat. */
  | { readonly kind: 'new_version'; readonly documentId: number; readonly assignmentIds: readonly number[] }
  | { readonly kind: 'broadcast_status'; readonly documentId: number }
  | { readonly kind: 'catch_up'; readonly assignmentIds: readonly number[] }
  | {
      readonly kind: 'digest';
      readonly organizationCode: string;
      readonly on: string;
      readonly items: readonly { readonly assignmentId: number; readonly step: StepId }[];
      /** Assignments whose «Ознакомлен» is asked for; absent in rows of earlier versions. */
      readonly unacknowledged?: readonly number[];
    }
  | {
      readonly kind: 'escalation';
      readonly on: string;
      readonly level: 1 | 2;
      readonly assignmentIds: readonly number[];
      /** The organization above that is told; absent where it is the controllers, and in rows of earlier versions. */
      readonly organizationCode?: string;
    }
  | { readonly kind: 'report_received'; readonly reportId: number }
  | { readonly kind: 'report_outcome'; readonly reportId: number }
  /** A report that was accepted by mistake waits for an answer again. */
  | { readonly kind: 'acceptance_taken_back'; readonly reportId: number }
  /** A file of a report that arrived later than the report. */
  | { readonly kind: 'report_file'; readonly reportId: number; readonly sha256: string }
  /** A file that a draft waited for has arrived or is lost. */
  | { readonly kind: 'late_file'; readonly draftId: number; readonly itemId: number }
  /** What was gathered for a report was left lying. */
  | { readonly kind: 'gathering_paused'; readonly draftId: number }
  | { readonly kind: 'summary'; readonly on: string }
  /** A municipality has handed a point down. */
  | { readonly kind: 'handed_down'; readonly assignmentIds: readonly number[] }
  /** Assignments closed together with the one they were handed down from or contribute to. */
  | {
      readonly kind: 'closed_with';
      readonly assignmentIds: readonly number[];
      readonly cause: 'accept' | 'withdraw';
    }
  /** A municipality has taken back what it had handed down. */
  | { readonly kind: 'recalled'; readonly assignmentIds: readonly number[] }
  /** The last day followed that of the point above, or of the whole point. */
  | {
      readonly kind: 'deadline_followed';
      readonly assignmentIds: readonly number[];
      /** The last day before, by assignment; absent in rows of earlier versions. */
      readonly was?: Readonly<Record<string, string | null>>;
    }
  /** A municipality reminds those who have not reported yet. */
  | { readonly kind: 'nudge'; readonly assignmentIds: readonly number[] }
  /** A colleague has handed an assignment over, or taken it back. */
  | {
      readonly kind: 'delegated';
      readonly assignmentId: number;
      readonly personId: number;
      readonly change: 'given' | 'taken_back';
    }
  /** Somebody asks for a later last day; its answer. */
  | { readonly kind: 'extension_asked'; readonly requestId: number }
  | {
      readonly kind: 'extension_decided';
      readonly requestId: number;
      /** Organizations below whose last day has followed; absent where none has, and in rows of earlier versions. */
      readonly followed?: number;
    }
  /** Whom an assignment was handed over to has reported. */
  | { readonly kind: 'delegate_reported'; readonly reportId: number }
  /** What an earlier row has said is not so any more: its message is worded anew in its place. */
  | { readonly kind: 'renewed'; readonly deliveryId: number }
  /** Who speaks for an organization has changed. */
  | {
      readonly kind: 'people_changed';
      readonly organizationCode: string;
      readonly personId: number;
      readonly change: PeopleChange;
    }
  /** The topic these organizations' messages went into is closed or gone: they come to the chat itself. */
  | { readonly kind: 'topic_lost'; readonly organizationCodes: readonly string[] }
  /** Somebody goes on holiday or is back. */
  | {
      readonly kind: 'absence';
      readonly organizationCode: string;
      /** Who is absent. */
      readonly personId: number;
      readonly change: AbsenceChange;
      /** The first day where it is planned, or was; absent in rows of earlier versions. */
      readonly from?: CalendarDate | null;
      readonly until: CalendarDate;
      /** Who stands in, or did; null where the others do. */
      readonly deputyPersonId: number | null;
    };

/**
 * `began`, `over`, `released`: told to whoever stands in, did, or has left meanwhile; `begun`, `returned`, `broken`: to
 * the absent, the last two with what is open; `alone`: to those above, where only the absent is left to answer.
 * `planned`, `called_off`, `unattended`: to whoever has planned to be away; the deputy has joined, nobody can stand in,
 * the first day is there and nobody has opened the link.
 */
export type AbsenceChange =
  | 'began'
  | 'over'
  | 'released'
  | 'begun'
  | 'returned'
  | 'broken'
  | 'alone'
  | 'planned'
  | 'called_off'
  | 'unattended';

/**
 * `left`, `joined`: told to the others; `removed`, `handed_over`: to whom it happened; `received`: to the successor;
 * `unrepresented`: nobody speaks for the organization any more.
 */
export type PeopleChange = 'left' | 'joined' | 'removed' | 'handed_over' | 'received' | 'unrepresented';

/** `sending`: a sender has claimed it; the last three are final. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'cancelled';

/** One message to one chat that must arrive at least once. Unique by `key`: what it is about. */
export interface Delivery {
  readonly id: number;
  readonly key: string;
  readonly chatId: number;
  readonly content: DeliveryContent;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Messages of this row that have arrived (a long one is split). */
  readonly partsSent: number;
  /** The assignments those messages were about. */
  readonly told: readonly number[];
  /** The first of those messages in its chat; null while none has arrived. */
  readonly firstMessageId: number | null;
  readonly failure: string | null;
}

/** What a message with buttons for an answer is about. */
export type AskedContent = Extract<DeliveryContent, { readonly kind: 'report_received' | 'extension_asked' }>;

/**
 * A sender's hold on a row, as `claim` gave it. A sender whose lease ran out may find the row claimed by another:
 * then nothing it says of the row counts any more.
 */
export type DeliveryClaim = Pick<Delivery, 'id' | 'attempts'>;

/**
 * Messages that must arrive: written with their cause in one transaction, claimed and sent afterwards. Those of one
 * chat go one after the other in the order they were written; one that is put off lets the others pass.
 */
export interface OutboxRecords {
  /** Rows whose key exists already are passed over. Returns the ids of the new ones. */
  addMany(
    rows: readonly { key: string; chatId: number; content: DeliveryContent; notBefore: Date }[],
  ): Promise<readonly number[]>;
  /**
   * pending (or sending with an expired lease) → sending, by compare-and-set with a lease; null where it is
   * not to be sent now, or its chat has an earlier row that is, or one that is being sent. Attempts grows by one.
   */
  claim(id: number, now: Date, leaseSeconds: number): Promise<Delivery | null>;
  /**
   * One part has arrived: remembered with what it was about, so that a reply to it is understood, and what it was
   * about counts as delivered. The lease begins anew, so that a row of many parts is not taken from its sender; with
   * the last part the row is sent. False where the claim was lost: the reply is understood all the same, the row is
   * the other sender's.
   */
  partSent(
    claim: DeliveryClaim,
    part: {
      chatId: number;
      messageId: number;
      assignmentIds: readonly number[];
      at: Date;
      leaseSeconds: number;
      isLast: boolean;
    },
  ): Promise<boolean>;
  /** For a row of which nothing is left to be sent. */
  markSent(claim: DeliveryClaim, at: Date): Promise<void>;
  /** Never to be tried again. */
  markFailed(claim: DeliveryClaim, failure: string, at: Date): Promise<void>;
  /** Nothing of it is to be said any more (closed, withdrawn, moved). */
  markCancelled(claim: DeliveryClaim, at: Date): Promise<void>;
  /**
   * Every lease ends at this moment at the latest: for when no sender is alive. Returns the rows that were being sent;
   * a sender that does live still holds its row until another claims it.
   */
  endLeases(now: Date): Promise<readonly number[]>;
  /** The attempt failed: back to pending, not before the moment given. */
  postpone(claim: DeliveryClaim, notBefore: Date, failure: string): Promise<void>;
  /**
   * It could not be tried: back to pending, not before the moment given; the attempt does not count. Null: its time is
   * as it was, so that it keeps its turn before what came later to its chat.
   */
  putBack(claim: DeliveryClaim, notBefore: Date | null, why: string): Promise<void>;
  /**
   * The chat can be written to again: rows of these kinds that failed for good become pending. Returns their ids.
   */
  retryFailed(
    chatId: number,
    kinds: readonly DeliveryContent['kind'][],
    now: Date,
  ): Promise<readonly number[]>;
  /** Nothing that waits for this chat is sent any more. */
  cancelWaiting(chatId: number, at: Date): Promise<void>;
  /**
   * The row of each chat that is to be sent now: its first that is pending and due, or sending with an expired lease.
   * Those with the earliest time first.
   */
  waiting(now: Date, limit: number): Promise<readonly number[]>;
  /** The first row of this chat that is pending and due; null where none is. */
  nextOf(chatId: number, now: Date): Promise<number | null>;
  /**
   * For a due row that is not to be had: the one of its chat whose turn it is, where nobody is sending any; null where
   * somebody is, or the row is not due.
   */
  waitsFor(id: number, now: Date): Promise<number | null>;
  find(id: number): Promise<Delivery | null>;
  /** Every row that asks about these reports and requests, in whatever state. */
  asking(about: readonly AskedContent[]): Promise<readonly Delivery[]>;
  /** Deliveries of a published document's broadcast, or of what it has changed as a new version. */
  ofBroadcast(documentId: number): Promise<readonly Delivery[]>;
}

/** Which assignments a message that was sent is about. */
export interface SentMessageRecords {
  remember(chatId: number, messageId: number, assignmentIds: readonly number[], at: Date): Promise<void>;
  assignmentsOf(chatId: number, messageId: number): Promise<readonly number[]>;
  /** When the message was sent or last shown anew; null where it is not known. */
  sentAt(chatId: number, messageId: number): Promise<Date | null>;
}
