import { type DirectoryIndex, hasTaskVerb } from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { findAddressedTo } from './addressed-to.ts';
import { annexesOf, markAnnexes } from './annex-points.ts';
import { type Annex, annexWarnings, readAnnexes } from './annexes.ts';
import { beginsWithTerm } from './assigned-lines.ts';
import type { DraftDecision } from './draft-decision.ts';
import { readEntries } from './entries.ts';
import { unglued } from './glued-rows.ts';
import { DATED_APPROVAL, type Heading, NUMBERED_APPROVAL, readHeading } from './heading.ts';
import { readLabel } from './labels.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';
import { readMeasures } from './measure-rows.ts';
import { readOutline } from './outline.ts';
import { findPrintedDate } from './printed-date.ts';
import type { ReadQuestion } from './read-document.ts';
import { findSections, type Section } from './sections.ts';
import { findTables, type TableRun } from './table-runs.ts';
import { guessWarnings, strayWarnings, unreadTables } from './unread-tables.ts';
import { unreadTasks } from './unread-tasks.ts';

/** A document taken apart, its addressees and deadlines still words. */
export interface DocumentStructure {
  readonly heading: Heading;
  readonly questions: readonly ReadQuestion[];
  readonly decisions: readonly DraftDecision[];
  readonly annexes: readonly Annex[];
  readonly warnings: readonly Warning[];
}

/** Reads the lines of one document: its head, its lists of decisions, its tables, in the order of the text. */
export function readStructure(
  printed: readonly Line[],
  text: string,
  index: DirectoryIndex,
): DocumentStructure {
  const { lines, warnings: gluedRows } = unglued(printed, index);
  const tables = findTables(lines, text, index);
  const sections = findSections(lines, tables, index);
  const heading = readHeading(headLines(lines, sections, tables).flatMap(cellsApart), index);
  const scopes = scopeCounter();
  const firstList = Math.min(sections[0]?.from ?? lines.length, tables[0]?.from ?? lines.length);
  const [first] = sections;
  const firstWords = first?.announced === false ? wordsOf(lines.slice(first.from, first.to)) : '';
  const addressedTo =
    firstList === lines.length
      ? null
      : findAddressedTo(lines.slice(0, firstList).flatMap(cellsApart), index, firstWords);
  const parts = [
    ...sections.flatMap((section) =>
      aroundTables(
        readSection(section, lines, { text, index, heading, addressedTo, newScope: scopes }),
        section,
        lines,
      ),
    ),
    ...tables.map((table) => ({
      at: table.from,
      warnings: [...strayWarnings(table), ...guessWarnings(table)],
      ...readTable(table, addressedTo),
    })),
  ].sort((a, b) => a.at - b.at);
  const annexOf = annexesOf(lines);
  const decisions = markAnnexes(
    parts.map(({ at, decisions: own }) => ({ annex: annexOf(at), decisions: own })),
  );
  return {
    heading,
    questions: parts.flatMap((part) => part.questions),
    decisions,
    annexes: readAnnexes(lines, tables),
    warnings: [
      ...heading.warnings,
      ...annexWarnings(lines, heading.date, heading.number),
      ...gluedRows,
      ...parts.flatMap((part) => part.warnings),
      ...unreadTables(lines, sections, tables, text),
      ...(decisions.length === 0 ? [] : unreadTasks(lines, [...sections, ...tables], index)),
    ],
  };
}

function wordsOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join(' ');
}

/** A letterhead laid out as a table: a line for every line of its cells. */
function cellsApart(line: Line): Line[] {
  if (line.cells === null || !/[\t\n]/u.test(line.text)) return [line];
  return [...line.text.matchAll(/[^\t\n\r]+/gu)].map(({ 0: raw, index: at }, place): Line => {
    const text = raw.trim();
    const start = line.start + at + raw.indexOf(text);
    const label = readLabel(text);
    const meaning = lineMeaning(text, label);
    const own = { start, end: start + text.length, text, label, meaning, bullet: 0, cells: null };
    return { ...line, ...own, blankBefore: place === 0 && line.blankBefore };
  });
}

const TOP_ANNEX = /^приложение(?:\s*[№N]\s*\d+)?$/iu;

function headLines(
  lines: readonly Line[],
  sections: readonly Section[],
  tables: readonly TableRun[],
): readonly Line[] {
  const first = Math.min(sections[0]?.from ?? lines.length, tables[0]?.from ?? lines.length);
  // «Приложение № 1 / Утверждён / приказом …» at the very top is the head of an annex that stands alone.
  const top = lines.findIndex(({ text, meaning }) => meaning.kind !== 'annex' && !TOP_ANNEX.test(text));
  const annex = lines.findIndex(
    ({ meaning, text }, at) =>
      at > 0 &&
      at > top &&
      meaning.kind === 'annex' &&
      !NUMBERED_APPROVAL.test(text) &&
      !DATED_APPROVAL.test(text),
  );
  const above = lines.slice(0, annex === -1 ? first : Math.min(first, annex));
  // «ДОРОЖНАЯ КАРТА … / Приложение к приказу … от 28.09.2026 № 840»: what stands above it has no day of its own.
  return above.some(({ text }) => findPrintedDate(text) !== null) ? above : lines.slice(0, first);
}

function scopeCounter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

interface Part {
  readonly decisions: readonly DraftDecision[];
  readonly questions: readonly ReadQuestion[];
  readonly warnings: readonly Warning[];
}

interface SectionContext {
  readonly text: string;
  readonly index: DirectoryIndex;
  readonly heading: Heading;
  /** Whom the whole document is sent to. */
  readonly addressedTo: string | null;
  readonly newScope: () => number;
}

function readSection(section: Section, lines: readonly Line[], context: SectionContext): Part {
  const { text, index, heading, addressedTo, newScope } = context;
  const isAmid = (at: number): boolean => section.amid.some(({ from, to }) => at >= from && at < to);
  const list = lines.slice(section.from, section.to).filter((_, at) => !isAmid(section.from + at));
  const rest =
    section.restStart === null ? list : [restOfMarker(list[0], section.restStart), ...list.slice(1)];
  const entries = readEntries(
    rest.filter((line) => line !== undefined),
    text,
    index,
  );
  const outline = readOutline(entries, {
    text,
    index,
    question: section.question?.number ?? null,
    addressedTo,
    commonTerm: commonTermAbove(lines, section.from),
    wholeListSharesDeadline: heading.kind === 'protocol' || heading.kind === 'collegium_decision',
    newScope,
  });
  if (!section.announced) {
    return { ...outline, decisions: evidentOf(outline.decisions) };
  }
  return { ...outline, questions: section.question === null ? outline.questions : [section.question] };
}

const COMMON_TERM =
  /^(?:общий\s+)?срок(?:и)?\s+(?:исполнения|выполнения)\s+(?:всех\s+)?(?:поручений|пунктов|решений|мероприятий)[^:]{0,60}:/iu;
const LINES_ABOVE = 4;

/** «Срок исполнения поручений (если не указан иной): до 1 декабря» above the points. */
function commonTermAbove(lines: readonly Line[], from: number): string | null {
  const above = lines.slice(Math.max(0, from - LINES_ABOVE), from);
  return above.find(({ text, label }) => label === null && COMMON_TERM.test(text))?.text ?? null;
}

/** What a list holds before, between and after the tables amid its points. */
function aroundTables(
  part: Part,
  { from, amid }: Section,
  lines: readonly Line[],
): (Part & { at: number })[] {
  const places = [from, ...amid.map((table) => table.to)];
  return places.map((at, place) => {
    const next = places[place + 1];
    const start = place === 0 ? 0 : (lines[at]?.start ?? 0);
    const end = next === undefined ? Number.POSITIVE_INFINITY : (lines[next]?.start ?? 0);
    const decisions = part.decisions.filter(({ quote }) => quote.start >= start && quote.start < end);
    return place === 0 ? { ...part, at, decisions } : { at, decisions, questions: [], warnings: [] };
  });
}

/** The decisions of a list that no word announces: a numbered line with a day amid them is one of them. */
function evidentOf(decisions: readonly DraftDecision[]): DraftDecision[] {
  const evident = new Set(decisions.filter((decision) => isEvident(decision)));
  const isAmid = ({ label, text }: DraftDecision): boolean =>
    evident.size >= FEWEST_EVIDENT && label !== null && findPrintedDate(text) !== null;
  return decisions.filter((decision) => evident.has(decision) || isAmid(decision));
}

const FEWEST_EVIDENT = 2;

/** Without a resolving word a numbered line is a decision by its own lines or by its verb. */
function isEvident({ text, deadline, addressees }: DraftDecision): boolean {
  return (
    deadline.from === 'words' || addressees.from === 'words' || hasTaskVerb(text) || beginsWithTerm(text)
  );
}

/** «РЕШИЛИ: 1. Обеспечить …»: what follows the marker, as a line of its own. */
function restOfMarker(line: Line | undefined, start: number): Line | undefined {
  if (line === undefined) return undefined;
  const text = line.text.slice(start - line.start);
  return { ...line, start, text, cells: null, label: readLabel(text), bullet: 0, meaning: { kind: 'text' } };
}

/** A table that has no column of who is for those the whole document is sent to. */
function readTable(table: TableRun, addressedTo: string | null): Pick<Part, 'decisions' | 'questions'> {
  const { columns } = table;
  if (columns === null) return { decisions: [], questions: [] };
  const read = readMeasures(table, columns);
  if (addressedTo === null || columns.responsible !== null || columns.coExecutors !== null) return read;
  const decisions = read.decisions.map(
    (decision): DraftDecision =>
      decision.addressees.from === 'nowhere'
        ? { ...decision, addressees: { from: 'words', words: addressedTo } }
        : decision,
  );
  return { ...read, decisions };
}
