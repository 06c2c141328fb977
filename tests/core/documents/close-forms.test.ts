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
