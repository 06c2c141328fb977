import type { TableCell } from '../source-builder.ts';

const MOST_REPEATS = 500;
/** An empty cell repeated more often is the rest of a sheet, not a column. */
const MOST_EMPTY_COLUMNS = 50;

/** Collects the rows of one table while its elements open and close. */
export interface OdtTable {
  openRow(attributes: Readonly<Record<string, string>>): void;
  openCell(attributes: Readonly<Record<string, string>>, covered: boolean): void;
  /** The cell at hand ends with these words. */
  closeCell(text: string): void;
  closeRow(): void;
  rows(): readonly (readonly TableCell[])[];
}

interface OpenCell {
  readonly span: number;
  readonly height: number;
  readonly repeats: number;
  readonly covered: boolean;
}

/**
 * Starts a table. Covered cells (ODF 9.1.5) stand to the right of a wide cell, which already counts for them, or
 * below a tall one, whose words they share.
 */
export function createOdtTable(): OdtTable {
  const rows: TableCell[][] = [];
  /** Rows that the tall cell of a column still covers. */
  const tall: number[] = [];
  let row: TableCell[] = [];
  let column = 0;
  let repeats = 1;
  let hidden = false;
  let wideLeft = 0;
  let cell: OpenCell | null = null;
  return {
    openRow(attributes) {
      row = [];
      column = 0;
      wideLeft = 0;
      repeats = repeated(attributes['table:number-rows-repeated']);
      hidden = ['collapse', 'filter'].includes(attributes['table:visibility'] ?? '');
    },
    openCell(attributes, covered) {
      cell = {
        span: repeated(attributes['table:number-columns-spanned']),
        height: repeated(attributes['table:number-rows-spanned'], 100_000),
        repeats: repeated(attributes['table:number-columns-repeated']),
        covered,
      };
    },
    closeCell(text) {
      if (cell === null || (text.trim() === '' && cell.repeats > MOST_EMPTY_COLUMNS)) return;
      for (let time = 0; time < cell.repeats; time += 1) {
        if (cell.covered && wideLeft > 0) {
          wideLeft -= 1;
          continue;
        }
        const mergedFromAbove = cell.covered && (tall[column] ?? 0) > 0;
        row.push({ text: mergedFromAbove ? '' : text, span: cell.span, mergedFromAbove });
        if (!cell.covered) {
          for (let place = column; place < column + cell.span; place += 1) tall[place] = cell.height;
        }
        column += cell.span;
        wideLeft = cell.span - 1;
      }
      cell = null;
    },
    closeRow() {
      for (const [place, left] of tall.entries()) tall[place] = Math.max(0, (left ?? 0) - 1);
      const empty = row.every(({ text, mergedFromAbove }) => text.trim() === '' && !mergedFromAbove);
      if (hidden || (empty && repeats > 1)) return;
      for (let time = 0; time < repeats; time += 1) rows.push(row);
    },
    rows: () => rows,
  };
}

function repeated(value: string | undefined, most = MOST_REPEATS): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) ? Math.min(Math.max(1, count), most) : 1;
}
