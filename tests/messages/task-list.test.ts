import { describe, expect, test } from 'vitest';
import { pageOf } from '../../src/messages/pages.ts';
import { noTasksHere, type TaskPage, taskList } from '../../src/messages/task-list.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

const counts = { open: 10, upcoming: 3, on_review: 2, accepted: 40 };

function listOf(different: Partial<TaskPage> = {}) {
  const facts: TaskPage = {
    filter: 'open',
    counts,
    page: pageOf(pointsOf(10), 1),
    severalOrganizations: false,
    topic: null,
    ...different,
  };
  return taskList(facts, TUESDAY);
}

const actionsOf = (message: ReturnType<typeof taskList>) =>
  (message.keyboard ?? []).flat().map((button) => ('action' in button ? button.action : null));

describe('the list of assignments', () => {
  test('is counted, numbered through its pages, and each opens its card with the way back', () => {
    const message = listOf();
    expect(textOf(message).startsWith('Мои поручения (10)\n\n9. п. 9 Обновить')).toBe(true);
    expect(buttonLabels(message).slice(2)).toEqual([
      ['Подробнее: 9. п. 9'],
      ['Подробнее: 10. п. 10'],
      ['◀ Назад'],
      ['Поиск'],
    ]);
    expect(actionsOf(message).slice(4, -1)).toEqual([
      { kind: 'card', assignmentId: 9, sheet: 0, part: 0, list: 1, page: 1, updateId: 0 },
      { kind: 'card', assignmentId: 10, sheet: 0, part: 0, list: 1, page: 1, updateId: 0 },
      { kind: 'tasks', page: 0 },
    ]);
  });

  test('of a topic’s organization says whose it is, and offers those of the others', () => {
    const message = listOf({ topic: { organizations: ['Гимназия № 1'], whole: false } });
    expect(message.organization).toBe('Гимназия № 1');
    expect(buttonLabels(message).at(-2)).toEqual(['Все организации']);
    expect(actionsOf(message).at(-2)).toEqual({ kind: 'all_tasks', list: 7, page: 0 });
  });

  test('of all in a topic of some stays that, through pages, lists and cards', () => {
    const message = listOf({ filter: 'upcoming', topic: { organizations: ['Гимназия № 1'], whole: true } });
    expect(message.organization).toBeUndefined();
    expect(actionsOf(message).slice(0, 5)).toMatchObject([
      { kind: 'all_tasks', list: 7, page: 0 },
      { kind: 'all_tasks', list: 8, page: 0 },
      { kind: 'all_tasks', list: 9, page: 0 },
      { kind: 'all_tasks', list: 10, page: 0 },
      { kind: 'card', list: 8, page: 1 },
    ]);
    expect(actionsOf(message).slice(-3)).toEqual([
      { kind: 'all_tasks', list: 8, page: 0 },
      { kind: 'upcoming', page: 0 },
      { kind: 'search' },
    ]);
    expect(buttonLabels(message).at(-2)).toEqual(['Только этой темы']);
  });

  test('offers the other lists with their counts, its own marked', () => {
    const message = listOf({ filter: 'on_review' });
    expect(buttonLabels(message).slice(0, 2)).toEqual([
      ['Мои 10', 'Ближайшие 3'],
      ['• На проверке 2', 'Исполненные 40'],
    ]);
    expect(actionsOf(message).slice(0, 4)).toEqual([
      { kind: 'tasks', page: 0 },
      { kind: 'upcoming', page: 0 },
      { kind: 'on_review', page: 0 },
      { kind: 'accepted_tasks', page: 0 },
    ]);
  });

  test.each([
    ['upcoming', 'Ближайшие сроки, 30 дней (3)', { kind: 'upcoming', page: 0 }],
    ['on_review', 'На проверке (2)', { kind: 'on_review', page: 0 }],
    ['accepted', 'Исполненные поручения (40)', { kind: 'accepted_tasks', page: 0 }],
  ] as const)('%s: has its own head and turns its own pages', (filter, head, turn) => {
    const message = listOf({ filter });
    expect(textOf(message).split('\n')[0]).toBe(head);
    expect(actionsOf(message).at(-2)).toEqual(turn);
  });

  test('marks what is overdue, returned, with the controller and accepted', () => {
    const points = [
      aPoint({ label: '1', due: '2026-09-14' }),
      aPoint({ label: '2', state: 'returned' }),
      aPoint({ label: '3', state: 'reported', due: '2026-09-14' }),
      aPoint({ label: '4' }),
      aPoint({ label: '5', state: 'accepted', due: '2026-09-14' }),
    ];
    const text = textOf(listOf({ page: pageOf(points, 0) }));
    expect(text.match(/^\d\. .*п\. \d/gmu)).toEqual([
      '1. 🔴 п. 1',
      '2. ↩️ п. 2',
      '3. 📨 п. 3',
      '4. п. 4',
      '5. ✅ п. 5',
    ]);
  });

  test('names the organization where the chat speaks for several, also on a page of one', () => {
    const page = pageOf(pointsOf(1), 0);
    expect(textOf(listOf({ page }))).not.toContain('Верхний Лог');
    expect(textOf(listOf({ page, severalOrganizations: true }))).toContain('\nШкола № 3, Верхний Лог\n');
  });

  test.each([
    ['open', 'Открытых поручений у вас нет. Новые придут сюда сами.'],
    ['upcoming', 'В ближайшие 30 дней сроков нет.'],
    ['on_review', 'Отчётов на проверке нет.'],
    ['accepted', 'Исполненных поручений пока нет.'],
  ] as const)('%s: says that it is empty, the other lists stay at hand', (filter, words) => {
    const message = listOf({ filter, page: pageOf([], 0), counts: { ...counts, [filter]: 0 } });
    expect(textOf(message)).toContain(words);
    expect(buttonLabels(message)).toHaveLength(3);
  });

  test('a controller who executes nothing is told where to look', () => {
    expect(textOf(noTasksHere())).toContain('/status');
  });
});
