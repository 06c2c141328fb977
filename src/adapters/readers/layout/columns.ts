import { lineOf, type PageLine } from './lines.ts';
import type { PlacedLine, TextEdges } from './paragraphs.ts';

/** Lines that must show the same gap for it to part two columns of text. */
const FEWEST_LINES = 8;
/** Width of the gap, in line heights. */
const NARROWEST_GAP = 1.2;
/** Where the middle of the gap may lie between the edges of the text. */
const MIDDLE = { from: 0.35, to: 0.65 };

interface Gap {
  readonly left: number;
  readonly right: number;
}

/**
 * Lines in the order they are read: where many lines in a row leave the same gap in the middle free, the left
 * column comes before the right one. Every line is told the edges of its column.
 */
export function readingOrder(lines: readonly PageLine[], page: TextEdges): PlacedLine[] {
  const gaps = lines.map((line) => gapOf(line, page));
  const placed: PlacedLine[] = [];
  const place = (some: readonly PageLine[], column: TextEdges, startsPage: boolean): void => {
    for (const [at, line] of some.entries())
      placed.push({ line, column, startsPage: startsPage && at === 0 });
  };
  const full: PageLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const { until, gap } = commonGap(gaps, at);
    if (gap === null || until - at < FEWEST_LINES) {
      full.push(...lines.slice(at, at + 1));
      at += 1;
      continue;
    }
    if (full.length > 0) place(full.splice(0), page, placed.length === 0);
    const middle = (gap.left + gap.right) / 2;
    for (const isLeft of [true, false]) {
      const column = lines.slice(at, until).flatMap(({ words }) => {
        const own = words.filter((word) => word.right <= middle === isLeft);
        return own.length === 0 ? [] : [lineOf(own)];
      });
      place(column, edgesOf(column), placed.length === 0 || !isLeft);
    }
    at = until;
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

/** The widest gap in the middle of a line. */
function gapOf(line: PageLine, { left, right }: TextEdges): Gap | null {
  let widest: Gap | null = null;
  for (const [at, word] of line.words.entries()) {
    const next = line.words[at + 1];
    if (next === undefined) continue;
    const middle = ((word.right + next.left) / 2 - left) / Math.max(1, right - left);
    const width = next.left - word.right;
    if (middle < MIDDLE.from || middle > MIDDLE.to || width < (line.bottom - line.top) * NARROWEST_GAP)
      continue;
    if (widest === null || width > widest.right - widest.left)
      widest = { left: word.right, right: next.left };
  }
  return widest;
}

/** How far down from `from` all lines leave one gap free. */
function commonGap(gaps: readonly (Gap | null)[], from: number): { until: number; gap: Gap | null } {
  let common: Gap | null = null;
  let until = from;
  for (; until < gaps.length; until += 1) {
    const own = gaps[until];
    if (own === undefined || own === null) break;
    const both: Gap = {
      left: Math.max(own.left, common?.left ?? own.left),
      right: Math.min(own.right, common?.right ?? own.right),
    };
    if (both.right - both.left < 1) break;
    common = both;
  }
  return { until, gap: common };
}
