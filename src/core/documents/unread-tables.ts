import { hasTaskVerb } from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { headOfCells } from './cell-lines.ts';
import { readColumns } from './columns.ts';
import { isPlain, type Line } from './lines.ts';
import { quotedWords } from './quoted-words.ts';
import type { Section } from './sections.ts';
import type { TableRun } from './table-runs.ts';

const NARROWEST = 3;

/**
 * Rows that look like measures under a head nobody understands: they are no decisions, but somebody must look.
 * A layout table of a letterhead or of signatures, which says neither what to do nor when, is passed over.
 */
export function unreadTables(
  lines: readonly Line[],
  sections: readonly Section[],
  tables: readonly TableRun[],
  text: string,
): Warning[] {
  const read = new Set<number>();
  for (const { from, to } of [...sections, ...tables]) for (let at = from; at < to; at += 1) read.add(at);
  const warnings: Warning[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at];
    const width = first?.cells?.length ?? 0;
    if (
      first !== undefined &&
      !read.has(at) &&
      (headOfCells(lines, at) !== null || namesColumns(lines, at))
    ) {
      const message = `Таблица не прочитана: её графы стоят одна под другой и строки не разделить: «${quotedWords(first.text)} …»`;
      warnings.push({ code: 'content_ignored', message });
    }
    if (first === undefined || width < NARROWEST || read.has(at)) continue;
    let to = at + 1;
    while (lines[to]?.cells?.length === width && !read.has(to)) to += 1;
    const rows = lines.slice(at, to);
    if (rows.length > 1 && rows.some(saysWhatOrWhen)) {
      const words = quotedWords(text.slice(first.start, first.end));
      const message = `Таблица не прочитана: среди её граф не найдены мероприятие и срок или исполнитель: «${words}»`;
      warnings.push({ code: 'content_ignored', message });
    }
    at = to - 1;
  }
  return warnings;
}

const LONGEST_NAME = 120;
const MOST_NAMES = 5;

/** «Наименование мероприятия / Срок / Ответственный», a line each, whatever stands below. */
function namesColumns(lines: readonly Line[], at: number): boolean {
  const names = lines.slice(at, at + MOST_NAMES);
  const end = names.findIndex(
    (line) => !isPlain(line) || line.text.length > LONGEST_NAME || /[.;:]$/u.test(line.text),
  );
  const cells = names.slice(0, end === -1 ? names.length : end).map(({ text }) => text);
  if (cells.length < NARROWEST || !/^\p{Lu}/u.test(cells[0] ?? '')) return false;
  const columns = readColumns(cells);
  return (
    columns !== null && columns.measure === 0 && columns.deadline !== null && columns.responsible !== null
  );
}

function saysWhatOrWhen({ text }: Line): boolean {
  return hasTaskVerb(text) || /(?<!\d)20\d\d(?!\d)/u.test(text);
}

/** Lines within a table of measures that stand in none of its columns. */
export function strayWarnings({ columns, strays }: TableRun): Warning[] {
  if (columns === null) return [];
  return strays.map(
    ({ text }): Warning => ({
      code: 'content_ignored',
      message: `Строка внутри таблицы не отнесена ни к одной графе: «${quotedWords(text)}»`,
    }),
  );
}

/** A table whose columns have unusual names: which of them were taken for what. */
export function guessWarnings({ columns, guessedFrom, rows }: TableRun): Warning[] {
  if (columns === null || guessedFrom === null) return [];
  if (guessedFrom.every((name) => name === '')) {
    const first = quotedWords(rows[0]?.cells[columns.measure] ?? '');
    const message = `У таблицы нет названий граф, они поняты по содержанию; первая строка: «${first}».`;
    return [{ code: 'columns_guessed', message }];
  }
  const named = (at: number | null): string =>
    at === null ? 'нет' : `«${quotedWords(guessedFrom[at] ?? '')}»`;
  const message =
    `Названия граф таблицы необычны, они поняты по содержанию: что сделать — ${named(columns.measure)}, ` +
    `кому — ${named(columns.responsible)}, срок — ${named(columns.deadline)}.`;
  return [{ code: 'columns_guessed', message }];
}
