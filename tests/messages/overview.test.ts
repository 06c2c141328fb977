import { describe, expect, test } from 'vitest';
import { departmentSummary, escalationMessages, executionOverview } from '../../src/messages/overview.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDocument, aPoint, pointsOf, TUESDAY } from './facts.ts';

describe('«Исполнение»', () => {
  test('has the numbers of every document', () => {
    const facts = {
      document: aDocument({ title: 'Об автобусах' }),
      total: 9,
      accepted: 5,
      reported: 1,
      overdue: 2,
    };
    expect(textOf(executionOverview([facts], 0, 0))).toBe(
      'Исполнение\n\n📄 Протокол от 01.09.2026\nОб автобусах\n✅ принято 5 из 9 · 📨 на проверке 1 · 🔴 просрочено 2',
    );
    expect(buttonLabels(executionOverview(Array(9).fill(facts), 0, 0))).toEqual([
      ['Дальше ▶'],
      ['На проверке'],
    ]);
    expect(buttonLabels(executionOverview([{ ...facts, reported: 0 }], 0, 0))).toEqual([]);
    const none = executionOverview([], 3, 0);
    expect(none.html).toBe('Опубликованных документов пока нет.');
    expect(buttonLabels(none)).toEqual([['Черновики (3)']]);
  });
});

describe('escalation', () => {
  test.each([
    [1, '🔴 Просрочено у подведомственных организаций: 2 поручения'],
    [2, '🔴 Давно просрочено: 2 поручения'],
  ] as const)('level %i says what it is about', (level, head) => {
    const [part] = escalationMessages(pointsOf(2, { due: '2026-09-01' }), level, TUESDAY);
    const text = textOf(part?.message ?? { html: '' });
    expect(text.startsWith(`${head}\n\nШкола № 3, Верхний Лог\nПротокол`)).toBe(true);
    // A reply to it must not report for somebody else.
    expect(part?.assignmentIds).toEqual([]);
    expect(part?.message.keyboard?.flat()).toMatchObject([{ action: { kind: 'open_overdue' } }]);
  });

  test('of one point leads to it and reminds of it', () => {
    const [part] = escalationMessages([aPoint({ due: '2026-09-01' })], 1, TUESDAY);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([['Подробнее', 'Напомнить']]);
  });
});

describe('the Monday summary', () => {
  const facts = { open: 21, overdue: 2, dueThisWeek: 3, reported: 4, undelivered: 5 };

  test('has the numbers and the worst', () => {
    const message = departmentSummary({ ...facts, worst: [{ name: 'Лицей', overdue: 2, open: 7 }] }, TUESDAY);
    expect(textOf(message)).toBe(
      [
        '📊 Сводка на вт 15.09.2026',
        'На исполнении: 21 поручение',
        '🔴 просрочено: 2',
        '🟡 срок на этой неделе: 3',
        '📨 отчёты ждут решения: 4',
        '❗ не доставлено: 5',
        '',
        'Больше всего просрочено',
        '• Лицей — 2 из 7',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([['Просрочено', 'На проверке'], ['Исполнение']]);
  });

  test('names nobody where nothing is overdue', () => {
    const message = departmentSummary({ ...facts, reported: 0, worst: [] }, TUESDAY);
    expect(textOf(message)).not.toContain('Больше всего');
    expect(buttonLabels(message)).toEqual([['Просрочено'], ['Исполнение']]);
  });
});
