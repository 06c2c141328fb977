/**
 * A text as a reader of files hands it over, and what that reader knows of its tables.
 *
 * Offsets are UTF-16 code units of `text`, end exclusive, the byte order mark removed. A plain text file knows
 * no tables (`tables: null`): they are then found by their tab characters. A reader of a richer format lists
 * them, in the order of the text and without overlap.
 */
export interface SourceText {
  /** The file's name, for messages and for `source` in the reading. */
  readonly name: string;
  readonly text: string;
  readonly tables: readonly SourceTable[] | null;
  /** Of a text recognized from pictures: how sure the recognizer is of its words, in the order of the text. */
  readonly confidences?: readonly WordConfidence[];
}

/** A word that was recognized, with the recognizer's confidence in it, 0–100. */
export interface WordConfidence {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

export interface SourceTable {
  readonly rows: readonly SourceRow[];
}

/** One row; its cells lie within it, one for every column. */
export interface SourceRow {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly SourceCell[];
}

export interface SourceCell {
  readonly start: number;
  readonly end: number;
  /** True where the cell is part of one that began in a row above: the offsets are those of that cell. */
  readonly mergedFromAbove: boolean;
}

/** White space of any kind and length becomes one space; ends are trimmed, what cannot be seen is left out. */
export function collapse(text: string): string {
  return text
    .replace(/[\u00AD\u200B\u200C\u2060]+|(?<!\p{Extended_Pictographic}\uFE0F?)\u200D/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
