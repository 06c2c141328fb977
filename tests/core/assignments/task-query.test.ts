import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isEmptyQuery,
  readTaskQuery,
  searchedWords,
  type TaskQuery,
  withoutAnnexes,
} from '../../../src/core/assignments/task-query.ts';

const NOTHING: TaskQuery = { labels: [], unmarked: [], numbers: [], dates: [], figures: [], words: [] };

describe('what somebody looks for', () => {
  test.each<readonly [string, Partial<TaskQuery>]>([
    ['подвоз школьников', { words: ['подвоз', 'школьников'] }],
    ['УЧЁТ детей', { words: ['учет', 'детей'] }],
    ['п. 2.5', { labels: ['2.5'] }],
    ['П.2.5.', { labels: ['2.5'] }],
    ['п 7', { labels: ['7'] }],
    ['пункт 1.2.3', { labels: ['1.2.3'] }],
    ['пункта 4 и пп. 5', { labels: ['4', '5'] }],
    ['прил. 1, п. 2', { labels: ['прил. 1, п. 2'] }],
    ['приложение № 1 пункт 2.1', { labels: ['прил. 1, п. 2.1'] }],
    ['прил., п. 4', { labels: ['прил., п. 4'] }],
    ['приложение 2', { words: ['приложение'], figures: ['2'] }],
    ['2.5', { figures: ['2.5'] }],
    ['11', { figures: ['11'] }],
    ['№ 11', { numbers: ['11'] }],
    ['протокол №11', { numbers: ['11'] }],
    ['приказ № 657-09 п. 1.2', { numbers: ['657-09'], labels: ['1.2'] }],
    ['распоряжение 12-р', { figures: ['12-р'] }],
    ['номер 657/осн', { numbers: ['657/осн'] }],
    ['протокол от 03.09.2026', { dates: ['2026-09-03'] }],
    ['решения 9.12.2021 автобусы', { dates: ['2021-12-09'], words: ['автобусы'] }],
    ['протокол', { words: ['протокол'] }],
    ['решение коллегии', { words: ['решение', 'коллегии'] }],
    ['отчёт', { words: ['отчет'] }],
    ['отчёт 2026', { words: ['отчет'], figures: ['2026'] }],
    ['п. 2.5 <b>&', { labels: ['2.5'] }],
    ['99.99.2026', {}],
    ['?!', {}],
    ['', {}],
  ])('«%s»', (text, found) => {
    expect(readTaskQuery(text)).toEqual({ ...NOTHING, ...found });
  });

  test('is nothing where no word, number or date is left', () => {
    expect(isEmptyQuery(readTaskQuery(' — ? '))).toBe(true);
    expect(isEmptyQuery(readTaskQuery('п. 2'))).toBe(false);
  });

  test('never throws and has nothing in it but letters, figures and what joins them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { labels, numbers, figures, words } = readTaskQuery(text);
        for (const part of [...labels, ...numbers, ...figures, ...words]) {
          expect(part).toMatch(/^[\p{L}\d][\p{L}\d/.-]*$/u);
        }
      }),
    );
  });
});

describe('a message that is a search', () => {
  test.each([
    ['найти автобусы', 'автобусы'],
    ['Найди: п. 2.5', 'п. 2.5'],
    ['  поиск  учёт детей ', 'учёт детей'],
    ['найти', null],
    ['найтись', null],
    ['надо найти автобусы', null],
    ['выполнено', null],
  ])('«%s»: %s', (text, words) => {
    expect(searchedWords(text)).toBe(words);
  });
});

describe('a point of an annex', () => {
  test('may be called by its number alone', () => {
    expect(withoutAnnexes(readTaskQuery('№ 11, прил. 1, п. 2, п. 4'))).toEqual({
      ...NOTHING,
      labels: ['4'],
      unmarked: [{ marked: 'прил. 1, п. 2', label: '2' }],
      numbers: ['11'],
    });
  });

  test('is not looked for in «п. 2», nor in «приложение 2»', () => {
    expect(withoutAnnexes(readTaskQuery('п. 2'))).toBeNull();
    expect(withoutAnnexes(readTaskQuery('приложение 2'))).toBeNull();
  });
});
