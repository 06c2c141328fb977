import type { ReportFile } from './assignments.ts';

/** A file in a message, not fetched yet. */
export interface IncomingFile {
  /** Telegram's id, by which it is fetched. */
  readonly fileId: string;
  readonly name: string;
  /** As the sender's app calls it. */
  readonly mimeType: string;
}

/**
 * `waiting` for the choice of an assignment or a confirmation; `gathering`: what the person sends now goes in, one
 * such draft a person and chat; `paused`: left lying, can be gone on with; the last two are final.
 */
export type ReportDraftState = 'waiting' | 'gathering' | 'paused' | 'sent' | 'cancelled';

/** What a person gathers in a chat for a report; kept as it is given. */
export interface ReportDraft {
  readonly id: number;
  readonly chatId: number;
  readonly personId: number;
  readonly state: ReportDraftState;
  /** What the report is about; null while it is not chosen. */
  readonly assignmentId: number | null;
  /** What it may be about; empty where anything that is the chat's. */
  readonly candidateIds: readonly number[];
  readonly openedByUpdateId: number;
  /** The update that sent or cancelled it. */
  readonly endedByUpdateId: number | null;
  /** The message that lists what was gathered. */
  readonly messageId: number | null;
  /** Goes together with the reports of those below: see gather-report.ts. */
  readonly withBelow: boolean;
  /** The reports it became. */
  readonly reportIds: readonly number[];
  /** Adds to a report that waits for its answer. */
  readonly supplement: boolean;
  readonly createdAt: Date;
  /** When something was last given. */
  readonly touchedAt: Date;
}

/** A text, a file in our own storage, one that Telegram has not given out yet, or one it never will. */
export type DraftItemContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: ReportFile }
  | { readonly kind: 'fetching' | 'lost'; readonly file: IncomingFile };

/** One thing of a draft, and the message that brought it. */
export interface DraftItem {
  readonly id: number;
  readonly draftId: number;
  readonly updateId: number;
  readonly messageId: number | null;
  /** Messages of one album share it. */
  readonly mediaGroupId: string | null;
  readonly content: DraftItemContent;
  /** Times it was tried again to fetch the file. */
  readonly attempts: number;
}

/** What people gather for their reports. */
export interface ReportDraftRecords {
  /** A new draft; the one that this update has opened before, if it is handled again. */
  open(draft: {
    chatId: number;
    personId: number;
    state: 'waiting' | 'gathering';
    assignmentId: number | null;
    candidateIds: readonly number[];
    /** False where absent. */
    supplement?: boolean;
    updateId: number;
    at: Date;
  }): Promise<ReportDraft>;
  find(id: number): Promise<ReportDraft | null>;
  /** The same, and nobody else changes it or its items before the transaction ends, as long as they lock it too. */
  lock(id: number): Promise<ReportDraft | null>;
  gatheringOf(chatId: number, personId: number): Promise<ReportDraft | null>;
  /** The paused draft of a person about an assignment, the latest. */
  pausedAbout(chatId: number, personId: number, assignmentId: number): Promise<ReportDraft | null>;
  /** The draft that has messages of this album. */
  ofAlbum(chatId: number, mediaGroupId: string): Promise<ReportDraft | null>;
  /** The draft that this update has opened or given something to. */
  ofUpdate(updateId: number): Promise<ReportDraft | null>;
  /** The draft that this update has sent or cancelled. */
  endedBy(updateId: number): Promise<ReportDraft | null>;
  /** In the order they were given. */
  items(draftId: number): Promise<readonly DraftItem[]>;
  /** Adds an item; false where this update has brought it before. A file that is to be fetched says from when. */
  addItem(
    draftId: number,
    item: Pick<DraftItem, 'updateId' | 'messageId' | 'mediaGroupId' | 'content'> & {
      at: Date;
      fetchAfter: Date | null;
    },
  ): Promise<boolean>;
  /** What one draft holds goes to another, in its order. */
  moveItems(from: number, to: number, at: Date): Promise<void>;
  removeItem(draftId: number, itemId: number): Promise<boolean>;
  /** Moves the state if it is still one of `from` (compare-and-set); false where it was not. */
  move(
    id: number,
    from: readonly ReportDraftState[],
    to: ReportDraftState,
    change?: {
      readonly at?: Date;
      readonly updateId?: number;
      readonly assignmentId?: number;
      readonly reportIds?: readonly number[];
    },
  ): Promise<boolean>;
  /** What it may be about from now on. */
  setCandidates(id: number, candidateIds: readonly number[]): Promise<void>;
  /** Whether it goes together with the reports of those below. */
  setWithBelow(id: number, withBelow: boolean): Promise<void>;
  /** The message that lists what was gathered from now on. */
  showIn(id: number, messageId: number): Promise<void>;
  /** Files to be fetched now, those that wait longest first. */
  toFetch(now: Date, limit: number): Promise<readonly DraftItem[]>;
  /** Counts an attempt and puts the next one off; false where another does it or it is settled. */
  claimFetch(itemId: number, now: Date, again: Date): Promise<boolean>;
  /** The file has arrived, or never will; false where that was settled before or the item is gone. */
  settleFetch(itemId: number, file: ReportFile | 'lost'): Promise<boolean>;
  /** The person's question in this chat that waits for an answer, the latest, if it was touched since the moment. */
  waitingOf(chatId: number, personId: number, since: Date): Promise<ReportDraft | null>;
  /** Drafts in the state that were last given something before the moment, oldest first. */
  leftBefore(state: 'gathering' | 'waiting', before: Date, limit: number): Promise<readonly ReportDraft[]>;
  /** Removes drafts last touched before the moment, sent or not. Returns how many. */
  forgetBefore(before: Date): Promise<number>;
}
