/** Builds small Word files for the tests: a stored (uncompressed) or deflated ZIP with the parts given. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function zipOf(
  parts: readonly ZipPart[],
  options: { readonly claimedBytes?: number; readonly locked?: boolean } = {},
): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = deflateRawSync(part.bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(options.locked === true ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(part.bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(options.claimedBytes ?? part.bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]));
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}

/** A .docx with this body; `numbering` is the inside of w:numbering, `more` are other parts by name. */
export function docxOf(
  body: string,
  numbering = '',
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
  const lists = numbering === '' ? {} : { 'word/numbering.xml': `<w:numbering>${numbering}</w:numbering>` };
  const parts = Object.entries({ 'word/document.xml': document, ...lists, ...more });
  return zipOf(parts.map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}

/** A paragraph; `list` puts it into an automatic list. */
export function paragraph(text: string, list?: { readonly numId: number; readonly level?: number }): string {
  const numbers =
    list === undefined
      ? ''
      : `<w:pPr><w:numPr><w:ilvl w:val="${list.level ?? 0}"/><w:numId w:val="${list.numId}"/></w:numPr></w:pPr>`;
  return `<w:p>${numbers}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A cell; `merge` merges it downwards, `span` over columns. */
export function cell(
  content: string,
  options: { readonly merge?: 'restart' | 'continue'; readonly span?: number } = {},
): string {
  const merge =
    options.merge === undefined ? '' : `<w:vMerge${options.merge === 'restart' ? ' w:val="restart"' : ''}/>`;
  const span = options.span === undefined ? '' : `<w:gridSpan w:val="${options.span}"/>`;
  return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${content}</w:tc>`;
}

export function table(...rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** A list of decimal levels «1.», «1.1.», «1.1.1.» and its one numId. */
export function decimalList(
  numId: number,
  texts: readonly string[] = ['%1.', '%1.%2.', '%1.%2.%3.'],
): string {
  const levels = texts
    .map(
      (text, at) =>
        `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('');
  return (
    `<w:abstractNum w:abstractNumId="${numId}">${levels}</w:abstractNum>` +
    `<w:num w:numId="${numId}"><w:abstractNumId w:val="${numId}"/></w:num>`
  );
}
