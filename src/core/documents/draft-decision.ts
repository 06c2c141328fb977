import type { Warning } from '../warning.ts';
import type { Quote } from './read-document.ts';

/** A decision as the structure of the document gives it, before its addressees and deadline are understood. */
export interface DraftDecision {
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly quote: Quote;
  readonly addressees: PrintedAddressees;
  readonly deadline: PrintedDeadline;
  /** The number of the annex it stands in, empty where that has none; where it may be taken for a point of the act. */
  readonly annex?: string;
  readonly warnings: readonly Warning[];
}

/** Where the addressees are printed. */
export type PrintedAddressees =
  /** On a line, in a cell or at the head of the point: these words. */
  | { readonly from: 'words'; readonly words: string }
  /** In a cell that holds the deadline as well. */
  | { readonly from: 'deadline_cell' }
  | { readonly from: 'nowhere' };

/** Where the deadline is printed. */
export type PrintedDeadline =
  /** On «Срок» lines (as a rule one) or in a column of its own. */
  | {
      readonly from: 'words';
      readonly phrases: readonly string[];
      readonly scope: number | null;
      /** The day the work begins, where a column of its own prints it. */
      readonly beginning?: string;
      /** Present where the line stands under the last of the point's bullets, and others may name days of their own. */
      readonly amidBullets?: true;
    }
  /** In a cell together with the responsible bodies. */
  | { readonly from: 'shared_cell'; readonly cell: string }
  /**
   * Nowhere of its own: in the point's text, or on the «Срок» line of a later decision with the same scope.
   * Scope null: nothing is inherited (table rows).
   */
  | {
      readonly from: 'nowhere';
      readonly scope: number | null;
      /** The words of the headers above, the nearest first, which may name one for all points below them. */
      readonly headers: readonly string[];
    };
