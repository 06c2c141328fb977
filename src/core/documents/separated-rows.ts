import { readColumns } from './columns.ts';

const NARROWEST = 3;
const FEWEST_ROWS = 2;

/**
 * Numbers of the lines that are rows of a sheet pasted as it is saved, «№;Мероприятие;Срок;Ответственный»: the names
 * of its columns and the rows below them that have as many. None where the names do not say who and when.
 */
export function separatedRows(raws: readonly string[]): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const [at, raw] of raws.entries()) {
    const width = widthOf(raw);
    const columns = width < NARROWEST || rows.has(at) ? null : readColumns(raw.split(';'));
    if (columns === null || columns.deadline === null || columns.responsible === null) continue;
    let to = at + 1;
    while (widthOf(raws[to]) === width) to += 1;
    if (to - at > FEWEST_ROWS) for (let row = at; row < to; row += 1) rows.add(row);
  }
  return rows;
}

function widthOf(raw: string | undefined): number {
  return raw === undefined ? 0 : raw.split(';').length;
}
