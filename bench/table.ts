import type { Row, SectionResult } from './results.ts';

const HEADS = ['name', 'value', 'unit', '±', 'ceiling', '', 'ratio'] as const;

/**
 * The figures of all sections as one table for a terminal; a section that did not run says why.
 *
 *   reading
 *     protocols, 4 in one file   41.2   documents/s   ±2 %   612   decode and split   0.067
 */
export function formatTable(sections: Readonly<Record<string, SectionResult>>): string {
  const cells = Object.values(sections).flatMap((result) =>
    result.kind === 'measured' ? result.rows.map(cellsOf) : [],
  );
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')}`.trimEnd();
  const parts = Object.entries(sections).map(([name, result]) => {
    const body =
      result.kind === 'measured'
        ? result.rows.map((row) => line(cellsOf(row)))
        : [`  not run: ${result.reason}`];
    return [name, ...body].join('\n');
  });
  return [line(HEADS), ...parts].join('\n');
}

function cellsOf(row: Row): readonly string[] {
  return [
    row.name,
    figure(row.value),
    row.unit,
    row.spread === null ? '' : `±${Math.round(row.spread * 100)} %`,
    row.ceiling === null ? '' : figure(row.ceiling.value),
    row.ceiling?.name ?? '',
    row.ratio === null ? '' : figure(row.ratio),
  ];
}

/** Three digits that matter; whole numbers from a thousand on, with spaces: 12 345. */
function figure(value: number): string {
  if (Math.abs(value) >= 1000) return String(Math.round(value)).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ' ');
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/** Figures stand right, words left. */
function pad(cell: string, width: number, column: number): string {
  return column === 1 || column === 4 || column === 6 ? cell.padStart(width) : cell.padEnd(width);
}
