import { isListHead, type MeasureColumns, numbersColumns, readColumns } from './columns.ts';
import type { Line } from './lines.ts';
import { collapse } from './source-text.ts';

/** A table under a recognized head: of measures (with `columns`) or a list of another kind (columns null). */
export interface TableRun {
  /** First and last line of the table, numbers into the lines of the document, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly columns: MeasureColumns | null;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: Line;
  /** White space collapsed; a merged cell repeats its text in every row. */
  readonly cells: readonly string[];
}

/**
 * Finds the tables of a document by their heads. Repeated heads, rows that number the columns and blank lines
 * between the pages of a table belong to it; rows before any head belong to the text around them.
 */
export function findTables(lines: readonly Line[], text: string): TableRun[] {
  const runs: TableRun[] = [];
  for (let at = 0; at < lines.length; ) {
    const head = headAt(lines, at, text);
    if (head === null) {
      at += 1;
      continue;
    }
    const run = readRun(lines, at, head, text);
    runs.push(run);
    at = run.to;
  }
  return runs;
}

interface Head {
  readonly columns: MeasureColumns | null;
  readonly key: string;
}

function headAt(lines: readonly Line[], at: number, text: string): Head | null {
  const line = lines[at];
  if (line === undefined || line.cells === null || line.cells.length < 2) return null;
  const cells = cellTexts(line, text);
  const columns = readColumns(cells);
  if (columns === null && !isListHead(cells)) return null;
  return { columns, key: keyOf(cells) };
}

function readRun(lines: readonly Line[], from: number, head: Head, text: string): TableRun {
  const rows: TableRow[] = [];
  let to = from + 1;
  for (; to < lines.length; to += 1) {
    const line = lines[to];
    if (line === undefined || line.cells === null) break;
    const cells = cellTexts(line, text);
    if (keyOf(cells) === head.key || numbersColumns(cells)) continue;
    if (beginsTable(headAt(lines, to, text))) break;
    rows.push({ line, cells });
  }
  return { from, to, columns: head.columns, rows };
}

/** Inside a table a row must look more like a head than at its top: measures use the columns' words, too. */
function beginsTable(head: Head | null): boolean {
  if (head === null) return false;
  const { columns } = head;
  if (columns === null || columns.number !== null) return true;
  return columns.deadline !== null && columns.responsible !== null;
}

function cellTexts(line: Line, text: string): string[] {
  return (line.cells ?? []).map((cell) => collapse(text.slice(cell.start, cell.end)));
}

function keyOf(cells: readonly string[]): string {
  return cells.map((cell) => cell.toLowerCase()).join('|');
}
