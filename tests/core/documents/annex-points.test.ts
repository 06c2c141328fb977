import { describe, expect, it } from 'vitest';
import { annexLabel, labelWithin } from '../../../src/core/documents/annex-label.ts';
import { read } from './reading.ts';

const namesOf = (text: string): (string | null)[] =>
  read(text).flatMap(({ decisions }) => decisions.map(({ label, annex }) => labelWithin(label, annex)));

const order = (annexes: string): string =>
  'ПРИКАЗ\nот 14.03.2028 № 40\n\nПРИКАЗЫВАЮ:\n1. Утвердить план (приложение).\n' +
  `2. Школам представить отчёты до 01.04.2028.\n\nНачальник               О.О. Вересков\n\n${annexes}`;
const HEAD = '№\tМероприятие\tСрок\tОтветственный\n';

describe('points of an act and of its annexes', () => {
  it('of one number are told apart by the annex, all of it', () => {
    const text = order(
      `Приложение № 1\nк приказу от 14.03.2028 № 40\n\n${HEAD}1\tПроверить сайты\tдо 10.04.2028\tОМСУ\n` +
        '2\tОбновить стенды\tдо 12.04.2028\tОМСУ\n3\tСобрать фото\tдо 15.04.2028\tОМСУ\n\n' +
        'Приложение № 2\nк приказу от 14.03.2028 № 40\n\nПеречень поручений\n' +
        '1. Каменской СОШ подготовить зал. Срок: 01.05.2028\n2. Полянской ООШ подготовить автобус. Срок: 02.05.2028\n',
    );
    expect(namesOf(text)).toEqual([
      '1',
      '2',
      'прил. 1, п. 1',
      'прил. 1, п. 2',
      'прил. 1, п. 3',
      'прил. 2, п. 1',
      'прил. 2, п. 2',
    ]);
  });

  it('keep their numbers where these tell them apart', () => {
    const rows = '1.1\tПроверить сайты\tдо 10.04.2028\tОМСУ\n1.2\tОбновить стенды\tдо 12.04.2028\tОМСУ\n';
    expect(namesOf(order(`Приложение\nк приказу от 14.03.2028 № 40\n\n${HEAD}${rows}`))).toEqual([
      '1',
      '2',
      '1.1',
      '1.2',
    ]);
  });

  it('of an annex without a number are of the annex', () => {
    const rows = '1\tПроверить сайты\tдо 10.04.2028\tОМСУ\n';
    expect(namesOf(order(`Приложение\nк приказу от 14.03.2028 № 40\n\n${HEAD}${rows}`))).toEqual([
      '1',
      '2',
      'прил., п. 1',
    ]);
  });
});

describe('the name of a point within an annex', () => {
  it.each([
    ['прил. 1, п. 2', { annex: '1', label: '2' }],
    ['прил., п. 2.1', { annex: '', label: '2.1' }],
    ['2.1', null],
  ])('«%s» comes apart', (name, parts) => {
    expect(annexLabel(name)).toEqual(parts);
    expect(parts === null ? name : labelWithin(parts.label, parts.annex)).toBe(name);
  });
});
