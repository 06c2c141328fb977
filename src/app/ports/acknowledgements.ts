/** One person who has pressed «Ознакомлен». */
export interface Acknowledgement {
  readonly personId: number;
  readonly name: string;
  readonly at: Date;
}

/** Who of an organization has read its assignments, and when. */
export interface AcknowledgementRecords {
  /**
   * Writes down that a person has read these assignments; the first time counts, but an assignment that is new
   * again is acknowledged anew. Returns the ids of those that were written.
   */
  add(assignmentIds: readonly number[], personId: number, at: Date): Promise<readonly number[]>;
  /** Oldest first. */
  ofAssignment(assignmentId: number): Promise<readonly Acknowledgement[]>;
}
