import { describe, expect, test } from 'vitest';
import { askRemindAll, overdueOverview } from '../../src/messages/overdue.ts';
import { textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

describe('«Просрочено»', () => {
  test('tells who is late with what', () => {
    expect(textOf(overdueOverview([aPoint({ due: '2026-09-14' })], 0, TUESDAY))).toBe(
      [
        'Просрочено (1)',
        '',
        '1. Школа № 3, Верхний Лог',
        'Протокол от 01.09.2026',
        'п. 2.5',
        'Обновить паспорт безопасности школы.',
        '⏰ Срок: до пн 14.09.2026 — просрочено на 1 день',
      ].join('\n'),
    );
  });

  test('has pages', () => {
    const points = pointsOf(20, { due: '2026-09-14' });
    const message = overdueOverview(points, 1, TUESDAY);
    expect(textOf(message).match(/^п\. \d+$/gmu)).toEqual([6, 7, 8, 9, 10].map((n) => `п. ${n}`));
    const [numbers = [], ...rest] = message.keyboard ?? [];
    expect(numbers.map(({ text }) => text)).toEqual(['6', '7', '8', '9', '10']);
    expect(numbers[0]).toMatchObject({
      action: { kind: 'card', assignmentId: points[5]?.assignmentId, page: 1 },
    });
    expect(rest).toEqual([
      [{ text: 'Напомнить всем (20)', action: { kind: 'ask_remind_all', page: 1 } }],
      [
        { text: '◀ Назад', action: { kind: 'overdue', page: 0 } },
        { text: 'Дальше ▶', action: { kind: 'overdue', page: 2 } },
      ],
    ]);
    expect(overdueOverview([], 0, TUESDAY).html).toBe('Просроченных поручений нет.');
  });

  test('asks before everybody is reminded', () => {
    const late = ['Лицей', 'Лицей', 'Гимназия'].map((organizationName) => aPoint({ organizationName }));
    const message = askRemindAll(late, 2);
    expect(textOf(message)).toMatch(/^Напомнить 2 организациям о просрочке\?\nПросроченных поручений: 3\./u);
    expect(message.keyboard?.flat()).toEqual([
      { text: 'Да, напомнить', action: { kind: 'remind_all_late' } },
      { text: '◀ К списку', action: { kind: 'overdue', page: 2 } },
    ]);
  });

  test('names everybody who is late with the same point by the same day once', () => {
    const late = ['Лицей', 'Гимназия', 'Школа № 3'].map((organizationName, at) =>
      aPoint({ organizationName, assignmentId: at + 1, due: '2026-09-14' }),
    );
    const extended = aPoint({ organizationName: 'Школа № 4', assignmentId: 9, due: '2026-09-13' });
    const text = textOf(overdueOverview([extended, ...late], 0, TUESDAY));
    expect(text).toContain('Просрочено (4): 2 пункта\n\n1. Школа № 4\n');
    expect(text).toMatch(/просрочено на 1 день\nНе исполнили \(3\): Лицей, Гимназия, Школа № 3$/u);
    expect(text.match(/Обновить паспорт/gu)).toHaveLength(2);
  });

  test('counts those for whom there is no room', () => {
    const many = Array.from({ length: 150 }, (_, at) =>
      aPoint({ organizationName: `Школа № ${at + 1}`, assignmentId: at + 1, due: '2026-09-14' }),
    );
    const text = textOf(overdueOverview(many, 0, TUESDAY));
    const named = text.match(/Школа № \d+/gu)?.length ?? 0;
    expect(named).toBeGreaterThan(20);
    expect(text).toMatch(
      new RegExp(`Не исполнили \\(150\\): .*, Школа № ${named} и ещё ${150 - named}$`, 'u'),
    );
  });
});
