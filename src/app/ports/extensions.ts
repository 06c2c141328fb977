import type { CalendarDate } from '../../core/calendar/calendar-date.ts';

/** `overtaken`: the last day was moved, or the assignment closed, without an answer to the request. */
export type ExtensionOutcome = 'granted' | 'refused' | 'withdrawn' | 'overtaken';

/** A request for a later last day. */
export interface ExtensionRequest {
  readonly id: number;
  readonly assignmentId: number;
  readonly personId: number;
  readonly chatId: number;
  /** The last day when it was asked, and the one asked for. */
  readonly was: CalendarDate;
  readonly wanted: CalendarDate;
  readonly reason: string;
  /** The organization whose executors answer it (what was handed down); null = the controllers. */
  readonly forOrganizationCode: string | null;
  readonly createdAt: Date;
  /** Null while it waits. */
  readonly outcome: ExtensionOutcome | null;
  /** The day that was granted. */
  readonly due: CalendarDate | null;
  /** Why it was refused. */
  readonly comment: string | null;
}

/** Requests for more time; at most one of an assignment waits. */
export interface ExtensionRecords {
  /** Null where one waits already. */
  create(
    request: Pick<
      ExtensionRequest,
      | 'assignmentId'
      | 'personId'
      | 'chatId'
      | 'was'
      | 'wanted'
      | 'reason'
      | 'forOrganizationCode'
      | 'createdAt'
    >,
  ): Promise<ExtensionRequest | null>;
  find(id: number): Promise<ExtensionRequest | null>;
  /** The one that waits. */
  waitingOf(assignmentId: number): Promise<ExtensionRequest | null>;
  /** Assignments for which one waits. */
  waitingAssignmentIds(): Promise<readonly number[]>;
  /** Answers one that waits; false where somebody was faster (compare-and-set). */
  decide(
    id: number,
    decision: {
      readonly outcome: ExtensionOutcome;
      readonly due: CalendarDate | null;
      readonly comment: string | null;
      readonly personId: number;
      readonly at: Date;
    },
  ): Promise<boolean>;
}
