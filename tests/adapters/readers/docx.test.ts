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
    const picture = '<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>';
    expect((await sourceOf(docxOf(paragraph('слово') + picture))).warnings.map(({ code }) => code)).toEqual([
      'content_ignored',
    ]);
    expect(await readSource(docxOf(picture), 'scan.docx')).toMatchObject({
      kind: 'unreadable',
      reason: 'empty',
    });
  });

  it.each([
    ['an emblem', '<w:drawing><wp:extent cx="720000" cy="720000"/><pic:pic/></w:drawing>', []],
    [
      'a page',
      '<w:drawing><wp:extent cx="5400000" cy="7200000"/><pic:pic/></w:drawing>',
      ['content_ignored'],
    ],
    ['an old emblem', '<w:pict><v:shape style="width:2cm;height:57pt"><v:imagedata/></v:shape></w:pict>', []],
    [
      'an old page',
      '<w:pict><v:shape style="width:16cm;height:570pt"><v:imagedata/></v:shape></w:pict>',
      ['content_ignored'],
    ],
    ['a drawn line', '<w:drawing><wp:extent cx="5400000" cy="7200000"/><wps:wsp/></w:drawing>', []],
  ])('tells %s from words that were not read', async (_, picture, codes) => {
    const body = `<w:p><w:r><w:t>слово</w:t>${picture}</w:r></w:p>`;
    expect((await sourceOf(docxOf(body))).warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('what stands beside the text of a Word document', () => {
  const run = (text: string, properties = ''): string =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const box = (content: string): string =>
    `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><w:txbxContent>${content}</w:txbxContent></wps:wsp></w:drawing>` +
    `</mc:Choice><mc:Fallback><w:pict><w:txbxContent>${content}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const told = async (body: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> =>
    (await sourceOf(docxOf(body, '', more))).warnings.map(({ code, message }) => `${code}: ${message}`);

  it('a text box is read once, its lines before the paragraph it hangs on', async () => {
    const content =
      paragraph('Утверждаю', { numId: 1 }) + table([cell(paragraph('а')), cell(paragraph('б'))]);
    const body = `<w:p>${run('Первый ')}${box(content)}${run('абзац')}</w:p>`;
    const { source, warnings } = await sourceOf(docxOf(body, decimalList(1)));
    expect(source.text).toBe('1. Утверждаю\nа\nб\nПервый абзац\n');
    expect([source.tables, warnings]).toEqual([[], []]);
  });

  it('a text box within a cell is read with the cell', async () => {
    const body = table([
      cell(`<w:p>${run('в ячейке')}${box(paragraph('в рамке'))}</w:p>`),
      cell(paragraph('рядом')),
    ]);
    const { source } = await sourceOf(docxOf(body));
    const texts = source.tables?.[0]?.rows[0]?.cells.map(({ start, end }) => source.text.slice(start, end));
    expect(texts).toEqual(['в рамке\nв ячейке', 'рядом']);
  });

  const styles =
    '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>' +
    '<w:style w:styleId="S"><w:basedOn w:val="H"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>';
  it.each([
    ['by itself', run('б', '<w:vanish/>'), 'ав'],
    ['by the style of its words', run('б', '<w:rStyle w:val="H"/>'), 'ав'],
    ['by a style that is based on a hidden one', run('б', '<w:rStyle w:val="H2"/>'), 'ав'],
    ['not, where the style shows again', run('б', '<w:rStyle w:val="S"/>'), 'абв'],
    ['not, where the words say so', run('б', '<w:rStyle w:val="H"/><w:vanish w:val="false"/>'), 'абв'],
    ['with its line break', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>б</w:t><w:br/></w:r>', 'ав'],
  ])('a hidden word is left out %s, and told', async (_, hidden, text) => {
    const body = `<w:p>${run('а')}${hidden}${run('в')}</w:p>`;
    const reading = await sourceOf(docxOf(body, '', { 'word/styles.xml': `<w:styles>${styles}</w:styles>` }));
    expect(reading.source.text).toBe(`${text}\n`);
    const message = 'Не прочитан скрытый текст: «б». Проверьте, нет ли там поручения или срока.';
    expect(reading.warnings).toEqual(text === 'ав' ? [{ code: 'text_left_out', message }] : []);
  });

  it('a paragraph of a hidden style is left out', async () => {
    const body = `<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('тайно')}</w:p>${paragraph('явно')}`;
    const reading = await sourceOf(docxOf(body, '', { 'word/styles.xml': `<w:styles>${styles}</w:styles>` }));
    expect(reading.source.text).toBe('\nявно\n');
  });

  it('changes nobody accepted are told, each once', async () => {
    const deleted = (text: string): string => `<w:del><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const body =
      `<w:p>${run('до ')}${deleted('5 ')}${deleted('мая')}<w:ins>${run('7 ')}${run('мая')}</w:ins>${run(' и до ')}` +
      `${deleted('июня')}<w:moveTo>${run('июля')}</w:moveTo></w:p>`;
    expect((await sourceOf(docxOf(body))).source.text).toBe('до 7 мая и до июля\n');
    expect(await told(body)).toEqual([
      'tracked_changes: В файле есть непринятые исправления. Не прочитано удалённое (2): «5 мая». ' +
        'Прочитано вставленное (2): «7 мая». Проверьте, окончательный ли это текст.',
    ]);
  });

  it('a paragraph whose end was deleted goes on with the next, and its number falls out', async () => {
    const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const gone = `<w:p><w:pPr>${list}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>снято</w:delText></w:r></w:del></w:p>`;
    const cut = `<w:p><w:pPr>${list}<w:rPr><w:del/></w:rPr></w:pPr>${run('Вымыть ')}</w:p>`;
    const body = paragraph('Первый', { numId: 1 }) + gone + cut + paragraph('окна', { numId: 1 });
    expect(await textOf(body, decimalList(1))).toBe('1. Первый\n2. Вымыть окна\n');
  });

  it('properties as they were before a change say nothing', async () => {
    const before = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>';
    const body = `<w:p><w:pPr>${before}</w:pPr>${run('слово', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>')}</w:p>`;
    expect(await textOf(body, decimalList(1))).toBe('слово\n');
  });

  const note = (tag: string, text: string): string => `<${tag}>${paragraph(text)}${paragraph('')}</${tag}>`;
  it.each([
    [
      'footnotes, with the first two',
      {
        'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator"><w:p/></w:footnote>${['а', 'б', 'в'].map((text) => note('w:footnote', text)).join('')}</w:footnotes>`,
      },
      'text_left_out: Не прочитаны сноски (3): «а», «б». Проверьте, нет ли там поручения или срока.',
    ],
    [
      'comments',
      { 'word/comments.xml': `<w:comments>${note('w:comment', 'уточнить')}</w:comments>` },
      'text_left_out: Не прочитаны примечания на полях: «уточнить». Проверьте, нет ли там поручения или срока.',
    ],
    [
      'a header of its own words, cut',
      { 'word/header1.xml': note('w:hdr', `Приказ ${'длинный '.repeat(20)}`) },
      'text_left_out: Не прочитаны колонтитулы: «Приказ длинный длинный длинный длинный длинный дли…». Проверьте, нет ли там поручения или срока.',
    ],
  ])('tells %s', async (_, parts, message) => {
    expect(await told(paragraph('слово'), parts)).toEqual([message]);
  });

  it.each([
    ['that counts pages', 'Страница 2 из 7'],
    ['of a number', '- 3 -'],
    ['whose words stand in the text', 'Важное Слово'],
  ])('is silent about a footer %s', async (_, text) => {
    expect(await told(paragraph('важное слово тут'), { 'word/footer1.xml': note('w:ftr', text) })).toEqual(
      [],
    );
  });
});

describe('the automatic numbers of a Word document', () => {
  it('come from the style a style is based on, and from a list style', async () => {
    const styles =
      '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>' +
      '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const linked =
      '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>' +
      '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>';
    const body = `<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>а</w:t></w:r></w:p>${paragraph('б', { numId: 9 })}`;
    const reading = await sourceOf(
      docxOf(body, decimalList(1) + linked, { 'word/styles.xml': `<w:styles>${styles}</w:styles>` }),
    );
    expect(reading.source.text).toBe('1. а\n1. б\n');
  });
});
