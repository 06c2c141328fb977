/** Font character sets (`\fcharset`) that have a code page of their own. */
const OF_CHARSET: Readonly<Record<number, string>> = {
  77: 'macintosh',
  161: 'windows-1253',
  162: 'windows-1254',
  186: 'windows-1257',
  204: 'windows-1251',
  238: 'windows-1250',
};

/** Numbers of `\ansicpg` under the names of TextDecoder. */
const OF_NUMBER: Readonly<Record<number, string>> = {
  866: 'ibm866',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1257: 'windows-1257',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  65001: 'utf-8',
};

/** The code page a font brings, null where it uses that of the document. */
export function codePageOfCharset(charset: number | null): string | null {
  return OF_CHARSET[charset ?? 0] ?? null;
}

/** The code page of a document; an unknown number counts as Windows-1251, the one Russian files mean. */
export function codePageOfNumber(number: number | null): string {
  return OF_NUMBER[number ?? 1251] ?? 'windows-1251';
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

const tables = new Map<string, readonly string[]>();

/** The letter of one byte: most letters of an RTF stand alone, each escaped. */
export function decodeByte(byte: number, codePage: string): string {
  let table = tables.get(codePage);
  if (table === undefined) {
    table = Array.from({ length: 256 }, (_, code) => decodeBytes(Uint8Array.of(code), codePage));
    tables.set(codePage, table);
  }
  return table[byte] ?? '';
}

export function decodeBytes(bytes: Uint8Array, codePage: string): string {
  const known = decoders.get(codePage) ?? new TextDecoder(codePage);
  decoders.set(codePage, known);
  return known.decode(bytes);
}
