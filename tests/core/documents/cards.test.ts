import { expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

const HEAD = 'Протокольные поручения\n06.10.2026\n\n';

function decisionsOf(text: string): string[] {
  return read(HEAD + text).flatMap(({ decisions }) =>
    decisions.map((decision) => `${lineOf(decision)} | ${decision.text}`),
  );
}

it.each([
  ['whom first', 'Кому: ОМСУ\nЧто: Собрать заявки\nСрок: 13.10.2026'],
  ['what first', 'Что: Собрать заявки\nКому: ОМСУ\nСрок: 13.10.2026'],
  ['the day first after what', 'Что: Собрать заявки\nСрок: 13.10.2026\nКому: ОМСУ'],
  ['other words for what', 'Кому: ОМСУ\nЧто сделать: Собрать заявки\nСрок: 13.10.2026'],
])('a card with %s is a point with its lines', (_, card) => {
  const other = 'Что: Составить программу\nКому: ГАУ ДПО ЗОИРО\nСрок: 20.10.2026';
  expect(decisionsOf(`${card}\n\n${other}`)).toEqual([
    '- | - | OMSU* | date | ..2026-10-13 |  | Собрать заявки',
    '- | - | ZOIRO* | date | ..2026-10-20 |  | Составить программу',
  ]);
});

it('cards with no empty line between them are read like the first of them', () => {
  const card = 'Что: Собрать заявки\nСрок: 13.10.2026\nКому: ОМСУ';
  const other = 'Что: Составить программу\nСрок: 20.10.2026\nКому: ГАУ ДПО ЗОИРО';
  expect(decisionsOf(`${card}\n${other}`)).toEqual([
    '- | - | OMSU* | date | ..2026-10-13 |  | Собрать заявки',
    '- | - | ZOIRO* | date | ..2026-10-20 |  | Составить программу',
  ]);
});

it.each([
  'Кому: ОМСУ. Что: Собрать заявки. Срок: 13.10.2026',
  'Кому: ОМСУ; Что: Собрать заявки. Срок исполнения: 13.10.2026',
])('a card on one line «%s» is taken apart', (card) => {
  const point = 'OMSU* | date | ..2026-10-13 |  | Собрать заявки.';
  expect(decisionsOf(card)).toEqual([`- | - | ${point}`]);
  expect(decisionsOf(`1. ${card}`)).toEqual([`- | 1 | ${point}`]);
});

it('words of a card that go on in the next line stay with it', () => {
  expect(decisionsOf('Кому: ОМСУ\nЧто: Собрать заявки\nшкол и садов\nСрок: 13.10.2026')).toEqual([
    '- | - | OMSU* | date | ..2026-10-13 |  | Собрать заявки школ и садов',
  ]);
});

it('a card that names nobody is doubted, not given to the one above', () => {
  expect(
    decisionsOf('Кому: ОМСУ\nЧто: Собрать заявки\nСрок: 13.10.2026\n\nЧто: Сверить списки\nСрок: 14.10.2026'),
  ).toEqual([
    '- | - | OMSU* | date | ..2026-10-13 |  | Собрать заявки',
    '- | - |  | date | ..2026-10-14 | no_addressee | Сверить списки',
  ]);
});
