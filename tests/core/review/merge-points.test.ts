import { describe, expect, test } from 'vitest';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';
import { defaultDeadlinePolicy, readDeadline } from '../../../src/core/deadlines/index.ts';
import { haveOneDeadline, mergePoints } from '../../../src/core/review/merge-points.ts';
import type { ReshapedPoint } from '../../../src/core/review/split-point.ts';
import type { Warning } from '../../../src/core/warning.ts';

const context = { on: '2026-09-03', calendar: russianCalendar, policy: defaultDeadlinePolicy } as const;
const deadlineOf = (words: string | null): Deadline => readDeadline(words, context).deadline;

const municipalities = { text: 'Органам местного самоуправления', code: 'OMSU', executor: true };
const institute = { text: 'ГАУ ДПО ЗОИРО', code: 'ZOIRO', executor: true };
const unsure: Warning = { code: 'unparseable_phrase', message: 'Срок не определить.' };
const unknown: Warning = { code: 'unknown_addressee', message: '«ЗОДОМ» нет в справочнике.' };

const first: ReshapedPoint = {
  label: '2.1',
  text: 'Провести опрос.',
  addressees: [municipalities],
  deadline: deadlineOf('до 25.09.2026'),
  quote: { start: 10, end: 40 },
  warnings: [],
};
const second: ReshapedPoint = {
  label: '2.2',
  text: 'Направить свод.',
  addressees: [institute, { ...municipalities, text: 'ОМСУ', executor: false }],
  deadline: deadlineOf('в установленные сроки'),
  quote: { start: 42, end: 80 },
  warnings: [unsure, unknown],
};

describe('two points merged', () => {
  test('are one text, all addressees with one executor, one quotation', () => {
    expect(mergePoints(first, second, 'first')).toMatchObject({
      label: '2.1, 2.2',
      text: 'Провести опрос. Направить свод.',
      addressees: [municipalities, { ...institute, executor: false }],
      deadline: first.deadline,
      quote: { start: 10, end: 80 },
    });
  });

  test('keep apart who is meant by the same group in part, and nobody answers beside the first', () => {
    const some = { ...municipalities, only: ['lesnoy'] };
    const list = [some, { ...institute, joined: true as const }];
    expect(mergePoints(first, { ...second, addressees: list }, 'first').addressees).toEqual([
      municipalities,
      { ...some, executor: false },
      { ...institute, executor: false },
    ]);
  });

  test('keep the doubts of both, of deadlines only those of the one that counts', () => {
    expect(mergePoints(first, second, 'first').warnings).toEqual([unknown]);
    expect(mergePoints(first, second, 'second').warnings).toEqual([unsure, unknown]);
    expect(mergePoints(second, second, 'second').warnings).toEqual([unsure, unknown]);
  });

  test('are for somebody where one of them was', () => {
    const nobody: Warning = { code: 'no_addressee', message: 'Адресат не указан.' };
    const forNobody = { ...first, addressees: [], warnings: [nobody] };
    expect(mergePoints(forNobody, second, 'first')).toMatchObject({
      addressees: second.addressees,
      warnings: [unknown],
    });
    expect(mergePoints(forNobody, forNobody, 'first').warnings).toEqual([nobody]);
  });

  test.each([
    ['2.5 ч. 1', '2.5 ч. 2', '2.5'],
    ['2.5 ч. 2', '2.6', '2.5 ч. 2, 2.6'],
    [null, '2.6', '2.6'],
    [null, null, null],
  ])('labelled %j and %j are %j', (one, other, label) => {
    expect(mergePoints({ ...first, label: one }, { ...second, label: other }, 'first').label).toBe(label);
  });

  test('have a semicolon between them where the first has no end', () => {
    expect(mergePoints({ ...first, text: 'Провести опрос' }, second, 'first').text).toBe(
      'Провести опрос; Направить свод.',
    );
  });

  test('quote what is in the document where the other was added by hand', () => {
    const added = { ...second, quote: { start: 0, end: 0 } };
    expect(mergePoints(first, added, 'first').quote).toEqual(first.quote);
    expect(mergePoints(added, first, 'first').quote).toEqual(first.quote);
  });
});

test.each([
  ['до 25.09.2026', '25 сентября 2026 года', true],
  ['до 25.09.2026', 'до 26.09.2026', false],
  ['постоянно', 'на постоянной основе', true],
  ['в установленные сроки', 'в установленные сроки', true],
  ['в установленные сроки', 'согласно графику', false],
  ['ежеквартально до 5 числа', 'ежемесячно до 5 числа', false],
  [null, null, true],
  [null, 'до 25.09.2026', false],
])('the deadlines %j and %j are one: %j', (one, other, same) => {
  expect(haveOneDeadline(deadlineOf(one), deadlineOf(other))).toBe(same);
});
