import { readColumns } from './columns.ts';
import { inCyrillic } from './in-cyrillic.ts';
import { bulletLength, type Label, readLabel } from './labels.ts';
import { type LineMeaning, lineMeaning } from './markers.ts';
import { isBlank } from './readable-text.ts';
import { separatedRows } from './separated-rows.ts';
import type { SourceCell, SourceText } from './source-text.ts';
import { mendTornRows } from './torn-lines.ts';

/** One line of the text that is not blank, or one row of a table, with what it says at first sight. */
export interface Line {
  /** Offsets of the line without the white space around it. */
  readonly start: number;
  readonly end: number;
  /** As it is meant: of look-alike letters the Cyrillic ones, at the same offsets as those printed. */
  readonly text: string;
  readonly blankBefore: boolean;
  /** Present where the line is, or may be, a row of a table. */
  readonly cells: readonly SourceCell[] | null;
  readonly label: Label | null;
  /** Length of the bullet the line begins with, 0 where there is none. */
  readonly bullet: number;
  readonly meaning: LineMeaning;
}

/** True for words alone: no number, no bullet, no columns, nothing that the line means at first sight. */
export function isPlain({ label, bullet, meaning, cells }: Line): boolean {
  return label === null && bullet === 0 && meaning.kind === 'text' && cells === null;
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
  const found = [...part.matchAll(LINE)].map(({ 0: raw, index }) => ({ raw, index }));
  const printed = part.includes('\t') ? mendTornRows(part, found) : found;
  const raws = printed.map(({ raw }) => raw);
  const isRow = source.tables === null ? () => true : typedRows(raws);
  const separated = part.includes(';') ? separatedRows(raws) : null;
  let before = 0;
  for (const [at, { raw, index }] of printed.entries()) {
    const start = from + index;
    const sign = separated?.has(at) === true ? ';' : '\t';
    const cells = sign === ';' || isRow(at) ? cellsOf(raw, start, sign) : null;
    addLine(lines, source, start, start + raw.length, cells, from + before);
    before = index + raw.length;
  }
}

const NARROWEST_TYPED = 3;
const MOST_TITLES = 2;

/**
 * Rows of a table that was typed with tab characters into a document that has tables of its own kind: those under a
 * head of measures, as long as they have its columns. Other tab characters set out signatures and letterheads.
 */
function typedRows(printed: readonly string[]): (at: number) => boolean {
  const rows = new Set<number>();
  for (let at = 0; at < printed.length; at += 1) {
    const head = columnsOf(printed[at]);
    if (head.length < NARROWEST_TYPED || readColumns(head) === null) continue;
    const isLike = (row: number): boolean => columnsOf(printed[row]).length === head.length;
    let last = at;
    // A line or two without columns is the title of the rows below it.
    for (let row = at + 1; row <= last + MOST_TITLES + 1; row += 1) if (isLike(row)) last = row;
    if (last > at) for (let row = at; row <= last; row += 1) if (isLike(row)) rows.add(row);
    at = last;
  }
  return (at) => rows.has(at);
}

function columnsOf(raw: string | undefined): readonly string[] {
  return raw?.includes('\t') === true ? raw.split('\t').map((cell) => cell.trim()) : [];
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
  const printed = withoutPicture(raw.trim());
  const text = inCyrillic(printed);
  const previous = lines.at(-1);
  if (text === '' || /^[_=\-–—*\s]+$/u.test(text)) return;
  const start = from + raw.indexOf(printed);
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

/** «🏫 Сосновская СОШ»: pictures before the words; one that is a bullet stays. */
function withoutPicture(text: string): string {
  if (/^[A-Za-zЀ-ӿ\d]/u.test(text)) return text;
  return bulletLength(text) > 0
    ? text
    : text.replace(/^(?:\p{Extended_Pictographic}[\uFE0F\u200D]*\s*)+(?=\S)/u, '');
}

/** Columns that a sign parts; null where the line holds none between or before its words. */
function cellsOf(raw: string, start: number, sign: string): SourceCell[] | null {
  if (!raw.includes(sign)) return null;
  const cells: SourceCell[] = [];
  let at = start;
  for (const piece of raw.split(sign)) {
    const text = piece.trim();
    const from = at + (text === '' ? 0 : piece.indexOf(text));
    cells.push({ start: from, end: from + text.length, mergedFromAbove: false });
    at += piece.length + 1;
  }
  return cells;
}
