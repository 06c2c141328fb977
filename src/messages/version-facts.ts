import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import type { ChangedParts } from '../core/versions/differences.ts';
import type { PointNumber } from './difference.ts';
import type { DocumentFacts } from './point.ts';
import type { ReshapingFacts } from './reshaping.ts';

/** A point of either version as a reviewer compares it. */
export interface ComparedPoint extends PointNumber {
  readonly text: string;
  readonly deadline: Deadline;
}

/** One point that differs, and what follows for whom. Organizations by name. */
export type DraftDifference = {
  /** Assignments that are accepted already, and reports that wait. */
  readonly accepted: number;
  readonly reported: number;
} & (
  | {
      readonly kind: 'changed';
      readonly was: ComparedPoint;
      readonly is: ComparedPoint;
      readonly in: ChangedParts;
      readonly decisionId: number;
      readonly revision: number;
      /** Accepted assignments are taken up again; null where there is no such choice. */
      readonly reopens: boolean | null;
      readonly joining: readonly string[];
      readonly leaving: readonly string[];
      /** Those who stay and hear of the change. */
      readonly told: readonly string[];
    }
  | {
      readonly kind: 'added';
      readonly is: ComparedPoint;
      readonly decisionId: number;
      readonly told: readonly string[];
    }
  | { readonly kind: 'removed'; readonly was: ComparedPoint; readonly told: readonly string[] }
);

/** A draft as a new version of what is in force. */
export interface VersionFacts {
  /** `unsure`: a person must say first; `denied`: it is published as a document of its own. */
  readonly answer: 'certain' | 'unsure' | 'confirmed' | 'denied';
  readonly previous: DocumentFacts;
  readonly previousPublishedOn: CalendarDate;
  /** The file came before the version in force was published: it may be out of date. */
  readonly outdated: boolean;
  readonly differences: readonly DraftDifference[];
  readonly unchanged: number;
  /** Organizations that get a message. */
  readonly organizations: number;
  /** Accepted assignments that are taken up again. */
  readonly reopened: number;
  /** Of the splits and merges that the version in force was published with. */
  readonly reshaping: ReshapingFacts;
}

/** True while the draft is to be published in the place of another. */
export function replaces(version: VersionFacts | null): version is VersionFacts {
  return version !== null && (version.answer === 'certain' || version.answer === 'confirmed');
}
