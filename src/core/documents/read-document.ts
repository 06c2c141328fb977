import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import type { Warning } from '../warning.ts';

/** What sort of document a reading is. */
export type DocumentKind = 'protocol' | 'collegium_decision' | 'order' | 'other';

/** Offsets into the text that was read, in UTF-16 code units, end exclusive. */
export interface Quote {
  readonly start: number;
  readonly end: number;
}

/** The words of the text that name who must act, and what the directory knows of them. */
export interface ReadAddressee {
  /** As printed, white space collapsed. */
  readonly text: string;
  /** A directory code, or PERSON, ROLE, OTHER. */
  readonly code: string;
  /** True for the one who answers for the whole (the first named, unless the text marks another). */
  readonly executor: boolean;
  /** Codes of the organizations that are meant, instead of all that the code stands for: «школам Лесного района». */
  readonly only?: readonly string[];
  /** Codes of the organizations that are left out: «кроме Лесного района». */
  readonly except?: readonly string[];
  /** One of a list with the addressee before it («школам № 1, 3»): as much an executor as that one. */
  readonly joined?: true;
  /** Whom the words may mean where it is not certain: the likeliest first. */
  readonly candidates?: readonly AddresseeCandidate[];
}

/** An entry of the directory that printed words may mean; `score` is 0–1, how much of the names agrees. */
export interface AddresseeCandidate {
  readonly code: string;
  readonly score: number;
}

/** An agenda item, a roadmap section, a track, a point under «Решение», or an addressee section. */
export interface ReadQuestion {
  readonly number: string;
  readonly title: string;
}

/** One point that tells somebody to do something. */
export interface ReadDecision {
  /** Number of the question it stands under, null where the document has none. */
  readonly question: string | null;
  /** As printed without its last dot, null where nothing is printed. */
  readonly label: string | null;
  /** The whole text, white space collapsed. */
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
  readonly deadline: Deadline;
  readonly quote: Quote;
  readonly warnings: readonly Warning[];
  /**
   * Present where the act has another point of the same number, and this one stands in an annex: the annex's number,
   * empty where it has none.
   */
  readonly annex?: string;
}

/** One document as read from a file; one file may hold several. The JSON of `srok parse`. */
export interface ReadDocument {
  readonly source: string;
  readonly kind: DocumentKind;
  readonly date: CalendarDate | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly title: string | null;
  readonly questions: readonly ReadQuestion[];
  readonly decisions: readonly ReadDecision[];
  readonly annexes: readonly { readonly title: string; readonly rows: number }[];
  readonly warnings: readonly Warning[];
}
