import { MONTHS_NOMINATIVE } from '../calendar/russian-date-text.ts';
import type { Warning } from '../warning.ts';
import { isCapitals } from './boundaries.ts';
import { isTime } from './column-evidence.ts';
import type { MeasureColumns } from './columns.ts';
import type { DraftDecision, PrintedAddressees, PrintedDeadline } from './draft-decision.ts';
import { readLabel, readNumberCell } from './labels.ts';
import type { ReadQuestion } from './read-document.ts';
import type { SourceCell } from './source-text.ts';
import type { TableRow, TableRun } from './table-runs.ts';

/** What a table of measures holds. */
export interface MeasureTable {
  readonly decisions: readonly DraftDecision[];
  readonly questions: readonly ReadQuestion[];
}

interface Section {
  readonly number: string;
  title: string;
}

interface Measure {
  readonly question: string | null;
  readonly label: string | null;
  /** The measure as printed in this row or in the row it is merged from. */
  measure: string;
  description: string;
  responsible: string;
  beginning: string;
  deadline: string;
  start: number;
  end: number;
  /** True where marks gave the words of its deadline. */
  readonly marked: boolean;
}

const NAMED_SECTION = /^(?:трек|раздел|блок|этап|направление|модуль|задача|часть)\s+(?:№\s*)?[\dIVX]+/iu;

const MONTH = `(?:${MONTHS_NOMINATIVE.join('|')})`;
/** «Сентябрь», «Ноябрь – декабрь 2026 г.», «II квартал»: the title of the rows that belong to that time. */
const MONTHS = new RegExp(
  `^(?:${MONTH}(?:\\s*(?:[–—,-]|и)\\s*${MONTH})*|(?:[IV]{1,3}|[1-4](?:-?й)?)\\s+(?:квартал|полугодие))(?:\\s+20\\d\\d(?:\\s*г(?:ода|\\.)?)?)?[.:]?$`,
  'iu',
);

const IN_BRACKET = /\(([^()]{4,60})\)\s*$/u;

/** «Сентябрь», «Основной этап (22–29 августа 2026 года)»: the time a title gives to its rows; '' for none. */
function termOf({ number, title }: Section): string {
  if (MONTHS.test(number)) return number;
  const inside = IN_BRACKET.exec(title)?.[1] ?? '';
  return isTime(inside) ? inside : '';
}

/**
 * Every row of a table of measures as a decision. A measure cell merged over rows (or left empty, as plain text
 * shows it) lends its words to the rows below; a row cut by a page break is put together again; rows that hold
 * one title are sections.
 */
export function readMeasures(run: TableRun, columns: MeasureColumns): MeasureTable {
  const measures: Measure[] = [];
  const sections: Section[] = [];
  let titleOpen = false;
  for (const printed of run.rows) {
    const row = withDitto(printed, columns, measures.at(-1));
    const title = sectionTitle(row, columns);
    if (title !== null) {
      addSection(sections, title, titleOpen);
      titleOpen = true;
      continue;
    }
    const last = measures.at(-1);
    if (last !== undefined && !titleOpen && continuesRow(row, columns, last)) appendRow(last, row, columns);
    else {
      const measure = measureOf(row, columns, titleOpen ? undefined : last, sections.at(-1));
      if (measure !== null) measures.push(measure);
    }
    titleOpen = false;
  }
  return { decisions: measures.map((measure) => draftOf(measure, columns)), questions: sections };
}

const DITTO = /^(?:[-–—]?\s?(?:\/\/|["«»“”„]{1,2}|''|,,)\s?[-–—]?|(?:то|тот|та|те)\s+же)[.,]?$/iu;

/** «-//-», «то же», «"»: what the row above says of who and of when. */
function withDitto(row: TableRow, columns: MeasureColumns, above: Measure | undefined): TableRow {
  if (above === undefined || !row.cells.some((cell) => DITTO.test(cell))) return row;
  const said = new Map([
    [columns.responsible, above.responsible],
    [columns.deadline, above.deadline],
  ]);
  return { ...row, cells: row.cells.map((cell, at) => (DITTO.test(cell) ? (said.get(at) ?? cell) : cell)) };
}

/** The one title of a row without anything else, in its first column or merged over the whole row. */
function sectionTitle(row: TableRow, columns: MeasureColumns): string | null {
  if (row.title) return row.cells[0] ?? null;
  const filled = row.cells.flatMap((cell, place) => (cell === '' ? [] : [place]));
  const first = filled[0];
  const text = row.cells[first ?? -1] ?? '';
  if (first === undefined) return null;
  const beside = columns.number === 0 && first === 0 ? titleBesideNumber(row, filled, columns) : null;
  if (beside !== null) return beside;
  if (!/[A-Za-zЀ-ӿ]/u.test(text)) return null;
  const cells = row.line.cells ?? [];
  const merged = filled.length > 1 && new Set(filled.map((place) => cells[place]?.start)).size === 1;
  if (merged && filled.length === row.cells.length) return text;
  const isNamed = NAMED_SECTION.test(text) || readLabel(text)?.roman === true;
  if (filled.length === 1 && first === columns.measure && columns.number !== null && isNamed) return text;
  if (filled.length !== 1 || first !== 0) return null;
  const isName = readLabel(text) !== null || NAMED_SECTION.test(text) || isCapitals(text);
  return columns.measure !== 0 || isName ? text : null;
}

const SUBJECT = /^обо?\s|^о\s/iu;

/** «1 | Обновление базы», merged over all the other columns: «1. Обновление базы». */
function titleBesideNumber(
  { cells, line }: TableRow,
  filled: readonly number[],
  { responsible, deadline }: MeasureColumns,
): string | null {
  const [number, second] = filled;
  const printed = readNumberCell(cells[number ?? -1] ?? '');
  // «1 | О подготовке к экзаменам | | », the tasks below: a question, no task.
  const isSubject = filled.length === 2 && SUBJECT.test(cells[second ?? -1] ?? '');
  if (isSubject && printed !== null) return `${printed}. ${cells[second ?? -1] ?? ''}`;
  const starts = new Set(filled.slice(1).map((place) => line.cells?.[place]?.start));
  const covers = (column: number | null): boolean => column !== null && filled.includes(column);
  if (number === undefined || second === undefined || starts.size !== 1) return null;
  if (!covers(responsible) || !covers(deadline)) return null;
  return printed === null ? null : `${printed}. ${cells[second] ?? ''}`;
}

/** «Трек 1» and the title in the row below it are one section. */
function addSection(sections: Section[], text: string, titleOpen: boolean): void {
  const last = sections.at(-1);
  const label = readLabel(text);
  const named = NAMED_SECTION.exec(text)?.[0];
  if (label !== null) sections.push({ number: label.printed, title: text.slice(label.length) });
  else if (named !== undefined)
    sections.push({ number: named, title: text.slice(named.length).replace(/^[\s.:–—-]+/u, '') });
  else if (titleOpen && last !== undefined) last.title = last.title === '' ? text : `${last.title} ${text}`;
  else sections.push({ number: text, title: text });
}

/** The rest of a row that a page break cut: no number, and words that go on; nobody and no date, or the rest of these. */
function continuesRow(row: TableRow, columns: MeasureColumns, last: Measure): boolean {
  const own = (column: number | null): string => ownCell(row, column);
  if (own(columns.number) !== '') return false;
  const words = own(columns.description) || own(columns.measure);
  if (own(columns.responsible) === '' && own(columns.deadline) === '')
    return /^[\p{Ll}(]/u.test(words) || words === '';
  // «4 | Консультации» without a word more, then «(по расписанию) | весь период | учителя».
  const isOpen = last.label !== null && last.deadline === '' && last.responsible === '';
  if (isOpen && columns.number !== null && /^[\p{Ll}(]/u.test(own(columns.measure))) return true;
  const isCut = columns.number !== null && row.line.cells?.[columns.number]?.mergedFromAbove !== true;
  const measure = own(columns.measure);
  const who = own(columns.responsible);
  const restOfWho = /^(?:$|\p{Ll})/u.test(who) || isHalfSaid(last.responsible);
  // «… | Руководители общеобразовательных | …» and, alone in its column, «организаций».
  const goesOn = /^\p{Ll}/u.test(measure) || (measure === '' && own(columns.deadline) === '');
  return isCut && goesOn && restOfWho && /^(?:$|20\d\d|г\.|года)/u.test(own(columns.deadline));
}

/** «МБОУ «Сосновская СОШ имени», «ОМСУ,»: words that another line of their cell must go on with. */
function isHalfSaid(words: string): boolean {
  const opened = words.lastIndexOf('«');
  return (
    (opened !== -1 && !words.includes('»', opened)) ||
    /[,–-]$|(?<![A-Za-zЀ-ӿ])(?:имени|им\.|и|по|в|на|с|для|города|г\.|№)$/u.test(words)
  );
}

function appendRow(last: Measure, row: TableRow, columns: MeasureColumns): void {
  for (const [part, column] of [
    ['measure', columns.measure],
    ['description', columns.description],
    ['responsible', columns.responsible],
    ['deadline', columns.deadline],
  ] as const) {
    const words = ownCell(row, column);
    const cell = column === null ? undefined : row.line.cells?.[column];
    if (words === '' || cell === undefined) continue;
    last[part] = `${last[part]} ${words}`.trim();
    if (part === 'measure' || part === 'description') last.end = Math.max(last.end, cell.end);
  }
}

function measureOf(
  row: TableRow,
  columns: MeasureColumns,
  above: Measure | undefined,
  section: Section | undefined,
): Measure | null {
  const question = section?.number ?? null;
  const month = section === undefined ? '' : termOf(section);
  const label = columns.number === null ? null : readNumberCell(ownCell(row, columns.number));
  const printed = row.cells[columns.measure] ?? '';
  const inMeasure = columns.number === null ? readLabel(printed) : null;
  const description = columns.description === null ? '' : (row.cells[columns.description] ?? '');
  const measure = printed.slice(inMeasure?.length ?? 0) || (label === null ? (above?.measure ?? '') : '');
  const own = [columns.measure, columns.description].flatMap((column) => ownSpan(row, column));
  if (measure === '' && description === '') return null;
  // A further body or date for the measure above: what this row prints of its own is the rest of the row.
  const spans = own.length > 0 ? own : [row.line];
  const start = Math.min(...spans.map((span) => span.start));
  return {
    question,
    label: label ?? inMeasure?.printed ?? null,
    measure,
    description,
    responsible: [withoutYearMark(cellText(row, columns.responsible)), cellText(row, columns.coExecutors)]
      .filter((words) => words !== '')
      .join('; '),
    beginning: cellText(row, columns.beginning),
    deadline: cellText(row, columns.deadline) || month,
    start: own.length > 0 && ownCell(row, columns.measure) !== '' ? start + (inMeasure?.length ?? 0) : start,
    end: Math.max(...spans.map((span) => span.end)),
    marked: row.marked === true,
  };
}

function draftOf(measure: Measure, columns: MeasureColumns): DraftDecision {
  const shared = columns.deadline !== null && columns.deadline === columns.responsible;
  return {
    question: measure.question,
    label: measure.label,
    text: `${measure.measure} ${measure.description}`.trim(),
    quote: { start: measure.start, end: measure.end },
    addressees: addresseesOf(measure, shared),
    deadline: deadlineOf(measure, shared),
    warnings: measure.marked ? [BY_MARKS] : [],
  };
}

const BY_MARKS: Warning = {
  code: 'approximate',
  message: 'Срок прочитан по отметкам в графах месяцев или кварталов, год — по названию плана.',
};

function addresseesOf(measure: Measure, shared: boolean): PrintedAddressees {
  if (shared) return { from: 'deadline_cell' };
  return measure.responsible === '' ? { from: 'nowhere' } : { from: 'words', words: measure.responsible };
}

function deadlineOf(measure: Measure, shared: boolean): PrintedDeadline {
  if (measure.deadline === '') return { from: 'nowhere', scope: null, headers: [] };
  return shared
    ? { from: 'shared_cell', cell: measure.deadline }
    : { from: 'words', phrases: [measure.deadline], scope: null, beginning: measure.beginning };
}

/** «8–12 февраля 2027 | г. ОМСУ»: a border drawn through «г.». */
function withoutYearMark(words: string): string {
  return words.replace(/^г\.\s+(?=\p{Lu}{2})/u, '');
}

function cellText(row: TableRow, column: number | null): string {
  return column === null ? '' : (row.cells[column] ?? '');
}

/** A cell's words where they are printed in this row and not merged from above. */
function ownCell(row: TableRow, column: number | null): string {
  return column === null || row.line.cells?.[column]?.mergedFromAbove === true ? '' : cellText(row, column);
}

function ownSpan(row: TableRow, column: number | null): SourceCell[] {
  const cell = column === null ? undefined : row.line.cells?.[column];
  return cell === undefined || ownCell(row, column) === '' ? [] : [cell];
}
