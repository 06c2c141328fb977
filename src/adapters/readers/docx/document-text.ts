import type { SourceCell, SourceRow, SourceTable } from '../../../core/documents/index.ts';
import { type ListNumbering, levelNumber } from './numbering.ts';
import { walkXml } from './xml.ts';

/** The text of a Word document with its tables; offsets into `text`. */
export interface DocumentText {
  readonly text: string;
  readonly tables: readonly SourceTable[];
  /** True where pictures stand whose words were not read. */
  readonly pictures: boolean;
}

/** Deleted and moved-away text, field codes, and the second printing of what newer Words show otherwise. */
const SKIPPED = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'mc:Fallback']);
const PICTURES = new Set(['w:drawing', 'w:pict', 'w:object']);

interface Paragraph {
  text: string;
  numId: string | null;
  level: number;
  styleId: string | null;
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

/**
 * Reads word/document.xml: paragraphs end with a line break, cells with a tab, rows with a line break; automatic
 * numbers are printed as Word shows them. A table inside a cell becomes lines of that cell.
 */
export function readDocumentText(xml: string, numbering: ListNumbering): DocumentText {
  const writer = createWriter(numbering);
  let skipped = 0;
  let inText = false;
  walkXml(xml, {
    open(name, attributes) {
      if (SKIPPED.has(name)) skipped += 1;
      if (skipped > 0) return;
      inText = name === 'w:t';
      if (PICTURES.has(name)) writer.picture();
      writer.open(name, attributes);
    },
    close(name) {
      if (SKIPPED.has(name)) skipped -= 1;
      if (skipped > 0) return;
      inText = false;
      writer.close(name);
    },
    text(text) {
      if (inText && skipped === 0) writer.add(text);
    },
  });
  return writer.result();
}

interface Writer {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  add(text: string): void;
  picture(): void;
  result(): DocumentText;
}

function createWriter(numbering: ListNumbering): Writer {
  /** What is written for good, and what is written since the cell at hand began. */
  const finished: string[] = [];
  const parts: string[] = [];
  const tables: SourceTable[] = [];
  const paragraphs: Paragraph[] = [];
  let length = 0;
  let table: OpenTable | null = null;
  let nestedTables = 0;
  let pictures = false;
  let inParagraphStyle = false;

  const write = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const settle = (): void => {
    finished.push(...parts.splice(0));
  };
  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  };

  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    if (paragraph === undefined) return;
    const outer = paragraphs.at(-1);
    if (outer !== undefined) {
      // A text box inside a paragraph: its lines come where it is anchored.
      outer.text += `\n${paragraph.text}\n`;
      return;
    }
    const label = labelOf(paragraph, numbering);
    const words = paragraph.text.trim() === '' && table === null ? '' : paragraph.text;
    write(label === null || (words === '' && table === null) ? words : `${label} ${words}`);
    write('\n');
  };

  const endCell = (open: OpenTable): void => {
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

  return {
    add,
    picture: () => {
      pictures = true;
    },
    open(name, attributes) {
      const paragraph = paragraphs.at(-1);
      const value = attributes['w:val'] ?? '';
      switch (name) {
        case 'w:p':
          paragraphs.push({ text: '', numId: null, level: 0, styleId: null });
          return;
        case 'w:pPr':
          inParagraphStyle = true;
          return;
        case 'w:pStyle':
          if (paragraph !== undefined) paragraph.styleId = value;
          return;
        case 'w:numId':
          if (paragraph !== undefined && inParagraphStyle) paragraph.numId = value;
          return;
        case 'w:ilvl':
          if (paragraph !== undefined && inParagraphStyle) paragraph.level = levelNumber(value);
          return;
        case 'w:tab':
          if (!inParagraphStyle) add(table === null ? '\t' : ' ');
          return;
        case 'w:br':
        case 'w:cr':
          add('\n');
          return;
        case 'w:noBreakHyphen':
          add('-');
          return;
        case 'w:tbl':
          if (table !== null) nestedTables += 1;
          else
            table = {
              rows: [],
              cells: [],
              above: [],
              rowStart: length,
              cellStart: length,
              span: 1,
              merge: 'none',
            };
          return;
        case 'w:tr':
          if (table !== null && nestedTables === 0) Object.assign(table, { cells: [], rowStart: length });
          return;
        case 'w:tc':
          if (table !== null && nestedTables === 0) {
            settle();
            Object.assign(table, { cellStart: length, span: 1, merge: 'none' });
          }
          return;
        case 'w:gridSpan':
          if (table !== null && nestedTables === 0)
            table.span = Math.min(Math.max(1, Number(value) || 1), 100);
          return;
        case 'w:vMerge':
          if (table !== null && nestedTables === 0)
            table.merge = value === 'restart' ? 'restart' : 'continue';
          return;
        default:
      }
    },
    close(name) {
      if (name === 'w:p') endParagraph();
      else if (name === 'w:pPr') inParagraphStyle = false;
      else if (table === null) return;
      else if (name === 'w:tbl' && nestedTables > 0) nestedTables -= 1;
      else if (nestedTables > 0) return;
      else if (name === 'w:tc') endCell(table);
      else if (name === 'w:tr') {
        table.rows.push({ start: table.rowStart, end: length, cells: table.cells });
        write('\n');
      } else if (name === 'w:tbl') {
        tables.push({ rows: table.rows });
        table = null;
        write('\n');
      }
    },
    result: () => {
      settle();
      return { text: finished.join(''), tables, pictures };
    },
  };
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
