import { describe, expect, test } from 'vitest';
import { alikeDoubts, doubtKey } from '../../src/core/review/alike-doubts.ts';
import type { Warning } from '../../src/core/warning.ts';
import type { DraftFacts } from '../../src/messages/draft.ts';
import { alikePage, askPublishing, firstStep, nextStep } from '../../src/messages/review-steps.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDeadline, aDraft, aDraftPoint, TUESDAY } from './facts.ts';

const warning = (message: string): Warning => ({ code: 'no_deadline', message });

/** Four points; those at the indexes are doubted. */
const draftOf = (doubtful: readonly number[], different: Partial<DraftFacts> = {}): DraftFacts =>
  aDraft({
    points: Array.from({ length: 4 }, (_, index) =>
      aDraftPoint({
        id: index + 100,
        label: String(index + 1),
        deadline: aDeadline({ kind: 'none', due: null, text: null }),
        warnings: doubtful.includes(index) ? [warning('Срок не указан.')] : [],
      }),
    ),
    ...different,
  });
const notes = { warnings: [warning('Дата не найдена.'), warning('Номер не найден.')] };

describe('the way to publishing', () => {
  test.each([
    [
      'the doubtful point at the index',
      draftOf([1, 3]),
      1,
      /пункт 2 из 4\n🔎 Осталось проверить: 2 пункта\./,
    ],
    ['the next doubtful point', draftOf([1, 3]), 2, /пункт 4 из 4/],
    ['a doubtful point that was passed over', draftOf([1]), 3, /пункт 2 из 4/],
    ['the doubts about the document once no point is doubtful', draftOf([], notes), 0, /Номер не найден/],
    [
      'a point before the document',
      draftOf([2], notes),
      0,
      /Осталось проверить: 1 пункт и замечания к документу/,
    ],
    ['the question, with nothing left', draftOf([]), 0, /Отправить 1 поручение 1 организации\?/],
  ])('goes on with %s', (_name, draft, index, text) => {
    expect(textOf(nextStep(draft, index, TUESDAY.calendar))).toMatch(text);
  });

  test('begins with the doubts about the document, each of them named', () => {
    const message = firstStep(draftOf([2], notes), TUESDAY.calendar);
    expect(textOf(message)).toContain('⚠️ Дата не найдена.\n⚠️ Номер не найден.');
    expect(buttonLabels(message)).toEqual([
      ['Подтвердить замечания к документу (2)'],
      ['К сводке', 'Отменить'],
    ]);
    expect(textOf(firstStep(draftOf([2]), TUESDAY.calendar))).toContain('пункт 3 из 4');
  });
});

describe('the question whether to publish', () => {
  test('says how much goes to how many, what was taken upon oneself, what reaches nobody', () => {
    const points = [
      aDraftPoint({ label: '1' }),
      aDraftPoint({ label: '2', confirmedDoubts: [warning('Срок не указан.')] }),
      aDraftPoint({ label: '3', organizations: [] }),
      aDraftPoint({ label: '4', organizations: [], dropped: true }),
      aDraftPoint({ label: '5', late: true }),
    ];
    const message = askPublishing(
      aDraft({ points, assignments: 59, organizationsReached: 23, unconnected: 2 }),
    );
    expect(textOf(message)).toBe(
      [
        'Протокол от 01.09.2026',
        '',
        '✅ Сомнений не осталось.',
        'Подтверждено как есть: 1 пункт (вопрос 1, п. 2).',
        '⚠️ Никому не уйдёт: 1 пункт (вопрос 1, п. 3).',
        'Снято при проверке: 1 пункт (вопрос 1, п. 4).',
        '🔴 Срок уже прошёл: 1 пункт (вопрос 1, п. 5).',
        'Не подключены к боту: 2 организации. Получат, как только подпишутся.',
        '',
        'Отправить 59 поручений 23 организациям?',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([
      ['Опубликовать и отправить'],
      ['Все пункты'],
      ['К сводке', 'Отменить'],
    ]);
  });

  test('is none where nobody would get anything', () => {
    const message = askPublishing(aDraft({ assignments: 0, organizationsReached: 0 }));
    expect(textOf(message)).toContain('Публиковать нечего');
    expect(buttonLabels(message).flat()).not.toContain('Опубликовать и отправить');
  });
});

describe('points doubted alike', () => {
  const pageOf = (draft: DraftFacts) => {
    const alike = alikeDoubts(draft.points, doubtKey('no_deadline'));
    if (alike === null) throw new Error('none is doubted');
    return alikePage(draft, alike, TUESDAY.calendar);
  };

  test('are each named with words, addressees, deadline and doubt', () => {
    const message = pageOf(draftOf([0, 2]));
    expect(textOf(message).split('\n\n').slice(1, 5)).toEqual([
      'Таких пунктов: 2.',
      // In the same words: told once.
      '⚠️ Срок не указан.',
      'вопрос 1, п. 1 Провести перепись школьных автобусов.\nКому: Руководителям школ\nСрок: не указан',
      'вопрос 1, п. 3 Провести перепись школьных автобусов.\nКому: Руководителям школ\nСрок: не указан',
    ]);
    expect(buttonLabels(message)).toEqual([
      ['Подтвердить эти 2 пункта как есть'],
      ['Срок по умолчанию для этих 2 пунктов (месяц)'],
      ['По одному', 'К сводке'],
    ]);
  });

  test('tell each its own doubt where the words differ', () => {
    const draft = draftOf([0]);
    const other = aDraftPoint({ warnings: [warning('Срок не назван.')] });
    const blocks = textOf(pageOf({ ...draft, points: [...draft.points, other] })).split('\n\n');
    expect(blocks.slice(2, 4)).toEqual([
      expect.stringMatching(/Срок: не указан\n⚠️ Срок не указан\.$/),
      expect.stringMatching(/\n⚠️ Срок не назван\.$/),
    ]);
  });

  test('get no default deadline where one of them has a deadline of its own', () => {
    const dated = aDraftPoint({ warnings: [warning('Срок не указан.')] });
    const draft = draftOf([0]);
    const labels = buttonLabels(pageOf({ ...draft, points: [...draft.points, dated] })).flat();
    expect(labels.join()).not.toContain('по умолчанию');
  });
});
