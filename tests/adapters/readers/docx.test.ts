import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { lineOf, read } from '../../core/documents/reading.ts';
import { cell, decimalList, docxOf, paragraph, table } from './docx-file.ts';

async function sourceOf(bytes: Uint8Array) {
  const reading = await readSource(bytes, 'file.docx');
  if (reading.kind !== 'text') throw new Error(reading.message);
  return reading;
}
const textOf = async (body: string, numbering = ''): Promise<string> =>
  (await sourceOf(docxOf(body, numbering))).source.text;

describe('a Word document', () => {
  it('gives its paragraphs, line breaks and tabs', async () => {
    const body = `${paragraph('Первый')}${paragraph('')}<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r></w:p>`;
    expect(await textOf(body)).toBe('Первый\n\nа\tб\nв\n');
  });

  it('leaves out what was deleted, field codes and second printings, and keeps what was put in', async () => {
    const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
    const body =
      `<w:p>${run('Срок ')}<w:del><w:r><w:delText>старый</w:delText></w:r></w:del><w:ins>${run('новый')}</w:ins>` +
      `<w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice>${run('!')}</mc:Choice>` +
      `<mc:Fallback>${run('!')}</mc:Fallback></mc:AlternateContent></w:p>`;
    expect(await textOf(body)).toBe('Срок новый!\n');
  });

  it('prints automatic numbers as Word shows them, other paragraphs between', async () => {
    const list = { numId: 1 };
    const body = [
      paragraph('Школам:', list),
      paragraph('Вымыть окна.', { numId: 1, level: 1 }),
      paragraph('Срок: до 1 мая 2026 г.'),
      paragraph('Вынести мусор.', { numId: 1, level: 1 }),
      paragraph('Детским садам:', list),
      paragraph('Побелить стены.', { numId: 1, level: 1 }),
    ].join('');
    const text = await textOf(body, decimalList(1));
    expect(text.split('\n').slice(0, 6)).toEqual([
      '1. Школам:',
      '1.1. Вымыть окна.',
      'Срок: до 1 мая 2026 г.',
      '1.2. Вынести мусор.',
      '2. Детским садам:',
      '2.1. Побелить стены.',
    ]);
  });

  it('restarts a list where Word does, and knows letters, Roman numbers and bullets', async () => {
    const level = (format: string, text: string): string =>
      `<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const lists = [level('upperRoman', '%1.'), level('russianLower', '%1)'), level('bullet', '')];
    const numbering =
      lists.map((own, at) => `<w:abstractNum w:abstractNumId="${at}">${own}</w:abstractNum>`).join('') +
      lists.map((_, at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at}"/></w:num>`).join('') +
      '<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const body = [1, 1, 2, 3, 9, 0].map((numId) => paragraph('слово', { numId })).join('');
    expect((await textOf(body, numbering)).trim().split('\n')).toEqual([
      'III. слово',
      'IV. слово',
      'в) слово',
      '- слово',
      'I. слово',
      'слово',
    ]);
  });

  it('gives a table with its merged cells, and reads it into decisions', async () => {
    const words = (text: string): string => paragraph(text);
    const body =
      paragraph('ПРИКАЗ') +
      paragraph('от 14.09.2026 № 5') +
      table(
        [cell(words('№')), cell(words('Мероприятие')), cell(words('Исполнитель')), cell(words('Срок'))],
        [cell(words('Раздел 1. Окна'), { span: 4 })],
        [
          cell(paragraph('', { numId: 1 })),
          cell(words('Мытьё окон')),
          cell(words('ОМСУ'), { merge: 'restart' }),
          cell(words('до 1 октября') + words('2026 года'), { merge: 'restart' }),
        ],
        [
          cell(paragraph('', { numId: 1 })),
          cell(words('Замена стёкол')),
          cell(words(''), { merge: 'continue' }),
          cell(words(''), { merge: 'continue' }),
        ],
        [
          cell(paragraph('', { numId: 1 })),
          cell(words('Покраска рам')),
          cell(words(''), { merge: 'continue' }),
          cell(words(''), { merge: 'continue' }),
        ],
      );
    const { source } = await sourceOf(docxOf(body, decimalList(1)));
    const rows = source.tables?.[0]?.rows ?? [];
    expect(rows.map(({ cells }) => cells.length)).toEqual([4, 4, 4, 4, 4]);
    expect(rows[3]?.cells.map(({ mergedFromAbove }) => mergedFromAbove)).toEqual([false, false, true, true]);
    const [document] = read(source);
    expect(document?.questions).toEqual([{ number: 'Раздел 1', title: 'Окна' }]);
    expect(document?.decisions.map(lineOf)).toEqual([
      'Раздел 1 | 1 | OMSU* | date | ..2026-10-01 | ',
      'Раздел 1 | 2 | OMSU* | date | ..2026-10-01 | ',
      'Раздел 1 | 3 | OMSU* | date | ..2026-10-01 | ',
    ]);
    expect(document?.decisions.map(({ quote }) => source.text.slice(quote.start, quote.end))).toEqual([
      'Мытьё окон',
      'Замена стёкол',
      'Покраска рам',
    ]);
  });

  it('keeps a table within a cell as lines of that cell', async () => {
    const inner = table([cell(paragraph('а')), cell(paragraph('б'))]);
    const { source } = await sourceOf(
      docxOf(table([cell(paragraph('до') + inner + paragraph('после')), cell(paragraph('рядом'))])),
    );
    const [first, second] = source.tables?.[0]?.rows[0]?.cells ?? [];
    expect(source.text.slice(first?.start, first?.end)).toBe('до\nа\nб\nпосле');
    expect(source.text.slice(second?.start, second?.end)).toBe('рядом');
    expect(source.tables).toHaveLength(1);
  });

  it('reads a protocol with automatic numbers', async () => {
    const body = [
      paragraph('ПРОТОКОЛ'),
      paragraph('совещания 03.09.2026'),
      paragraph('РЕШИЛИ:'),
      paragraph('Школам:', { numId: 1 }),
      paragraph('Вымыть окна.', { numId: 1, level: 1 }),
      paragraph('Срок: до 11.09.2026'),
      paragraph('ГАУ ДПО ЗОИРО', { numId: 1 }),
      paragraph('Разослать задания.', { numId: 1, level: 1 }),
      paragraph('Срок: постоянно'),
    ].join('');
    const { source } = await sourceOf(docxOf(body, decimalList(1)));
    expect(read(source)[0]?.decisions.map(lineOf)).toEqual([
      '- | 1.1 | OO* | date | ..2026-09-11 | ',
      '- | 2.1 | ZOIRO* | standing |  | ',
    ]);
  });

  it('says that pictures were not read, and refuses a document of pictures alone', async () => {
    const picture = '<w:p><w:r><w:drawing/></w:r></w:p>';
    expect((await sourceOf(docxOf(paragraph('слово') + picture))).warnings.map(({ code }) => code)).toEqual([
      'content_ignored',
    ]);
    expect(await readSource(docxOf(picture), 'scan.docx')).toMatchObject({
      kind: 'unreadable',
      reason: 'empty',
    });
  });
});
