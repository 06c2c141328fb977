import { describe, expect, test } from 'vitest';
import { builtInDirectory } from '../../../src/core/addressees/index.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../../src/core/deadlines/index.ts';
import type { SourceText } from '../../../src/core/documents/index.ts';
import { continuePoint, readAddedPage } from '../../../src/core/review/added-page.ts';

const CONTEXT = {
  directory: builtInDirectory,
  calendar: russianCalendar,
  policy: defaultDeadlinePolicy,
} as const;

const FIRST = [
  'ПРОТОКОЛ',
  'совещания по вопросам питания 02.09.2026 № 17',
  'РЕШИЛИ:',
  '1. Общеобразовательным организациям:',
  '1.1. Провести собрания родителей.',
  'Срок: до 20.09.2026',
  '1.2. Разместить меню на сайте',
].join('\n');

const SECOND = [
  'и обновлять его каждую неделю.',
  'Срок: до 25.09.2026',
  '1.3. Назначить ответственных за питание.',
  'Срок: до 10.09.2026',
].join('\n');

const page = (text: string): SourceText => ({ name: 'фото 2', text, tables: null });
const added = (first = FIRST, second = SECOND) => {
  const read = readAddedPage(first, page(second), CONTEXT);
  if (read === null) throw new Error('the page is there already');
  return read;
};

describe('a page that comes after its document was read', () => {
  test('goes on where the document ended: its points are for the addressees named there', () => {
    const read = added();
    expect(read.added).toMatchObject([
      { label: '1.3', addressees: [{ code: 'OO' }], deadline: { due: '2026-09-10' }, warnings: [] },
    ]);
    expect(read.text.startsWith(`${FIRST}\n\n`)).toBe(true);
    const [{ quote } = { quote: { start: 0, end: 0 } }] = read.added;
    expect(read.text.slice(quote.start, quote.end)).toContain('Назначить ответственных');
  });

  test('completes the point that the page before broke off, and leaves the others alone', () => {
    const { continued } = added();
    expect(continued).toMatchObject([
      {
        before: { label: '1.2', text: 'Разместить меню на сайте', deadline: { kind: 'none' } },
        now: {
          text: 'Разместить меню на сайте и обновлять его каждую неделю.',
          deadline: { due: '2026-09-25' },
        },
      },
    ]);
  });

  test('brings no doubt that comes of reading it alone', () => {
    expect(added().warnings).toEqual([]);
  });

  test.each([
    ['word for word', SECOND],
    ['in other lines', SECOND.replaceAll('\n', ' \n\n ')],
  ])('is added once: the second copy, %s, is known', (_name, copy) => {
    expect(readAddedPage(added().text, page(copy), CONTEXT)).toBeNull();
  });

  test('with nothing to do on it adds nothing', () => {
    const read = added(`${FIRST}.\nСрок: до 25.09.2026`, 'Председатель Л.П. Верещагина');
    expect([read.added, read.continued]).toEqual([[], []]);
  });

  test('keeps the tables of a page that has them', () => {
    const cells = ['Мероприятие', 'Ответственные', 'Срок', 'Провести опрос', 'ОМСУ', 'до 01.10.2026'];
    const text = cells.join('\t');
    let at = 0;
    const spans = cells.map((cell) => {
      const start = at;
      at += cell.length + 1;
      return { start, end: start + cell.length, mergedFromAbove: false };
    });
    const rows = [spans.slice(0, 3), spans.slice(3)].map((row) => ({
      start: row[0]?.start ?? 0,
      end: row.at(-1)?.end ?? 0,
      cells: row,
    }));
    const read = readAddedPage(FIRST, { name: 'план.docx', text, tables: [{ rows }] }, CONTEXT);
    expect(read?.added).toMatchObject([
      { text: 'Провести опрос', addressees: [{ code: 'OMSU' }], deadline: { due: '2026-10-01' } },
    ]);
  });
});

describe('a point of the draft that goes on on the page', () => {
  const [one] = added().continued;
  if (one === undefined) throw new Error('nothing goes on');
  const { before, now } = one;

  test('is what is read now where nobody has touched it', () => {
    const { text, addressees, deadline, warnings, quote } = now;
    expect(continuePoint(before, one)).toEqual({
      point: { text, addressees, deadline, warnings, quote },
      kept: false,
    });
  });

  test('keeps a text that a reviewer has written, and takes the deadline of the page', () => {
    const outcome = continuePoint({ ...before, text: 'Размещать меню ежедневно.' }, one);
    expect(outcome).toMatchObject({
      kept: true,
      point: { text: 'Размещать меню ежедневно.', deadline: { due: '2026-09-25' }, warnings: [] },
    });
  });

  test('keeps a deadline and its doubts that a reviewer has settled', () => {
    const deadline = { ...now.deadline, due: '2026-12-01' } as const;
    const outcome = continuePoint({ ...before, deadline, warnings: [] }, one);
    expect(outcome).toMatchObject({
      kept: true,
      point: { text: now.text, deadline: { due: '2026-12-01' }, warnings: [] },
    });
  });

  test('keeps addressees that the page says nothing else of, and tells nobody of that', () => {
    const addressees = [{ text: 'ЗЦОКО', code: 'ZCOKO', executor: true }];
    const outcome = continuePoint({ ...before, addressees }, one);
    expect(outcome).toMatchObject({ kept: false, point: { addressees, text: now.text } });
  });
});
