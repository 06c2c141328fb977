import { walkXml } from '../docx/xml.ts';
import type { LeftOut } from '../left-out.ts';
import type { SheetRows } from '../sheet-rows.ts';
import type { TableCell } from '../source-builder.ts';
import { cellText } from './cell-text.ts';
import { localName, type Workbook } from './workbook.ts';

interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Grid {
  /** Texts by row and column, both from 1. */
  readonly rows: Map<number, Map<number, string>>;
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly merges: Merge[];
  /** True where the sheet holds more than may be read. */
  overflows: boolean;
}

const MOST_COLUMNS = 100;
const MOST_ROWS = 20_000;

/**
 * Reads a worksheet: values as they are shown, merged cells; hidden rows and columns, which are told,
 * and empty ones fall out. Null where the sheet holds more than 20 000 rows or 100 columns.
 */
export function readSheet(xml: string, workbook: Workbook, leftOut: LeftOut): SheetRows | null {
  const grid = readGrid(xml, workbook);
  if (grid.overflows) return null;
  noteHidden(grid, leftOut);
  const filled = [...grid.rows.values()].flatMap((row) => [...row.keys()]);
  const columns = [...new Set(filled)]
    .filter((column) => !grid.hiddenColumns.has(column))
    .sort((a, b) => a - b);
  const places = mergePlaces(grid.merges);
  return [...grid.rows]
    .filter(([row]) => !grid.hiddenRows.has(row))
    .sort(([a], [b]) => a - b)
    .map(([row, texts]) => rowCells(row, texts, columns, places, grid));
}

function noteHidden({ rows, hiddenRows, hiddenColumns }: Grid, leftOut: LeftOut): void {
  for (const [row, texts] of rows) {
    for (const [column, text] of texts)
      if (hiddenRows.has(row) || hiddenColumns.has(column)) leftOut.add('hidden_cells', `${text} `);
    leftOut.endPassage();
  }
}

function rowCells(
  row: number,
  texts: ReadonlyMap<number, string>,
  columns: readonly number[],
  places: ReadonlyMap<string, Merge>,
  grid: Grid,
): TableCell[] {
  const cells: TableCell[] = [];
  for (let place = 0; place < columns.length; ) {
    const column = columns[place] ?? 0;
    const merge = places.get(`${row}:${column}`);
    const span =
      merge === undefined ? 1 : columns.slice(place).filter((other) => other <= merge.right).length;
    const firstRow = merge === undefined || row === firstShown(merge, grid);
    // The words of merged cells are those of the first one, wherever it stands.
    const text = merge === undefined ? texts.get(column) : grid.rows.get(merge.top)?.get(merge.left);
    cells.push({ text: firstRow ? (text ?? '') : '', span: Math.max(1, span), mergedFromAbove: !firstRow });
    place += Math.max(1, span);
  }
  return cells;
}

function firstShown(merge: Merge, grid: Grid): number {
  for (let row = merge.top; row <= merge.bottom; row += 1) {
    if (grid.rows.has(row) && !grid.hiddenRows.has(row)) return row;
  }
  return merge.top;
}

function mergePlaces(merges: readonly Merge[]): Map<string, Merge> {
  const places = new Map<string, Merge>();
  for (const merge of merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, merge.top + MOST_ROWS); row += 1) {
      for (let column = merge.left; column <= Math.min(merge.right, MOST_COLUMNS); column += 1)
        places.set(`${row}:${column}`, merge);
    }
  }
  return places;
}

function readGrid(xml: string, workbook: Workbook): Grid {
  const grid: Grid = {
    rows: new Map(),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    overflows: false,
  };
  let row = 0;
  let column = 0;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  walkXml(xml, {
    open(tag, attributes) {
      const name = localName(tag);
      inValue = name === 'v' || name === 't';
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1) || row + 1;
        column = 0;
        if (isTrue(attributes['hidden'])) grid.hiddenRows.add(row);
      } else if (name === 'c') {
        column = columnOf(attributes['r'] ?? '') ?? column + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        value = '';
      } else if (name === 'col' && isTrue(attributes['hidden'])) {
        const last = Math.min(Number(attributes['max'] ?? 0), MOST_COLUMNS);
        for (let at = Number(attributes['min'] ?? 1); at <= last; at += 1) grid.hiddenColumns.add(at);
      } else if (name === 'mergeCell') {
        const merge = mergeOf(attributes['ref'] ?? '');
        if (merge !== null && grid.merges.length < MOST_ROWS) grid.merges.push(merge);
      }
    },
    close(tag) {
      inValue = false;
      if (localName(tag) !== 'c' || grid.overflows) return;
      const text = cellText({ type, value, format: workbook.formats[style] ?? 'number' }, workbook);
      if (text.trim() === '') return;
      grid.overflows = column > MOST_COLUMNS || grid.rows.size > MOST_ROWS;
      const cells = grid.rows.get(row) ?? new Map<number, string>();
      grid.rows.set(row, cells.set(column, text));
    },
    text(piece) {
      if (inValue) value += piece;
    },
  });
  return grid;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** «BC12» → 55. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/u.exec(reference)?.[0];
  return letters === undefined
    ? null
    : Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** «B2:C5» → rows 2–5, columns 2–3. */
function mergeOf(reference: string): Merge | null {
  const [from = '', to = ''] = reference.split(':');
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [from, to].map((corner) => Number(/\d+$/u.exec(corner)?.[0] ?? Number.NaN));
  if (left === null || right === null || !(top! <= bottom!) || left > right) return null;
  return { top: top!, left, bottom: bottom!, right };
}
