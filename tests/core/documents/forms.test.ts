import { describe, expect, it } from 'vitest';
import { lineOf, misquoted, read, textOf } from './reading.ts';

const fixture = (name: string): string => textOf(new URL(`./fixtures/${name}.txt`, import.meta.url));
const example = (name: string): string => textOf(new URL(`../../../examples/${name}.txt`, import.meta.url));

describe('a file of two protocols with agendas', () => {
  const text = fixture('two-protocols');
  const documents = read(text);

  it('is two documents, each dated by its own protocol', () => {
    expect(documents.map(({ kind, date, title }) => [kind, date, title])).toEqual([
      ['protocol', '2026-10-12', 'Протокол аппаратного совещания'],
      ['protocol', '2026-10-19', 'Протокол аппаратного совещания'],
    ]);
    expect(documents.map(({ issuer }) => issuer)).toEqual([
      'Департамент образования Заозёрской области',
      'Департамент образования Заозёрской области',
    ]);
    expect(documents.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('has the questions of the protocol part only', () => {
    expect(documents[0]?.questions).toEqual([
      { number: '1', title: 'О горячем питании в сельских школах.' },
      { number: '2', title: 'О безопасности на водных объектах.' },
      { number: '3', title: 'О курсах для учителей.' },
      { number: '4', title: 'О новой форме отчёта.' },
    ]);
    expect(documents[1]?.questions).toEqual([{ number: '1', title: 'О поездке в посёлок Верхний Лог.' }]);
  });

  it('has these decisions', () => {
    expect(documents[0]?.decisions.map(lineOf)).toEqual([
      '1 | 1.1 | OMSU* | standing |  | ',
      '1 | 1.2 | OMSU* OO | standing |  | ',
      '2 | 1 |  | date^ | ..2026-11-01 | no_addressee crosses_addressee',
      '2 | 2.1 | OMSU* | date^ | ..2026-11-01 | ',
      '2 | 2.2 | OMSU* | date | ..2026-11-01 | ',
      '2 | 2.4 | OMSU* | date | ..2026-10-20 | numbering_gap',
      '2 | 3.1 | DOO* | none |  | no_deadline',
      '3 | 1.1 | OMSU* | month | 2026-11-01..2026-11-30 | ',
      '3 | 2.1 | ZOIRO* | year | 2026-01-01..2026-12-31 | ',
      '3 | 2.2 | ZOIRO* | month^ | 2027-05-01..2027-05-31 | crosses_addressee',
      '3 | 3.1 | PILOT* | month | 2027-05-01..2027-05-31 | ',
      '4 | 1.1 | OO* | school_year^ | 2026-09-01..2027-08-31 | numbering_gap',
      '4 | 2.1 | OO* | school_year | 2026-09-01..2027-08-31 | numbering_gap',
    ]);
    expect(documents[1]?.decisions.map(lineOf)).toEqual([
      '1 | 2.1 | OO* | date^ | ..2026-10-25 | numbering_gap subset_of_group',
      '1 | 2.2 | OO* | date | ..2026-10-25 | subset_of_group',
    ]);
  });

  it('keeps bullets, lists of names and rows without a head inside their point', () => {
    expect(documents[0]?.decisions[0]?.text).toBe(
      'Органам местного самоуправления, осуществляющим управление в сфере образования: ' +
        '- принять к сведению сообщение о поставках овощей; - передать сообщение поварам школьных столовых.',
    );
    expect(documents[0]?.decisions[9]?.text).toBe(
      'Подготовить курсы для учителей следующих районов: Каменский район Сосновский район',
    );
    expect(documents[1]?.decisions[1]?.text).toBe(
      'Оформить страховки на детей, перечисленных ниже: Ваня Кедров 5 класс Маша Осинина 6 класс ' +
        '(кроме уже застрахованных).',
    );
  });

  it('quotes every decision from the file', () => {
    expect(documents.flatMap((document) => misquoted(document, text))).toEqual([]);
  });
});

describe('a decision of a collegium', () => {
  const text = fixture('collegium');
  const [document, ...others] = read(text);

  it('is one document with its sections as questions', () => {
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      kind: 'collegium_decision',
      date: '2026-12-10',
      number: null,
      issuer: 'Коллегия Департамента образования Заозёрской области',
      title: 'Решение коллегии Департамента образования Заозёрской области',
      annexes: [],
      warnings: [],
    });
    expect(document?.questions.map(({ number }) => number)).toEqual([
      'Департаменту образования Заозёрской области',
      'Органам местного самоуправления, осуществляющим управление в сфере образования',
      'ГАУ ДПО ЗОИРО',
    ]);
  });

  it('has these decisions, numbered anew in every section', () => {
    const department = 'Департаменту образования Заозёрской области';
    const omsu = 'Органам местного самоуправления, осуществляющим управление в сфере образования';
    expect(document?.decisions.map(lineOf)).toEqual([
      `${department} | 1 | DEPARTMENT* | month | 2027-02-01..2027-02-28 | `,
      `${department} | 2 | DEPARTMENT* | range | 2027-03-01..2027-04-30 | `,
      `${department} | 3 | DEPARTMENT* | date | ..2026-05-31 | due_before_document`,
      `${omsu} | 1 | OMSU* | date | ..2027-09-01 | `,
      `${omsu} | 2 | OMSU* | year | 2027-01-01..2027-12-31 | `,
      'ГАУ ДПО ЗОИРО | 1 | ZOIRO* | standing |  | ',
    ]);
    expect(document === undefined ? [] : misquoted(document, text)).toEqual([]);
  });
});

describe('an order with a roadmap and a list', () => {
  const text = example('roadmap-order');
  const [document] = read(text);

  it('has its head, its list and the disagreements of its annexes', () => {
    expect(document).toMatchObject({
      kind: 'order',
      date: '2026-09-14',
      number: '412-03',
      issuer: 'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ ЗАОЗЁРСКОЙ ОБЛАСТИ',
      annexes: [{ title: 'Перечень опорных библиотек', rows: 4 }],
      questions: [
        { number: '1', title: 'Фонды и помещения' },
        { number: '2', title: 'Люди' },
      ],
    });
    expect(document?.title).toBe(
      'Об утверждении дорожной карты развития школьных библиотек на 2026 - 2027 годы и перечня опорных библиотек',
    );
    expect(document?.warnings.map(({ code }) => code)).toEqual(['dates_disagree', 'numbers_disagree']);
  });

  it('has these decisions, points first, then the rows', () => {
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 |  | none |  | no_addressee no_deadline',
      '- | 2 | ZOIRO* | date | ..2026-10-01 | ',
      '- | 3 | PERSON* | none |  | no_deadline',
      '1 | 1.1 | OMSU* ZOIRO | month | 2026-10-01..2026-10-31 | ',
      '1 | 1.2 | OMSU* | range | 2026-11-01..2026-12-31 | ',
      '2 | 2.1 | ZOIRO* | range | 2027-01-01..2027-03-31 | ',
      '2 | 2.2 | ZOIRO* OO | years | 2026-01-01..2027-12-31 | corrected_spelling',
      '2 | 2.3 | DEPARTMENT ZCOKO* | date | ..2027-06-30 | ',
    ]);
  });

  it('joins the row that a page broke, and quotes both pieces', () => {
    const row = document?.decisions[5];
    expect(row?.text).toBe('Курсы для библиотекарей сельских школ с выездом на опорные площадки');
    const quote = text.slice(row?.quote.start, row?.quote.end);
    expect(quote).toMatch(/^Курсы для/u);
    expect(quote).toMatch(/опорные площадки$/u);
    expect(document === undefined ? [] : misquoted(document, text)).toHaveLength(1);
  });
});

describe('an order with measures in tracks', () => {
  const text = fixture('measures-order');
  const [document] = read(text);

  it('has these decisions, the deadline and the bodies taken from one cell', () => {
    expect(document).toMatchObject({
      kind: 'order',
      date: '2026-12-30',
      number: '901-04',
      annexes: [],
      warnings: [],
    });
    expect(document?.questions).toEqual([
      { number: 'Трек 1', title: 'спортивные площадки' },
      { number: 'Трек 2', title: 'соревнования' },
    ]);
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 |  | none |  | no_addressee no_deadline',
      '- | 2 | ZOIRO* | none |  | no_deadline',
      '- | 3 | PERSON* | none |  | no_deadline',
      'Трек 1 | 1 | ZOIRO* OMSU | school_year | 2026-09-01..2027-08-31 | ',
      'Трек 1 | - | OMSU* | school_year | 2026-09-01..2027-08-31 | ',
      'Трек 1 | - | OMSU* ZOIRO | school_year | 2026-09-01..2027-08-31 | ',
      'Трек 1 | - | OMSU* | month | 2026-11-01..2026-11-30 | due_before_document',
      'Трек 1 | 2 | ZOIRO* OMSU | year | 2027-01-01..2027-12-31 | ',
      'Трек 1 | - | DEPARTMENT* | year | 2027-01-01..2027-12-31 | ',
      'Трек 1 | - | DEPARTMENT* | none |  | no_deadline',
      'Трек 2 | 1 | DEPARTMENT* OMSU | year | 2027-01-01..2027-12-31 | ',
      'Трек 2 | - | OMSU* | none |  | no_deadline',
    ]);
  });

  it('puts measure and description together, the measure of a merged cell too', () => {
    const texts = document?.decisions.map((decision) => decision.text) ?? [];
    expect(texts[4]).toBe('Ремонт площадок силами районов Покраска ограждений');
    expect(texts[5]).toBe('Ремонт площадок силами районов Замена качелей');
    expect(texts[6]).toBe('Ремонт площадок силами районов Посадка живой изгороди');
    expect(texts[7]).toBe('Выезд тренеров Мастер-классы в школах, далёких от районного центра');
  });

  it('quotes only its own cells where the measure is merged from above', () => {
    const merged = document?.decisions[5];
    expect(text.slice(merged?.quote.start, merged?.quote.end)).toBe('Замена качелей');
  });
});

describe('a protocol of bullets with their own lines', () => {
  const text = fixture('bullets');
  const [document] = read(text);

  it('has a decision for every bullet, under the number of its point', () => {
    expect(document).toMatchObject({
      kind: 'protocol',
      date: '2026-03-02',
      number: null,
      issuer: null,
      warnings: [],
    });
    expect(document?.decisions.map(lineOf)).toEqual([
      '1 | - | OTHER* OO | date | ..2026-10-01 | unknown_addressee',
      '1 | - | PERSON* | years | 2026-01-01..2027-12-31 | ',
      '1 | - | ROLE* | year | 2026-01-01..2026-12-31 | assumed_year',
      '2 | - | OO* ROLE | recurring | 2026-03-31 | ',
      '2 | - | ROLE* | on_demand |  | ',
      '3 | 3 | OTHER* | range | 2026-03-01..2026-06-30 | unknown_addressee',
      '4 | 4 | OO* | month | 2026-09-01..2026-09-30 | ',
    ]);
    expect(document === undefined ? [] : misquoted(document, text)).toEqual([]);
  });

  it('names the questions after the points', () => {
    expect(document?.questions.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Для пополнения библиотек',
      '2 В целях встреч с писателями',
      '3 В посёлке Верхний Лог открыть читальню на базе клуба.',
      '4 Обновить вывески библиотек',
    ]);
  });

  it('prints deadline phrases without the full stop of their line', () => {
    expect(document?.decisions.map(({ deadline }) => deadline.text)).toEqual([
      'до 1 октября 2026 года',
      '2026, 2027 годы',
      'в течение года',
      'октябрь, март',
      'по мере необходимости',
      'март-июнь 2026 года',
      'сентябрь текущего года',
    ]);
  });
});

describe('the example protocol', () => {
  const text = example('protocol');
  const [document] = read(text);

  it('has deadlines ahead of every sort', () => {
    expect(document).toMatchObject({ kind: 'protocol', date: '2026-09-03', number: '7', warnings: [] });
    expect(document?.decisions.map(lineOf)).toEqual([
      '1 | 1.1 | OMSU* | date^ | ..2026-09-09 | ',
      '1 | 1.2 | OMSU* | date | ..2026-09-09 | ',
      '1 | 1.3 | OMSU* | date | ..2026-09-18 | ',
      '1 | 2.1 | OO* | date | ..2026-09-11 | ',
      '1 | 2.2 | OO* | standing |  | ',
      '2 | 1.1 | ZOIRO* | date | ..2026-09-15 | ',
      '2 | 2.1 | OO* | range | 2026-09-21..2026-10-16 | ',
      '2 | 3.1 | ZCOKO* | recurring | 2026-09-05 | ',
      '3 | 1.1 | PILOT* | date | ..2026-09-25 | ',
      '3 | 2.1 | DOO* | none |  | no_deadline',
    ]);
    expect(document === undefined ? [] : misquoted(document, text)).toEqual([]);
  });
});
