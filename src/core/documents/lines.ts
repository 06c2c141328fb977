import { bulletLength, type Label, readLabel } from './labels.ts';
import { type LineMeaning, lineMeaning } from './markers.ts';
import { isBlank } from './readable-text.ts';
import type { SourceCell, SourceText } from './source-text.ts';

/** One line of the text that is not blank, or one row of a table, with what it says at first sight. */
export interface Line {
  /** Offsets of the line without the white space around it. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly blankBefore: boolean;
  /** Present where the line is, or may be, a row of a table. */
  readonly cells: readonly SourceCell[] | null;
  readonly label: Label | null;
  /** Length of the bullet the line begins with, 0 where there is none. */
  readonly bullet: number;
  readonly meaning: LineMeaning;
}

const LINE = /[^\n\r\f\v\u0085\u2028\u2029]+/gu;

/** The lines of a text in order. Table rows a reader found are one line each, whatever breaks they hold. */
export function linesOf(source: SourceText): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const row of (source.tables ?? []).flatMap((table) => table.rows)) {
    addTextLines(lines, source, at, row.start);
    addLine(lines, source, row.start, row.end, row.cells, at);
    at = row.end;
  }
  addTextLines(lines, source, at, source.text.length);
  return lines;
}

function addTextLines(lines: Line[], source: SourceText, from: number, to: number): void {
  const part = source.text.slice(from, to);
  let before = 0;
  for (const match of part.matchAll(LINE)) {
    const start = from + match.index;
    const cells = source.tables === null ? cellsOf(match[0], start) : null;
    addLine(lines, source, start, start + match[0].length, cells, from + before);
    before = match.index + match[0].length;
  }
}

function addLine(
  lines: Line[],
  source: SourceText,
  from: number,
  to: number,
  cells: readonly SourceCell[] | null,
  gapFrom: number,
): void {
  const raw = source.text.slice(from, to);
  const text = raw.trim();
  const previous = lines.at(-1);
  if (text === '' || /^[_=\-–—*\s]+$/u.test(text)) return;
  const start = from + raw.indexOf(text);
  const gap = source.text.slice(previous?.end ?? gapFrom, start);
  const label = readLabel(text);
  lines.push({
    start,
    end: start + text.length,
    text,
    blankBefore: previous === undefined || isBlank(gap),
    cells,
    label,
    bullet: label === null ? bulletLength(text) : 0,
    meaning: lineMeaning(text, label),
  });
}

/** Tab-separated columns; null where the line holds no tab between or before its words. */
function cellsOf(raw: string, start: number): SourceCell[] | null {
  if (!raw.includes('\t')) return null;
  const cells: SourceCell[] = [];
  let at = start;
  for (const piece of raw.split('\t')) {
    const text = piece.trim();
    const from = at + (text === '' ? 0 : piece.indexOf(text));
    cells.push({ start: from, end: from + text.length, mergedFromAbove: false });
    at += piece.length + 1;
  }
  return cells;
}
