/** Who within an organization is to carry one of its assignments out. */
export interface Delegation {
  readonly assignmentId: number;
  readonly personId: number;
  /** Who handed it over. */
  readonly byPersonId: number;
  readonly at: Date;
}

/** Assignments in the hands of named people, at most one each. */
export interface DelegationRecords {
  /** Hands an assignment to a person, whoever had it before. */
  put(delegation: Delegation): Promise<void>;
  /** Takes it back; false where nobody had it. */
  remove(assignmentId: number): Promise<boolean>;
  of(assignmentIds: readonly number[]): Promise<readonly Delegation[]>;
}
