import { describe, expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

/** Forms that look like another one: what must not be taken for it. */
const linesOf = (text: string): string[] => read(text).flatMap(({ decisions }) => decisions.map(lineOf));
const wordsOf = (text: string): string[] =>
  read(text).flatMap(({ decisions }) => decisions.map((decision) => decision.text));
const order = (points: string): string => `ПРИКАЗ
от 11.01.2027 № 5
Об итогах проверки

приказываю:
${points}`;

describe('a dative before the verb of a point', () => {
  it.each([
    'Вопросам безопасности уделить особое внимание до 20.01.2027.',
    'Указанным мероприятиям посвятить педсовет до 20.01.2027.',
    'Итогам проверки дать оценку до 20.01.2027.',
    'По-прежнему проводить до 20.01.2027 осмотры.',
    'Поэтому провести до 20.01.2027 учёбу.',
    'Выпускникам вручить грамоты до 20.01.2027.',
  ])('«%s» is for whom the header names: the dative says what, or to whom it is given', (point) => {
    expect(linesOf(order(`1. Директорам школ:\n1.1. Провести осмотр до 19.01.2027.\n1.2. ${point}`))[1]).toBe(
      '- | 1.2 | OO* | date | ..2027-01-20 | ',
    );
  });

  it.each(['Собственникам автобусов', 'Совету по вопросам семьи', 'Совету по основным вопросам семьи'])(
    '«%s» is somebody, known or not',
    (who) => {
      const [document] = read(order(`1. ${who} провести осмотр до 20.01.2027.`));
      expect(document?.decisions[0]?.addressees).toMatchObject([{ text: who, code: 'OTHER' }]);
    },
  );
});

describe('the number of a house, a room or a page behind a sentence', () => {
  const minutes = (points: string): string => `ПРОТОКОЛ № 3 от 14.01.2027\nРЕШИЛИ:\n${points}`;

  it('begins no point', () => {
    const point =
      'Директорам школ осмотреть здание по адресу: ул. Лесная, д. 2. Ответственным провести опись в каб. 3. Отчёт сдать до 20.01.2027.';
    expect(wordsOf(minutes(`1. ${point}`))).toEqual([point]);
  });

  it('is a point behind «и т. д.» and «и т. п.»', () => {
    expect(
      wordsOf(
        minutes(
          '1. Школам купить парты и т. д. 2. Отделу кадров собрать описи и т. п. 3. Методистам сдать отчёт.',
        ),
      ),
    ).toEqual([
      'Школам купить парты и т. д.',
      'Отделу кадров собрать описи и т. п.',
      'Методистам сдать отчёт.',
    ]);
  });

  it('and the first letter of who signs below point 2 is no «3.»', () => {
    const signed = '1. Школам провести осмотр.\n2. Школам сдать отчёт.\n\nПредседатель\nЗ. А. Петрова';
    expect(wordsOf(minutes(signed))).toEqual(['Школам провести осмотр.', 'Школам сдать отчёт.']);
  });
});

describe('a table whose columns have run together', () => {
  const plan = (head: string, rows: string): string => `План работы на 2027 год\n\n${head}\n${rows}`;
  const WHO_LAST = '№ Мероприятие Срок Ответственный';
  const TERM_LAST = '№ Мероприятие Ответственный Срок';

  it.each([
    ['с 1 по 5 марта 2027', 'range | 2027-03-01..2027-03-05'],
    ['до 25 числа ежемесячно', 'recurring | '],
    ['ежемесячно до 25 числа', 'recurring | '],
    ['в апреле 2027', 'month | 2027-04-01..2027-04-30'],
    ['I полугодие 2027 года', 'range | 2027-01-01..2027-06-30'],
    ['до конца марта 2027 года', 'date | ..2027-03-31'],
  ])('gives a row the whole of «%s»', (term, read) => {
    const text = plan(
      WHO_LAST,
      `1 Сдать отчёт ${term} Директора школ\n2 Провести смотр 05.04.2027 Директора школ`,
    );
    expect(linesOf(text)[0]).toContain(`- | 1 | OO* | ${read}`);
    expect(wordsOf(text)[0]).toBe('Сдать отчёт');
  });

  it('leaves the number of a school to what is to be done', () => {
    const text = plan(
      WHO_LAST,
      '1 Осмотреть зал школы № 9 05.04.2027 Директора школ\n2 Провести смотр 05.04.2027 Директора школ',
    );
    expect(wordsOf(text)[0]).toBe('Осмотреть зал школы № 9');
  });

  it('is told of where a row does not come apart', () => {
    const text = plan(WHO_LAST, '1 Сдать отчёт 05.04.2027 Директора школ\n2 Провести смотр Директора школ');
    const [document] = read(text);
    expect(document?.decisions).toEqual([]);
    expect(document?.warnings.map(({ message }) => message)[0]).toBe(
      'Таблица не прочитана: её графы слиплись, и в строке не разделить, что, когда и кому: «2 Провести смотр Директора школ».',
    );
  });

  it('ends before the signature and the control clause', () => {
    const text = plan(
      TERM_LAST,
      '1 Собрать сведения в Приреченске Директора школ март 2027\n2 Провести День дверей Директора школ апрель 2027 года\nПредседатель комиссии А.А. Орлова',
    );
    expect(linesOf(text)).toEqual([
      '- | 1 | OO* | month | 2027-03-01..2027-03-31 | ',
      '- | 2 | OO* | month | 2027-04-01..2027-04-30 | ',
    ]);
    expect(wordsOf(text)[0]).toBe('Собрать сведения в Приреченске');
    const controlled = plan(
      WHO_LAST,
      '1 Сдать отчёт 05.04.2027 Директора школ\n2 Провести смотр 06.04.2027 Директора школ\nКонтроль за исполнением плана возложить на Орлову А.А.',
    );
    expect(linesOf(controlled)[1]).toBe('- | 2 | OO* | date | ..2027-04-06 | ');
  });
});

describe('days in the columns of a calendar', () => {
  const row = (cells: string): string[] =>
    linesOf(
      `План на 2027 год\n№\tМероприятие\tОтветственный\tЯнв\tФев\tМар\tАпр\n1\tСдать отчёт\tДиректора школ\t${cells}\n2\tПровести смотр\tДиректора школ\t\tх\t\t`,
    );

  it.each([
    ['-\t-\tдо 15\t–', 'date | ..2027-03-15 | approximate'],
    ['х\t\tдо 15\t', 'date | ..2027-03-15 | approximate several_dates'],
    ['\t10\t\t20', 'date | ..2027-04-20 | approximate several_dates'],
    ['\tх\t\t1-15', 'range | 2027-02-01..2027-04-15 | approximate several_dates'],
    ['\tх\t\tсмотр', 'range | 2027-02-01..2027-04-30 | approximate several_dates approximate'],
  ])('«%s» loses none of them', (cells, read) => {
    expect(row(cells)[0]).toBe(`- | 1 | OO* | ${read}`);
  });
});
