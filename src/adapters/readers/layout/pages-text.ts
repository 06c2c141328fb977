import { knownWords } from '../../../core/documents/hyphens.ts';
import { createSourceBuilder, type SourceBuilder, type TableCell } from '../source-builder.ts';
import { findAlignedTables } from './aligned-tables.ts';
import { edgesOf, readingOrder } from './columns.ts';
import { type GradedText, joined } from './graded-text.ts';
import { linesOfWords, type PageLine } from './lines.ts';
import type { PageContent, PageWord } from './page.ts';
import { type PlacedLine, paragraphsOf, type TextEdges } from './paragraphs.ts';
import { findRuledTables, type RuledTable } from './ruled-tables.ts';
import { withoutRunningLines } from './running-lines.ts';
import { fillTable, splitWords } from './table-cells.ts';

interface PageParts {
  readonly width: number;
  readonly height: number;
  readonly tables: readonly { readonly table: RuledTable; readonly words: readonly PageWord[] }[];
  readonly lines: readonly PageLine[];
}

type Block =
  | { readonly kind: 'lines'; readonly lines: PlacedLine[] }
  | { readonly kind: 'table'; readonly rows: TableCell[][] };

/**
 * The text that stands on pages: lines become paragraphs, also across pages; drawn tables become tables; page
 * numbers and running heads are left out.
 */
export function textOfPages(pages: readonly PageContent[]): ReturnType<SourceBuilder['result']> {
  const parts = pages.map(partsOf);
  const isKnown = knownWords(pages.flatMap(({ words }) => words.map(({ text }) => text)));
  const bodies = withoutRunningLines(parts);
  const blocks: Block[] = [];
  // A page of few lines has the margins of the other pages as wide as it.
  const edgesByWidth = new Map<number, TextEdges>();
  for (const width of new Set(parts.map((part) => part.width)))
    edgesByWidth.set(width, edgesOf(bodies.filter((_, at) => parts[at]?.width === width).flat()));
  for (const [at, { tables, width }] of parts.entries()) {
    const edges = edgesByWidth.get(width) ?? { left: 0, right: width };
    addPage(blocks, { tables, lines: bodies[at] ?? [], edges }, isKnown);
  }
  const builder = createSourceBuilder();
  for (const block of blocks) {
    if (block.kind === 'table') builder.table(block.rows);
    else {
      for (const { text, confidences } of paragraphsOf(block.lines, isKnown)) builder.line(text, confidences);
    }
  }
  return builder.result();
}

function partsOf(page: PageContent): PageParts {
  let rest: readonly PageWord[] = page.words;
  const tables: { table: RuledTable; words: PageWord[] }[] = [];
  for (const table of findRuledTables(page.rules)) {
    const { inside, outside } = splitWords(rest, table);
    // Lines around nothing are ornament; one row of one filled cell is a frame around text.
    if (inside.length === 0) continue;
    rest = outside;
    tables.push({ table, words: inside });
  }
  for (const table of findAlignedTables(rest)) {
    const { inside, outside } = splitWords(rest, table);
    rest = outside;
    tables.push({ table, words: inside });
  }
  tables.sort((a, b) => (a.table.rows[0] ?? 0) - (b.table.rows[0] ?? 0));
  return { width: page.width, height: page.height, tables, lines: linesOfWords(rest) };
}

interface PageBody {
  readonly tables: PageParts['tables'];
  readonly lines: readonly PageLine[];
  readonly edges: TextEdges;
}

function addPage(blocks: Block[], page: PageBody, isKnown: (word: string) => boolean): void {
  let rest = page.lines;
  for (const { table, words } of page.tables) {
    const top = table.rows[0] ?? 0;
    addLines(
      blocks,
      rest.filter((line) => line.top < top),
      page.edges,
    );
    rest = rest.filter((line) => line.top >= top);
    addTable(blocks, fillTable(table, words, isKnown));
  }
  addLines(blocks, rest, page.edges);
}

function addLines(blocks: Block[], lines: readonly PageLine[], edges: TextEdges): void {
  if (lines.length === 0) return;
  const placed = readingOrder(lines, edges);
  const last = blocks.at(-1);
  if (last?.kind === 'lines') last.lines.push(...placed);
  else blocks.push({ kind: 'lines', lines: placed });
}

/** A table goes on from the page before where nothing stands between and the columns are as many. */
function addTable(blocks: Block[], rows: TableCell[][]): void {
  const last = blocks.at(-1);
  if (last?.kind !== 'table' || columnsOf(last.rows) !== columnsOf(rows)) {
    blocks.push({ kind: 'table', rows });
    return;
  }
  const head = last.rows[0];
  const body =
    head !== undefined && rows[0] !== undefined && keyOf(head) === keyOf(rows[0]) ? rows.slice(1) : rows;
  const cut = body[0];
  const above = last.rows.at(-1);
  if (cut !== undefined && above !== undefined && isRestOfRow(cut, above)) {
    last.rows[last.rows.length - 1] = above.map((cell, at) => joinCells(cell, cut[at]));
    last.rows.push(...body.slice(1));
  } else last.rows.push(...body);
}

/** The part of a row that a page break cut off: nothing in its first cell, and words that go on elsewhere. */
function isRestOfRow(row: readonly TableCell[], above: readonly TableCell[]): boolean {
  const filled = row.filter(({ text }) => text !== '');
  return (
    row.length === above.length &&
    filled.length > 0 &&
    row[0]?.text === '' &&
    row.every(({ mergedFromAbove }) => !mergedFromAbove) &&
    filled.every(({ text }) => /^[\p{Ll}(«]/u.test(text))
  );
}

function joinCells(cell: TableCell, rest: TableCell | undefined): TableCell {
  if (rest === undefined || rest.text === '') return cell;
  if (cell.text === '') return { ...cell, ...gradedOf(rest) };
  return { ...cell, ...joined(gradedOf(cell), gradedOf(rest), `${cell.text}\n${rest.text}`) };
}

function gradedOf({ text, confidences = [] }: TableCell): GradedText {
  return { text, confidences };
}

function columnsOf(rows: readonly (readonly TableCell[])[]): number {
  return rows[0]?.reduce((sum, { span }) => sum + span, 0) ?? 0;
}

function keyOf(row: readonly TableCell[]): string {
  return row.map(({ text }) => text.replace(/\s+/gu, '').toLowerCase()).join('|');
}
