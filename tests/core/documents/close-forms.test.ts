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
