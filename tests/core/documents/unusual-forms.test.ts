import { describe, expect, it } from 'vitest';
import { findBareDate } from '../../../src/core/documents/bare-date.ts';
import { lineOf, read } from './reading.ts';

const linesOf = (text: string): string[] => read(text).flatMap(({ decisions }) => decisions.map(lineOf));
const order = (points: string): string => `ПРИКАЗ\n07.09.2026 № 48\nПРИКАЗЫВАЮ:\n${points}`;

describe('a day without «срок» or «до»', () => {
  it.each([
    ['Завхозу закупить посуду, 30.09.2026.', { phrase: '30.09.2026', closes: true }],
    ['Завхозу закупить посуду – 30 сентября 2026 г.', { phrase: '30 сентября 2026 г.', closes: true }],
    ['Провести 27 апреля 2026 года проверку', { phrase: '27 апреля 2026 года', closes: false }],
    ['Отменить приказ от 11.11.2025 № 870', null],
    ['Отменить приказ № 870 от 11.11.2025', null],
    ['По состоянию на 01.09.2026 подготовить справку', null],
    ['Внедрить программы с 1 сентября 2026 года', null],
    ['Провести 1 мая 2026 года и 9 мая 2026 года', null],
    ['Оформить стенд «Победа – 09.05.2026», который висит', { phrase: '09.05.2026', closes: false }],
    ['Выдать приказ 14.09.2026 № 15', null],
  ])('«%s»', (text, found) => {
    expect(findBareDate(text)).toEqual(found);
  });

  it('is a deadline with a doubt, after one printed as such', () => {
    expect(linesOf(order('1. Школам закупить посуду, 30.09.2026.'))).toEqual([
      '- | 1 | OO* | date | ..2026-09-30 | approximate',
    ]);
    expect(linesOf(order('1. Школам провести 27.09.2026 слёт. Срок: до 01.10.2026'))).toEqual([
      '- | 1 | OO* | date | ..2026-10-01 | ',
    ]);
  });
});

describe('a table with columns of unusual names', () => {
  const head = 'Что болит\tЧто лечим\tЛекарь\tФинал';
  const rows = [
    'Крыльцо\tУложить покрытие\tМБОУ «Приреченская СОШ № 1»\t01.10.2026',
    'Кружки\tОткрыть два кружка\tМБОУ «Заречная ООШ»\t01.11.2026',
    'Холод\tПроверить отопление\tДетский сад «Родничок»\t20.09.2026',
  ];
  const table = (...lines: string[]): string =>
    `Меры по обращениям жителей\n04.09.2026\n\n${lines.join('\n')}`;

  it('is understood by what its cells say, with a warning', () => {
    const [document] = read(table(head.replace('Что лечим', 'Лечение'), ...rows));
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | - | sch-prirechensk-1* | date | ..2026-10-01 | ',
      '- | - | sch-zarechye* | date | ..2026-11-01 | ',
      '- | - | ds-rodnichok* | date | ..2026-09-20 | ',
    ]);
    expect(document?.warnings.map(({ code }) => code)).toEqual(['columns_guessed']);
    expect(document?.warnings[0]?.message).toContain('срок — «Финал»');
  });

  it('is left alone where two columns could be the deadline', () => {
    const two = [head, ...rows].map((row, at) => `${row}\t${at === 0 ? 'Заявка' : '01.09.2026'}`);
    const [document] = read(table(...two.map((row) => row.replace('Что лечим', 'Лечение'))));
    expect(document?.decisions).toEqual([]);
    expect(document?.warnings.map(({ code }) => code)).toContain('content_ignored');
  });

  it('is left alone where nothing is to be done', () => {
    const candidates = [
      'Кого\tОткуда\tЭкзамен',
      'Иванова Мария, 9 класс\tМБОУ «Заречная ООШ»\t01.10.2026',
      'Петров Степан, 9 класс\tМБОУ «Заречная ООШ»\t02.10.2026',
    ];
    expect(linesOf(table(...candidates))).toEqual([]);
  });
});

describe('columns for the beginning, the end and the co-executors', () => {
  const table = (row: string): string =>
    `ПЛАН\nот 01.03.2026\n\nМероприятие\tИсполнитель\tСоисполнители\tНачало\tОкончание\n${row}`;

  it('are a stretch of time, and further addressees', () => {
    expect(linesOf(table('Ремонт\tМБОУ «Заречная ООШ»\tОМСУ\t01.06.2026\tавгуст 2026'))).toEqual([
      '- | - | sch-zarechye* OMSU | range | 2026-06-01..2026-08-31 | ',
    ]);
  });

  it('are doubted where the beginning is after the end', () => {
    expect(linesOf(table('Ремонт\tМБОУ «Заречная ООШ»\t\t01.09.2026\tавгуст 2026'))).toEqual([
      '- | - | sch-zarechye* | month | 2026-08-01..2026-08-31 | dates_disagree',
    ]);
  });
});

describe('a name the document shortens itself', () => {
  const text = order(
    '1. Муниципальным органам управления образованием (далее – МОУО) собрать заявки до 15.09.2026.\n' +
      '2. МОУО проверить заявки до 20.09.2026.\n3. МОУОП провести слёт до 25.09.2026.',
  );

  it('stands for the whole name in every point, and only that name does', () => {
    expect(linesOf(text)).toEqual([
      '- | 1 | OMSU* | date | ..2026-09-15 | ',
      '- | 2 | OMSU* | date | ..2026-09-20 | ',
      '- | 3 | OTHER* | date | ..2026-09-25 | unknown_addressee',
    ]);
  });
});
