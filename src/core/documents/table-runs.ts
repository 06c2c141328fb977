import type { DirectoryIndex } from '../addressees/index.ts';
import {
  columnsByEvidence,
  isTime,
  withLackingColumn,
  withLikelierMeasure,
  withNamelessNumbers,
} from './column-evidence.ts';
import { isListHead, type MeasureColumns, numbersColumns, readColumns } from './columns.ts';
import { withDitto } from './ditto.ts';
import { inCyrillic } from './in-cyrillic.ts';
import type { Line } from './lines.ts';
import { type PeriodColumn, type PlanYears, readPeriods, termOfMarks, yearsAbove } from './period-columns.ts';
import { findPrintedDate } from './printed-date.ts';
import { namesSigner } from './signers.ts';
import { collapse } from './source-text.ts';

/** A table under a recognized head: of measures (with `columns`) or a list of another kind (columns null). */
export interface TableRun {
  /** First and last line of the table, numbers into the lines of the document, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly columns: MeasureColumns | null;
  readonly rows: readonly TableRow[];
  /** The head's cells where the columns are known by what stands below them, not by their names; else null. */
  readonly guessedFrom: readonly string[] | null;
  /** Lines among the rows that belong to no column. */
  readonly strays: readonly Line[];
}

export interface TableRow {
  readonly line: Line;
  /** White space collapsed; a merged cell repeats its text in every row. */
  readonly cells: readonly string[];
  /** Present where marks in columns of months or quarters gave the words of its term. */
  readonly marked?: true;
  /** True for a line without columns between two rows: the title of what follows. */
  readonly title: boolean;
}

/**
 * Finds the tables of a document by their heads. Repeated heads, rows that number the columns and blank lines
 * between the pages of a table belong to it, a title line between two rows as well; rows before any head belong to
 * the text around them.
 */
export function findTables(lines: readonly Line[], text: string, index: DirectoryIndex): TableRun[] {
  const runs: TableRun[] = [];
  for (let at = 0; at < lines.length; ) {
    const head = measuresBelow(lines, at, text, index);
    if (head === null) {
      at += 1;
      continue;
    }
    const run = readRun(lines, at, head, text);
    runs.push(run);
    at = run.to;
  }
  return runs;
}

interface Head {
  readonly columns: MeasureColumns | null;
  readonly key: string;
  readonly guessedFrom: readonly string[] | null;
  /** True where the first line is a row already. */
  readonly headless?: true;
  /** Columns of months or quarters whose marks say when. */
  readonly periods?: readonly PeriodColumn[];
}

function headAt(lines: readonly Line[], at: number, text: string): Head | null {
  const line = lines[at];
  if (line === undefined || line.cells === null || line.cells.length < 2) return null;
  const cells = cellTexts(line, text);
  const columns = readColumns(cells.map(inCyrillic));
  if (columns === null && !isListHead(cells)) return null;
  return { columns, key: keyOf(cells), guessedFrom: null };
}

/**
 * The head of a plan whose columns are months or quarters, named in its one row or in the row below it; null for any
 * other. The first of them stands for the column of terms.
 */
function calendarAt(lines: readonly Line[], at: number, text: string): Head | null {
  const line = lines[at];
  if (line === undefined || (line.cells?.length ?? 0) < NARROWEST_GUESSED) return null;
  const cells = cellTexts(line, text);
  const own = readPeriods(cells);
  const below = lines[at + 1];
  const isSecondRow = own.length === 0 && below?.cells?.length === cells.length;
  const periods = isSecondRow && below !== undefined ? readPeriods(cellTexts(below, text)) : own;
  const [first] = periods;
  if (first === undefined) return null;
  const isPeriod = (place: number): boolean => periods.some((one) => one.place === place);
  const others = cells.map((cell, place) => (isPeriod(place) ? '' : cell));
  const hasTerms = (readColumns(others)?.deadline ?? null) !== null;
  const names = hasTerms ? others : others.with(first.place, TERM_COLUMN);
  const columns = readColumns(names) ?? columnsBeside(names, first.place);
  return columns === null ? null : { columns, key: keyOf(cells), guessedFrom: null, periods };
}

const TERM_COLUMN = 'Срок';

/** «Отчёт | Кто сдаёт | Сен | Окт …»: what to do stands in the first column that is no number. */
function columnsBeside(names: readonly string[], deadline: number): MeasureColumns | null {
  const number = names.findIndex((name) => isListHead([name, '']));
  const measure = names.findIndex((name, place) => place !== number && place !== deadline && name !== '');
  if (measure === -1) return null;
  const asked = readColumns(names.map((name, place) => (place === measure ? 'Мероприятие' : name)));
  return asked?.measure === measure ? asked : null;
}

/** The head that stands here, known by the names of its columns or by what the rows below it say. */
function measuresBelow(lines: readonly Line[], at: number, text: string, index: DirectoryIndex): Head | null {
  const calendar = calendarAt(lines, at, text);
  if (calendar !== null) return calendar;
  const named = headAt(lines, at, text);
  const head = lines[at];
  const width = head?.cells?.length ?? 0;
  if (head === undefined || width < NARROWEST_GUESSED) return named;
  const printed = named?.columns ?? null;
  if (named !== null && printed !== null) {
    const names = cellTexts(head, text);
    const rows = rowsBelow(lines, at, text);
    const known = withNamelessNumbers(printed, names, rows);
    const columns = withLackingColumn(withLikelierMeasure(known, names, rows), names, rows, index);
    return { ...named, columns, guessedFrom: columns === known ? null : names };
  }
  // Rows of a table without a head follow one another: only the first is looked at.
  if (filledCells(lines[at - 1], text) > 1 && lines[at - 1]?.cells?.length === width) return named;
  const cells = cellTexts(head, text);
  const rows = rowsBelow(lines, at, text);
  const headless = named === null ? headlessAt(cells, rows, index) : null;
  if (headless !== null) return headless;
  // A title over the whole table is no head.
  const isHead = new Set(cells.filter((cell) => cell !== '')).size > 1;
  const columns = isHead ? columnsByEvidence(cells, rows, index) : null;
  return columns === null ? named : { columns, key: keyOf(cells), guessedFrom: cells };
}

/** A table whose first line is a row like those below it: «Сбор анкет | 10.02.2027 | СОШ № 3», no names above. */
function headlessAt(
  cells: readonly string[],
  rows: readonly (readonly string[])[],
  index: DirectoryIndex,
): Head | null {
  const nameless = cells.map(() => '');
  const columns = columnsByEvidence(nameless, [cells, ...rows], index);
  const term = cells[columns?.deadline ?? -1];
  return columns === null || term === undefined || !isTime(term)
    ? null
    : { columns, key: '', guessedFrom: nameless, headless: true };
}

/** The cells of the rows under a head, as wide as it. */
function rowsBelow(lines: readonly Line[], at: number, text: string): (readonly string[])[] {
  const width = lines[at]?.cells?.length;
  let to = at + 1;
  while (lines[to]?.cells?.length === width) to += 1;
  const rows = lines.slice(at + 1, to).map((line) => cellTexts(line, text));
  return rows.filter((row) => !numbersColumns(row));
}

/** How many cells of a row hold words; a sheet's title is a row of one. */
function filledCells(line: Line | undefined, text: string): number {
  return line === undefined ? 0 : cellTexts(line, text).filter((cell) => cell !== '').length;
}

function readRun(lines: readonly Line[], from: number, head: Head, text: string): TableRun {
  const rows: TableRow[] = [];
  const strays: Line[] = [];
  const width = lines[from]?.cells?.length ?? 0;
  const periods = head.periods ?? [];
  const years =
    periods.length === 0
      ? null
      : yearsAbove(lines.slice(Math.max(0, from - LINES_ABOVE), from).map((line) => line.text));
  let above: readonly string[] | undefined;
  let to = head.headless === true ? from : from + 1;
  for (; to < lines.length; to += 1) {
    const line = lines[to];
    if (line === undefined) break;
    if (line.cells === null) {
      if (!isBetweenRows(lines, to, width, text)) break;
      if (isStray(line.text)) strays.push(line);
      else rows.push({ line, cells: [collapse(line.text)], title: true });
      continue;
    }
    const cells = cellTexts(line, text);
    if (width >= NARROWEST_GUESSED && cells.length === 2 && namesSigner(line.text)) break;
    if (keyOf(cells) === head.key || numbersColumns(cells)) continue;
    if (periods.length > 0 && readPeriods(cells).length > 0) continue;
    // A cell over the whole row is listed once for each column.
    const [only = '', ...others] = new Set(cells.filter((cell) => cell !== ''));
    if (others.length === 0 && isBrokenRow(only)) {
      strays.push(line);
      continue;
    }
    if (beginsTable(headAt(lines, to, text))) break;
    const full = head.columns === null ? cells : withDitto(cells, above, head.columns);
    above = full;
    if (head.columns !== null && saysNotWhat(full, head.columns)) {
      strays.push(line);
      continue;
    }
    rows.push({ line, title: false, ...withTerm(full, periods, years, head.columns?.deadline ?? null) });
  }
  return { from, to, columns: head.columns, rows, strays, guessedFrom: head.guessedFrom };
}

/** «5 | | ОМСУ | до 1 марта»: a number, who or when, and no word of what. */
function saysNotWhat(cells: readonly string[], columns: MeasureColumns): boolean {
  const { number, measure, description, responsible, deadline } = columns;
  const isEmpty = (column: number | null): boolean => column === null || (cells[column] ?? '') === '';
  const says = !isEmpty(number) && !(isEmpty(responsible) && isEmpty(deadline));
  return says && isEmpty(measure) && isEmpty(description);
}

const LINES_ABOVE = 12;

/** The marks of a row as the words of its term, unless it prints one. */
function withTerm(
  cells: readonly string[],
  periods: readonly PeriodColumn[],
  years: PlanYears | null,
  deadline: number | null,
): Pick<TableRow, 'cells' | 'marked'> {
  const term = periods.length === 0 || deadline === null ? null : termOfMarks(cells, periods, years);
  if (term === null || deadline === null) return { cells };
  const isPeriod = (place: number): boolean => periods.some((one) => one.place === place);
  const own = isPeriod(deadline) ? '' : (cells[deadline] ?? '');
  const left = cells.map((cell, place) => (isPeriod(place) ? '' : cell));
  return own === '' ? { cells: left.with(deadline, term), marked: true } : { cells: left };
}

/** «… района;», «26.02.2027», «и родителей»: a line of a cell that has broken, no title. */
function isStray(text: string): boolean {
  const date = findPrintedDate(text);
  const isDate = date !== null && /^[\s.,;]*$/u.test(text.slice(0, date.start) + text.slice(date.end));
  return isDate || /^\p{Ll}|[;,]$/u.test(text) || isBrokenRow(text);
}

/** «3 Семинар 18 марта 2027 года ГАУ ДПО …»: a row whose columns have run together is no title. */
function isBrokenRow(text: string): boolean {
  return /^\d{1,3}\s+\p{Lu}/u.test(text) && findPrintedDate(text) !== null;
}

const NARROWEST_GUESSED = 3;
const MOST_TITLE_LINES = 3;
const LONGEST_TITLE = 200;

/** A line or two without columns, then a row as wide as the table: «Раздел 2» as plain text prints it. */
function isBetweenRows(lines: readonly Line[], at: number, width: number, text: string): boolean {
  for (let next = at; next < at + MOST_TITLE_LINES + 1; next += 1) {
    const line = lines[next];
    if (line === undefined) return false;
    if (line.cells !== null) return line.cells.length === width && headAt(lines, next, text) === null;
    if (line.meaning.kind !== 'text' || line.text.length > LONGEST_TITLE) return false;
  }
  return false;
}

/** Inside a table a row must look more like a head than at its top: measures use the columns' words, too. */
function beginsTable(head: Head | null): boolean {
  if (head === null) return false;
  const { columns } = head;
  if (columns === null || columns.number !== null) return true;
  return columns.deadline !== null && columns.responsible !== null;
}

function cellTexts(line: Line, text: string): string[] {
  return (line.cells ?? []).map((cell) => collapse(text.slice(cell.start, cell.end)));
}

function keyOf(cells: readonly string[]): string {
  return cells.map((cell) => cell.toLowerCase()).join('|');
}
