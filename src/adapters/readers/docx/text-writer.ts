import type { SourceCell, SourceRow, SourceTable } from '../../../core/documents/index.ts';
import { type ListNumbering, levelNumber } from './numbering.ts';
import { createPictureFinder } from './pictures.ts';

/** The text of a Word document with its tables; offsets into `text`. */
export interface DocumentText {
  readonly text: string;
  readonly tables: readonly SourceTable[];
  /** True where pictures stand whose words were not read. */
  readonly pictures: boolean;
}

/** Writes down what the elements of a document show, told of them as they open and close. */
export interface TextWriter {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  add(text: string): void;
  /** True within w:pPr, where marks are the paragraph's and not a run's. */
  inParagraphProperties(): boolean;
  /** The end of the paragraph at hand was deleted: its words belong to the next. */
  paragraphEndDeleted(): void;
  /** The style of the paragraph at hand, null where it names none. */
  paragraphStyle(): string | null;
  result(): DocumentText;
}

interface Paragraph {
  text: string;
  /** Lines of the text boxes that hang on it. */
  boxes: string;
  numId: string | null;
  level: number;
  styleId: string | null;
  endDeleted: boolean;
}

interface OpenTable {
  readonly rows: SourceRow[];
  cells: SourceCell[];
  /** Cells by column, for those merged downwards. */
  above: SourceCell[];
  rowStart: number;
  cellStart: number;
  span: number;
  merge: 'none' | 'restart' | 'continue';
}

const WIDEST_SPAN = 100;

/** Starts a document without words. */
export function createTextWriter(numbering: ListNumbering): TextWriter {
  /** What is written for good, and what is written since the cell at hand began. */
  const finished: string[] = [];
  const parts: string[] = [];
  const tables: SourceTable[] = [];
  const paragraphs: Paragraph[] = [];
  const pictures = createPictureFinder();
  let length = 0;
  let table: OpenTable | null = null;
  let nestedTables = 0;
  let inProperties = false;
  /** Words of paragraphs whose ends were deleted, waiting for the next. */
  let carried = '';

  const write = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const settle = (): void => {
    finished.push(parts.splice(0).join(''));
  };
  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  };

  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    if (paragraph === undefined) return;
    const outer = paragraphs.at(-1);
    if (paragraph.endDeleted && outer === undefined) {
      carried += paragraph.boxes + paragraph.text;
      return;
    }
    const text = outer === undefined ? carried + paragraph.text : paragraph.text;
    if (outer === undefined) carried = '';
    const shown = text.trim() !== '' || table !== null;
    const label = labelOf(paragraph, numbering);
    const line = label === null || !shown ? (shown ? text : '') : `${label} ${text}`;
    if (outer !== undefined) outer.boxes += `${paragraph.boxes}${line}\n`;
    else write(`${paragraph.boxes}${line}\n`);
  };

  const endCell = (open: OpenTable): void => {
    // A deleted paragraph end cannot join two cells.
    if (carried !== '') write(`${carried}\n`);
    carried = '';
    const raw = parts.join('');
    const text = raw.trim();
    const start = open.cellStart + (text === '' ? 0 : raw.indexOf(text));
    const own: SourceCell = { start, end: start + text.length, mergedFromAbove: false };
    const column = open.cells.length;
    const above = open.above[column];
    const merged = open.merge === 'continue' && above !== undefined;
    for (let place = 0; place < open.span; place += 1) {
      const cell = merged ? { ...above, mergedFromAbove: true } : own;
      if (!merged) open.above[column + place] = own;
      open.cells.push(cell);
    }
    write('\t');
  };

  const openTable = (): void => {
    // A table within a cell or a text box becomes lines.
    if (table !== null || paragraphs.length > 0) nestedTables += 1;
    else table = newTable(length);
  };

  const openTablePart = (open: OpenTable, name: string, value: string): void => {
    if (name === 'w:tr') Object.assign(open, { cells: [], rowStart: length });
    else if (name === 'w:tc') {
      settle();
      Object.assign(open, { cellStart: length, span: 1, merge: 'none' });
    } else if (name === 'w:gridSpan') open.span = Math.min(Math.max(1, Number(value) || 1), WIDEST_SPAN);
    else if (name === 'w:vMerge') open.merge = value === 'restart' ? 'restart' : 'continue';
  };

  const closeTablePart = (open: OpenTable, name: string): void => {
    if (name === 'w:tc') endCell(open);
    else if (name === 'w:tr') {
      open.rows.push({ start: open.rowStart, end: length, cells: open.cells });
      write('\n');
    } else if (name === 'w:tbl') {
      tables.push({ rows: open.rows });
      table = null;
      write('\n');
    }
  };

  return {
    add,
    inParagraphProperties: () => inProperties,
    paragraphEndDeleted() {
      const paragraph = paragraphs.at(-1);
      if (paragraph !== undefined) paragraph.endDeleted = true;
    },
    paragraphStyle: () => paragraphs.at(-1)?.styleId ?? null,
    open(name, attributes) {
      const paragraph = paragraphs.at(-1);
      const value = attributes['w:val'] ?? '';
      pictures.open(name, attributes);
      switch (name) {
        case 'w:p':
          paragraphs.push(newParagraph());
          return;
        case 'w:pPr':
          inProperties = true;
          return;
        case 'w:pStyle':
          if (paragraph !== undefined) paragraph.styleId = value;
          return;
        case 'w:numId':
          if (paragraph !== undefined && inProperties) paragraph.numId = value;
          return;
        case 'w:ilvl':
          if (paragraph !== undefined && inProperties) paragraph.level = levelNumber(value);
          return;
        case 'w:tab':
          if (!inProperties) add(table === null ? '\t' : ' ');
          return;
        case 'w:br':
        case 'w:cr':
          add('\n');
          return;
        case 'w:noBreakHyphen':
          add('-');
          return;
        case 'w:tbl':
          openTable();
          return;
        default:
          if (table !== null && nestedTables === 0) openTablePart(table, name, value);
      }
    },
    close(name) {
      if (name === 'w:p') endParagraph();
      else if (name === 'w:pPr') inProperties = false;
      else if (name === 'w:tbl' && nestedTables > 0) nestedTables -= 1;
      else if (table !== null && nestedTables === 0) closeTablePart(table, name);
    },
    result: () => {
      if (carried !== '') write(`${carried}\n`);
      carried = '';
      settle();
      return { text: finished.join(''), tables, pictures: pictures.found() };
    },
  };
}

function newParagraph(): Paragraph {
  return { text: '', boxes: '', numId: null, level: 0, styleId: null, endDeleted: false };
}

function newTable(at: number): OpenTable {
  return { rows: [], cells: [], above: [], rowStart: at, cellStart: at, span: 1, merge: 'none' };
}

function labelOf(paragraph: Paragraph, numbering: ListNumbering): string | null {
  const list =
    paragraph.numId === null
      ? paragraph.styleId === null
        ? null
        : numbering.ofStyle(paragraph.styleId)
      : { numId: paragraph.numId, level: paragraph.level };
  return list === null || list.numId === '0' ? null : numbering.next(list.numId, list.level);
}
