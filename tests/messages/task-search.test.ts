import { describe, expect, test } from 'vitest';
import { pageOf } from '../../src/messages/pages.ts';
import { askSearch, type FoundPage, foundList } from '../../src/messages/task-search.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

function found(different: Partial<FoundPage> = {}) {
  const facts: FoundPage = {
    updateId: 900,
    words: 'паспорт',
    total: 9,
    page: pageOf(pointsOf(9), 1),
    unmarked: false,
    severalOrganizations: false,
    ...different,
  };
  return foundList(facts, TUESDAY);
}

const actionsOf = (message: ReturnType<typeof foundList>) =>
  (message.keyboard ?? []).flat().map((button) => ('action' in button ? button.action : null));

describe('what was found', () => {
  test('is counted, marked and leads to cards that lead back', () => {
    const message = found();
    expect(textOf(message).startsWith('🔎 Найдено: 9 поручений по запросу «паспорт»\n\n9. п. 9 ')).toBe(true);
    expect(buttonLabels(message)).toEqual([['Подробнее: 9. п. 9'], ['◀ Назад'], ['Поиск', 'Мои поручения']]);
    expect(actionsOf(message).slice(0, 2)).toEqual([
      { kind: 'card', assignmentId: 9, sheet: 0, part: 0, list: 5, page: 1, updateId: 900 },
      { kind: 'found', updateId: 900, page: 0 },
    ]);
  });

  test('says for which organization where there are several', () => {
    const page = pageOf([aPoint({ state: 'accepted' })], 0);
    const text = textOf(found({ page, total: 1, severalOrganizations: true }));
    expect(text).toContain('Найдено: 1 поручение');
    expect(text).toContain('1. ✅ п. 2.5');
    expect(text).toContain('\nШкола № 3, Верхний Лог\n');
  });

  test('says where a number of an annex was found without it', () => {
    const text = textOf(found({ words: 'прил. 1, п. 2', unmarked: true }));
    expect(text).toContain('по запросу «прил. 1, п. 2»\nС пометкой приложения такого пункта нет, показаны');
  });

  test('nothing: repeats the words as they are and says how to look', () => {
    const message = found({ words: '<b>&', total: 0, page: pageOf([], 0) });
    expect(textOf(message)).toContain('По запросу «<b>&» ничего не найдено.');
    expect(textOf(message)).toContain('«п. 2.5»');
    expect(buttonLabels(message)).toEqual([['Поиск', 'Мои поручения']]);
  });

  test('the question for words names the way out', () => {
    expect(textOf(askSearch())).toContain('/cancel');
  });
});
