import { isTime } from './column-evidence.ts';
import { type MeasureColumns, numbersColumns, readColumns } from './columns.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';

const NARROWEST = 3;
const WIDEST = 8;
const LONGEST_HEAD = 60;
const ROW_NUMBER = /^(\d{1,3})\.?$/u;
/** «… |»: what is left of the lines of a table. */
const BAR = /\s*\|$/u;

/**
 * Puts together a table of measures whose cells stand one below another, as a page or a PDF copied into a message
 * gives it. Its rows must be numbered, 1, 2, 3 …; a measure may take several lines, where the term after it shows
 * that it does. Lines of nothing but bars, which a web page leaves between rows, are passed over.
 *
 *   «№ / Мероприятие / Срок / Ответственный / 1 / Собрать заявки / до 5 мая / ОМСУ / 2 / …» → a head and rows of four cells
 *
 * Lines stay as they are where a row does not fit: `unreadTables` then tells of the head.
 */
export function withCellLines(printed: readonly Line[]): readonly Line[] {
  const lines = withoutBars(printed);
  const settled: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const head = headOfCells(lines, at);
    const rows = head === null ? null : rowsBelow(lines, at + head.lines, head);
    if (head === null || rows === null) {
      const line = lines[at];
      if (line !== undefined) settled.push(line);
      at += 1;
      continue;
    }
    settled.push(namesOf(lines.slice(at, at + head.lines), head), ...rows.lines);
    at = rows.to;
  }
  return settled;
}

const ONLY_BARS = /^\|+$/u;

function withoutBars(lines: readonly Line[]): readonly Line[] {
  return lines.some(({ text }) => ONLY_BARS.test(text))
    ? lines.filter(({ text }) => !ONLY_BARS.test(text))
    : lines;
}

interface Head {
  readonly width: number;
  /** One less than the columns where that of the numbers has no name. */
  readonly lines: number;
  readonly columns: MeasureColumns;
}

/** The names of a table's columns, one a line from here on, with the number of its first row below; null for none. */
export function headOfCells(lines: readonly Line[], at: number): Head | null {
  const first = lines[at];
  if (first === undefined || first.text.length > LONGEST_HEAD) return null;
  const isNumber = /^(?:№|N\s?(?:\||$)|п\s?\/\s?п)/iu.test(first.text);
  if (!isNumber && !BAR.test(first.text)) return null;
  const cells: string[] = [];
  for (const line of lines.slice(at, at + WIDEST + 1)) {
    if (numberOf(line) !== null || isTitle(line)) break;
    if (line.label !== null || line.bullet > 0 || line.cells !== null || line.text.length > LONGEST_HEAD)
      return null;
    cells.push(wordsOf(line));
  }
  const below = lines.slice(at + cells.length, at + cells.length + 1 + MOST_TITLES);
  const begins = numberOf(below.find((line) => !isTitle(line))) === 1;
  if (!begins || cells.length < NARROWEST) return null;
  const names = isNumber ? cells : ['№', ...cells];
  // Without a name of that column the row that numbers the columns must tell of it.
  const numbering = lines.slice(at + cells.length, at + cells.length + names.length).map(wordsOf);
  if (!isNumber && !(numbering.length === names.length && numbersColumns(numbering))) return null;
  const columns = readColumns(names);
  return columns === null || columns.number !== 0
    ? null
    : { width: names.length, lines: cells.length, columns };
}

function namesOf(lines: readonly Line[], { width }: Head): Line {
  const row = asRow(lines, []);
  const nameless = { start: row.start, end: row.start, mergedFromAbove: false };
  return lines.length === width ? row : { ...row, cells: [nameless, ...(row.cells ?? [])] };
}

function rowsBelow(
  lines: readonly Line[],
  from: number,
  head: Head,
): { readonly lines: readonly Line[]; readonly to: number } | null {
  const { width } = head;
  const numbering = lines.slice(from, from + width).map(wordsOf);
  const rows: Line[] = [];
  const isNumbered = numbersColumns(numbering);
  let at = isNumbered ? from + width : from;
  for (let number = 1; ; number += 1) {
    const titles = titlesAt(lines, at);
    if (numberOf(lines[at + titles.length]) !== number) break;
    rows.push(...titles);
    at += titles.length;
    const next = nextNumber(lines, at + 1, number + 1);
    const row = next === null ? lastRow(lines, at, head) : lines.slice(at, next);
    const cells = row === null ? null : cellsOf(row, head);
    if (row === null || cells === null) return null;
    rows.push(asRow(row, cells));
    at += row.length;
  }
  return rows.length < (isNumbered ? 1 : 2) ? null : { lines: rows, to: at };
}

const LONGEST_ROW = 30;

/** Where the number of the next row stands, alone on its line; null for nowhere near. */
function nextNumber(lines: readonly Line[], from: number, number: number): number | null {
  for (let at = from; at < Math.min(lines.length, from + LONGEST_ROW); at += 1) {
    if (numberOf(lines[at]) !== number) continue;
    while (isTitle(lines[at - 1])) at -= 1;
    return at;
  }
  return null;
}

const MOST_TITLES = 2;
const TITLE = /^(?:раздел|этап|блок|направление|модуль)\s+(?:№\s*)?[\dIVX]+/iu;

/** «I. Организационные меры |» between two rows. */
function isTitle(line: Line | undefined): boolean {
  return line !== undefined && (line.label?.roman === true || TITLE.test(line.text));
}

function titlesAt(lines: readonly Line[], at: number): readonly Line[] {
  const found = lines.slice(at, at + MOST_TITLES + 1);
  const end = found.findIndex((line) => !isTitle(line));
  return found.slice(0, Math.max(0, end)).map(withoutBar);
}

function numberOf(line: Line | undefined): number | null {
  const digits = line === undefined ? undefined : ROW_NUMBER.exec(wordsOf(line))?.[1];
  return digits === undefined ? null : Number(digits);
}

function wordsOf({ text }: Line): string {
  return text.replace(BAR, '');
}

function withoutBar(line: Line): Line {
  const text = wordsOf(line);
  return { ...line, text, end: line.start + text.length };
}

/** The last row has a line for every cell, as nothing says where it ends. */
function lastRow(lines: readonly Line[], at: number, { width }: Head): readonly Line[] | null {
  const row = lines.slice(at, at + width);
  const isWhole = row.length === width && row.every(({ meaning }) => meaning.kind !== 'annex');
  return isWhole ? row : null;
}

/** The lines of each cell: one, but for a measure that takes more; null where its term does not stand in its place. */
function cellsOf(row: readonly Line[], { width, columns }: Head): readonly (readonly Line[])[] | null {
  const more = row.length - width;
  if (more < 0) return null;
  const cells = Array.from({ length: width }, (_, place) => {
    const start = place <= columns.measure ? place : place + more;
    return row.slice(start, place === columns.measure ? start + 1 + more : start + 1);
  });
  const term = columns.deadline === null ? undefined : cells[columns.deadline]?.[0];
  return more > 0 && (term === undefined || !isTime(wordsOf(term))) ? null : cells;
}

/** A row of lines as one line with a cell for each, or for each group of `cells`. */
function asRow(row: readonly Line[], cells: readonly (readonly Line[])[]): Line {
  const printed = row.map(withoutBar);
  const [first] = printed;
  const last = printed.at(-1);
  if (first === undefined || last === undefined) throw new Error('a row holds at least one line');
  const text = printed.map((line) => line.text).join('\t');
  const groups =
    cells.length > 0 ? cells.map((group) => group.map(withoutBar)) : printed.map((line) => [line]);
  return {
    ...first,
    end: last.end,
    text,
    label: null,
    bullet: 0,
    meaning: lineMeaning(text, null),
    cells: groups.map((group) => ({
      start: group[0]?.start ?? first.start,
      end: group.at(-1)?.end ?? first.start,
      mergedFromAbove: false,
    })),
  };
}
