import { describe, expect, test } from 'vitest';
import type { ReminderSection } from '../../src/core/reminders/explain-reminder.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import type { PointFacts } from '../../src/messages/point.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDocument, aPoint, pointsOf, TUESDAY } from './facts.ts';

const inSection = (section: ReminderSection) => (point: PointFacts) => ({ point, section });

describe('the morning digest', () => {
  const points = [
    inSection('undated')(aPoint({ assignmentId: 1, label: '1', kind: 'standing', due: null })),
    inSection('soon')(aPoint({ assignmentId: 2, label: '2', due: '2026-09-18' })),
    inSection('today')(aPoint({ assignmentId: 3, label: '3', due: '2026-09-15' })),
    inSection('overdue')(aPoint({ assignmentId: 4, label: '4', due: '2026-09-11' })),
    inSection('overdue')(aPoint({ assignmentId: 5, label: '5', due: '2026-09-10' })),
    inSection('new')(aPoint({ assignmentId: 6, label: '6', start: '2026-09-15', due: '2026-12-15' })),
  ];

  test('puts the overdue first, then by date, every section under its name', () => {
    const [part] = digestMessages('Лицей', points, 6, TUESDAY);
    const lines = textOf(part?.message ?? { html: '' })
      .split('\n')
      .filter((line) => /^(?:п\.|🔴|🟠|🟡|🟢|⚪)/u.test(line));
    expect(lines).toEqual([
      '🔴 Просрочено',
      'п. 5',
      'п. 4',
      '🟠 Сегодня последний день',
      'п. 3',
      '🟡 Скоро срок',
      'п. 2',
      '🟢 Начинается',
      'п. 6',
      '⚪ Без даты, на контроле',
      'п. 1',
    ]);
    expect(part?.assignmentIds).toEqual([5, 4, 3, 2, 6, 1]);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([
      ['Выполнено', 'Приложить отчёт'],
      ['Мои поручения'],
    ]);
  });

  test.each([
    [2, 2, '☀️ Вторник, 15 сентября 2026 г.\nЛицей'],
    [1, 12, 'Лицей\nНапоминаем о 1 поручении; всего на контроле 12 поручений.'],
    [2, 21, 'Лицей\nНапоминаем о 2 поручениях; всего на контроле 21 поручение.'],
    [5, 6, 'Лицей\nНапоминаем о 5 поручениях; всего на контроле 6 поручений.'],
  ])('%i of %i: %s', (count, open, text) => {
    const [part] = digestMessages('Лицей', pointsOf(count).map(inSection('soon')), open, TUESDAY);
    const head = textOf(part?.message ?? { html: '' }).split('\n\n')[0] ?? '';
    expect(head.endsWith(text)).toBe(true);
  });

  test("of a single point has that point's buttons", () => {
    const [part] = digestMessages('Лицей', [aPoint()].map(inSection('soon')), 1, TUESDAY);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([
      ['Ознакомлен', 'Выполнено'],
      ['Приложить отчёт', 'Подробнее'],
    ]);
  });

  test('asks for «Ознакомлен» beside a reminder or in a section at the end, a button for each document', () => {
    const other = aDocument({ id: 8, number: '12' });
    const items = [
      { point: aPoint({ assignmentId: 1, label: '1' }), section: 'soon', unacknowledged: true },
      { point: aPoint({ assignmentId: 2, label: '2' }), section: 'soon', unacknowledged: false },
      { point: aPoint({ assignmentId: 3, label: '3' }), section: 'unacknowledged', unacknowledged: true },
      {
        point: aPoint({ assignmentId: 4, label: '4', document: other }),
        section: 'unacknowledged',
        unacknowledged: true,
      },
    ] as const;
    const [part] = digestMessages('Лицей', items, 4, TUESDAY);
    const lines = textOf(part?.message ?? { html: '' })
      .split('\n')
      .filter((line) => /^(?:п\.|🟡|👁)/u.test(line));
    expect(lines).toEqual([
      '🟡 Скоро срок',
      'п. 1',
      '👁 Не отмечено «Ознакомлен»',
      'п. 2',
      '👁 Не отмечено «Ознакомлен»',
      'п. 3',
      'п. 4',
    ]);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([
      ['Ознакомлен: Протокол от 01.09.2026'],
      ['Ознакомлен: Протокол от 01.09.2026 № 12'],
      ['Выполнено', 'Приложить отчёт'],
      ['Мои поручения'],
    ]);
    const [one] = digestMessages('Лицей', items.slice(0, 3), 3, TUESDAY);
    expect(one?.message.keyboard?.[0]?.[0]).toEqual({
      text: 'Ознакомлен',
      action: { kind: 'acknowledge_document', documentId: 7 },
    });
  });

  test('that is split has its buttons under the last part', () => {
    const parts = digestMessages(
      'Лицей',
      pointsOf(20, { text: 'ж'.repeat(600) }).map(inSection('soon')),
      20,
      TUESDAY,
    );
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.findIndex(({ message }) => message.keyboard !== undefined)).toBe(parts.length - 1);
  });
});
