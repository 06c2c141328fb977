import { type Extent, type Head, headAt, LABEL } from './aligned-heads.ts';
import { linesOfWords, type PageLine } from './lines.ts';
import type { PageWord } from './page.ts';
import type { RuledTable } from './ruled-tables.ts';

const NOWHERE: Extent = { left: 0, right: 0 };
const FEWEST_ROWS = 2;
/** What must stay free between two columns, in line heights: more than a space. */
const NARROWEST_GUTTER = 0.65;
/** Lines across the columns that may follow each other: the name of a section. */
const MOST_ACROSS = 2;
/** Space, in line heights, after which a row begins; where rows are numbered, also one whose number was lost. */
const ROW_SPACE = 0.5;
const UNNUMBERED_ROW_SPACE = 1;
/** Space between the number of a row and its words, in line heights. */
const LABEL_GAP = 0.9;
/** Words that begin nearer to each other, in points, begin at the edge of one column. */
const SAME_START = 1;

/**
 * Tables without drawn lines, as if they were drawn: a line of heads («№ Мероприятие Срок Ответственные») and the
 * lines below it that leave the same places free between the columns. Rows begin with their numbers, or after
 * more space. Nothing where the words may be anything else. `sameStart` is how far apart, in the units of the page, the
 * words of one column may begin.
 */
export function findAlignedTables(words: readonly PageWord[], sameStart = SAME_START): RuledTable[] {
  const lines = linesOfWords(words);
  const tables: RuledTable[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const head = headAt(lines, at);
    const table = head === null ? null : tableBelow(lines, at, head, sameStart);
    if (table === null) continue;
    tables.push(table.table);
    at = table.until - 1;
  }
  return tables;
}

function tableBelow(
  lines: readonly PageLine[],
  at: number,
  head: Head,
  sameStart: number,
): { readonly table: RuledTable; readonly until: number } | null {
  let gutters = guttersOf(head.columns);
  const starts = gutters.map((): number[] => []);
  let until = head.until;
  let across = 0;
  const acrossLines = new Set<PageLine>();
  const height = (lines[at]?.bottom ?? 0) - (lines[at]?.top ?? 0);
  // Not of the line at hand: two half lines beside each other make a high one.
  const narrowest = height * NARROWEST_GUTTER;
  for (const line of lines.slice(at, head.until)) gutters = narrowed(gutters, line, narrowest) ?? gutters;
  for (let next = head.until; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined) break;
    const narrower = narrowed(gutters, line, narrowest);
    if (narrower === null && !staysUnder(line, head.columns) && !begins(line, starts, gutters, sameStart)) {
      across += 1;
      acrossLines.add(line);
      if (across > MOST_ACROSS) break;
      continue;
    }
    gutters = narrower ?? gutters;
    if (narrower !== null) noteStarts(line, starts, gutters);
    // What crosses the columns belongs to the table only where the table goes on below it, in several of them.
    if (columnsTouched(line, gutters) > 1 || across === 0) {
      until = next + 1;
      across = 0;
    }
  }
  const body = lines.slice(head.until, until);
  const columns = [
    Math.min(...lines.slice(at, until).map(({ left }) => left)) - 1,
    ...gutters.map((gutter, column) => edgeOf(starts[column] ?? [], sameStart) ?? middleOf(gutter)),
    Math.max(...lines.slice(at, until).map(({ right }) => right)) + 1,
  ];
  const bands = rowBands(body, columns[1] ?? 0, acrossLines, height);
  if (bands.filter(({ isAcross }) => !isAcross).length < FEWEST_ROWS) return null;
  const headLines = lines.slice(at, head.until);
  const tops = [Math.min(...headLines.map(({ top }) => top)) - 1, ...bands.map(({ top }) => top)];
  const bottom = Math.max(...lines.slice(at, until).map((line) => line.bottom)) + 1;
  const count = columns.length - 1;
  const cells = [false, ...bands.map(({ isAcross }) => isAcross)].map((isAcross, row) =>
    Array.from({ length: count }, (_, column) => row * count + (isAcross ? 1 : column + 1)),
  );
  return { table: { columns, rows: [...tops, bottom], cells }, until };
}

/** What may part two columns: the places that all lines leave free between the middles of their heads. */
type Gutter = readonly Extent[];

function guttersOf(columns: readonly Extent[]): Gutter[] {
  const middles = columns.map(({ left, right }) => (left + right) / 2);
  return middles.slice(1).map((right, at) => [{ left: middles[at] ?? right, right }]);
}

/** Just before the place where a column's words begin; null where they begin at several. */
function edgeOf(starts: readonly number[], sameStart: number): number | null {
  const first = Math.min(...starts);
  const isOne = starts.length >= FEWEST_ROWS && starts.every((start) => start - first <= sameStart);
  return isOne ? first - SAME_START : null;
}

function middleOf(gutter: Gutter): number {
  const widest = gutter.reduce((a, b) => (b.right - b.left > a.right - a.left ? b : a), NOWHERE);
  return (widest.left + widest.right) / 2;
}

/** What of every gutter a line leaves free, at least `narrowest` wide, null where it crosses one. */
function narrowed(gutters: readonly Gutter[], line: PageLine, narrowest: number): Gutter[] | null {
  const free: Gutter[] = [];
  for (const gutter of gutters) {
    let parts = [...gutter];
    for (const { left, right } of line.words) {
      parts = parts.flatMap((part) =>
        right <= part.left || left >= part.right
          ? [part]
          : [
              { left: part.left, right: Math.min(part.right, left) },
              { left: Math.max(part.left, right), right: part.right },
            ],
      );
    }
    parts = parts.filter(({ left, right }) => right - left >= narrowest);
    if (parts.length === 0) return null;
    free.push(parts);
  }
  return free;
}

/** A line under one head alone is of its column, however far it reaches. */
function staysUnder(line: PageLine, heads: readonly Extent[]): boolean {
  const middles = heads.map(({ left, right }) => (left + right) / 2);
  return middles.filter((middle) => line.left < middle && middle < line.right).length === 1;
}

/** Notes where words begin behind each gutter, in the column beside it. */
function noteStarts(line: PageLine, starts: readonly number[][], gutters: readonly Gutter[]): void {
  const middles = gutters.map(middleOf);
  for (const [at, middle] of middles.entries()) {
    const next = middles[at + 1] ?? Number.POSITIVE_INFINITY;
    const first = line.words.find(({ left }) => left >= middle && left < next);
    if (first !== undefined) starts[at]?.push(first.left);
  }
}

/** A full line of a row: behind each gutter a word begins just where words above it began. */
function begins(
  line: PageLine,
  starts: readonly (readonly number[])[],
  gutters: readonly Gutter[],
  sameStart: number,
): boolean {
  return gutters.every((gutter, at) => {
    const [before, behind] = [gutter[0]?.left ?? 0, gutter.at(-1)?.right ?? 0];
    if (line.right <= before || line.left >= behind) return true;
    return line.words.some(({ left }) => starts[at]?.some((start) => Math.abs(start - left) <= sameStart));
  });
}

function columnsTouched(line: PageLine, gutters: readonly Gutter[]): number {
  const middles = gutters.map(middleOf);
  const columnOf = (word: PageWord): number =>
    middles.filter((middle) => middle < (word.left + word.right) / 2).length;
  return new Set(line.words.map(columnOf)).size;
}

interface Band {
  readonly top: number;
  readonly isAcross: boolean;
}

/**
 * Where the rows begin: between two numbers at the widest space, or right above the second; after much space; at
 * what goes across the columns and behind it.
 */
function rowBands(
  body: readonly PageLine[],
  firstGutter: number,
  acrossLines: ReadonlySet<PageLine>,
  height: number,
): Band[] {
  const bands: Band[] = [];
  const isNumbered = body.filter((line) => isLabel(line, firstGutter)).length > 1;
  const space = height * (isNumbered ? UNNUMBERED_ROW_SPACE : ROW_SPACE);
  /** The lines of the row at hand from its number on; empty before one. */
  let numbered: PageLine[] = [];
  for (const [at, line] of body.entries()) {
    const above = body[at - 1];
    const isAcross = acrossLines.has(line);
    const opens =
      above === undefined || isAcross || acrossLines.has(above) || line.top - above.bottom > space;
    const isNumber = isNumbered && !isAcross && isLabel(line, firstGutter);
    if (opens) bands.push({ top: line.top - 1, isAcross });
    else if (isNumber && numbered.length > 0)
      bands.push({ top: rowStart([...numbered, line]) - 1, isAcross: false });
    if (isNumber) numbered = [line];
    else if (opens) numbered = [];
    else if (numbered.length > 0) numbered.push(line);
  }
  return bands;
}

function isLabel(line: PageLine, firstGutter: number): boolean {
  const [first, second] = line.words;
  if (first === undefined || !LABEL.test(first.text) || first.left > firstGutter) return false;
  return second === undefined || second.left - first.right >= (first.bottom - first.top) * LABEL_GAP;
}

/** The top of the line that the widest space stands above, of lines from one number to the next. */
function rowStart(lines: readonly PageLine[]): number {
  const last = lines.at(-1);
  let widest = { top: last?.top ?? 0, space: Number.NEGATIVE_INFINITY };
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    const space = above === undefined ? Number.NEGATIVE_INFINITY : line.top - above.bottom;
    if (space >= widest.space) widest = { top: line.top, space };
  }
  return widest.top;
}
