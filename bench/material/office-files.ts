import { crc32, deflateRawSync } from 'node:zlib';
import { deadlineOf, taskOf } from './wording.ts';

/** A file of one format to be read. */
export interface FormatFile {
  readonly format: 'txt' | 'docx' | 'doc' | 'rtf' | 'odt' | 'xlsx' | 'pdf' | 'scan' | 'photo';
  readonly name: string;
  readonly pages: number;
  readonly bytes: Uint8Array;
}

/** Paragraphs of a page of print: some 2,000 characters. */
const POINTS_ON_PAGE = 6;

/** The text formats at a number of pages, the same words in each. */
export function makeOfficeFiles(pages: number): readonly FormatFile[] {
  const lines = linesOf(pages);
  const file = (format: FormatFile['format'], bytes: Uint8Array): FormatFile => ({
    format,
    name: `plan.${format}`,
    pages,
    bytes,
  });
  return [
    file('txt', Buffer.from(lines.join('\n'))),
    file('docx', docxOf(lines)),
    file('rtf', rtfOf(lines)),
    file('odt', odtOf(lines)),
    file('xlsx', xlsxOf(lines)),
  ];
}

function linesOf(pages: number): readonly string[] {
  const points = Array.from({ length: pages * POINTS_ON_PAGE }, (_, at) => [
    `${at + 1}. ${taskOf(at)}; ${taskOf(at + 7)}.`,
    `Срок: ${deadlineOf(at)}`,
  ]);
  return ['ПРОТОКОЛ', 'совещания 14.09.2026 № 5', 'РЕШИЛИ:', ...points.flat()];
}

function docxOf(lines: readonly string[]): Uint8Array {
  const body = lines
    .map(
      (line) =>
        `<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`,
    )
    .join('');
  return zipOf({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` });
}

function odtOf(lines: readonly string[]): Uint8Array {
  const body = lines.map((line) => `<text:p text:style-name="P1">${line}</text:p>`).join('');
  return zipOf({
    'content.xml': `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  });
}

function xlsxOf(lines: readonly string[]): Uint8Array {
  const rows = lines.map((_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at}</v></c></row>`);
  const strings = lines.map((line) => `<si><t>${line}</t></si>`);
  return zipOf({
    'xl/workbook.xml': '<workbook><sheets><sheet name="План" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
  });
}

/** As Word writes it: each letter beyond ASCII in the code page, escaped. */
function rtfOf(lines: readonly string[]): Uint8Array {
  const codes = new Map(
    Array.from({ length: 128 }, (_, at) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(at + 128)),
      `\\'${(at + 128).toString(16)}`,
    ]),
  );
  const body = lines
    .map((line) => `${Array.from(line, (letter) => codes.get(letter) ?? letter).join('')}\\par\n`)
    .join('');
  return Buffer.from(`{\\rtf1\\ansi\\ansicpg1251\\pard ${body}}`, 'latin1');
}

/** A ZIP archive of these parts (PKWARE APPNOTE 4.3). */
function zipOf(parts: Readonly<Record<string, string>>): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(parts)) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]));
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
