import { type FormatReading, oversizedContent, refusal } from '../format-reading.ts';
import { createLeftOut } from '../left-out.ts';
import { readPackage } from '../office-package.ts';
import { writeSheet } from '../sheet-rows.ts';
import { createSourceBuilder } from '../source-builder.ts';
import { readSheet } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/** Reads an Excel workbook (ECMA-376 SpreadsheetML, .xlsx): every visible sheet, lines above a table and the table. */
export function readXlsx(bytes: Uint8Array): FormatReading {
  return readPackage(bytes, '.xlsx', (opened) => {
    const workbook = readWorkbook(opened);
    if (workbook === null)
      return refusal('unsupported_format', 'Это не таблица .xlsx. Пришлите документ в формате .docx.');
    const builder = createSourceBuilder();
    const leftOut = createLeftOut();
    for (const name of workbook.hiddenSheets) {
      leftOut.add('hidden_cells', `лист ${name}`);
      leftOut.endPassage();
    }
    for (const { part } of workbook.sheets) {
      const rows = readSheet(opened.part(part) ?? '', workbook, leftOut);
      if (rows === null) return oversizedContent();
      writeSheet(builder, rows);
    }
    const read = builder.result();
    return { kind: 'text', ...read, warnings: leftOut.warnings(read.text) };
  });
}
