import { describe, expect, it } from 'vitest';
import { readRtf } from '../../../src/adapters/readers/rtf/read-rtf.ts';
import { latin } from './sample-file.ts';

function read(body: string) {
  const reading = readRtf(latin(`{\\rtf1\\ansi\\ansicpg1251${body}}`));
  if (reading.kind !== 'text') throw new Error(reading.message);
  return reading;
}
const textOf = (body: string): string => read(body).text;

describe('an RTF file', () => {
  it.each([
    ['escaped bytes of the code page', "\\'d1\\'f0\\'ee\\'ea\\par", 'Срок\n'],
    ['bytes as they stand', `${String.fromCharCode(0xd1, 0xf0, 0xee, 0xea)}\\par`, 'Срок\n'],
    ['\\u and its fallback', "\\u1057?\\u1088\\'f0\\uc2\\u1086??\\u1082??.\\par", 'Срок.\n'],
    ['the code page of a font', "{\\fonttbl{\\f1\\fcharset238 A;}}\\f1\\'b9\\f0\\'b9\\par", 'ą№\n'],
    ['paragraphs, lines, tabs', 'a\\par b\\line c\\tab d\\par', 'a\nb\nc\td\n'],
    ['printed list numbers', '{\\listtext 1.2.\\tab}word\\par', '1.2. word\n'],
    ['bullets of a symbol font', "{\\listtext\\'b7\\tab}word\\par", '- word\n'],
    ['hidden and deleted words', 'a{\\v b}c{\\deleted d}e\\v f\\v0 g\\par', 'aceg\n'],
    ['headers, notes, ignorable groups', '{\\header x\\par}{\\*\\new y}a{\\footnote z}b\\par', 'ab\n'],
    ['fields', '{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}} x\\par', '7 x\n'],
    ['binary data', 'a{\\pict\\bin3 }}}}b\\par', 'ab\n'],
    ['a text without an end', 'a\\par b', 'a\nb\n'],
  ])('gives %s', (_, body, text) => {
    expect(textOf(body)).toBe(text);
  });

  it('gives a table with cells over columns and rows', () => {
    const { text, tables } = read(
      '\\trowd\\cellx1000\\cellx2000\\cellx3000\\intbl a\\cell b\\par b2\\cell c\\cell\\row' +
        '\\trowd\\cellx2000\\clvmgf\\cellx3000\\intbl wide\\cell tall\\cell\\row' +
        '\\trowd\\cellx1000\\cellx2000\\clvmrg\\cellx3000\\intbl d\\cell e\\cell\\cell\\row\\pard after\\par',
    );
    const rows = tables?.[0]?.rows ?? [];
    expect(rows.map(({ cells }) => cells.map((cell) => text.slice(cell.start, cell.end)))).toEqual([
      ['a', 'b\nb2', 'c'],
      ['wide', 'wide', 'tall'],
      ['d', 'e', 'tall'],
    ]);
    expect(rows[2]?.cells[2]?.mergedFromAbove).toBe(true);
    expect(text.endsWith('after\n')).toBe(true);
  });

  it.each([
    ['a footnote', 'a{\\footnote\\chftn b\\par c}d\\par', 'text_left_out', 'сноски: «b c»'],
    ['a comment', "a{\\*\\annotation{\\*\\atnref 1}\\'d1}b\\par", 'text_left_out', 'на полях: «С»'],
    ['hidden words', 'a{\\v b}c{\\v d}e\\par', 'text_left_out', 'скрытый текст: «b», «d»'],
    ['a header', '{\\header Long word\\par}a\\par', 'text_left_out', 'колонтитулы: «Long word»'],
    ['deleted words', 'a{\\deleted b\\u1057?}c\\par', 'tracked_changes', 'удалённое: «bС»'],
    ['inserted words', 'a{\\revised b}c\\par', 'tracked_changes', 'вставленное: «b»'],
  ])('tells %s', (_, body, code, words) => {
    const { warnings, text } = read(body);
    expect(warnings).toEqual([{ code, message: expect.stringContaining(words) }]);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('keeps tables and text boxes of a header out of the text', () => {
    const header = '{\\header\\trowd\\cellx9 x\\cell\\row{\\shp{\\*\\shpinst{\\shptxt y\\par}}}}';
    expect(textOf(`${header}a\\par`)).toBe('a\n');
  });

  it('says that pictures were not read', () => {
    expect(read('a{\\pict 00}\\par').warnings.map(({ code }) => code)).toEqual(['content_ignored']);
  });

  it('is refused where groups are nested without end', () => {
    expect(readRtf(latin(`{\\rtf1${'{'.repeat(2000)}`))).toMatchObject({ reason: 'damaged' });
  });
});
