import type { SourceBuilder, TableCell } from './source-builder.ts';

/** The rows of a spreadsheet as shown, every row with one cell for each column in use or merged. */
export type SheetRows = readonly (readonly TableCell[])[];

/** Writes a sheet: rows of one cell above the first row of several are title lines, what follows is the table. */
export function writeSheet(builder: SourceBuilder, rows: SheetRows): void {
  const filled = rows.map((row) => row.filter(({ text }) => text.trim() !== ''));
  const head = filled.findIndex((cells) => cells.length > 1);
  const tableFrom = head === -1 ? rows.length : head;
  for (const cells of filled.slice(0, tableFrom)) for (const { text } of cells) builder.line(text.trim());
  if (tableFrom < rows.length) builder.table(rows.slice(tableFrom));
}
