import {
  type DirectoryIndex,
  findHeaderAddressees,
  hasTaskVerb,
  isPersonName,
  trimTrailing,
} from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { isControl } from './control-clause.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';
import { quotedWords } from './quoted-words.ts';
import type { Quote } from './read-document.ts';
import { isSignature } from './signers.ts';
import { isHalfTerm, leavesOpen, termsIn } from './terms-in-row.ts';

/** A table whose columns have run together, put apart again. */
export interface UngluedLines {
  readonly lines: readonly Line[];
  /** One for each such table: with its first row, or with the one that does not come apart. */
  readonly warnings: readonly Warning[];
}

type Column = 'number' | 'measure' | 'term' | 'who';

/** What a column is called, beside other words and right behind them: «№МероприятиеСрокОтветственный». */
const NAMES: readonly (readonly [Column, RegExp, RegExp])[] = [
  [
    'measure',
    /(?<![A-Za-zЀ-ӿ])(?:мероприяти|содержание|наименование|что\s+сделать|поручени|вид\s+работ)/iu,
    /(?<=[а-яё])(?:Мероприяти|Содержание|Наименование)/u,
  ],
  ['term', /(?<![A-Za-zЀ-ӿ])(?:срок|дата|период|когда)/iu, /(?<=[а-яё])(?:Срок|Дата|Период|Когда)/u],
  ['who', /(?<![A-Za-zЀ-ӿ])(?:ответственн|исполнител)/iu, /(?<=[а-яё])(?:Ответственн|Исполнител)/u],
];
/** Few lines name such a column: the others are not looked at further. */
const SAYS_WHO = /ответств|исполн/iu;
const NUMBER_NAME = /^(?:№\s*(?:п\s*\/?\s*п)?|N\s*(?:п\s*\/?\s*п)?(?![A-Za-zЀ-ӿ])|п\s*\/\s*п)/iu;
const LONGEST_HEAD = 120;
const FEWEST_ROWS = 2;
/** Of so many rows one may be left whole. */
const FEWEST_APART = 4;
const MOST_LINES = 8;
const LONGEST_ROW = 1000;
const ROW_NUMBER = /^(\d{1,3})[.)]?(?:\s+(?=\S)|(?=\p{Lu}\p{Ll}))/u;

/**
 * Puts the columns of a pasted table apart whose separators are lost: a line of the columns' names, and numbered lines
 * in which a term stands between what to do and who, or behind them.
 *
 *   «№ Мероприятие Срок Ответственный»
 *   «1 Провести сверку до 05.04.2027 Заречная ООШ» → cells «1», «Провести сверку», «до 05.04.2027», «Заречная ООШ»
 *   «1Сверка списковдо 05.04.2027Заречная ООШ»     → the same, without a space between them
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
    if (table === null || table.kind === 'stuck') {
      settled.push(line);
      if (table !== null) warnings.push(stuckWarning(table.row));
      at += 1;
      continue;
    }
    settled.push(table.names, ...table.rows);
    warnings.push(gluedWarning(table.rows[0]?.text ?? ''));
    at = table.to;
  }
  return { lines: settled, warnings };
}

function stuckWarning(row: string): Warning {
  const message = `Таблица не прочитана: её графы слиплись, и в строке не разделить, что, когда и кому: «${quotedWords(row)}».`;
  return { code: 'content_ignored', message };
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
  const found = NAMES.map(([name, apart, glued]) => {
    const start = text.search(apart);
    return { name, start: start === -1 ? text.search(glued) : start };
  });
  if (found.some(({ start }) => start === -1) || /[.:;]\s*$/u.test(text) || hasTaskVerb(text)) return null;
  const columns = found.toSorted((a, b) => a.start - b.start);
  if (columns[0]?.name !== 'measure') return null;
  const number = NUMBER_NAME.test(text) ? [{ name: 'number' as const, start: 0 }] : [];
  // «Ответственные за мероприятия и сроки»: words, no names of columns.
  return (columns[0]?.start ?? 0) > (number.length === 0 ? 0 : 8)
    ? null
    : { columns: [...number, ...columns] };
}

type Table =
  | {
      readonly kind: 'apart';
      readonly names: Line;
      readonly rows: readonly Line[];
      /** The line after its last row. */
      readonly to: number;
    }
  /** A row that does not come apart, and so none of them. */
  | { readonly kind: 'stuck'; readonly row: string };

function tableBelow(lines: readonly Line[], at: number, head: Head, index: DirectoryIndex): Table | null {
  const spans = rowsBelow(lines, at + 1);
  const names = lines[at];
  if (names === undefined || spans.length < FEWEST_ROWS) return null;
  const rows = spans.map(([from, end], place) => {
    const cut = place === spans.length - 1 ? endOfTable(lines, from, end) : end;
    const above = cut === end ? null : rowOf(lines.slice(from, cut), head, index);
    const row = above ?? rowOf(lines.slice(from, end), head, index);
    return { from, end: above === null ? end : cut, row };
  });
  const stuck = rows.filter(({ row }) => row === null);
  // Nothing of it looks like a table.
  if (stuck.length === rows.length) return null;
  if (stuck.length * FEWEST_APART > rows.length)
    return { kind: 'stuck', row: lines[stuck[0]?.from ?? at]?.text ?? '' };
  const starts = head.columns.map(({ start }) => start);
  const cells = starts.map((start, place) =>
    trimmedSpan(names.text, start, starts[place + 1] ?? names.text.length),
  );
  const placed = cells.map((span) => shifted(span, names.start));
  return {
    kind: 'apart',
    names: asRow(names, names.end, placed, names.text),
    rows: rows.flatMap(({ from, end, row }) => row ?? wholeRow(lines.slice(from, end), head) ?? []),
    to: rows.at(-1)?.end ?? at + 1,
  };
}

/** The first line of every row, which count from one, and the line after its last. */
function rowsBelow(lines: readonly Line[], from: number): readonly (readonly [number, number])[] {
  const rows: (readonly [number, number])[] = [];
  let to = from;
  while (Number(ROW_NUMBER.exec(lines[to]?.text ?? '')?.[1]) === rows.length + 1) {
    let end = to + 1;
    while (end - to < MOST_LINES && goesOn(lines[end], rows.length + 2)) end += 1;
    rows.push([to, end]);
    to = end;
  }
  return rows;
}

/** Where below the last row the signature or the control clause stands; its end where neither does. */
function endOfTable(lines: readonly Line[], from: number, end: number): number {
  for (let at = from + 1; at < end; at += 1) {
    const text = lines[at]?.text ?? '';
    // A name alone may be who answers for the row.
    if (isControl(text) || (isSignature(lines, at) && !isPersonName(text))) return at;
  }
  return end;
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
  const text = joinedText(parts);
  if (text.length > LONGEST_ROW) return null;
  const skip = ROW_NUMBER.exec(text)?.[0].length ?? 0;
  const order = head.columns.filter(({ name }) => name !== 'number').map(({ name }) => name);
  const spans = order[1] === 'term' ? aroundTerm(text, skip, index) : beforeTerm(text, skip, index);
  return spans === null ? null : placedRow(parts, head, text, spans);
}

/** A line break is one character here: `placedRow` puts the offsets right. */
function joinedText(parts: readonly Line[]): string {
  return parts.map(({ text }) => text).join('\n');
}

/** A row that does not come apart amid others that do: all its words say what to do, who and when are left open. */
function wholeRow(parts: readonly Line[], head: Head): Line | null {
  const text = joinedText(parts);
  const skip = ROW_NUMBER.exec(text)?.[0].length ?? 0;
  const nothing = { start: text.length, end: text.length };
  return placedRow(parts, head, text, [trimmedSpan(text, skip, text.length), nothing, nothing]);
}

/** The cells at `spans`, offsets into the joined text of the lines, as a row of a table. */
function placedRow(parts: readonly Line[], head: Head, text: string, spans: readonly Quote[]): Line | null {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  const skip = ROW_NUMBER.exec(text)?.[0].length ?? 0;
  const all = head.columns[0]?.name === 'number' ? [trimmedSpan(text, 0, skip), ...spans] : spans;
  const offsets = offsetsOf(parts);
  const placed = all.map(({ start, end }) => ({
    start: offsets(start),
    end: end === start ? offsets(start) : offsets(end - 1) + 1,
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

/** What to do, the term, who: who must be somebody. */
function aroundTerm(text: string, from: number, index: DirectoryIndex): readonly Quote[] | null {
  for (const { 0: term, index: at } of termsIn(text).toReversed()) {
    const end = at + term.length;
    const who = trimmedSpan(text, end, text.length);
    if (at <= from || who.end <= who.start || isHalfTerm(text.slice(from, at), term)) continue;
    if (findHeaderAddressees(text.slice(who.start, who.end).replaceAll('\n', ' '), index) === null) continue;
    return [trimmedSpan(text, from, at), trimmedSpan(text, at, end), who];
  }
  return null;
}

const WORD_START = /(?<=[\sа-яё])(?=[\p{Lu}«])/gu;

/** What to do, who, the term at the end: who begins with a capital and is somebody. */
function beforeTerm(text: string, from: number, index: DirectoryIndex): readonly Quote[] | null {
  const term = termsIn(text).at(-1);
  if (
    term === undefined ||
    trimmedSpan(text, term.index + term[0].length, text.length).end > term.index + term[0].length ||
    isHalfTerm(text.slice(from, term.index), term[0])
  )
    return null;
  for (const { index: at } of text.slice(0, term.index).matchAll(WORD_START)) {
    if (at <= from || leavesOpen(text.slice(from, at))) continue;
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
