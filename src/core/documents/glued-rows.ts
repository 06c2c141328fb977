import { type DirectoryIndex, findHeaderAddressees, hasTaskVerb, trimTrailing } from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';
import { quotedWords } from './quoted-words.ts';
import type { Quote } from './read-document.ts';

/** A table whose columns have run together, put apart again. */
export interface UngluedLines {
  readonly lines: readonly Line[];
  /** One for each such table, with its first row. */
  readonly warnings: readonly Warning[];
}

type Column = 'number' | 'measure' | 'term' | 'who';

const NAMES: readonly (readonly [Column, RegExp])[] = [
  ['measure', /(?<![A-Za-zЀ-ӿ])(?:мероприяти|содержание|наименование|что\s+сделать|поручени|вид\s+работ)/iu],
  ['term', /(?<![A-Za-zЀ-ӿ])(?:срок|дата|период|когда)/iu],
  ['who', /(?<![A-Za-zЀ-ӿ])(?:ответственн|исполнител)/iu],
];
/** Few lines name such a column: the others are not looked at further. */
const SAYS_WHO = /ответств|исполн/iu;
const NUMBER_NAME = /^(?:№\s*(?:п\s*\/?\s*п)?|п\s*\/\s*п)/iu;
const LONGEST_HEAD = 120;
const FEWEST_ROWS = 2;
const MOST_LINES = 8;
const LONGEST_ROW = 1000;
const ROW_NUMBER = /^(\d{1,3})[.)]?\s+(?=\S)/u;

/**
 * Puts the columns of a pasted table apart whose separators are lost: a line of the columns' names, and numbered lines
 * in which a term stands between what to do and who, or behind them.
 *
 *   «№ Мероприятие Срок Ответственный»
 *   «1 Провести сверку до 05.04.2027 Заречная ООШ» → cells «1», «Провести сверку», «до 05.04.2027», «Заречная ООШ»
 *
 * Lines stay as they are where a row does not come apart.
 */
export function unglued(lines: readonly Line[], index: DirectoryIndex): UngluedLines {
  if (!lines.some((line) => headOf(line) !== null)) return { lines, warnings: [] };
  const settled: Line[] = [];
  const warnings: Warning[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const head = line === undefined ? null : headOf(line);
    const table = line === undefined || head === null ? null : tableBelow(lines, at, head, index);
    if (line === undefined) break;
    if (table === null) {
      settled.push(line);
      at += 1;
      continue;
    }
    settled.push(table.names, ...table.rows);
    warnings.push(gluedWarning(table.rows[0]?.text ?? ''));
    at = table.to;
  }
  return { lines: settled, warnings };
}

function gluedWarning(row: string): Warning {
  const message = `Графы таблицы слиплись: срок и исполнитель найдены в строках по словам. Первая строка: «${quotedWords(row)}».`;
  return { code: 'columns_guessed', message };
}

interface Head {
  /** In the order of print; the number first. */
  readonly columns: readonly { readonly name: Column; readonly start: number }[];
}

/** The columns that a line names one after another; null for any other line. */
function headOf({ text, label, cells, bullet }: Line): Head | null {
  if (cells !== null || label !== null || bullet > 0 || text.length > LONGEST_HEAD || !SAYS_WHO.test(text))
    return null;
  const found = NAMES.map(([name, pattern]) => ({ name, start: text.search(pattern) }));
  if (found.some(({ start }) => start === -1) || /[.:;]\s*$/u.test(text) || hasTaskVerb(text)) return null;
  const columns = found.toSorted((a, b) => a.start - b.start);
  if (columns[0]?.name !== 'measure') return null;
  const number = NUMBER_NAME.test(text) ? [{ name: 'number' as const, start: 0 }] : [];
  // «Ответственные за мероприятия и сроки»: words, no names of columns.
  return (columns[0]?.start ?? 0) > (number.length === 0 ? 0 : 8)
    ? null
    : { columns: [...number, ...columns] };
}

interface Table {
  readonly names: Line;
  readonly rows: readonly Line[];
  /** The line after its last row. */
  readonly to: number;
}

function tableBelow(lines: readonly Line[], at: number, head: Head, index: DirectoryIndex): Table | null {
  const rows: Line[] = [];
  let to = at + 1;
  while (to < lines.length) {
    const line = lines[to];
    const number = line === undefined ? undefined : ROW_NUMBER.exec(line.text)?.[1];
    if (line === undefined || Number(number) !== rows.length + 1) break;
    let end = to + 1;
    while (end - to < MOST_LINES && goesOn(lines[end], rows.length + 2)) end += 1;
    const row = rowOf(lines.slice(to, end), head, index);
    if (row === null) return null;
    rows.push(row);
    to = end;
  }
  const names = lines[at];
  if (names === undefined || rows.length < FEWEST_ROWS) return null;
  const starts = head.columns.map(({ start }) => start);
  const spans = starts.map((start, place) =>
    trimmedSpan(names.text, start, starts[place + 1] ?? names.text.length),
  );
  const placed = spans.map((span) => shifted(span, names.start));
  return { names: asRow(names, names.end, placed, names.text), rows, to };
}

function goesOn(line: Line | undefined, next: number): boolean {
  return (
    line !== undefined &&
    !line.blankBefore &&
    line.meaning.kind === 'text' &&
    line.cells === null &&
    Number(ROW_NUMBER.exec(line.text)?.[1]) !== next
  );
}

function rowOf(parts: readonly Line[], head: Head, index: DirectoryIndex): Line | null {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  // A line break is one character here; offsets are put right below.
  const text = parts.map((part) => part.text).join('\n');
  if (text.length > LONGEST_ROW) return null;
  const skip = ROW_NUMBER.exec(text)?.[0].length ?? 0;
  const order = head.columns.filter(({ name }) => name !== 'number').map(({ name }) => name);
  const spans = order[1] === 'term' ? aroundTerm(text, skip, index) : beforeTerm(text, skip, index);
  if (spans === null) return null;
  const all = head.columns[0]?.name === 'number' ? [trimmedSpan(text, 0, skip), ...spans] : spans;
  const offsets = offsetsOf(parts);
  const placed = all.map(({ start, end }) => ({
    start: offsets(start),
    end: offsets(Math.max(start, end - 1)) + 1,
  }));
  return asRow(first, last.end, placed, text);
}

/** From places in the joined text to places in the source. */
function offsetsOf(parts: readonly Line[]): (at: number) => number {
  return (at) => {
    let left = at;
    for (const part of parts) {
      if (left <= part.text.length) return part.start + left;
      left -= part.text.length + 1;
    }
    return parts.at(-1)?.end ?? 0;
  };
}

const MONTHS = 'январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр';
const DAY = `\\d{1,2}(?:\\s?[–—-]\\s?\\d{1,2})?(?:\\.\\d{2}(?:\\.(?:20)?\\d\\d)?|\\s(?:${MONTHS})[а-я]{0,2})`;
const MONTH = `(?:${MONTHS})[а-я]{0,2}(?:\\s?[–—-]\\s?(?:${MONTHS})[а-я]{0,2})?`;
const YEAR = '(?:\\s?20\\d\\d)?(?:\\s?(?:года|г\\.|г(?![а-яё])))?';
const TERM = new RegExp(
  `(?<![A-Za-zЀ-ӿ\\d.])(?:(?:до|с|к|не\\s+позднее)\\s)?(?:${DAY}${YEAR}(?:\\s(?:по|до)\\s${DAY}${YEAR})?|${MONTH}${YEAR}|(?:I{1,3}|IV)\\s(?:квартал|кв\\.)[а-я]{0,2}${YEAR}|в\\sтечени[еи]\\s(?:всего\\s)?(?:учебного\\s)?(?:года|месяца|периода|20\\d\\d\\sгода)|постоянно|ежемесячно|ежеквартально|еженедельно|ежедневно|ежегодно|по\\sмере\\sнеобходимости)(?![A-Za-zЀ-ӿ\\d])`,
  'giu',
);

/** What to do, the term, who: who must be somebody. */
function aroundTerm(text: string, from: number, index: DirectoryIndex): readonly Quote[] | null {
  for (const { 0: term, index: at } of [...text.matchAll(TERM)].toReversed()) {
    const end = at + term.length;
    const who = trimmedSpan(text, end, text.length);
    if (at <= from || who.end <= who.start) continue;
    if (findHeaderAddressees(text.slice(who.start, who.end).replaceAll('\n', ' '), index) === null) continue;
    return [trimmedSpan(text, from, at), trimmedSpan(text, at, end), who];
  }
  return null;
}

const WORD_START = /(?<=\s)(?=[\p{Lu}«])/gu;

/** What to do, who, the term at the end: who begins with a capital and is somebody. */
function beforeTerm(text: string, from: number, index: DirectoryIndex): readonly Quote[] | null {
  const term = [...text.matchAll(TERM)].at(-1);
  if (
    term === undefined ||
    trimmedSpan(text, term.index + term[0].length, text.length).end > term.index + term[0].length
  )
    return null;
  for (const { index: at } of text.slice(0, term.index).matchAll(WORD_START)) {
    if (at <= from) continue;
    const words = text.slice(at, term.index).replaceAll('\n', ' ').trim();
    if (words === '' || hasTaskVerb(words) || findHeaderAddressees(words, index) === null) continue;
    return [
      trimmedSpan(text, from, at),
      trimmedSpan(text, at, term.index),
      trimmedSpan(text, term.index, text.length),
    ];
  }
  return null;
}

function trimmedSpan(text: string, from: number, to: number): Quote {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  return { start, end: Math.max(start, from + trimTrailing(raw, ',;–—-').length) };
}

const shifted = ({ start, end }: Quote, by: number): Quote => ({ start: start + by, end: end + by });

function asRow(line: Line, end: number, spans: readonly Quote[], text: string): Line {
  return {
    ...line,
    end,
    text,
    label: null,
    bullet: 0,
    meaning: lineMeaning('', null),
    cells: spans.map((span) => ({ ...span, mergedFromAbove: false })),
  };
}
