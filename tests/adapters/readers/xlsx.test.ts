import { describe, expect, it } from 'vitest';
import { readXlsx } from '../../../src/adapters/readers/xlsx/read-xlsx.ts';
import { zipOf } from './docx-file.ts';

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="d\\ mmmm\\ yyyy&quot; г.&quot;"/>' +
  '<numFmt numFmtId="171" formatCode="0&quot; дн.&quot;"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="171"/></cellXfs></styleSheet>';

/** A workbook of these sheets, each the inside of its worksheet element. */
function xlsxOf(
  sheets: readonly { readonly state?: string; readonly xml: string }[],
  strings = '',
): Uint8Array {
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook><sheets>${sheets
      .map(({ state }, at) => `<sheet name="S${at}" r:id="r${at}" state="${state ?? 'visible'}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="r${at}" Target="worksheets/s${at}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': STYLES,
  };
  for (const [at, { xml }] of sheets.entries())
    parts[`xl/worksheets/s${at}.xml`] = `<worksheet>${xml}</worksheet>`;
  return zipOf(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}
const inline = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const number = (place: string, value: string, style: number): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;

function read(bytes: Uint8Array) {
  const reading = readXlsx(bytes);
  if (reading.kind !== 'text') throw new Error(reading.message);
  const tables = (reading.tables ?? []).map(({ rows }) =>
    rows.map(({ cells }) => cells.map((cell) => reading.text.slice(cell.start, cell.end))),
  );
  return { text: reading.text, tables, rows: reading.tables?.[0]?.rows ?? [] };
}

describe('an Excel workbook', () => {
  it('gives values as they are shown', () => {
    const cells = [
      number('A1', '46280', 1),
      number('B1', '46280.75', 2),
      number('C1', '0.5', 3),
      number('D1', '5', 4),
      number('E1', '0.30000000000000004', 0),
      '<c r="F1" t="s"><v>0</v></c>',
      '<c r="G1" t="b"><v>1</v></c>',
      '<c r="H1" t="e"><v>#REF!</v></c>',
      '<c r="I1" t="str"><f>A1</f><v>итог</v></c>',
    ];
    const strings = '<si><r><t>об</t></r><r><t>щая</t></r><rPh><t>x</t></rPh></si>';
    expect(
      read(xlsxOf([{ xml: `<sheetData><row r="1">${cells.join('')}</row></sheetData>` }], strings)).tables,
    ).toEqual([[['15.09.2026', '15.09.2026', '50%', '5', '0,3', 'общая', 'да', 'итог']]]);
  });

  it('leaves out hidden sheets, rows and columns, and empty columns', () => {
    const xml =
      '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>' +
      `<row r="1">${inline('A1', 'a')}${inline('B1', 'тайно')}${inline('D1', 'd')}</row>` +
      `<row r="2" hidden="1">${inline('A2', 'тайно')}</row><row r="3">${inline('A3', 'e')}</row></sheetData>`;
    const book = read(xlsxOf([{ xml }, { state: 'hidden', xml }, { state: 'veryHidden', xml }]));
    expect(book.tables).toEqual([
      [
        ['a', 'd'],
        ['e', ''],
      ],
    ]);
  });

  it('tells of what is hidden', () => {
    const xml = `<sheetData><row r="1">${inline('A1', 'a')}</row><row r="2" hidden="1">${inline('A2', 'тайно')}</row></sheetData>`;
    const reading = readXlsx(xlsxOf([{ xml }, { state: 'hidden', xml }]));
    const message =
      'Не прочитаны скрытые листы, строки или столбцы: «лист S1», «тайно». Проверьте, нет ли там поручения или срока.';
    expect(reading).toMatchObject({ warnings: [{ code: 'text_left_out', message }] });
  });

  it('gives title lines above the table as text, and merged cells to every place they cover', () => {
    const xml =
      `<sheetData><row r="1">${inline('A1', 'План работы')}</row>` +
      `<row r="2">${inline('A2', '№')}${inline('B2', 'Мероприятие')}${inline('C2', 'Срок')}</row>` +
      `<row r="3">${inline('A3', 'Раздел 1')}</row>` +
      `<row r="4">${inline('A4', '1')}${inline('B4', 'Уборка')}${inline('C4', 'май')}</row>` +
      `<row r="5">${inline('A5', '2')}${inline('B5', 'Посадка')}</row></sheetData>` +
      '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:C3"/><mergeCell ref="C4:C5"/></mergeCells>';
    const { text, tables, rows } = read(xlsxOf([{ xml }]));
    expect(text.startsWith('План работы\n')).toBe(true);
    expect(tables[0]).toEqual([
      ['№', 'Мероприятие', 'Срок'],
      ['Раздел 1', 'Раздел 1', 'Раздел 1'],
      ['1', 'Уборка', 'май'],
      ['2', 'Посадка', 'май'],
    ]);
    expect(rows[3]?.cells.map(({ mergedFromAbove }) => mergedFromAbove)).toEqual([false, false, true]);
  });

  it('is refused, not cut, where it holds more than may be read', () => {
    const rows = Array.from({ length: 20_010 }, (_, at) => `<row><c><v>${at}</v></c></row>`);
    expect(readXlsx(xlsxOf([{ xml: `<sheetData>${rows.join('')}</sheetData>` }]))).toMatchObject({
      reason: 'too_big',
    });
  });
});
