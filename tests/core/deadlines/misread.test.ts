import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { findDeadlines } from '../../../src/core/deadlines/index.ts';
import { type Case, contextOn, summarize } from './read.ts';

/*
 * Forms that were once taken for something else: first of all what was made a date though no date is said.
 */

const ON = '2027-03-01';

function find(text: string, on: CalendarDate = ON): string[] {
  return findDeadlines(text, contextOn(on)).map(({ reading: { deadline } }) =>
    [deadline.kind, deadline.start, deadline.due, deadline.next, deadline.offset]
      .filter((part) => part !== null)
      .join(' '),
  );
}

const OF_NOBODYS_PLAN: readonly string[] = [
  // Persons.
  '| Лунина О.А. | 14.05.2027 | учитель |',
  '| Лунина Ольга Андреевна | 14.05.2027 | учитель химии |',
  '| О.А. Лунина | учитель | 14.05.2027 |',
  '| 14.05.2027 | Лунина О.А. | директор |',
  '| 2 | Лунина Ольга Андреевна | воспитатель | детский сад «Ёлочка» | 14.05.2027 | первая |',
  '| учитель истории | высшая категория | 18.06.2027 |',
  '| Член комиссии по проведению смотра | 18.06.2027 |',
  '| Лунина О.А. | 01.06.2027 - 28.06.2027 |',
  '| Лунина О.А. | повышение квалификации | 14.05.2027 |',
  'Лунина О.А. – 14.05.2027',
  'Лунина Ольга Андреевна – 14 мая 2027 г.',
  'Лунина Ольга Андреевна, учитель, 14.05.2027',
  '3. Ермаков Пётр Ильич 14 мая 2027 г.',
  'Директор школы (Ермаков П.И.) – 14.05.2027',
  'Преподаватель физики высшей категории, 14.05.2027',
  'Ермакова Анна, 9 «А» класс, 14.05.2027',
  'Ермаков П.И., июнь 2027 г.',
  'Ермаков П.И., отпуск, июнь – август 2027 г.',
  // Things, papers, places.
  '| Автобус ПАЗ 4234 | В555ОР | 14.05.2027 |',
  '| ГАЗ-3221 | 14.05.2027 |',
  '| ООО «Ландыш» | 14.05.2027 | 15200,00 |',
  '| ул. Речная, д. 7 | 14.05.2027 |',
  '| Кадастровый номер | 14.05.27 |',
  '| доля | 1.5 |',
  'ООО «Ландыш», 14.05.2027',
  'ООО «Ландыш» – с 14.05.2027 по 14.05.2028',
  'Сертификат соответствия – 14.05.2027',
  'г. Приреченск, ул. Речная, 7, 14.05.2027',
  'г. Приреченск, май 2027 г.',
  'Приреченск, 14.05.2027',
  'Протокол заседания комиссии, май 2027 г.',
  'Период обучения (сентябрь – декабрь 2027 г.)',
  'Льготный проездной билет (май – август 2027 г.)',
  'Муниципальная программа «Развитие школ» (2027–2029 годы)',
  'Развитие школ, 2027–2029 годы',
];

const OF_A_PLAN: readonly (readonly [text: string, reading: string])[] = [
  ['| Соревнования по лапте | 14.05.2027 | спортзал |', 'date 2027-05-14'],
  ['| 14.05.2027 | Областной слёт краеведов | дворец творчества |', 'date 2027-05-14'],
  ['| Сбор заявок | май – июнь 2027 | Лунина О.А. |', 'range 2027-05-01 2027-06-30'],
  ['Поверка счётчиков тепла – 14.05.2027', 'date 2027-05-14'],
  ['Областной этап смотра 14 мая 2027 г.', 'date 2027-05-14'],
  ['Вручение дипломов – 14 мая 2027 г.', 'date 2027-05-14'],
  ['• на вечернем отделении 14, 15 мая 2027 г. с 9 часов.', 'date 2027-05-15'],
];

describe('lines and cells without a verb', () => {
  test.each(OF_NOBODYS_PLAN)('«%s» has no term', (text) => {
    expect(find(text)).toEqual([]);
  });

  test.each(OF_A_PLAN)('«%s» is %s', (text, reading) => {
    expect(find(text)).toEqual([reading]);
  });
});

const NUMBERS_OF_THINGS: readonly Case[] = [
  ['версия 2.10.15', 'unparseable !unparseable_phrase'],
  ['по форме 2.10.15', 'unparseable !unparseable_phrase'],
  ['пункт 2.10.28 плана', 'unparseable !unparseable_phrase'],
  ['пп. 2.10, 2.11 и 3.12', 'unparseable !unparseable_phrase'],
  ['по специальности 09.02.07', 'unparseable !unparseable_phrase'],
  ['профессия 15.01.05 Сварщик', 'unparseable !unparseable_phrase'],
  ['СП 3.1.24', 'unparseable !unparseable_phrase'],
  ['2.4.24.5', 'unparseable !unparseable_phrase'],
  ['тел. 8-10-2027', 'unparseable !unparseable_phrase'],
  ['№ 12.05.27', 'unparseable !unparseable_phrase'],
  ['№ 12-05-2027', 'unparseable !unparseable_phrase'],
  ['до 12.05 тыс. рублей', 'unparseable !unparseable_phrase'],
  ['с 10.00 до 12.05', 'unparseable !unparseable_phrase'],
  ['с 10.05 до 11.30', 'unparseable !unparseable_phrase'],
  ['по пункту 2.10 – до 14.05.2027', 'date 2027-05-14 !approximate'],
  ['до 12.05', 'date 2027-05-12 !assumed_year'],
  ['с 10.00 до 12.05 14 мая 2027 г.', 'date 2027-05-14'],
];

describe('digits with dots', () => {
  test.each(NUMBERS_OF_THINGS)('«%s» is %s', (phrase, reading) => {
    expect(summarize(phrase, ON)).toBe(reading);
  });

  test.each([
    '1.5.27 Провести семинар для учителей.',
    '2.10.28 Организовать подвоз учащихся.',
    'Соблюдать СП 2.4.36 и п. 3.05.',
    'Выделить школе до 12.05 тыс. рублей.',
    'Открыть пункт приёма с 10.00 до 12.05.',
  ])('are no day in «%s»', (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('a year in two digits', () => {
  test.each([
    ['1998-09-01', 'до 02.10.98', 'date 1998-10-02'],
    ['1998-09-01', 'до 2 октября 98 г.', 'date 1998-10-02'],
    ['1999-12-20', 'до 15.01.00', 'date 2000-01-15'],
    ['2027-03-01', 'до 02.10.98', 'date 1998-10-02 !due_before_document'],
    ['2027-03-01', 'до 02.10.35', 'date 2035-10-02'],
  ] as const)('of a document of %s: «%s» is %s', (on, phrase, reading) => {
    expect(summarize(phrase, on)).toBe(reading);
  });
});
