import type { Assignment, AssignmentState } from '../../core/assignments/assignment.ts';
import type { TaskQuery } from '../../core/assignments/task-query.ts';
import type { CalendarDate } from '../../core/calendar/calendar-date.ts';
import type { DeadlineKind } from '../../core/deadlines/deadline.ts';
import type { StoredDecision, StoredDocument } from './documents.ts';

/** An assignment with what a message about it needs. */
export interface AssignmentView {
  readonly assignment: Assignment;
  readonly decision: StoredDecision;
  readonly document: StoredDocument;
  readonly organizationName: string;
  /** Name of the organization it was handed down by; null where it came directly. */
  readonly through: string | null;
  /** Who within the organization is to carry it out; null where nobody was named. */
  readonly delegate: { readonly personId: number; readonly name: string } | null;
}

/** Assignments of one document, counted; withdrawn ones and those handed down are left out. */
export interface DocumentTally {
  readonly documentId: number;
  readonly total: number;
  readonly accepted: number;
  readonly reported: number;
  readonly overdue: number;
}

/** What publishing or a new occurrence makes. */
export interface NewAssignment {
  readonly documentId: number;
  readonly decisionId: number;
  readonly organizationCode: string;
  readonly occurrence: number;
  readonly executor: boolean;
  readonly deadlineKind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
  readonly publishedOn: CalendarDate;
  /** Steps up to this day count as told: by the broadcast, or for a later occurrence by nobody yet. */
  readonly remindedThrough: CalendarDate;
  /** The assignment it is handed down from; absent where it comes directly. */
  readonly parentId?: number;
}

/** Decisions in the hands of organizations. */
export interface AssignmentRecords {
  /**
   * Unique by (decision, organization, occurrence): what exists already is passed over, but what was recalled begins
   * anew; what would belong to a version that is no longer in force is passed over too. Returns the new ones.
   */
  createMany(assignments: readonly NewAssignment[]): Promise<readonly Assignment[]>;
  find(id: number): Promise<Assignment | null>;
  view(id: number): Promise<AssignmentView | null>;
  views(ids: readonly number[]): Promise<readonly AssignmentView[]>;
  /** Not accepted and not withdrawn; of these organizations, or of all. */
  open(organizationCodes?: readonly string[]): Promise<readonly Assignment[]>;
  /**
   * What a morning is planned from: every open assignment and, of the same decisions, what organizations with others
   * below them have had accepted.
   */
  forMorning(): Promise<readonly Assignment[]>;
  /** Ids of the accepted assignments of these organizations, the latest last day first. */
  acceptedIds(organizationCodes: readonly string[]): Promise<readonly number[]>;
  /**
   * Assignments of these organizations, closed ones too but none withdrawn, that have all of the query: words by
   * their stems and beginnings in the point or the title of its document. At most 500.
   */
  search(organizationCodes: readonly string[], query: TaskQuery): Promise<readonly Assignment[]>;
  ofDocument(documentId: number): Promise<readonly Assignment[]>;
  /** All of these decisions, every occurrence, whoever has them. */
  ofDecisions(decisionIds: readonly number[]): Promise<readonly Assignment[]>;
  /** What was handed down from these assignments, closed or not; nothing that was recalled. */
  childrenOf(parentIds: readonly number[]): Promise<readonly Assignment[]>;
  /**
   * The latest occurrence of every recurring decision and organization that is not withdrawn, in the versions that
   * are in force.
   */
  latestOccurrences(): Promise<readonly { readonly assignment: Assignment; readonly rrule: string }[]>;
  /** Moves the state if it is still one of `from` (compare-and-set); false where somebody was faster. */
  moveState(id: number, from: readonly AssignmentState[], to: AssignmentState): Promise<boolean>;
  /** The same for many: the ids of those that were moved. */
  moveStates(
    ids: readonly number[],
    from: readonly AssignmentState[],
    to: AssignmentState,
  ): Promise<readonly number[]>;
  /**
   * Withdrawn by whoever handed them down: they do not count as handed down, and `createMany` makes them new again.
   */
  markRecalled(ids: readonly number[]): Promise<void>;
  /** Sets the last day if it is still `from` (compare-and-set); escalation starts anew. */
  moveDue(
    id: number,
    from: CalendarDate | null,
    to: { readonly start: CalendarDate | null; readonly due: CalendarDate },
  ): Promise<boolean>;
  /** Numbers of each of these documents that has assignments. `overdue` is counted as isOverdue does. */
  tally(documentIds: readonly number[], today: CalendarDate): Promise<readonly DocumentTally[]>;
  markReminded(ids: readonly number[], through: CalendarDate): Promise<void>;
  /** Sets acknowledgeRemindedOn where it was empty. */
  markAcknowledgeReminded(ids: readonly number[], on: CalendarDate): Promise<void>;
  markEscalated(ids: readonly number[], level: 1 | 2): Promise<void>;
  /** Sets deliveredAt where it was empty. */
  markDelivered(ids: readonly number[], at: Date): Promise<void>;
}

/** A file that came with a report: kept in the file store under its SHA-256 (hex). */
export interface ReportFile {
  readonly sha256: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
}

/** «Выполнено», in words and files. */
export interface Report {
  readonly id: number;
  readonly assignmentId: number;
  /** The point as it read when it was reported. */
  readonly decisionId: number;
  readonly personId: number;
  readonly chatId: number;
  /** Tells how things stand and closes nothing; nobody accepts or returns it. */
  readonly interim: boolean;
  readonly text: string;
  readonly files: readonly ReportFile[];
  readonly createdAt: Date;
  readonly outcome: 'accepted' | 'returned' | null;
  readonly comment: string | null;
  /** The organization whose executors answer it; null = the controllers. */
  readonly forOrganizationCode: string | null;
}

/** «Выполнено», with what became of it. */
export interface ReportRecords {
  /** About the words that the assignment has at this moment. */
  create(report: {
    assignmentId: number;
    personId: number;
    chatId: number;
    /** False where absent. */
    interim?: boolean;
    text: string;
    files: readonly ReportFile[];
    createdAt: Date;
    /** Absent: for the controllers. */
    forOrganizationCode?: string | null;
  }): Promise<Report>;
  /**
   * Adds a file to a report that is not decided yet (the rest of an album), the same content once; false where
   * the report was decided.
   */
  addFile(reportId: number, file: ReportFile): Promise<boolean>;
  find(id: number): Promise<Report | null>;
  /** The last report that is to close the assignment; interim ones are passed over. */
  latestOf(assignmentId: number): Promise<Report | null>;
  /** The same for each of these assignments that has one. */
  latestOfAll(assignmentIds: readonly number[]): Promise<readonly Report[]>;
  /** Reports, none of them interim, that wait for the answer of these organizations, oldest first; none withdrawn. */
  waitingFor(organizationCodes: readonly string[]): Promise<readonly Report[]>;
  /**
   * The same that wait for the controllers: theirs, and those for organizations nobody answers for. Of assignments
   * that were withdrawn meanwhile nothing waits.
   */
  waitingForControllers(): Promise<readonly Report[]>;
  /** Every report of an assignment, interim ones too, oldest first. */
  ofAssignment(assignmentId: number): Promise<readonly Report[]>;
  /** An undecided report that was for an organization is for the controllers from now on. */
  readdress(id: number): Promise<void>;
  /** Decides an undecided report that is not interim; false where it was decided already (compare-and-set). */
  decide(
    id: number,
    decision: { outcome: 'accepted' | 'returned'; comment: string | null; personId: number; at: Date },
  ): Promise<boolean>;
  /** An accepted report waits for an answer again; false where it was not accepted (compare-and-set). */
  takeBackAcceptance(id: number): Promise<boolean>;
}

/** One append-only row of who did what. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: string;
  readonly personId: number | null;
  readonly chatId: number | null;
  readonly messageId: number | null;
  /** The Telegram update that caused it: the same update handled twice is recognized by it. */
  readonly updateId: number | null;
  readonly documentId: number | null;
  readonly assignmentId: number | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** The journal of who did what; it only grows. */
export interface AuditRecords {
  append(entry: AuditEntry): Promise<void>;
  appendMany(entries: readonly AuditEntry[]): Promise<void>;
  /** What this update has already done, oldest first. */
  ofUpdate(updateId: number): Promise<readonly AuditEntry[]>;
  ofAssignment(assignmentId: number): Promise<readonly AuditEntry[]>;
  /** What was done to a document and its points, oldest first. */
  ofDocument(documentId: number): Promise<readonly AuditEntry[]>;
}
