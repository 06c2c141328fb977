import { walkXml } from '../docx/xml.ts';
import { writeSheet } from '../sheet-rows.ts';
import { createSourceBuilder, type SourceBuilder } from '../source-builder.ts';
import { createListNumbering } from './list-numbering.ts';
import type { OdtStyles } from './styles.ts';
import { createOdtTable, type OdtTable } from './table-rows.ts';

/** Elements whose words are not the document's: deleted text, notes, comments, definitions. */
const SKIPPED = new Set([
  'text:tracked-changes',
  'text:note',
  'office:annotation',
  'office:automatic-styles',
  'office:scripts',
  'office:font-face-decls',
  'office:forms',
  'text:sequence-decls',
  'text:variable-decls',
  'svg:title',
  'svg:desc',
  'text:index-title-template',
  'text:hidden-text',
  'office:event-listeners',
  'table:shapes',
  'table:tracked-changes',
]);
const MOST_SPACES = 1000;

/** The text of content.xml, written down. */
export interface OdtText extends ReturnType<SourceBuilder['result']> {
  readonly pictures: boolean;
}

/**
 * Reads content.xml: paragraphs and headings, list numbers as they are shown, tables. A table inside a cell
 * becomes lines of that cell. Markup that is broken is read as far as it goes.
 */
export function readOdtText(xml: string, styles: OdtStyles): OdtText {
  const builder = createSourceBuilder();
  const numbering = createListNumbering(styles.lists);
  const paragraphs: { text: string; readonly label: string | null }[] = [];
  let table: OdtTable | null = null;
  let nestedTables = 0;
  let cellText = '';
  /** Elements open within one that is left out. */
  let skipped = 0;
  let pictures = false;
  let spreadsheet = false;

  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  };
  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    if (paragraph === undefined) return;
    const text = paragraph.label === null ? paragraph.text : `${paragraph.label} ${paragraph.text}`;
    // A frame inside a paragraph: its lines come where it is anchored.
    if (paragraphs.length > 0) add(`\n${text}\n`);
    else if (table === null) builder.line(text);
    else cellText += `${text}\n`;
  };
  const isLeftOut = (name: string, attributes: Readonly<Record<string, string>>): boolean =>
    SKIPPED.has(name) ||
    (name === 'text:section' && attributes['text:display'] === 'none') ||
    styles.hidden.has(attributes['text:style-name'] ?? attributes['table:style-name'] ?? '');

  const openTableElement = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'table:table' && table === null) table = createOdtTable();
    else if (name === 'table:table') nestedTables += 1;
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
      if (skipped > 0 || isLeftOut(name, attributes)) {
        skipped += 1;
        return;
      }
      switch (name) {
        case 'text:p':
        case 'text:h':
          paragraphs.push({ text: '', label: numbering.label() });
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
      else if (name === 'text:p' || name === 'text:h') endParagraph();
      else if (name === 'text:list') numbering.closeList();
      else closeTableElement(name);
    },
    text(text) {
      // Line breaks of the markup are spaces (ODF 6.1.2).
      if (skipped === 0) add(text.replace(/[\t\r\n ]+/gu, ' '));
    },
  });
  return { ...builder.result(), pictures };
}
