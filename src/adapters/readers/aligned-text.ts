import { findAlignedTables } from './layout/aligned-tables.ts';
import type { PageWord } from './layout/page.ts';
import { fillTable } from './layout/table-cells.ts';
import { createSourceBuilder, type SourceBuilder } from './source-builder.ts';

/** What a letter and a line of type measure, in the units of a page: only their proportion matters. */
const LETTER = 6;
const LINE = 12;
/** The height of letters: the rest of a line is the space to the next. */
const HEIGHT = 10;
/** A gap this wide between words on a line may part two columns. */
const GAP = / {2,}/gu;
const FEWEST_GAPS = 2;
/** A longer text is no page of type; a table in it is one of tab characters. */
const MOST_LINES = 5000;

/**
 * Reads a text whose tables are columns aligned by spaces, as a typewriter or a mail program sets them; null where it
 * has none.
 *
 *   «№   Мероприятие        Срок            Исполнитель»
 *   «1   Анкетирование      до 20.02.2026   общеобразовательные»
 *   «                                       организации»          → a row of four cells
 */
export function readAlignedText(text: string): ReturnType<SourceBuilder['result']> | null {
  if (text.includes('\t')) return null;
  const lines = text.split(/\r\n|[\n\r\f]/u);
  const gapped = lines.filter((line) => [...line.trim().matchAll(GAP)].length >= FEWEST_GAPS);
  if (gapped.length < FEWEST_GAPS || lines.length > MOST_LINES) return null;
  const words = lines.flatMap(wordsOf);
  const tables = findAlignedTables(words, LETTER);
  if (tables.length === 0) return null;
  const builder = createSourceBuilder();
  let next = 0;
  for (const table of tables) {
    const [top, bottom] = [table.rows[0] ?? 0, table.rows.at(-1) ?? 0];
    const from = Math.ceil(top / LINE);
    const to = Math.ceil(bottom / LINE);
    for (const line of lines.slice(next, from)) builder.line(line);
    const inside = words.filter((word) => word.top >= top && word.bottom <= bottom);
    builder.table(fillTable(table, inside, () => false));
    next = to;
  }
  for (const line of lines.slice(next)) builder.line(line);
  return builder.result();
}

function wordsOf(line: string, at: number): PageWord[] {
  return [...line.matchAll(/\S+/gu)].map(({ 0: text, index }) => ({
    text,
    left: index * LETTER,
    right: (index + text.length) * LETTER,
    top: at * LINE,
    bottom: at * LINE + HEIGHT,
  }));
}
