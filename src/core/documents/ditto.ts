import type { MeasureColumns } from './columns.ts';

const DITTO = /^(?:[-–—]{0,2}\s?(?:\/\/|["„“”«»″〃]|''|,,)\s?[-–—]{0,2}|то\s+же|так\s+же)$/iu;

/**
 * The cells of a row with what the row above says of who and when in place of «-//-» and «то же».
 *
 *   «Смотр | ОМСУ | до 1 марта» above «Слёт | -//- | - " -» → «Слёт | ОМСУ | до 1 марта»
 */
export function withDitto(
  cells: readonly string[],
  above: readonly string[] | undefined,
  columns: MeasureColumns,
): readonly string[] {
  if (above === undefined || !cells.some((cell) => DITTO.test(cell))) return cells;
  const { responsible, coExecutors, beginning, deadline } = columns;
  const repeated = [responsible, coExecutors, beginning, deadline];
  return cells.map((cell, place) =>
    DITTO.test(cell) && repeated.includes(place) ? (above[place] ?? cell) : cell,
  );
}
