import { walkXml } from '../docx/xml.ts';
import type { BesideKind, LeftOut } from '../left-out.ts';
import { writeSheet } from '../sheet-rows.ts';
import { createSourceBuilder, type SourceBuilder } from '../source-builder.ts';
import { createListNumbering } from './list-numbering.ts';
import type { OdtStyles } from './styles.ts';
import { createOdtTable, type OdtTable } from './table-rows.ts';

/** Elements without words of the document: definitions, forms, what a picture is called. */
const SKIPPED = new Set([
  'office:automatic-styles',
  'office:scripts',
  'office:font-face-decls',
  'office:forms',
  'text:sequence-decls',
  'text:variable-decls',
  'text:note-citation',
  'office:change-info',
  'dc:creator',
  'dc:date',
  'svg:title',
  'svg:desc',
  'text:index-title-template',
  'office:event-listeners',
  'table:shapes',
  'table:tracked-changes',
]);
/** Elements whose words stand beside the text. */
const BESIDE: ReadonlyMap<string, BesideKind> = new Map([
  ['text:note', 'note'],
  ['office:annotation', 'comment'],
  ['text:hidden-text', 'hidden'],
  ['text:tracked-changes', 'deleted'],
  ['text:deletion', 'deleted'],
]);
const MOST_SPACES = 1000;

/** The text of content.xml, written down. */
export interface OdtText extends ReturnType<SourceBuilder['result']> {
  readonly pictures: boolean;
}

/**
 * Reads content.xml: paragraphs and headings, list numbers as they are shown, tables. A table inside a cell
 * becomes lines of that cell, a text frame lines before the paragraph it hangs on. Markup that is broken is read
 * as far as it goes.
 */
export function readOdtText(xml: string, styles: OdtStyles, leftOut: LeftOut): OdtText {
  const builder = createSourceBuilder();
  const numbering = createListNumbering(styles.lists);
  const paragraphs: OpenParagraph[] = [];
  const insertions = createInsertions();
  let table: OdtTable | null = null;
  let nestedTables = 0;
  let cellText = '';
  /** Elements open within one that is skipped, and within one that stands beside the text. */
  let skipped = 0;
  let besideDepth = 0;
  let beside: BesideKind = 'hidden';
  let pictures = false;
  let spreadsheet = false;

  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  };
  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    if (paragraph === undefined) return;
    leftOut.endPassage();
    const { boxes, label, text } = paragraph;
    const lines = boxes + (label === null ? text : `${label} ${text}`);
    const outer = paragraphs.at(-1);
    if (outer !== undefined) outer.boxes += `${lines}\n`;
    else if (table === null) builder.line(lines);
    else cellText += `${lines}\n`;
  };
  const besideKind = (name: string, attributes: Readonly<Record<string, string>>): BesideKind | null => {
    const style = attributes['text:style-name'] ?? attributes['table:style-name'] ?? '';
    const hidden =
      styles.hidden.has(style) || (name === 'text:section' && attributes['text:display'] === 'none');
    return BESIDE.get(name) ?? (hidden ? 'hidden' : null);
  };

  const openTableElement = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'table:table' && (table !== null || paragraphs.length > 0)) nestedTables += 1;
    else if (name === 'table:table') table = createOdtTable();
    else if (table === null || nestedTables > 0) return;
    else if (name === 'table:table-row') table.openRow(attributes);
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      cellText = '';
      table.openCell(attributes, name === 'table:covered-table-cell');
    }
  };
  const closeTableElement = (name: string): void => {
    if (name === 'table:table' && nestedTables > 0) nestedTables -= 1;
    else if (table === null || nestedTables > 0) return;
    else if (name === 'table:table') {
      if (spreadsheet) writeSheet(builder, table.rows());
      else builder.table(table.rows());
      table = null;
    } else if (name === 'table:table-row') table.closeRow();
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') table.closeCell(cellText);
  };

  walkXml(xml, {
    open(name, attributes) {
      if (skipped > 0 || SKIPPED.has(name)) {
        skipped += 1;
        return;
      }
      insertions.open(name, attributes);
      const kind = besideDepth > 0 ? beside : besideKind(name, attributes);
      if (kind !== null) {
        beside = kind;
        besideDepth += 1;
        return;
      }
      switch (name) {
        case 'text:p':
        case 'text:h':
          paragraphs.push({ text: '', boxes: '', label: numbering.label() });
          return;
        case 'text:s':
          add(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, MOST_SPACES)));
          return;
        case 'text:tab':
          add(table === null ? '\t' : ' ');
          return;
        case 'text:line-break':
          add('\n');
          return;
        case 'text:list':
          numbering.openList({
            style: attributes['text:style-name'] ?? null,
            id: attributes['xml:id'] ?? null,
            continues: attributes['text:continue-numbering'] === 'true',
            continuedList: attributes['text:continue-list'] ?? null,
          });
          return;
        case 'text:list-item':
          numbering.openItem(Number(attributes['text:start-value']) || null);
          return;
        case 'office:spreadsheet':
          spreadsheet = true;
          return;
        case 'draw:image':
          pictures = true;
          return;
        default:
          openTableElement(name, attributes);
      }
    },
    close(name) {
      if (skipped > 0) skipped -= 1;
      else if (besideDepth > 0) {
        besideDepth -= 1;
        if (BESIDE.has(name)) leftOut.endPassage();
        else if (name === 'text:p') leftOut.add(beside, ' ');
      } else if (name === 'text:p' || name === 'text:h') endParagraph();
      else if (name === 'text:list') numbering.closeList();
      else closeTableElement(name);
    },
    text(text) {
      // Line breaks of the markup are spaces (ODF 6.1.2).
      const words = text.replace(/[\t\r\n ]+/gu, ' ');
      if (skipped > 0) return;
      if (besideDepth > 0) {
        leftOut.add(beside, words);
        return;
      }
      if (insertions.inside()) leftOut.add('inserted', words);
      else leftOut.endPassage();
      add(words);
    },
  });
  return { ...builder.result(), pictures };
}

interface OpenParagraph {
  text: string;
  /** Lines of the text frames that hang on it. */
  boxes: string;
  readonly label: string | null;
}

/** Follows the marks around inserted words; the regions they name are listed before the text (ODF 5.5). */
function createInsertions(): {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  inside(): boolean;
} {
  const regions = new Set<string>();
  const open = new Set<string>();
  let region = '';
  return {
    open(name, attributes) {
      const id = attributes['text:change-id'] ?? '';
      if (name === 'text:changed-region') region = attributes['xml:id'] ?? attributes['text:id'] ?? '';
      else if (name === 'text:insertion') regions.add(region);
      else if (name === 'text:change-start' && regions.has(id)) open.add(id);
      else if (name === 'text:change-end') open.delete(id);
    },
    inside: () => open.size > 0,
  };
}
