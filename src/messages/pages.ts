import type { Action } from './actions.ts';
import type { Button } from './message.ts';

/** How many items a list with a button each shows on one page. */
const PAGE_SIZE = 8;

/** One page of a longer list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of the first item shown, counted from 1. */
  readonly first: number;
  readonly index: number;
  readonly count: number;
}

/** The page with this index (from 0), or the nearest there is: old buttons may point past the end. */
export function pageOf<T>(all: readonly T[], index: number, size = PAGE_SIZE): Page<T> {
  const count = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(index, 0), count - 1);
  return {
    items: all.slice(at * size, (at + 1) * size),
    first: at * size + 1,
    index: at,
    count,
  };
}

/** The index of the page that an item is on, by its place in the list, counted from 0. */
export const pageOfItem = (place: number): number => Math.floor(place / PAGE_SIZE);

/** «◀ Назад», «Дальше ▶» as far as there is somewhere to go: one row or none. */
export function turnRow(page: Page<unknown>, turn: (to: number) => Action): readonly (readonly Button[])[] {
  const row = [
    ...(page.index > 0 ? [{ text: '◀ Назад', action: turn(page.index - 1) }] : []),
    ...(page.index < page.count - 1 ? [{ text: 'Дальше ▶', action: turn(page.index + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}
