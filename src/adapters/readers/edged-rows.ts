import type { TableCell } from './source-builder.ts';

/** How .rtf and .doc lay out a cell of a row. */
export interface CellLayout {
  /** Right edge in twips (1/1440 inch). */
  readonly right: number;
  readonly merge: 'none' | 'left' | 'above';
}

/** A row as printed: the words of its cells and their layout, matched by place. */
export interface EdgedRow {
  readonly texts: readonly string[];
  readonly layout: readonly CellLayout[];
}

/** Edges that lie closer belong to one column border. */
const SAME_EDGE_TWIPS = 60;

/**
 * Rows with the columns they share: the file tells only right edges, so a cell covers as many columns as edges of
 * the whole table lie within it.
 */
export function alignRows(rows: readonly EdgedRow[]): TableCell[][] {
  const edges = columnEdges(rows.flatMap(({ layout }) => layout.map(({ right }) => right)));
  return rows.map(({ texts, layout }) => {
    const cells: TableCell[] = [];
    let column = 0;
    for (const [place, text] of texts.entries()) {
      const own = layout[place];
      const last =
        own === undefined ? column : edges.findIndex((edge) => own.right <= edge + SAME_EDGE_TWIPS);
      const span = Math.max(1, last + 1 - column);
      column += span;
      const previous = cells.at(-1);
      if (own?.merge === 'left' && previous !== undefined) {
        const joined = `${previous.text}\n${text}`.trim();
        cells[cells.length - 1] = { ...previous, text: joined, span: previous.span + span };
      } else cells.push({ text, span, mergedFromAbove: own?.merge === 'above' });
    }
    return cells;
  });
}

function columnEdges(edges: readonly number[]): number[] {
  const columns: number[] = [];
  for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
    if (edge - (columns.at(-1) ?? Number.NEGATIVE_INFINITY) > SAME_EDGE_TWIPS) columns.push(edge);
  }
  return columns;
}
