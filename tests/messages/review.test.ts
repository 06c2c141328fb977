import { describe, expect, test } from 'vitest';
import type { Warning } from '../../src/core/warning.ts';
import type { DraftFacts, DraftPoint } from '../../src/messages/draft.ts';
import { changedMeanwhile, doubtfulFrom, reviewPage } from '../../src/messages/review.ts';
import { MESSAGE_LIMIT } from '../../src/messages/split.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDeadline, aDraft, aDraftPoint, TUESDAY } from './facts.ts';

const warning = (message: string): Warning => ({ code: 'no_deadline', message });

/** Five points; those at the indexes are doubted. */
const draftOf = (...doubtful: readonly number[]): DraftFacts =>
  aDraft({
    points: Array.from({ length: 5 }, (_, index) =>
      aDraftPoint({
        id: index + 100,
        label: String(index + 1),
        warnings: doubtful.includes(index) ? [warning('Срок не указан.')] : [],
      }),
    ),
  });

const pageOf = (point: DraftPoint) =>
  reviewPage(aDraft({ points: [point] }), { index: 0, through: 'all' }, TUESDAY.calendar);

describe('checking the points one by one', () => {
  test('a point is shown with its quotation, who gets it, by when, and why it is doubted', () => {
    const point = aDraftPoint({
      deadline: aDeadline({ text: 'до 31 октября', due: '2026-10-31', inherited: true }),
      warnings: [warning('Срок взят из другого пункта.')],
      organizations: ['Школа № 3', 'Школа № 5', 'Лицей', 'Гимназия'],
    });
    expect(textOf(pageOf(point))).toBe(
      [
        'Протокол от 01.09.2026 — пункт 1 из 1',
        'вопрос 1, п. 1',
        '',
        'Провести перепись школьных автобусов.',
        '',
        'В документе: 1. Провести перепись школьных автобусов. Срок: до 15 октября 2026 г.',
        'Кому: Руководителям школ',
        'Получат (4): Школа № 3; Школа № 5; Лицей и ещё 1',
        'Срок: до сб 31.10.2026 (выходной, рабочий срок пт 30.10.2026)',
        'Словами: «до 31 октября» (срок общий для нескольких пунктов)',
        '⚠️ Срок взят из другого пункта.',
      ].join('\n'),
    );
  });

  test.each([
    ['Провести  перепись\nшкольных автобусов.', 'Текст — дословная цитата документа.'],
    [null, 'Пункт добавлен при проверке, в документе его нет.'],
  ])('the quotation %j is told as «%s»', (quotation, line) => {
    expect(textOf(pageOf(aDraftPoint({ quotation }))).split('\n')).toContain(line);
  });

  test('a confirmed doubt is told with the name of who confirmed it, and asks for nothing', () => {
    const page = pageOf(
      aDraftPoint({ confirmedDoubts: [warning('Срок не указан.')], confirmedBy: 'Вера <Лодыгина>' }),
    );
    expect(textOf(page)).toContain('☑️ Срок не указан.\nПодтверждено как есть: Вера <Лодыгина>.');
    expect(buttonLabels(page).flat()).not.toContain('Подтвердить как есть');
  });

  test('a dropped point says so and can be taken back', () => {
    const page = pageOf(aDraftPoint({ dropped: true, organizations: [] }));
    expect(textOf(page)).toContain('вопрос 1, п. 1 — снят, никому не уйдёт');
    expect(textOf(page)).not.toContain('получит');
    expect(buttonLabels(page).flat()).toContain('Вернуть пункт');
    expect(buttonLabels(page).flat()).not.toContain('Снять пункт');
  });

  test.each([
    [[], 'Никто не получит'],
    [['Лицей'], 'Получит: Лицей'],
    [['Лицей', 'Гимназия'], 'Получат (2): Лицей; Гимназия'],
  ])('%j is told as «%s»', (organizations, line) => {
    expect(textOf(pageOf(aDraftPoint({ organizations }))).split('\n')).toContain(line);
  });

  test('a very long point leaves room for its quotation and its doubts', () => {
    const point = aDraftPoint({
      text: 'ж'.repeat(20_000),
      quotation: 'щ'.repeat(20_000),
      warnings: Array.from({ length: 7 }, (_, index) => warning(`сомнение номер ${index + 1}`)),
    });
    const text = textOf(pageOf(point));
    expect(text).toHaveLength(MESSAGE_LIMIT);
    expect(text).toMatch(/щ{800}/);
    expect(text).toContain('⚠️ сомнение номер 6\n… и ещё 1 сомнение.');
  });

  test('a document without points says so', () => {
    const page = reviewPage(aDraft({ points: [] }), { index: 0, through: 'all' }, TUESDAY.calendar);
    expect(page.html).toBe('В документе нет пунктов.');
  });
});

describe('turning the pages', () => {
  const turns = (draft: DraftFacts, index: number, through: 'all' | 'doubts') =>
    reviewPage(draft, { index, through }, TUESDAY.calendar)
      .keyboard?.flat()
      .flatMap((button) =>
        'action' in button && 'page' in button.action ? [[button.text, button.action.page]] : [],
      );

  test.each([
    [
      'all',
      0,
      [
        ['Дальше ▶', 1],
        ['⚠️ Сомнения (2)', 0],
      ],
    ],
    [
      'all',
      2,
      [
        ['◀ Назад', 1],
        ['Дальше ▶', 3],
        ['⚠️ Сомнения (2)', 2],
      ],
    ],
    [
      'all',
      99,
      [
        ['◀ Назад', 3],
        ['⚠️ Сомнения (2)', 4],
      ],
    ],
    [
      'doubts',
      1,
      [
        ['Дальше ▶', 3],
        ['Все пункты', 1],
      ],
    ],
    [
      'doubts',
      2,
      [
        ['◀ Назад', 1],
        ['Дальше ▶', 3],
        ['Все пункты', 2],
      ],
    ],
    [
      'doubts',
      3,
      [
        ['◀ Назад', 1],
        ['Все пункты', 3],
      ],
    ],
  ] as const)('through %s from %i', (through, index, expected) => {
    expect(turns(draftOf(1, 3), index, through)).toEqual(expected);
  });

  test('nothing leads to doubts where there are none', () => {
    expect(turns(draftOf(), 0, 'all')).toEqual([['Дальше ▶', 1]]);
  });

  test.each([
    [0, { index: 1, through: 'doubts' }],
    [2, { index: 3, through: 'doubts' }],
    [4, { index: 1, through: 'doubts' }],
  ])('the doubtful points begin at or after %i', (index, place) => {
    expect(doubtfulFrom(draftOf(1, 3), index)).toEqual(place);
  });

  test('without doubts the point itself is shown', () => {
    expect(doubtfulFrom(draftOf(), 3)).toEqual({ index: 3, through: 'all' });
  });
});

/** The page of a doubtful point in the midst of others, split from another where that is asked for. */
const crowded = (rest: Partial<DraftPoint> = {}) => {
  const doubts = [
    { code: 'no_deadline', message: 'Срок не указан.' },
    { code: 'no_addressee', message: 'Адресат не указан.' },
  ] as const;
  const points = Array.from({ length: 5 }, (_, index) =>
    aDraftPoint({
      id: index + 100,
      deadline: aDeadline({ kind: 'none', text: null, due: null }),
      warnings: index === 4 ? doubts.slice(0, 1) : doubts,
      ...(index === 2 ? rest : {}),
    }),
  );
  return aDraft({ points });
};
const likely = (draft: DraftFacts) =>
  buttonLabels(reviewPage(draft, { index: 2, through: 'doubts' }, TUESDAY.calendar));
const rest = (draft: DraftFacts) =>
  buttonLabels(reviewPage(draft, { index: 2, through: 'doubts' }, TUESDAY.calendar, 'rest'));

describe('the buttons of a point', () => {
  test('what is likely takes five rows at most, so that the text is seen on a phone', () => {
    expect(likely(crowded())).toEqual([
      ['Подтвердить как есть'],
      ['Срок', 'Кому', 'Текст', 'Ещё…'],
      ['Срок: месяц', 'Похожие (5)', 'Снять пункт'],
      ['◀ Назад', 'Дальше ▶'],
      ['К сводке', 'Все пункты', 'Опубликовать'],
    ]);
  });

  test('the rest is behind «Ещё…», with the way back', () => {
    expect(rest(crowded())).toEqual([
      ['Разделить', 'Объединить со следующим'],
      ['Требовать файл'],
      ['Похожие (4): Адресат не указан.'],
      ['Добавить пункт', 'Добавить страницу'],
      ['◀ К пункту'],
    ]);
  });

  test('of a point that was split, the way back is at hand and the shortcuts are behind «Ещё…»', () => {
    const draft = crowded({ madeFrom: [7] });
    expect(likely(draft)).toHaveLength(5);
    expect(likely(draft)).toContainEqual(['Отменить разделение', 'Снять пункт']);
    expect(rest(draft).flat()).toEqual(
      expect.arrayContaining([
        'Срок: месяц',
        'Похожие (5): Срок не указан.',
        'Похожие (4): Адресат не указан.',
      ]),
    );
  });

  test('nothing is done with a point that was dropped but taking it back', () => {
    const draft = crowded({ dropped: true, warnings: [], madeFrom: [7, 8] });
    expect(likely(draft)[0]).toEqual(['Вернуть пункт', 'Ещё…']);
    expect(rest(draft).flat()).toEqual([
      'Отменить объединение',
      'Добавить пункт',
      'Добавить страницу',
      '◀ К пункту',
    ]);
  });
});

test('the alert for the second of two reviewers fits Telegram’s 200 characters', () => {
  expect(changedMeanwhile('Вера', false)).toContain('(Вера)');
  expect(changedMeanwhile('Вера', true)).toContain('Вы уже изменили');
  expect(changedMeanwhile('Ж'.repeat(300), false).length).toBeLessThanOrEqual(200);
  expect(changedMeanwhile(null, false).length).toBeLessThanOrEqual(200);
});
