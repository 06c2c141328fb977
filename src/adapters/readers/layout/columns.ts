import { lineOf, type PageLine } from './lines.ts';
import type { PlacedLine, TextEdges } from './paragraphs.ts';

/** Lines that must stand on both sides of a gap for it to part two columns of text. */
const FEWEST_LINES = 7;
/** Of them, how many must reach the gap from the left: the others are names with posts, signatures. */
const FILLED_SHARE = 0.5;
/** How near to the gap a line reaches it, as a share of its column. */
const FILLED_TO = 0.2;
/** Width of the gap, in line heights. */
const NARROWEST_GAP = 1;
/** Where the gap may lie between the edges of the text. */
const MIDDLE = { from: 0.3, to: 0.7 };
/** Space after the last line of both columns, in line heights, that ends them. */
const END_GAP = 1;
/** A page with more lines is no page of text. */
const MOST_LINES = 400;

interface Gap {
  readonly left: number;
  readonly right: number;
}

/**
 * Lines in the order they are read: where many lines in a row leave the same gap in the middle free, the left
 * column comes before the right one. Every line is told the edges of its column.
 */
export function readingOrder(lines: readonly PageLine[], page: TextEdges): PlacedLine[] {
  const placed: PlacedLine[] = [];
  const place = (some: readonly PageLine[], column: TextEdges, startsPage: boolean): void => {
    for (const [at, line] of some.entries())
      placed.push({ line, column, startsPage: startsPage && at === 0 });
  };
  const full: PageLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const columns = lines.length > MOST_LINES ? null : columnsFrom(lines, at, page);
    if (columns === null) {
      full.push(...lines.slice(at, at + 1));
      at += 1;
      continue;
    }
    if (full.length > 0) place(full.splice(0), page, placed.length === 0);
    const middle = (columns.gap.left + columns.gap.right) / 2;
    for (const isLeft of [true, false]) {
      const column = lines.slice(at, columns.until).flatMap(({ words }) => {
        const own = words.filter((word) => word.right <= middle === isLeft);
        return own.length === 0 ? [] : [lineOf(own)];
      });
      place(column, edgesOf(column), placed.length === 0 || !isLeft);
    }
    at = columns.until;
  }
  if (full.length > 0) place(full, page, placed.length === 0);
  return placed;
}

/** The edges of the text that lines make. */
export function edgesOf(lines: Iterable<PageLine>): TextEdges {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    left = Math.min(left, line.left);
    right = Math.max(right, line.right);
  }
  return { left, right };
}

/** The two columns of text that begin with the line at `from`, null where none do. */
function columnsFrom(
  lines: readonly PageLine[],
  from: number,
  page: TextEdges,
): { readonly until: number; readonly gap: Gap } | null {
  const width = page.right - page.left;
  const middle = { left: page.left + width * MIDDLE.from, right: page.left + width * MIDDLE.to };
  let gaps: readonly Gap[] = [middle];
  let until = from;
  for (; until < lines.length; until += 1) {
    const line = lines[until];
    const left = line === undefined ? [] : freeOf(gaps, line);
    if (left.length === 0) break;
    gaps = left;
  }
  return gaps
    .map((gap) => ({ gap, until: endOfBoth(lines.slice(from, until), gap) + from }))
    .filter(({ gap, until: end }) => areColumns(lines.slice(from, end), gap))
    .reduce<{ gap: Gap; until: number } | null>((a, b) => (a !== null && a.until >= b.until ? a : b), null);
}

/** What of the gaps a line leaves free, wide enough to part columns. */
function freeOf(gaps: readonly Gap[], line: PageLine): Gap[] {
  let free = [...gaps];
  for (const word of line.words) {
    free = free.flatMap((gap) =>
      word.right <= gap.left || word.left >= gap.right
        ? [gap]
        : [
            { left: gap.left, right: Math.min(gap.right, word.left) },
            { left: Math.max(gap.left, word.right), right: gap.right },
          ],
    );
  }
  return free.filter(({ left, right }) => right - left >= (line.bottom - line.top) * NARROWEST_GAP);
}

function isOnBothSides(line: PageLine, gap: Gap): boolean {
  return line.left < gap.left && line.right > gap.right;
}

/** Behind the last line of both columns, and what follows it without space: one column is the longer. */
function endOfBoth(lines: readonly PageLine[], gap: Gap): number {
  let end = lines.findLastIndex((line) => isOnBothSides(line, gap)) + 1;
  for (; end > 0 && end < lines.length; end += 1) {
    const [above, line] = [lines[end - 1], lines[end]];
    if (above === undefined || line === undefined) break;
    if (line.top - above.bottom > (line.bottom - line.top) * END_GAP) break;
  }
  return end;
}

function areColumns(lines: readonly PageLine[], gap: Gap): boolean {
  const both = lines.filter((line) => isOnBothSides(line, gap));
  if (both.length < FEWEST_LINES) return false;
  const column = edgesOf(lines);
  const reaches = gap.left - (gap.left - column.left) * FILLED_TO;
  const filled = both.filter(({ words }) => words.some(({ right }) => right <= gap.left && right >= reaches));
  return filled.length >= both.length * FILLED_SHARE;
}
