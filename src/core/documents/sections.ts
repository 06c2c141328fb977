import { type DirectoryIndex, findHeaderAddressees, hasTaskVerb, isPersonName } from '../addressees/index.ts';
import {
  assignsItself,
  beginsWithTerm,
  headBeforeTask,
  headsAssigned,
  headsRequest,
  namedBeforeDash,
  termBeforeTask,
} from './assigned-lines.ts';
import { isControl } from './control-clause.ts';
import { isPlain, type Line } from './lines.ts';
import { attributesWithin } from './markers.ts';
import { findPrintedDate } from './printed-date.ts';
import { findQuestions, firstBetween } from './questions.ts';
import type { ReadQuestion } from './read-document.ts';
import { requestParagraphs } from './request-paragraphs.ts';
import { isSignature } from './signers.ts';
import type { TableRun } from './table-runs.ts';

/** A list of decisions: the lines after one «РЕШИЛИ:» up to the next question, signature, annex or table. */
export interface Section {
  readonly question: ReadQuestion | null;
  /** Numbers into the lines of the document, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Where a point begins on the marker's own line, offset into the source; null for the next line. */
  readonly restStart: number | null;
  /** Tables that stand amid its points, in order: the numbers go on below them. */
  readonly amid: readonly TableRun[];
  /** False where no word says that decisions follow: only points with «Срок/Ответственные» lines count. */
  readonly announced: boolean;
}

const LONGEST_LIST_OF_NAMES = 40;

/** The lists of decisions of one document, in order. */
export function findSections(
  lines: readonly Line[],
  runs: readonly TableRun[],
  index: DirectoryIndex,
): Section[] {
  const tables: Tables = new Map(runs.map((run) => [run.from, run]));
  const marks = lines.flatMap((line, at) => (isResolution(line) ? [at] : []));
  const questions = findQuestions(lines, marks);
  const sections = marks.map((at, place): Section => {
    const meaning = lines[at]?.meaning;
    const next = questions[place + 1]?.from ?? marks[place + 1] ?? lines.length;
    const restStart = meaning?.kind === 'resolution' ? meaning.restStart : null;
    const from = restStart === null ? firstPoint(lines, at, next, index) : at;
    return {
      question: questions[place]?.question ?? null,
      from,
      ...pastTables(lines, tables, {
        from,
        to: endOfList(lines, tables, index, { from: at + 1, limit: next, pointsBegun: restStart !== null }),
        limit: next,
        index,
      }),
      restStart: restStart === null ? null : (lines[at]?.start ?? 0) + restStart,
      announced: true,
    };
  });
  const last = sections.at(-1);
  return [...sections, ...unannounced(lines, tables, last?.to ?? 0, index)];
}

/** After a name that announces points itself, its subtitle comes first: «ПЕРЕЧЕНЬ ПОРУЧЕНИЙ по итогам …». */
function firstPoint(lines: readonly Line[], mark: number, next: number, index: DirectoryIndex): number {
  if (lines[mark]?.meaning.kind !== 'head') return mark + 1;
  const begins = (line: Line): boolean =>
    line.label !== null || line.bullet > 0 || namesAddressee(line, index);
  const isApart = (line: Line): boolean =>
    (line.blankBefore && findPrintedDate(line.text)?.start !== 0) || line.cells !== null;
  return (
    firstBetween(lines, mark + 1, next, begins) ?? firstBetween(lines, mark + 1, next, isApart) ?? mark + 1
  );
}

/** «Ершовой Н.В.:» above the points that are hers. */
function namesAddressee({ text }: Line, index: DirectoryIndex): boolean {
  return text.endsWith(':') && findHeaderAddressees(text, index) !== null;
}

/** Tables by the line they begin at. */
type Tables = ReadonlyMap<number, TableRun>;

function isResolution(line: Line): boolean {
  return line.meaning.kind === 'resolution' || (line.meaning.kind === 'head' && line.meaning.resolves);
}

/** Where a list ends: at a signature, an annex, an agenda, the speakers of the next question or a table of its own. */
function endOfList(
  lines: readonly Line[],
  tables: Tables,
  index: DirectoryIndex,
  { from, limit, pointsBegun }: { from: number; limit: number; pointsBegun: boolean },
): number {
  let number = 0;
  for (let at = from; at < limit; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (['annex', 'agenda', 'speakers', 'item'].includes(line.meaning.kind)) return at;
    if (tables.has(at)) return at;
    number = line.label?.parts[0] ?? number;
    const ends = (at > from || pointsBegun) && isSignature(lines, at);
    if (ends && !numbersGoOn(lines, at, limit, number) && !headsRequest(lines, at, index)) return at;
  }
  return limit;
}

/** «3. Утвердить план:», a table, «4. Контроль …»: the list goes on where the number after the last one stands. */
function pastTables(
  lines: readonly Line[],
  tables: Tables,
  { from, to, limit, index }: { from: number; to: number; limit: number; index: DirectoryIndex },
): Pick<Section, 'to' | 'amid'> {
  const amid: TableRun[] = [];
  let end = to;
  for (let table = tables.get(end); table !== undefined && end < limit; table = tables.get(end)) {
    const number = lines.slice(from, end).findLast(({ label }) => label !== null)?.label?.parts[0];
    if (number === undefined || lines[table.to]?.label?.parts[0] !== number + 1) break;
    amid.push(table);
    end = endOfList(lines, tables, index, { from: table.to, limit, pointsBegun: true });
  }
  return amid.length === 0 ? { to, amid } : { to: end, amid };
}

/** A line like a signature amid the points is a member of some commission: the next number follows the last. */
function numbersGoOn(lines: readonly Line[], at: number, limit: number, number: number): boolean {
  const next = firstBetween(
    lines,
    at,
    Math.min(limit, at + LONGEST_LIST_OF_NAMES),
    (line) => line.label !== null,
  );
  const following = next === null ? undefined : lines[next]?.label?.parts[0];
  return number > 0 && (following === number || following === number + 1);
}

/**
 * Numbered points after the last announced list that carry «Срок/Ответственные» lines: a plan without a table. In an
 * act that has no resolving word at all («В целях …: 1. …») points that say what to do are enough, and in a text of any
 * kind without one, several that say what to do and on what day. A letter may have nothing but paragraphs that ask.
 */
function unannounced(lines: readonly Line[], tables: Tables, from: number, index: DirectoryIndex): Section[] {
  const sections: Section[] = [];
  const isAct =
    from === 0 &&
    lines.some(
      ({ meaning, label, text }) =>
        (meaning.kind === 'head' && meaning.document !== 'protocol') ||
        // An act whose name the page has lost still ends with who controls it.
        (label !== null && isControl(text.slice(label.length))),
    );
  const saysWhen = (line: Line): boolean => isDatedTask(line) || isAssigned(line, index);
  const datesTasks = from === 0 && lines.filter(saysWhen).length >= FEWEST_DATED;
  const termsFirst = from === 0 && lines.filter(isTermLine).length >= FEWEST_DATED;
  const isEvidence = (line: Line): boolean =>
    (termsFirst && isTermLine(line)) ||
    line.meaning.kind === 'attributes' ||
    attributesWithin(line.text) !== null ||
    (isAct && line.label !== null && hasTaskVerb(line.text)) ||
    (datesTasks && saysWhen(line)) ||
    (from === 0 && assignsItself(line, index));
  for (let at = from; at < lines.length; ) {
    const table = tables.get(at);
    if (table !== undefined) {
      at = table.to;
      continue;
    }
    const line = lines[at];
    const begins =
      line !== undefined &&
      line.meaning.kind === 'text' &&
      (line.label !== null ||
        line.bullet > 0 ||
        (termsFirst && isTermLine(line)) ||
        (from === 0 && opensAssigned(lines, at, datesTasks, index)));
    const to = begins
      ? endOfList(lines, tables, index, { from: at + 1, limit: lines.length, pointsBegun: false })
      : at + 1;
    const evident =
      begins &&
      lines.slice(at, to).some((one, place) => isEvidence(one) || isDatedRequest(lines, at + place, index));
    if (evident) sections.push({ question: null, from: at, to, restStart: null, amid: [], announced: false });
    at = to;
  }
  const isLetter =
    from === 0 && sections.length === 0 && [...tables.values()].every(({ columns }) => columns === null);
  return isLetter
    ? requestParagraphs(lines).map(([start, to]) => ({
        question: null,
        from: start,
        to,
        restStart: null,
        amid: [],
        announced: false,
      }))
    : sections;
}

/** A line without a mark at which a list begins: whom it is for, or the whole task. */
function opensAssigned(
  lines: readonly Line[],
  at: number,
  datesTasks: boolean,
  index: DirectoryIndex,
): boolean {
  const [line, next] = lines.slice(at, at + 2);
  if (line === undefined) return false;
  if (headsRequest(lines, at, index) || assignsItself(line, index)) return true;
  const heads = headsAssigned(line, next, index);
  return heads && (datesTasks || (line.text.endsWith(':') && isPersonName(line.text.slice(0, -1))));
}

/** «Орловой А.А.» above «Прошу подготовить ответ до 14.12.2026.» */
function isDatedRequest(lines: readonly Line[], at: number, index: DirectoryIndex): boolean {
  const next = lines[at + 1];
  return next !== undefined && findPrintedDate(next.text) !== null && headsRequest(lines, at, index);
}

const FEWEST_DATED = 2;

/** «до 12.04.2027 – школам разместить акты» without a mark. */
function isTermLine(line: Line): boolean {
  return isPlain(line) && termBeforeTask(line.text) > 0;
}

/** «1. Обновить стенд … до 9 октября 2026 г.» */
function isDatedTask({ label, text }: Line): boolean {
  return label !== null && hasTaskVerb(text) && findPrintedDate(text) !== null;
}

/** «- Орлова А.А. — отчёт, до 12.02.2027», «- до 10 мая представляют …», «- устранить течь — до 05.08.2027». */
function isAssigned({ label, bullet, text }: Line, index: DirectoryIndex): boolean {
  const length = label?.length ?? bullet;
  if (length === 0) return false;
  const words = text.slice(length);
  if (beginsWithTerm(words) || namedBeforeDash(words, index) !== null || headBeforeTask(words) !== null)
    return true;
  return hasTaskVerb(words.split(/\s/u, 1)[0] ?? '') && findPrintedDate(words) !== null;
}
