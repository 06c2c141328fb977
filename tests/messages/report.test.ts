import { describe, expect, test } from 'vitest';
import {
  askReturnComment,
  assignmentCard,
  chooseDone,
  confirmDone,
  reportDecided,
  reportOutcome,
  reportReceived,
  reportTaken,
  taskList,
} from '../../src/messages/report.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

const actionsOf = (message: ReturnType<typeof chooseDone>) =>
  (message.keyboard ?? []).flat().map((button) => ('action' in button ? button.action : null));

describe('«Какое поручение выполнено?»', () => {
  test('has a button for each, numbered as in the text', () => {
    const message = chooseDone(pointsOf(2), { kind: 'all' }, 0, TUESDAY);
    expect(textOf(message)).toBe(
      [
        'Какое поручение выполнено?',
        '1. п. 1 Обновить паспорт безопасности школы.\n⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
        '2. п. 2 Обновить паспорт безопасности школы.\n⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
      ].join('\n\n'),
    );
    expect(buttonLabels(message)).toEqual([
      ['1. п. 1 — Обновить паспорт безопасности школы.'],
      ['2. п. 2 — Обновить паспорт безопасности школы.'],
      ['Отменить'],
    ]);
    expect(actionsOf(message)).toEqual([
      { kind: 'report_done', assignmentId: 1 },
      { kind: 'report_done', assignmentId: 2 },
      { kind: 'dismiss' },
    ]);
  });

  test('the choice for words that came before carries their update', () => {
    const message = chooseDone(pointsOf(1), { kind: 'evidence', updateId: 900 }, 0, TUESDAY);
    expect(actionsOf(message)[0]).toEqual({ kind: 'report_with', assignmentId: 1, updateId: 900 });
  });

  test.each([
    [{ kind: 'all' }, { kind: 'turn_any', page: 1 }],
    [
      { kind: 'document', documentId: 7 },
      { kind: 'turn_done', documentId: 7, page: 1 },
    ],
    [
      { kind: 'evidence', updateId: 900 },
      { kind: 'turn_with', updateId: 900, page: 1 },
    ],
  ] as const)('%j: the pages stay with what was asked', (source, turn) => {
    const message = chooseDone(pointsOf(9), source, 0, TUESDAY);
    expect(buttonLabels(message).slice(-2)).toEqual([['Дальше ▶'], ['Отменить']]);
    expect(actionsOf(message).at(-2)).toEqual(turn);
  });

  test('an old button that points past the end shows the last page', () => {
    const message = chooseDone(pointsOf(9), { kind: 'all' }, 50, TUESDAY);
    expect(buttonLabels(message).map(([label]) => label)).toEqual([
      '9. п. 9 — Обновить паспорт безопасности школы.',
      '◀ Назад',
      'Отменить',
    ]);
  });

  test('names the organizations where there are several', () => {
    const points = [aPoint({ assignmentId: 1 }), aPoint({ assignmentId: 2, organizationName: 'Лицей' })];
    expect(textOf(chooseDone(points, { kind: 'all' }, 0, TUESDAY))).toContain('\nЛицей\n');
  });
});

describe('a report on its way', () => {
  test('a single open point is confirmed', () => {
    const message = confirmDone(aPoint(), 900, TUESDAY);
    expect(textOf(message).startsWith('Отметить выполненным?\n\nПротокол от 01.09.2026, п. 2.5\n')).toBe(
      true,
    );
    expect(buttonLabels(message)).toEqual([['Выполнено', 'Отменить']]);
    expect(actionsOf(message)[0]).toEqual({ kind: 'report_with', assignmentId: 17, updateId: 900 });
    expect(actionsOf(confirmDone(aPoint(), null, TUESDAY))[0]).toEqual({
      kind: 'report_done',
      assignmentId: 17,
    });
  });

  test.each([
    [0, '✅ п. 2.5 — отчёт отправлен контролёру.\n'],
    [1, '✅ п. 2.5 — отчёт отправлен контролёру. Приложено: 1 файл.\n'],
    [3, '✅ п. 2.5 — отчёт отправлен контролёру. Приложено: 3 файла.\n'],
  ])('the executor is told, with %i files', (files, text) => {
    expect(textOf(reportTaken(aPoint(), files)).startsWith(text)).toBe(true);
  });

  const received = {
    reportId: 5,
    point: aPoint({ state: 'reported', due: '2026-09-14' }),
    text: 'Выполнено, паспорт <обновлён>',
    files: 2,
    personName: 'Ковалёва Мария',
    reportedOn: '2026-09-14',
    day: TUESDAY,
  } as const;

  test('the controller sees who reports what, and two answers', () => {
    const message = reportReceived(received);
    expect(textOf(message)).toBe(
      [
        '📨 Школа № 3, Верхний Лог: выполнено',
        'Протокол от 01.09.2026, п. 2.5',
        'Обновить паспорт безопасности школы.',
        '⏰ Срок: до пн 14.09.2026',
        '',
        'Ковалёва Мария, отчёт от пн 14.09.2026',
        '«Выполнено, паспорт <обновлён>»',
        '📎 2 файла ниже',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([['Принять', 'Вернуть на доработку']]);
    expect(actionsOf(message)).toEqual([
      { kind: 'accept', reportId: 5 },
      { kind: 'return', reportId: 5 },
    ]);
  });

  test('a report after the last day is marked, one on it is not', () => {
    const late = textOf(reportReceived({ ...received, reportedOn: '2026-09-15', files: 0 }));
    expect(late).toContain('Ковалёва Мария, 🔴 после срока: отчёт от вт 15.09.2026');
    expect(late).not.toContain('📎');
    expect(textOf(reportReceived(received))).not.toContain('🔴');
  });
});

describe("the controller's answer", () => {
  test('accepted: nothing more to press', () => {
    const message = reportOutcome(aPoint({ state: 'accepted' }), 'accepted', null, TUESDAY);
    expect(textOf(message).startsWith('🎉 Принято, поручение снято с контроля.\n')).toBe(true);
    expect(message.keyboard).toBeUndefined();
  });

  test('returned: with the comment, the date and what to press', () => {
    const message = reportOutcome(aPoint({ state: 'returned' }), 'returned', 'Нет подписи', TUESDAY);
    expect(textOf(message)).toMatch(
      /^↩️ Возвращено на доработку\.\n[^]*осталось 30 дней\n\nЗамечание: «Нет подписи»$/u,
    );
    expect(buttonLabels(message)).toEqual([['Выполнено', 'Подробнее']]);
  });

  test('stands under the report instead of the buttons', () => {
    const point = aPoint();
    expect(
      textOf(reportDecided(point, 'accepted', null))
        .split('\n')
        .slice(0, 2),
    ).toEqual(['✅ Принято', 'Школа № 3, Верхний Лог: Протокол от 01.09.2026, п. 2.5']);
    const returned = reportDecided(point, 'returned', 'Нет подписи');
    expect(textOf(returned).startsWith('↩️ Возвращено: «Нет подписи»\n')).toBe(true);
    expect(returned.keyboard).toBeUndefined();
  });

  test('a return is asked about with the way out', () => {
    expect(textOf(askReturnComment(aPoint()))).toBe(
      'Напишите, что доработать: Школа № 3, Верхний Лог, п. 2.5. Исполнитель увидит замечание.\n/cancel — не возвращать.',
    );
  });
});

describe('the list of assignments', () => {
  const list = {
    title: 'Мои поручения',
    points: pointsOf(10),
    page: 1,
    kind: 'tasks',
    empty: 'Пусто.',
  } as const;

  test('is counted, numbered through its pages and opened by «Подробнее»', () => {
    const message = taskList(list, TUESDAY);
    expect(textOf(message).startsWith('Мои поручения (10)\n\n9. п. 9 Обновить')).toBe(true);
    expect(buttonLabels(message)).toEqual([['Подробнее: 9. п. 9'], ['Подробнее: 10. п. 10'], ['◀ Назад']]);
    expect(actionsOf(message)).toEqual([
      { kind: 'details', assignmentId: 9 },
      { kind: 'details', assignmentId: 10 },
      { kind: 'tasks', page: 0 },
    ]);
  });

  test('turns the pages of its own kind', () => {
    expect(actionsOf(taskList({ ...list, kind: 'upcoming' }, TUESDAY)).at(-1)).toEqual({
      kind: 'upcoming',
      page: 0,
    });
  });

  test('marks what is overdue, returned and with the controller', () => {
    const points = [
      aPoint({ label: '1', due: '2026-09-14' }),
      aPoint({ label: '2', state: 'returned' }),
      aPoint({ label: '3', state: 'reported', due: '2026-09-14' }),
      aPoint({ label: '4' }),
    ];
    const text = textOf(taskList({ ...list, points, page: 0 }, TUESDAY));
    expect(text.match(/^\d\. .*п\. \d/gmu)).toEqual(['1. 🔴 п. 1', '2. ↩️ п. 2', '3. 📨 п. 3', '4. п. 4']);
  });

  test('that is empty says so', () => {
    expect(taskList({ ...list, points: [] }, TUESDAY)).toEqual({ html: 'Пусто.' });
  });
});

describe('the card of an assignment', () => {
  const plain = { quotation: null, comment: null };

  test('shows all there is to know', () => {
    const facts = { quotation: 'до 15 октября 2026 г.', comment: 'Нет подписи' };
    const message = assignmentCard(aPoint({ state: 'returned' }), facts, TUESDAY);
    expect(textOf(message)).toBe(
      [
        'Протокол от 01.09.2026, п. 2.5',
        'Школа № 3, Верхний Лог',
        'Состояние: возвращено на доработку',
        '',
        'Обновить паспорт безопасности школы.',
        '',
        '⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
        'В документе: «до 15 октября 2026 г.»',
        'Замечание контролёра: «Нет подписи»',
      ].join('\n'),
    );
  });

  test.each([
    ['new', [['Ознакомлен', 'Выполнено'], ['Мои поручения']]],
    ['acknowledged', [['Выполнено'], ['Мои поручения']]],
    ['in_work', [['Выполнено'], ['Мои поручения']]],
    ['returned', [['Выполнено'], ['Мои поручения']]],
    ['reported', [['Мои поручения']]],
    ['accepted', [['Мои поручения']]],
    ['withdrawn', [['Мои поручения']]],
  ] as const)('%s: only what can be done', (state, labels) => {
    expect(buttonLabels(assignmentCard(aPoint({ state }), plain, TUESDAY))).toEqual(labels);
  });

  test('a text of 20,000 characters fills the message and leaves the deadline in it', () => {
    const text = textOf(assignmentCard(aPoint({ text: 'ж'.repeat(20_000) }), plain, TUESDAY));
    expect(text).toHaveLength(4096);
    expect(text.endsWith('…\n\n⏰ Срок: до чт 15.10.2026 — осталось 30 дней')).toBe(true);
  });
});
