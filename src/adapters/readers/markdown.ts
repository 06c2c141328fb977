import { readColumns } from '../../core/documents/columns.ts';
import { createSourceBuilder, type SourceBuilder } from './source-builder.ts';

const HEADING = /^ {0,3}#{1,6}\s/mu;
const DELIMITER_ROW = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$/u;
const STRONG = /(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1/gu;

/** Whether a text is Markdown by its marks: a heading or a table. Asterisks alone stand in plain texts, too. */
export function isMarkdown(text: string): boolean {
  if (HEADING.test(text)) return true;
  const lines = text.split('\n');
  return lines.some((line, at) => beginsTable(lines, at) || (line.includes('|') && DELIMITER_ROW.test(line)));
}

const FEWEST_ROWS = 3;
/** Under the names of measures' columns one row is enough. */
const FEWEST_UNDER_NAMES = 2;

/** Rows of cells parted by bars, under a delimiter row or, as people type them, without one. */
function beginsTable(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (!line.includes('|')) return false;
  if (DELIMITER_ROW.test(lines[at + 1] ?? '')) return true;
  const width = cellsOf(line).length;
  if (width < FEWEST_ROWS) return false;
  let next = at;
  const fewest = readColumns(cellsOf(line)) === null ? FEWEST_ROWS : FEWEST_UNDER_NAMES;
  for (let count = 0; count < fewest; count += 1) {
    if (count > 0 && isTitleRow(lines[next])) next += 1;
    const row = rowAt(lines, next, line);
    if (row === null || cellsOf(row.join('<br>')).length !== width) return false;
    next += row.length;
  }
  return true;
}

/**
 * Reads Markdown (CommonMark with tables): the words as they are shown, without the marks of headings, quotations,
 * emphasis and links; tables as tables; numbers and bullets as they stand.
 *
 *   «## РЕШИЛИ:», «1. **Школам** вымыть [окна](https://…)» → «РЕШИЛИ:», «1. Школам вымыть окна»
 */
export function readMarkdown(text: string): ReturnType<SourceBuilder['result']> {
  const builder = createSourceBuilder();
  const lines = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!beginsTable(lines, at)) {
      builder.line(shownLine(line));
      continue;
    }
    const rows = [line];
    at += DELIMITER_ROW.test(lines[at + 1] ?? '') ? 2 : 1;
    for (let row = rowAt(lines, at, line); row !== null; row = rowAt(lines, at, line)) {
      rows.push(row.join('<br>'));
      at += row.length;
    }
    at -= 1;
    const width = cellsOf(line).length;
    builder.table(
      rows.map((row) => {
        const cells = withinWidth(cellsOf(row), width);
        return Array.from({ length: width }, (_, place) => ({
          text: cells[place] ?? '',
          span: 1,
          mergedFromAbove: false,
        }));
      }),
    );
  }
  return builder.result();
}

/** Cells beyond the last column stay with it: a bar among words is no reason to lose what follows it. */
function withinWidth(cells: readonly string[], width: number): readonly string[] {
  return cells.length <= width ? cells : [...cells.slice(0, width - 1), cells.slice(width - 1).join(' | ')];
}

/** «| 1. Организационная работа |»: a title over all columns, between two rows. */
function isTitleRow(line: string | undefined): boolean {
  return line !== undefined && /^\s*\|[^|]+\|\s*$/u.test(line);
}

const MOST_BROKEN = 6;

/** The lines of the row that begins here: one, or as many as it takes where every row ends with a bar; null for none. */
function rowAt(lines: readonly string[], at: number, head: string): readonly string[] | null {
  const first = lines[at] ?? '';
  const isClosed = (line: string | undefined): boolean => line?.trimEnd().endsWith('|') === true;
  const isWhole = first.includes('|');
  if (!isClosed(head)) return isWhole ? openRow(lines, at, cellsOf(head).length) : null;
  if (isClosed(first)) return isWhole ? [first] : null;
  const end = lines.slice(at, at + MOST_BROKEN).findIndex((line) => line.trim() === '' || isClosed(line));
  if (end > 0 && isClosed(lines[at + end])) {
    const row = lines.slice(at, at + end + 1);
    // A row may begin with a cell of several lines, a paragraph below the table not.
    if (isWhole || cellsOf(row.join('<br>')).length === cellsOf(head).length) return row;
  }
  return isWhole ? [first] : null;
}

/** A row that does not end with a bar: where a line goes on in small letters, with the cells the first lacks, both. */
function openRow(lines: readonly string[], at: number, width: number): readonly string[] {
  const row = lines.slice(at, at + 1);
  for (let next = at + 1; next < at + MOST_BROKEN && cellsOf(row.join('<br>')).length < width; next += 1) {
    const line = lines[next] ?? '';
    if (!/^\s*\p{Ll}/u.test(line)) break;
    row.push(line);
  }
  return cellsOf(row.join('<br>')).length === width ? row : lines.slice(at, at + 1);
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => shownWords(cell.replace(/<br\s*\/?>/giu, '\n')).trim());
}

function shownLine(line: string): string {
  if (/^ {0,3}(?:[-*_] ?){3,}$/u.test(line)) return '';
  const bare = line.replace(/^ {0,3}(?:> ?)+/u, '').replace(/^ {0,3}#{1,6}\s+/u, '');
  // A bullet of asterisks would look like emphasis.
  return shownWords(bare.replace(/^(\s*)\*\s/u, '$1- ')).replace(/\s#+\s*$|\s+$/u, '');
}

function shownWords(words: string): string {
  return words
    .replace(/!?\[([^\][\n]{0,500})\]\([^()\n]{0,500}\)/gu, '$1')
    .replace(STRONG, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,300})(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/`([^`\n]{1,300})`/gu, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>])/gu, '$1');
}
