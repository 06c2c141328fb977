import type { Assignment } from '../../core/assignments/assignment.ts';
import type { CalendarDate } from '../../core/calendar/calendar-date.ts';
import type { DeadlineKind } from '../../core/deadlines/deadline.ts';
import type { CarriedReview, PointReading } from '../../core/versions/carry-review.ts';
import type { ChangedParts } from '../../core/versions/differences.ts';
import type { Confirmation, Lineage, StoredDocument } from './documents.ts';

/** On what terms an organization had or has an assignment. */
export interface AssignmentTerms {
  readonly decisionId: number;
  readonly executor: boolean;
  readonly deadlineKind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
}

/** What publishing a new version did to one assignment. */
export type VersionChange = {
  /** The new version. */
  readonly documentId: number;
  readonly assignmentId: number;
  readonly at: Date;
} & (
  | { readonly kind: 'added'; readonly is: AssignmentTerms }
  | {
      readonly kind: 'changed';
      readonly was: AssignmentTerms;
      readonly is: AssignmentTerms;
      readonly in: ChangedParts;
      /** Accepted before, and to be carried out anew. */
      readonly reopened: boolean;
    }
  | { readonly kind: 'point_removed' | 'addressee_removed'; readonly was: AssignmentTerms }
);

/** Versions of one act: a corrected document takes the place of the one published before. */
export interface VersionRecords {
  /**
   * Published documents in force of this date, or with the digits of this number, or undated (all, where this one
   * is); the latest of them, newest first.
   */
  candidates(act: {
    readonly date: CalendarDate | null;
    readonly number: string | null;
  }): Promise<readonly StoredDocument[]>;
  /** Every published version of the act a document belongs to, oldest first; the last is in force. */
  history(documentId: number): Promise<readonly StoredDocument[]>;
  /** Says that a draft is a version of another, or takes it back; false where it is no draft any more. */
  setLineage(documentId: number, lineage: Lineage | null): Promise<boolean>;
  /** What was read of the points that a reviewer has changed, by the decision's id. */
  readings(documentId: number): Promise<ReadonlyMap<number, PointReading>>;
  /** Puts an earlier review on a point of a draft that nobody has changed yet; what was read is kept aside. */
  carry(decisionId: number, review: CarriedReview, by: Confirmation | null): Promise<void>;
  /** Takes every carried review of a draft back, points that were carried along or made of others included. */
  dropCarried(documentId: number): Promise<void>;
  /** published → superseded; false where it was not in force any more (compare-and-set). */
  supersede(documentId: number): Promise<boolean>;
  /** Remembers which point of the version before each of these points is. */
  linkPoints(pairs: readonly { readonly decisionId: number; readonly replacesId: number }[]): Promise<void>;
  /** The assignments of a document; nobody else changes them before the transaction ends. */
  lockAssignments(documentId: number): Promise<readonly Assignment[]>;
  /** Writes assignments that were locked as they are now: place, role, state, dates and ledger. */
  rewriteAssignments(assignments: readonly Assignment[]): Promise<void>;
  /** What these assignments say has changed: whoever had acknowledged them is to do so anew. The journal keeps it. */
  forgetAcknowledgements(assignmentIds: readonly number[]): Promise<void>;
  /** Unique by (version, assignment). */
  addChanges(changes: readonly VersionChange[]): Promise<void>;
  /** What a version has done, by assignment id. */
  changesOf(documentId: number): Promise<readonly VersionChange[]>;
  /** What versions have done to these assignments, oldest first. */
  changesTo(assignmentIds: readonly number[]): Promise<readonly VersionChange[]>;
}
