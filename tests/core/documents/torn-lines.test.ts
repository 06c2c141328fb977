import { describe, expect, it } from 'vitest';
import { mendTornRows } from '../../../src/core/documents/torn-lines.ts';
import { lineOf, read } from './reading.ts';

const linesOf = (text: string): string[] =>
  mendTornRows(
    text,
    [...text.matchAll(/[^\n]+/gu)].map(({ 0: raw, index }) => ({ raw, index })),
  ).map(({ raw }) => raw);

const NUMBERED = '№\tМероприятие\tСрок\tИсполнитель\tОтметка';
const PLAIN = 'Мероприятие\tСрок\tИсполнитель';

describe('rows typed with tab characters whose cells break', () => {
  it.each([
    ['in the middle', NUMBERED, '2\tКонкурс\nрисунков и\nплакатов\t15.02.2027\tОМСУ,\nшколы\t'],
    ['in the last cell', NUMBERED.replace('\tОтметка', ''), '2\tКонкурс\t15.02.2027\tОМСУ,\nшколы'],
    ['without numbers', PLAIN, 'Конкурс\nдля всех\t15.02.2027\tОМСУ'],
  ])('are a row each, %s', (_, head, row) => {
    expect(linesOf(`${head}\n${row}\n`)).toEqual([head, row]);
  });

  it('have a head that breaks, too', () => {
    const head = '№\tМероприятие\tСрок\nисполнения\tИсполнитель';
    expect(linesOf(`${head}\n1\tСмотр\t15.02.2027\tОМСУ\n`)).toEqual([head, '1\tСмотр\t15.02.2027\tОМСУ']);
  });

  it.each([
    ['a row that lacks cells, and the next', `${NUMBERED}\n1\tСдать отчёт\t16.02.2027\n2\tСмотр\t17.02.2027`],
    ['rows without numbers that lack a cell each', `${PLAIN}\nСдать отчёт\t16.02.2027\nСмотр\t17.02.2027`],
    [
      'the title of the rows below',
      `${NUMBERED}\n1\tСмотр\t16.02.2027\tОМСУ\t\nРаздел 2\n2\tСлёт\t1.03\tОМСУ\t`,
    ],
    ['a row under a merged cell', `${NUMBERED}\n1\tСмотр\t16.02.2027\n\t\tОМСУ`],
    ['a line after an empty one', `${NUMBERED}\n1\tСмотр\t16.02.2027\n\nи парад\tОМСУ\t`],
    ['the first row below a repeated head', `${NUMBERED}\n\tи парад\t\t\t`],
    ['a first row in small letters', 'Срок\tМероприятие\tКто\nдо 20.03.2027\tСмотр\tОМСУ'],
    ['lines above any head', 'Кому\tвсем\nот кого\tот нас\t\n'],
  ])('leave %s alone', (_, text) => {
    expect(linesOf(text)).toEqual(text.split('\n').filter((line) => line !== ''));
  });

  it('are read with whoever stands behind the break, quoted whole', () => {
    const text = `ПЛАН\nот 14.01.2027 № 12\n\n${NUMBERED}\n1\tКонкурс\nрисунков\t15.02.2027\tГАУ ДПО ЗОИРО,\nОМСУ\t\n2\tСлёт\t16.02.2027\tОМСУ\t\n`;
    const [document] = read(text);
    expect(document?.decisions.map((decision) => `${lineOf(decision)} ${decision.text}`)).toEqual([
      '- | 1 | ZOIRO* OMSU | date | ..2027-02-15 |  Конкурс рисунков',
      '- | 2 | OMSU* | date | ..2027-02-16 |  Слёт',
    ]);
    const quote = document?.decisions[0]?.quote ?? { start: 0, end: 0 };
    expect(text.slice(quote.start, quote.end)).toBe('Конкурс\nрисунков');
  });
});
