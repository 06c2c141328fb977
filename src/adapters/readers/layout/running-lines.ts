import type { PageLine } from './lines.ts';

/** Lines of one page, top to bottom. */
export interface LinesOfPage {
  readonly height: number;
  readonly lines: readonly PageLine[];
}

/** Heads and feet stand within this share of the page from its edge. */
const MARGIN_SHARE = 0.1;
const OUTERMOST_LINES = 2;
/** Pages that must show the same line for it to be a running one: so many, and this share of all. */
const FEWEST_PAGES = 3;
const FEWEST_SHARE = 1 / 3;
const PAGE_NUMBER = /^[-–—\s]*(?:(?:стр(?:аница|\.)?|лист)\s*)?\d{1,3}(?:\s*(?:из|\/)\s*\d{1,3})?[-–—\s]*$/iu;
/** What a document says of a point stays, however often it ends a page. */
const SAYS_OF_A_POINT = /^(?:срок|ответствен)/iu;

/**
 * Leaves out page numbers and the heads and feet that repeat from page to page. «школ района.» that happens to end
 * three pages of twenty is none: a head stands on every page, or on every other one.
 */
export function withoutRunningLines(pages: readonly LinesOfPage[]): PageLine[][] {
  const pagesWith = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(outerLines(page).map((line) => keyOf(line)));
    for (const key of keys) pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
  }
  const fewest = Math.max(FEWEST_PAGES, pages.length * FEWEST_SHARE);
  return pages.map((page) => {
    const outer = new Set(outerLines(page));
    return page.lines.filter(
      (line) =>
        !outer.has(line) || !(PAGE_NUMBER.test(line.text) || (pagesWith.get(keyOf(line)) ?? 0) >= fewest),
    );
  });
}

function outerLines({ height, lines }: LinesOfPage): PageLine[] {
  const top = lines.slice(0, OUTERMOST_LINES).filter((line) => line.bottom < height * MARGIN_SHARE);
  const foot = lines.slice(-OUTERMOST_LINES).filter((line) => line.top > height * (1 - MARGIN_SHARE));
  return [...top, ...foot].filter(({ text }) => !SAYS_OF_A_POINT.test(text));
}

/** The same head with another page number is the same head. */
function keyOf(line: PageLine): string {
  return line.text.replace(/\d+/gu, '#').replace(/\s+/gu, ' ').toLowerCase();
}
