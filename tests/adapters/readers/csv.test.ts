import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDirectoryTable } from '../../../src/adapters/readers/index.ts';
import { parseDirectory } from '../../../src/core/addressees/index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });

const TABLE = 'code;kind;name\nA;school;Школа "у моста"\nB;school;Лицей\n';
const rows = [
  { line: 2, cells: { code: 'A', kind: 'school', name: 'Школа, что у моста' } },
  { line: 3, cells: { code: 'B', kind: 'school', name: 'Лицей' } },
];

describe('a directory file', () => {
  it.each([
    ['separated by ;', bytes('code;kind;name\nA;school;Школа, что у моста\nB;school;Лицей\n')],
    ['separated by ,', bytes('code,kind,name\nA,school,"Школа, что у моста"\nB,school,Лицей\n')],
    [
      'with a byte order mark and CRLF',
      bytes('\ufeffcode;kind;name\r\nA;school;Школа, что у моста\r\nB;school;Лицей\r\n'),
    ],
    ['in Windows-1251', windows1251('code;kind;name\nA;school;Школа, что у моста\nB;school;Лицей')],
    ['with column names in capitals', bytes('CODE; Kind ;Name\nA;school;Школа, что у моста\nB;school;Лицей')],
  ])('%s gives the same rows', (_, file) => {
    expect(readDirectoryTable(file)).toEqual({ kind: 'rows', rows });
  });

  it('skips blank rows and keeps the line numbers of the file', () => {
    const table = readDirectoryTable(bytes('code,kind,name\n\n,,\nA,school,Школа\n'));
    expect(table).toEqual({
      kind: 'rows',
      rows: [{ line: 4, cells: { code: 'A', kind: 'school', name: 'Школа' } }],
    });
  });

  it.each([
    ['a quote in the wrong place', bytes(TABLE), 2],
    ['more cells than columns', bytes('code,kind,name\nA,school,Школа\nB,school,Лицей,лишнее\n'), 3],
    ['a column named twice', bytes('code,kind,name,name\nA,school,Б,В\n'), 1],
    ['bytes that are no text', Uint8Array.from({ length: 500 }, (_, at) => (at * 7919) % 256), 1],
  ])('is refused with its line for %s', (_, file, line) => {
    expect(readDirectoryTable(file)).toMatchObject({ kind: 'errors', errors: [{ line, column: null }] });
  });

  it('the example directory is whole', () => {
    const table = readDirectoryTable(
      readFileSync(new URL('../../../examples/organizations.csv', import.meta.url)),
    );
    const reading = table.kind === 'rows' ? parseDirectory(table.rows) : table;
    expect(reading.kind).toBe('ok');
    expect(reading.kind === 'ok' ? reading.entries.filter(({ kind }) => kind === 'school').length : 0).toBe(
      12,
    );
  });
});
