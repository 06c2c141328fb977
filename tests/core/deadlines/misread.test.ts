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
  '| Лунина О.А. | учитель | соответствие должности | до 25.04.2029 |',
  // Numbers of points.
  '| 2.1 | Провести осмотр залов | завхоз |',
  '1 | 2.1 | Обеспечить явку | завуч',
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
  ['2. | Военно-спортивная игра «Тропа» | 14.05.27-15.05.27 | стадион |', 'range 2027-05-14 2027-05-15'],
  ['| День открытых дверей | 14.05.2027 | завуч |', 'date 2027-05-14'],
  ['| Разъяснительная работа в школах | май 2027 |', 'month 2027-05-01 2027-05-31'],
  ['| Лунина О.А. | Сверить списки | до 14.05.2027 |', 'date 2027-05-14'],
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

test('the sign of a footnote is none of a date', () => {
  expect(summarize('до 12 апреля 2027* года', ON)).toBe('date 2027-04-12');
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

const OFFICE_FORMS: readonly Case[] = [
  // What is said beside the term.
  [
    'Ежегодно по окончании учебного года в срок до 1 июля',
    'recurring 2027-07-01 FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1',
  ],
  [
    'ежегодно по завершении полугодия, не позднее 15 июля',
    'recurring 2027-07-15 FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15',
  ],
  [
    'ежегодно в соответствии с распорядительным актом учредителя',
    'recurring 2027-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 !approximate',
  ],
  [
    'начиная с 2028 года сдавать ежегодно, до 4 мая',
    'recurring 2028-05-04 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4',
  ],
  ['на 2028 год и на 2029 год', 'years 2028-01-01 … 2029-12-31'],
  [
    'не позднее 7 числа месяца, следующего за истекшим кварталом',
    'recurring 2027-04-07 FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=7',
  ],
  ['на две недели, до 26 марта', 'date 2027-03-26 !assumed_year !approximate'],
  ['на одну учебную неделю – до 13 марта', 'date 2027-03-13 !assumed_year !approximate'],
  ['в течение учебного года (10 дней)', 'school_year 2026-09-01 … 2027-08-31 !assumed_year !approximate'],
  ['продлены до 9 апреля', 'date 2027-04-09 !assumed_year !approximate'],
  ['Обеспечить с 1 по 15 апреля', 'range 2027-04-01 … 2027-04-15 !assumed_year'],
  ['Обеспечить с 1 апреля', 'standing 2027-04-01 … !assumed_year !approximate'],
  [
    'в течение двух недель в случае жалобы одной из сторон',
    'relative 2027-03-15 P14D !approximate !approximate',
  ],
  [
    'до начала пожароопасного сезона план',
    'relative «до начала пожароопасного сезона» !needs_event !approximate',
  ],
  ['ноябрь, 9-11 классы', 'month 2027-11-01 … 2027-11-30 !assumed_year !approximate'],
  ['май – аналитическая справка', 'month 2027-05-01 … 2027-05-31 !assumed_year !approximate'],
  ['постоянно, в период действия режима «Тревога»', 'standing !approximate'],
  ['накануне экзамена', 'relative «накануне экзамена» !needs_event'],
  ['до прохождения паводка', 'relative «до прохождения паводка» !needs_event'],
  [
    'до 1 декабря 2027 года (ГИА-11), до 1 февраля 2028 года (ГИА-9)',
    'date 2028-02-01 !several_dates !approximate',
  ],
  ['в течение первых 5 рабочих дней 2027 года', 'date 2027-01-15 !due_before_document'],
  ['весна, осень', 'recurring 2027-05-31 FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=-1 !approximate'],
  ['36 часов', 'relative 2027-03-03 PT36H !approximate'],
  // Places, hours, several days.
  ['7 мая Начало 11:00', 'date 2027-05-07 !assumed_year'],
  ['7 мая, начало в 11.00', 'date 2027-05-07 !assumed_year'],
  ['25 марта Речная, 7', 'date 2027-03-25 !assumed_year !approximate'],
  ['25 марта, г. Озёрск, ул. Речная, № 7', 'date 2027-03-25 !assumed_year !approximate'],
  ['до 14.05.2027, на школьном дворе 25.05.2027', 'date 2027-05-25 !several_dates'],
  ['14.05.2027 вместо 10.05.2027', 'unparseable !unparseable_phrase'],
  // Signs and words run together, numbers of points, slips.
  [
    '1.1.с 5 по 18 апреля - в школах',
    'range 2027-04-05 … 2027-04-18 !assumed_year !approximate !approximate',
  ],
  ['учрежденийдо 28 мая', 'date 2027-05-28 !assumed_year !approximate'],
  ['в течениие 2027 года', 'year 2027-01-01 … 2027-12-31 !corrected_spelling'],
];

describe('forms of office papers', () => {
  test.each(OFFICE_FORMS)('«%s» is %s', (phrase, reading) => {
    expect(summarize(phrase, ON)).toBe(reading);
  });

  test('a summer of which a day is left is the next one', () => {
    expect(summarize('летний период', '2027-08-31')).toContain('range 2028-06-01 … 2028-08-31');
    expect(summarize('летний период', '2027-07-10')).toContain('range 2027-06-01 … 2027-08-31');
  });
});

const IN_SENTENCES: readonly (readonly [text: string, reading: string])[] = [
  ['Закончить отопительный сезон 2026–2027 годов 28 апреля 2027 года.', 'date 2027-04-28'],
  ['Провести встречи, посвящённые Дню учителя, 5 октября 2027 года.', 'date 2027-10-05'],
  ['Ответственным накануне их проведения сверить списки.', 'relative'],
  ['1.1.с 5 по 18 апреля - в школах;', 'range 2027-04-05 2027-04-18'],
  ['| Осмотр залов | Еженедельно | завхоз |', 'recurring 2027-03-05'],
  ['3. | Сверять журналы. | Постоянно | завуч |', 'standing'],
  ['4. | Провести ремонт зала. | 14.05.2027 | завхоз |', 'date 2027-05-14'],
  ['4. | Провести ремонт зала | 14.05.2027 | завхоз |', 'date 2027-05-14'],
  [
    '| Анализ работы совета за 2026/2027 учебный год | Сентябрь | председатель |',
    'month 2027-09-01 2027-09-30',
  ],
  ['Направить в управление образованиядо 28 мая списки.', 'date 2027-05-28'],
  ['Разработать до начала пожароопасного сезона план тушения.', 'relative'],
  [
    'В срок до 1 сентября года, предшествующего году проверок, проект плана отсылается в центр.',
    'recurring 2027-09-01',
  ],
  ['Заседания проводить в течениие 2027 года.', 'year 2027-01-01 2027-12-31'],
  ['2.2.ежегодно при утверждении плана предусматривать средства на слёт.', 'recurring 2027-12-31'],
];

describe('what is no term of a task', () => {
  test.each([
    'срок действия договора – до 31 декабря 2027 года',
    'кредит на срок до 20.12.2030',
    'за период с 1 января по 30 июня 2026 года',
    'за 9 месяцев 2026 года',
    'за I полугодие 2026 года',
    'последняя неделя каждой четверти',
  ])('«%s» is unparseable', (phrase) => {
    expect(summarize(phrase, ON)).toBe('unparseable !unparseable_phrase');
  });

  test.each([
    'Утвердить дорожную карту подготовки и проведения экзаменов в 2027 году.',
    'Уничтожить бланки не ранее 1 марта 2028 года.',
    'Направить на сборы граждан, достигших 18 лет к 1 мая 2027 года.',
    'Ребёнку до 1 сентября 2027 года должно исполниться 6 лет.',
    'Директор школы Ермаков П.И., дата назначения 15.08.2023, контракт до 14.08.2028.',
    'Срок полномочий председателя совета – до 15 сентября 2028 года.',
    'Поступило в 2027 году 35 жалоб, рассмотрено до 30 апреля 32.',
    'Обеспечить готовность генератора мощностью 12.5 кВт.',
    'Освободить от уроков с 12 по 14 апреля 2027 года учителя Лунина О.А.',
  ])('«%s» has none', (text) => {
    expect(find(text)).toEqual([]);
  });

  test('what somebody must always do at once is doubted', () => {
    const [found] = findDeadlines('Дежурный обязан в течение часа прибыть на место.', contextOn(ON));
    expect(found?.reading.warnings.map(({ code }) => code)).toEqual(['approximate']);
  });
});

describe('forms of office papers in sentences', () => {
  test.each(IN_SENTENCES)('«%s» is %s', (text, reading) => {
    expect(find(text)).toEqual([reading]);
  });

  test('the event ends where the words name what is to be made', () => {
    const [found] = findDeadlines('Подготовить до начала сезона сводный отчёт.', contextOn(ON));
    expect(found?.reading.deadline.trigger).toBe('до начала сезона');
  });

  test.each([
    'Представить сведения о концертах, приуроченных к празднику, 1 октября 2027 года.',
    'Ежегодно проводимый слёт считать областным.',
    'С 5 по 18 июля – в отпуске.',
  ])('«%s» has none', (text) => {
    expect(find(text)).toEqual([]);
  });
});
