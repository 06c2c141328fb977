import type { ReadDecision } from '../documents/read-document.ts';
import { withoutDeadlineDoubts } from '../review/settle-doubts.ts';
import type { Warning } from '../warning.ts';
import { isSameAddressees, isSameDeadline, saysTheSame } from './differences.ts';
import type { Matchable } from './match-points.ts';

/** What a reading says of one point. */
export type PointReading = Pick<ReadDecision, 'text' | 'addressees' | 'deadline' | 'warnings'>;

/** A point of the version before as its reviewer left it, and as it had been read. */
export interface ReviewedPoint extends PointReading, Matchable {
  /** Null where the reviewer changed nothing of it. */
  readonly original: PointReading | null;
  readonly dropped: boolean;
  /** A report without a file is not taken. */
  readonly requiresFile: boolean;
  /** Messages of the doubts that the reviewer confirmed as they are. */
  readonly confirmedDoubts: readonly string[];
}

/** What of the earlier review holds for the new reading of a point. */
export interface CarriedReview extends PointReading {
  readonly dropped: boolean;
  readonly requiresFile: boolean;
  readonly confirmedDoubts: readonly string[];
}

/**
 * The corrections a reviewer made in the version before, on the new reading of the same point; null where there is
 * nothing to carry. A part (text, addressees, deadline) that is read as it had been keeps the correction; a part that
 * the document has changed is as it is read now, with its own doubts.
 *
 *   read «ОМСУ», corrected to «УО Приреченска»; read «ОМСУ» again with a new deadline
 *   → «УО Приреченска», the new deadline
 *
 * A point that had been dropped stays dropped while it says the same; a file that was demanded is demanded again.
 */
export function carryReview(reviewed: ReviewedPoint, reading: PointReading): CarriedReview | null {
  const { dropped, requiresFile, confirmedDoubts } = reviewed;
  const corrected = reviewed.original !== null || dropped || requiresFile || confirmedDoubts.length > 0;
  if (!corrected) return null;
  const original = reviewed.original ?? reviewed;
  const sameText = saysTheSame(original.text, reading.text);
  const sameAddressees = isSameAddressees(original.addressees, reading.addressees);
  const sameDeadline = isSameDeadline(original.deadline, reading.deadline);
  const warnings = doubtsLeft(reading.warnings, original.warnings, reviewed.warnings, {
    sameAddressees,
    sameDeadline,
  });
  return {
    text: sameText ? reviewed.text : reading.text,
    addressees: sameAddressees ? reviewed.addressees : reading.addressees,
    deadline: sameDeadline ? reviewed.deadline : reading.deadline,
    warnings,
    dropped: dropped && sameText,
    requiresFile,
    confirmedDoubts: sameText && sameAddressees && sameDeadline ? confirmedDoubts : [],
  };
}

/** The doubts of the new reading without those the reviewer had settled, by their words, in the parts that stayed. */
function doubtsLeft(
  doubts: readonly Warning[],
  before: readonly Warning[],
  leftBefore: readonly Warning[],
  same: { readonly sameAddressees: boolean; readonly sameDeadline: boolean },
): readonly Warning[] {
  const settled = new Set(before.map(({ message }) => message));
  for (const { message } of leftBefore) settled.delete(message);
  const aboutOthers = new Set(withoutDeadlineDoubts(doubts));
  return doubts.filter((doubt) => {
    const partStayed = aboutOthers.has(doubt) ? same.sameAddressees : same.sameDeadline;
    return !(partStayed && settled.has(doubt.message));
  });
}
