import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { zipOf } from './docx-file.ts';

const TEXT = 'Протокол совещания от 05.04.2026\nРЕШИЛИ:\n1. Открыть читальню в посёлке Верхний Лог.\n';

/** Cyrillic in a single-byte encoding, from the decoder's own table. */
function encode(text: string, encoding: 'windows-1251' | 'koi8-r' | 'ibm866'): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [
      new TextDecoder(encoding).decode(new Uint8Array([byte])),
      byte,
    ]),
  );
  return Uint8Array.from(Array.from(text), (letter) => table.get(letter) ?? 0x3f);
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

const join = (...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the text of a file', () => {
  it.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with a byte order mark', join([0xef, 0xbb, 0xbf], utf8(TEXT))],
    ['UTF-16 little endian', join([0xff, 0xfe], utf16(TEXT, true))],
    ['UTF-16 big endian', join([0xfe, 0xff], utf16(TEXT, false))],
    ['UTF-16 without a mark', utf16(TEXT, true)],
    ['Windows-1251', encode(TEXT, 'windows-1251')],
    ['KOI8-R', encode(TEXT, 'koi8-r')],
    ['CP866', encode(TEXT, 'ibm866')],
  ])('is the same in %s', async (_, bytes) => {
    expect(await readSource(bytes, 'a.txt')).toEqual({
      kind: 'text',
      source: { name: 'a.txt', text: TEXT, tables: null },
      warnings: [],
    });
  });

  it('keeps its offsets where control characters were, and says so', async () => {
    const reading = await readSource(utf8('Срок:\0 май'), 'a.txt');
    expect(reading).toMatchObject({
      kind: 'text',
      source: { text: 'Срок:  май' },
      warnings: [{ code: 'source_damaged' }],
    });
  });
});

describe('a file that is no document', () => {
  it('but is called one says what may be wrong with it', async () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256);
    expect(await readSource(bytes, 'Протокол.DOCX')).toMatchObject({
      reason: 'not_text',
      message: expect.stringMatching(/^Файл не открывается: он повреждён/u),
    });
  });

  it.each([
    ['empty', new Uint8Array(0), 'empty', /пуст/u],
    ['of white space', utf8(' \n\t'), 'empty', /нет текста/u],
    ['binary', Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256), 'not_text', /не похож/u],
    ['a compound file of nothing', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'damaged', /\.doc/u],
    ['a PDF of nothing', utf8('%PDF-1.7 …'), 'damaged', /PDF/u],
    ['an RTF of nothing', utf8('{\\rtf1 }'), 'empty', /нет текста/u],
    ['a photo of nothing', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10), 'damaged', /Изображение/u],
    ['a TIFF', Uint8Array.of(0x49, 0x49, 0x2a, 0), 'unsupported_format', /TIFF/u],
    ['a HEIC photo', utf8('\0\0\0\x18ftypheic\0\0\0\0'), 'unsupported_format', /HEIC.*JPEG/u],
    ['a WebP image', utf8('RIFF\x01\x01\0\0WEBPVP8 '), 'unsupported_format', /JPEG/u],
    ['a GIF image', utf8('GIF89a'), 'unsupported_format', /JPEG/u],
    ['a BMP image', utf8('BM\x01\x01\0\0\0\0\0\0'), 'unsupported_format', /JPEG/u],
    ['a RAR archive', utf8('Rar!\x1a\x07'), 'unsupported_format', /архив/u],
    [
      'an archive of archives',
      zipOf([{ name: 'a.zip', bytes: zipOf([{ name: 'b.docx', bytes: utf8('а') }]) }]),
      'unsupported_format',
      /Распакуйте/u,
    ],
    [
      'a .docx with a locked part',
      zipOf([{ name: 'word/document.xml', bytes: utf8('<a/>') }], { locked: true }),
      'encrypted',
      /Снимите пароль/u,
    ],
    [
      'an .xlsx with a locked part',
      zipOf([{ name: 'xl/workbook.xml', bytes: utf8('<a/>') }], { locked: true }),
      'encrypted',
      /Снимите пароль/u,
    ],
    [
      'an archive of too many files',
      zipOf(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}`, bytes: utf8('а') }))),
      'too_big',
      /слишком велико/u,
    ],
    [
      'an empty Excel table',
      zipOf([{ name: 'xl/workbook.xml', bytes: utf8('<a/>') }]),
      'empty',
      /нет текста/u,
    ],
    [
      'a presentation',
      zipOf([{ name: 'ppt/presentation.xml', bytes: utf8('<a/>') }]),
      'unsupported_format',
      /презентация/u,
    ],
    [
      'an OpenDocument without text',
      zipOf([{ name: 'content.xml', bytes: utf8('<a/>') }]),
      'unsupported_format',
      /OpenDocument/u,
    ],
    ['an archive', zipOf([{ name: 'notes.txt', bytes: utf8('а') }]), 'unsupported_format', /архив/u],
    [
      'a cut .docx',
      zipOf([{ name: 'word/document.xml', bytes: utf8('<a/>') }]).subarray(0, 60),
      'damaged',
      /повреждён/u,
    ],
    ['too big', new Uint8Array(20 * 1024 * 1024 + 1), 'too_big', /20 МБ/u],
  ])('%s is refused in Russian', async (_, bytes, reason, message) => {
    const reading = await readSource(bytes, 'file');
    expect(reading).toMatchObject({ kind: 'unreadable', reason });
    expect(reading.kind === 'unreadable' ? reading.message : '').toMatch(message);
  });

  it('a bomb is stopped at the limit, whatever size it claims', async () => {
    const bomb = zipOf([{ name: 'word/document.xml', bytes: new Uint8Array(40 * 1024 * 1024) }], {
      claimedBytes: 100,
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readSource(bomb, 'a.docx')).toMatchObject({ kind: 'unreadable', reason: 'too_big' });
  });

  it('a .docx of empty paragraphs by the hundred thousand is answered', async () => {
    const body = `<w:document><w:body>${'<w:p/>'.repeat(200_000)}<w:p><w:r><w:t>Протокол</w:t></w:r></w:p></w:body></w:document>`;
    const file = zipOf([{ name: 'word/document.xml', bytes: utf8(body) }]);
    const reading = await readSource(file, 'a.docx');
    expect(reading.kind === 'text' && reading.source.text.trim()).toBe('Протокол');
  });

  it('any bytes at all are answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([], [0x50, 0x4b, 0x03, 0x04], [0xff, 0xfe]),
        fc.uint8Array({ maxLength: 300 }),
        async (head, tail) => {
          expect(['text', 'unreadable']).toContain((await readSource(join(head, tail), 'x')).kind);
        },
      ),
    );
  });

  it('a .docx with any byte changed is answered', async () => {
    const whole = zipOf([
      {
        name: 'word/document.xml',
        bytes: utf8(`<w:document>${'<w:p><w:r><w:t>а</w:t></w:r></w:p>'.repeat(9)}</w:document>`),
      },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        expect(['text', 'unreadable']).toContain((await readSource(whole.with(at, byte), 'x.docx')).kind);
      }),
    );
  });
});
