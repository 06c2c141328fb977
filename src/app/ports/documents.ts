import type { CalendarDate } from '../../core/calendar/calendar-date.ts';
import type { Deadline } from '../../core/deadlines/deadline.ts';
import type {
  DocumentKind,
  Quote,
  ReadAddressee,
  ReadDocument,
  ReadQuestion,
} from '../../core/documents/read-document.ts';
import type { Warning } from '../../core/warning.ts';

/** `superseded`: published once, and another version is in force now. */
export type DocumentState = 'draft' | 'published' | 'superseded' | 'discarded';

/** A document that was read from a file a controller sent. */
export interface StoredDocument {
  readonly id: number;
  readonly state: DocumentState;
  readonly source: string;
  /** SHA-256 of the file, hex, and the place of this document in it (one file may hold several). */
  readonly sha256: string;
  readonly position: number;
  readonly kind: DocumentKind;
  readonly date: CalendarDate | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly title: string | null;
  readonly questions: readonly ReadQuestion[];
  readonly annexes: readonly { readonly title: string; readonly rows: number }[];
  readonly warnings: readonly Warning[];
  readonly createdByPersonId: number;
  readonly publishedAt: Date | null;
  /** Who took the document's own doubts upon themselves; null while nobody has. */
  readonly confirmed: Confirmation | null;
  /** The version before of the same act; null where none is known. */
  readonly lineage: Lineage | null;
}

/**
 * That a document is a new version of another. `certain`: recognized; `unsure`: a person must say, and has
 * `confirmed` or `denied` it (also what seemed certain).
 */
export interface Lineage {
  readonly documentId: number;
  readonly answer: 'certain' | 'unsure' | 'confirmed' | 'denied';
}

/** Who took doubts upon themselves, and when. */
export interface Confirmation {
  readonly personId: number;
  readonly at: Date;
}

/** One decision of a stored document, in its order, as it counts: a reviewer may have changed what was read. */
export interface StoredDecision {
  readonly id: number;
  readonly documentId: number;
  readonly position: number;
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
  readonly deadline: Deadline;
  /** Empty where the point was added by a reviewer. */
  readonly quote: Quote;
  readonly warnings: readonly Warning[];
  /** Grows by one with every change. */
  readonly revision: number;
  /** Taken out by a reviewer: nobody gets it. */
  readonly dropped: boolean;
  /** Split or merged by a reviewer: the points made of it count in its place. */
  readonly replaced: boolean;
  /** The points it was made of: one that was split, several that were merged, none where it was read or added. */
  readonly madeFrom: readonly number[];
  /** Messages of the doubts that were confirmed as they are, and by whom; null where none were. */
  readonly confirmed: (Confirmation & { readonly doubts: readonly string[] }) | null;
  /** A report without a file is not taken. */
  readonly requiresFile: boolean;
  /** Who made the last change; null while nobody has. */
  readonly changedByPersonId: number | null;
  /** The same point in the version before; set when the version is published. */
  readonly replacesId: number | null;
  /** Publishing takes up again what was accepted of the point in the version before, where its text has changed. */
  readonly reopens: boolean;
}

/** A point that a reviewer makes of others. */
export type MadeDecision = Pick<
  StoredDecision,
  | 'question'
  | 'label'
  | 'text'
  | 'addressees'
  | 'deadline'
  | 'quote'
  | 'warnings'
  | 'requiresFile'
  | 'madeFrom'
>;

/** What a reviewer changes of a decision; what is left out stays. */
export type DecisionChange = Partial<
  Pick<
    StoredDecision,
    'text' | 'addressees' | 'deadline' | 'quote' | 'warnings' | 'dropped' | 'requiresFile' | 'reopens'
  >
> & {
  /**
   * The doubts that are confirmed from now on; every change that does not name them takes a confirmation back, but for
   * `requiresFile` and `reopens`, which are no matter of the reading.
   */
  readonly confirmedDoubts?: readonly string[];
};

export interface DocumentRecords {
  /** Keeps what was read, with the text it was read from; one draft per (sha256, position). */
  saveDraft(draft: {
    reading: ReadDocument;
    text: string;
    sha256: string;
    position: number;
    createdByPersonId: number;
    createdAt: Date;
  }): Promise<StoredDocument>;
  find(id: number): Promise<StoredDocument | null>;
  /** Drafts and published documents read from the file with this hash. */
  findByFile(sha256: string): Promise<readonly StoredDocument[]>;
  /** The points that count; those replaced by others are left out. */
  decisions(documentId: number): Promise<readonly StoredDecision[]>;
  /** Also one that others have replaced. */
  findDecision(id: number): Promise<StoredDecision | null>;
  /** The text the document was read from, which quotes point into; null where there is no such document. */
  text(id: number): Promise<string | null>;
  /**
   * The same as `find`, and nobody else changes the document or its decisions before the transaction ends, as
   * long as they lock it too.
   */
  lock(id: number): Promise<StoredDocument | null>;
  /**
   * Changes a decision of a draft if it is still the revision the reviewer saw (compare-and-set); false where
   * somebody was faster. What was read is kept aside at the first change.
   */
  changeDecision(id: number, revision: number, change: DecisionChange, by: Confirmation): Promise<boolean>;
  /**
   * Adds a point after all others of the document; no question, no label, an empty quote. By nobody (null) where it
   * was carried over from the version before. Returns its id.
   */
  addDecision(
    documentId: number,
    point: Pick<StoredDecision, 'text' | 'addressees' | 'deadline' | 'warnings'>,
    personId: number | null,
  ): Promise<number>;
  /**
   * Puts points that were made of others behind the one at a position; by nobody (null) where that was carried over from
   * the version before. Returns their ids. The document is locked.
   */
  insertDecisions(
    documentId: number,
    position: number,
    points: readonly MadeDecision[],
    by: Confirmation | null,
  ): Promise<readonly number[]>;
  /**
   * Puts points behind another one of their document, in this order; null: before all others. What is there already stays.
   * The document is locked.
   */
  moveDecisions(documentId: number, ids: readonly number[], afterId: number | null): Promise<void>;
  /**
   * Says whether others count in the place of these points; a change of each, unless it was carried over from the version
   * before (null). The document is locked.
   */
  setReplaced(ids: readonly number[], replaced: boolean, by: Confirmation | null): Promise<void>;
  /**
   * A page has come: the text of a draft is longer, and so is what is known of the whole. A confirmation of its doubts
   * ends where there are others now. The document is locked.
   */
  extendDraft(
    id: number,
    whole: { readonly text: string } & Pick<StoredDocument, 'questions' | 'annexes' | 'warnings'>,
  ): Promise<void>;
  /** Confirms the doubts of the draft itself; false where it is no draft any more or they are confirmed already. */
  confirmWarnings(id: number, by: Confirmation): Promise<boolean>;
  /** draft → published; false where it was no draft any more (compare-and-set). */
  markPublished(id: number, at: Date): Promise<boolean>;
  /** draft → discarded; false where it was no draft any more. */
  markDiscarded(id: number): Promise<boolean>;
  /** Every draft that was neither published nor discarded, newest first. */
  draftIds(): Promise<readonly number[]>;
  /** The latest published documents, newest first. */
  published(limit: number): Promise<readonly StoredDocument[]>;
}
