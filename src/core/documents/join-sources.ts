import type { SourceTable, SourceText, WordConfidence } from './source-text.ts';

const BETWEEN = '\n\n';

/**
 * Several texts as one, in their order: the files of one document. Tables and recognized words keep their places;
 * where no text knows its tables, neither does the whole.
 *
 *   «1. Провести …», «2. Направить …» → «1. Провести …\n\n2. Направить …»
 */
export function joinSources(sources: readonly SourceText[], name: string): SourceText {
  const parts: string[] = [];
  const tables: SourceTable[] = [];
  const confidences: WordConfidence[] = [];
  let length = 0;
  for (const source of sources) {
    const at = length;
    tables.push(...(source.tables ?? []).map((table) => movedTable(table, at)));
    confidences.push(...(source.confidences ?? []).map((word) => moved(word, at)));
    parts.push(source.text);
    length += source.text.length + BETWEEN.length;
  }
  const known = sources.some((source) => source.tables !== null);
  return {
    name,
    text: parts.join(BETWEEN),
    tables: known ? tables : null,
    ...(confidences.length > 0 ? { confidences } : {}),
  };
}

function movedTable({ rows }: SourceTable, by: number): SourceTable {
  return {
    rows: rows.map((row) => ({ ...moved(row, by), cells: row.cells.map((cell) => moved(cell, by)) })),
  };
}

function moved<T extends { readonly start: number; readonly end: number }>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
