import type { SourceCell, SourceRow, SourceTable, WordConfidence } from '../../core/documents/index.ts';

/** One printed cell of a row, left to right. */
export interface TableCell {
  /** Its lines, separated by line breaks. */
  readonly text: string;
  /** Columns it covers, from 1. */
  readonly span: number;
  /** True where it is the lower part of a cell that began in a row above. */
  readonly mergedFromAbove: boolean;
  /** How sure a recognizer is of the words of `text`. */
  readonly confidences?: readonly WordConfidence[];
}

/** Writes a text and notes where its tables stand. */
export interface SourceBuilder {
  /** A paragraph; line breaks within it are kept. */
  line(text: string, confidences?: readonly WordConfidence[]): void;
  table(rows: readonly (readonly TableCell[])[]): void;
  result(): {
    readonly text: string;
    readonly tables: readonly SourceTable[];
    readonly confidences: readonly WordConfidence[];
  };
}

const WIDEST_SPAN = 100;

/**
 * Starts a text in which paragraphs end with a line break, cells with a tab, rows with a line break. A cell over
 * several columns is listed once for each; one merged from above points to the words above.
 */
export function createSourceBuilder(): SourceBuilder {
  const parts: string[] = [];
  const tables: SourceTable[] = [];
  const confidences: WordConfidence[] = [];
  let length = 0;
  const write = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const grade = (words: readonly WordConfidence[] = [], cut = 0): void => {
    const by = length - cut;
    for (const { start, end, confidence } of words)
      confidences.push({ start: start + by, end: end + by, confidence });
  };
  const writeRow = (row: readonly TableCell[], above: SourceCell[]): SourceRow => {
    const start = length;
    const cells: SourceCell[] = [];
    for (const cell of row) {
      const text = cell.text.trim();
      const own: SourceCell = { start: length, end: length + text.length, mergedFromAbove: false };
      const upper = above[cells.length];
      const merged = cell.mergedFromAbove && upper !== undefined;
      for (let place = 0; place < Math.min(Math.max(1, cell.span), WIDEST_SPAN); place += 1) {
        if (!merged) above[cells.length] = own;
        cells.push(merged ? { ...upper, mergedFromAbove: true } : own);
      }
      grade(cell.confidences, cell.text.length - cell.text.trimStart().length);
      write(`${text}\t`);
    }
    const end = length;
    write('\n');
    return { start, end, cells };
  };
  return {
    line(text, words) {
      grade(words);
      write(`${text}\n`);
    },
    table(rows) {
      const above: SourceCell[] = [];
      tables.push({ rows: rows.map((row) => writeRow(row, above)) });
      write('\n');
    },
    result: () => ({ text: parts.join(''), tables, confidences }),
  };
}
