import type { Directory } from '../core/addressees/directory.ts';
import { doubtUnassigned } from '../core/assignments/doubt-unassigned.ts';
import { type AssignmentDraft, assignmentsFor } from '../core/assignments/make-assignments.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { fingerprint } from '../core/fingerprint.ts';
import { openDoubts } from '../core/review/open-doubts.ts';
import type { Warning } from '../core/warning.ts';
import type { StoredDecision } from './ports.ts';

/** What publishing one decision would make, and everything the reviewer must know of it before. */
export interface PlannedDecision {
  readonly decision: StoredDecision;
  readonly assignments: readonly AssignmentDraft[];
  /** Doubts of the reading and addressees that nobody stands for. */
  readonly doubts: readonly Warning[];
  /** Those of the doubts that no reviewer has confirmed. */
  readonly open: readonly Warning[];
}

/** What publishing these decisions on a day would make; what was dropped makes nothing and is not doubted. */
export function planDecisions(
  decisions: readonly StoredDecision[],
  directory: Directory,
  publishedOn: CalendarDate,
): readonly PlannedDecision[] {
  return decisions.map((decision) => {
    if (decision.dropped) return { decision, assignments: [], doubts: [], open: [] };
    const { assignments, unassigned } = assignmentsFor(decision, directory, publishedOn);
    const doubts = [...decision.warnings, ...doubtUnassigned(unassigned)];
    return { decision, assignments, doubts, open: openDoubts(doubts, decision.confirmed?.doubts ?? []) };
  });
}

/**
 * The points of a draft as they are, and the version it would replace, as a number: after any change of any of them
 * it is another.
 */
export function editionOf(
  decisions: readonly Pick<StoredDecision, 'id' | 'revision'>[],
  replacedId: number | null,
): number {
  return fingerprint([replacedId, ...decisions.map(({ id, revision }) => `${id}:${revision}`)].join());
}
