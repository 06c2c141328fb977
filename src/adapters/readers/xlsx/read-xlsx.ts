import { type FormatReading, oversizedContent, refusal } from '../format-reading.ts';
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
    for (const { part } of workbook.sheets) {
      const rows = readSheet(opened.part(part) ?? '', workbook);
      if (rows === null) return oversizedContent();
      writeSheet(builder, rows);
    }
    return { kind: 'text', ...builder.result(), warnings: [] };
  });
}
