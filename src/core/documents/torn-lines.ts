import { readColumns } from './columns.ts';

/** A line of a text, with where it stands in it. */
export interface PrintedLine {
  readonly index: number;
  readonly raw: string;
}

const NARROWEST = 3;
/** Lines of one row; more is no row. */
const MOST_LINES = 8;
const ROW_NUMBER = /^\s*\d{1,3}(?:\.\d{1,3})*[.)]?\t/u;

/**
 * The rows of a table typed with tab characters whose cells were copied with their line breaks, a line each again.
 *
 *   «3 ⇥ Конкурс ⇥ до 15.02 ⇥ Ершова Н.В.,», «ОО ⇥ » below a head of five columns → one row, «Ершова Н.В., / ОО» in a cell
 *
 * Only lines that make up exactly the columns of the head above them, and never one that begins a row itself.
 */
export function mendTornRows(text: string, lines: readonly PrintedLine[]): readonly PrintedLine[] {
  const mended: PrintedLine[] = [];
  let width = 0;
  let numbered = false;
  for (let at = 0; at < lines.length; ) {
    const head = headAt(text, lines, at);
    if (head !== null) {
      const names = cellsOf(head.line.raw);
      width = names.length;
      numbered = readColumns(names)?.number === 0;
      mended.push(head.line);
      at += head.count;
      continue;
    }
    const count = width === 0 ? 1 : linesOfRow(text, lines, at, width, numbered);
    mended.push(together(text, lines.slice(at, at + count)));
    at += count;
  }
  return mended;
}

/** «исполнения ⇥ …»; a row has a day. */
const GOES_ON_HEAD = /^ {0,8}\p{Ll}\D*$/u;

/** The head of a table of measures that begins here; the words of a name may go on below: «Срок / исполнения ⇥ …». */
function headAt(
  text: string,
  lines: readonly PrintedLine[],
  at: number,
): { readonly line: PrintedLine; readonly count: number } | null {
  const first = lines[at];
  if (first === undefined || !first.raw.includes('\t')) return null;
  let count = 1;
  while (count < MOST_LINES && goesOn(text, lines, at + count) && GOES_ON_HEAD.test(rawAt(lines, at + count)))
    count += 1;
  const line = together(text, lines.slice(at, at + count));
  const names = cellsOf(line.raw);
  return names.length < NARROWEST || readColumns(names) === null ? null : { line, count };
}

/** How many lines the row takes that begins here: 1 where the lines below do not make it whole. */
function linesOfRow(
  text: string,
  lines: readonly PrintedLine[],
  at: number,
  width: number,
  numbered: boolean,
): number {
  if (numbered && !ROW_NUMBER.test(rawAt(lines, at))) return 1;
  let cells = cellsOf(rawAt(lines, at)).length;
  let to = at + 1;
  for (; cells < width && to < at + MOST_LINES && goesOn(text, lines, to); to += 1) {
    const raw = rawAt(lines, to);
    const isOwnRow = numbered ? ROW_NUMBER.test(raw) : !SMALL.test(raw);
    if (raw.startsWith('\t') || isOwnRow) return 1;
    cells += cellsOf(raw).length - 1;
  }
  if (cells !== width) return 1;
  // «… ⇥ ЗОИРО,» and «ОМСУ» alone: the last cell goes on.
  while (
    to < at + MOST_LINES &&
    goesOn(text, lines, to) &&
    isRestOfCell(rawAt(lines, to - 1), rawAt(lines, to))
  )
    to += 1;
  return to - at;
}

const SMALL = /^ {0,8}\p{Ll}/u;

function isRestOfCell(above: string, line: string): boolean {
  return !line.includes('\t') && (SMALL.test(line) || /,\s*$/u.test(above));
}

/** True for a line right below the one before it. */
function goesOn(text: string, lines: readonly PrintedLine[], at: number): boolean {
  const [above, line] = [lines[at - 1], lines[at]];
  if (above === undefined || line === undefined) return false;
  return /^(?:\r\n|[\n\r])$/u.test(text.slice(above.index + above.raw.length, line.index));
}

function together(text: string, lines: readonly PrintedLine[]): PrintedLine {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a row of no lines');
  return { index: first.index, raw: text.slice(first.index, last.index + last.raw.length) };
}

const rawAt = (lines: readonly PrintedLine[], at: number): string => lines[at]?.raw ?? '';

const cellsOf = (raw: string): readonly string[] => raw.split('\t').map((cell) => cell.trim());
