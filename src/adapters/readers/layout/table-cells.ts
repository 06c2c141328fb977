import type { TableCell } from '../source-builder.ts';
import { type GradedText, joined, NO_TEXT } from './graded-text.ts';
import { joinLines } from './hyphens.ts';
import { linesOfWords } from './lines.ts';
import type { PageWord } from './page.ts';
import type { RuledTable } from './ruled-tables.ts';

/** Words that stand inside a table, and the others. */
export function splitWords(
  words: readonly PageWord[],
  table: RuledTable,
): { readonly inside: PageWord[]; readonly outside: PageWord[] } {
  const inside: PageWord[] = [];
  const outside: PageWord[] = [];
  for (const word of words) (placeOf(word, table) === null ? outside : inside).push(word);
  return { inside, outside };
}

/** The rows of a drawn table with the words that stand in its cells, a line break between their lines. */
export function fillTable(
  table: RuledTable,
  words: readonly PageWord[],
  isKnown: (word: string) => boolean,
): TableCell[][] {
  const wordsOf = new Map<number, PageWord[]>();
  for (const word of words) {
    const number = placeOf(word, table);
    if (number !== null) wordsOf.set(number, [...(wordsOf.get(number) ?? []), word]);
  }
  const seen = new Set<number>();
  return table.cells.map((row) => {
    const cells: TableCell[] = [];
    const above = new Set(seen);
    for (const [column, number] of row.entries()) {
      seen.add(number);
      const previous = cells.at(-1);
      if (column > 0 && row[column - 1] === number && previous !== undefined)
        cells[cells.length - 1] = { ...previous, span: previous.span + 1 };
      else if (above.has(number)) cells.push({ text: '', span: 1, mergedFromAbove: true });
      else
        cells.push({
          ...cellText(wordsOf.get(number) ?? [], isKnown),
          span: 1,
          mergedFromAbove: false,
        });
    }
    return cells;
  });
}

function cellText(words: readonly PageWord[], isKnown: (word: string) => boolean): GradedText {
  let cell = NO_TEXT;
  for (const line of linesOfWords(words)) {
    const { text } = cell;
    const hyphenated = /\p{L}[-‐\u00ad]$/u.test(text) && /^\p{Ll}/u.test(line.text);
    if (text === '') cell = line;
    else if (isCutWord(text, line.text, isKnown)) cell = joined(cell, line, text + line.text);
    else
      cell = joined(cell, line, hyphenated ? joinLines(text, line.text, isKnown) : `${text}\n${line.text}`);
  }
  return { text: cell.text, confidences: cell.confidences };
}

/** «Объективно / сть», «дошкольног / о»: a column too narrow for its words cuts them without a hyphen. */
function isCutWord(text: string, next: string, isKnown: (word: string) => boolean): boolean {
  const start = /\p{L}{2,}$/u.exec(text)?.[0];
  // «кл.», «гр.»: a word cut short by its writer is no part of the one above.
  const end = /^\p{Ll}+(?!\.|\p{Ll})/u.exec(next)?.[0];
  if (start === undefined || end === undefined) return false;
  if (end.length > 1 && !/[аеёиоуыэюя]/iu.test(end)) return true;
  if (end === 'о' && /[нск]ог$/u.test(start)) return true;
  return start.length >= SHORTEST_START && isKnown(start + end);
}

/** A shorter one may be a word of its own: «на», «при». */
const SHORTEST_START = 4;

/** The number of the cell a word's middle lies in. */
function placeOf(word: PageWord, table: RuledTable): number | null {
  const row = intervalOf((word.top + word.bottom) / 2, table.rows);
  const column = intervalOf((word.left + word.right) / 2, table.columns);
  return row === null || column === null ? null : (table.cells[row]?.[column] ?? null);
}

function intervalOf(place: number, borders: readonly number[]): number | null {
  const next = borders.findIndex((border) => border > place);
  return next <= 0 ? null : next - 1;
}
