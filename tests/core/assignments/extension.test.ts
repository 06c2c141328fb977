import { describe, expect, test } from 'vitest';
import { checkExtension, readExtensionAnswer } from '../../../src/core/assignments/extension.ts';
import { contextOn } from '../deadlines/read.ts';

const ON = '2026-10-20';
const PRESENT = '2026-10-30';

describe('a day that is asked for', () => {
  test.each([
    ['2026-11-15', 'fits'],
    ['2026-10-31', 'fits'],
    ['2026-10-30', 'not_later'],
    ['2026-10-25', 'not_later'],
    ['2026-10-19', 'past'],
  ] as const)('%s is %s', (until, expected) => {
    expect(checkExtension(until, PRESENT, ON)).toBe(expected);
  });

  test('of an overdue assignment lies ahead of today, not only of its last day', () => {
    expect(checkExtension('2026-10-15', '2026-10-01', ON)).toBe('past');
    expect(checkExtension('2026-10-20', '2026-10-01', ON)).toBe('fits');
  });
});

describe('the answer to «до какого числа и почему»', () => {
  test.each([
    ['до 15 ноября, ждём подписи подрядчика', '2026-11-15', 'ждём подписи подрядчика'],
    ['до 15 ноября 2026 года — ждём подписи подрядчика.', '2026-11-15', 'ждём подписи подрядчика.'],
    ['ждём подписи подрядчика, до 15.11.2026', '2026-11-15', 'ждём подписи подрядчика'],
    ['До 15.11.2026 в связи с болезнью учителя', '2026-11-15', 'в связи с болезнью учителя'],
    ['просим продлить до 15 ноября, причина: болеет учитель', '2026-11-15', 'болеет учитель'],
    ['Прошу продлить срок до 15 ноября по причине ремонта школы', '2026-11-15', 'ремонта школы'],
    ['15.11.2026 ремонт', '2026-11-15', 'ремонт'],
    ['15 ноября, ремонт', '2026-11-15', 'ремонт'],
    ['на две недели, не пришли учебники', '2026-11-13', 'не пришли учебники'],
    ['на неделю из-за карантина', '2026-11-06', 'из-за карантина'],
    ['ещё на 10 дней: карантин', '2026-11-09', 'карантин'],
    ['на месяц', '2026-11-30', null],
    ['до 15 ноября', '2026-11-15', null],
    ['15.11', '2026-11-15', null],
    ['Просим продлить срок исполнения до 15 ноября', '2026-11-15', null],
    [
      'не успеваем с автобусом, нужно до 15 ноября, машина в ремонте',
      '2026-11-15',
      'не успеваем с автобусом, нужно до 15 ноября, машина в ремонте',
    ],
    ['болеет учитель', null, 'болеет учитель'],
    ['не успеваем: 3 класса на карантине', null, 'не успеваем: 3 класса на карантине'],
    ['до окончания ремонта', null, 'до окончания ремонта'],
    ['', null, null],
    ['?', null, null],
    ['до', null, null],
  ] as const)('«%s»: %s, %s', (text, until, reason) => {
    expect(readExtensionAnswer(text, contextOn(ON), PRESENT)).toEqual({ until, reason });
  });

  test('takes no number of a cited act for a day', () => {
    const answer = readExtensionAnswer('приказ от 12.10.2026 № 5 ещё не подписан', contextOn(ON), PRESENT);
    expect(answer.reason).toContain('не подписан');
  });
});
