import { createSourceBuilder, type SourceBuilder, type TableCell } from './source-builder.ts';

/** «├──┼──┤», «|----+----|», «/------\»: a line that parts two rows. */
const RULE = /^\s*[┌├└╔╠╚+|/\\][-─═┬┼┴╦╬╩+|=]{4,}[┐┤┘╗╣╝+|/\\]\s*$/u;
/** A line of a row: bars around and between its cells. */
const ROW = /^\s*[│║|].*[│║|]\s*$/u;
const BAR = /[│║|]/u;
const FEWEST_RULES = 2;

/**
 * Reads a text whose tables are drawn with characters, as legal databases print them; null where it has none. The
 * lines between two rules are one row, a word cut by a hyphen at the end of a line is left to the reader of texts.
 *
 *   «┌───┬──────────────┐»
 *   «│ 1 │Промывка      │»
 *   «│   │систем        │»   → a row of two cells, «1» and «Промывка / систем»
 *   «└───┴──────────────┘»
 */
export function readDrawnTables(text: string): ReturnType<SourceBuilder['result']> | null {
  const lines = text.split(/\r\n|[\n\r]/u);
  if (lines.filter((line) => RULE.test(line)).length < FEWEST_RULES) return null;
  const builder = createSourceBuilder();
  for (let at = 0; at < lines.length; ) {
    const to = endOfTable(lines, at);
    if (to === at) {
      builder.line(lines[at] ?? '');
      at += 1;
      continue;
    }
    const rows = rowsOf(lines.slice(at, to));
    if (rows.length > 0) builder.table(rows);
    at = to;
  }
  return builder.result();
}

/** The line after a table that begins here with a rule; the same line where none does. */
function endOfTable(lines: readonly string[], from: number): number {
  if (!RULE.test(lines[from] ?? '')) return from;
  let to = from + 1;
  while (RULE.test(lines[to] ?? '') || ROW.test(lines[to] ?? '')) to += 1;
  return to - from > FEWEST_RULES ? to : from;
}

function rowsOf(lines: readonly string[]): TableCell[][] {
  const rows: string[][][] = [];
  let open: string[][] = [];
  for (const line of [...lines, '']) {
    if (!RULE.test(line) && line !== '') {
      open.push(partsOf(line));
      continue;
    }
    if (open.length > 0) rows.push(open);
    open = [];
  }
  const width = Math.max(0, ...rows.map((row) => row[0]?.length ?? 0));
  return rows.map((row) => cellsOf(row, width));
}

function partsOf(line: string): string[] {
  const inner = line.trim().slice(1, -1);
  return inner.split(BAR).map((part) => part.trim());
}

/** A row with fewer cells than the table: the last reaches over the rest. */
function cellsOf(row: readonly (readonly string[])[], width: number): TableCell[] {
  const count = Math.max(...row.map((parts) => parts.length));
  return Array.from({ length: count }, (_, place) => ({
    text: row
      .map((parts) => parts[place] ?? '')
      .filter((part) => part !== '')
      .join('\n'),
    span: place === count - 1 ? Math.max(1, width - place) : 1,
    mergedFromAbove: false,
  }));
}
