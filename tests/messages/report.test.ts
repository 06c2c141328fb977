import { describe, expect, test } from 'vitest';
import { reportOutcome, reportTaken } from '../../src/messages/report.ts';
import { confirmDone } from '../../src/messages/report-choice.ts';
import {
  askReturnComment,
  reportDecided,
  reportReceived,
  reportText,
} from '../../src/messages/report-to-decide.ts';
import { actionsOf, buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, TUESDAY } from './facts.ts';

describe('a report on its way', () => {
  test('a single open point is confirmed', () => {
    const message = confirmDone(aPoint(), 900, TUESDAY);
    expect(textOf(message).startsWith('Отметить выполненным?\n\nПротокол от 01.09.2026, п. 2.5\n')).toBe(
      true,
    );
    expect(buttonLabels(message)).toEqual([['Выполнено', 'Отменить']]);
    expect(actionsOf(message)[0]).toEqual({ kind: 'report_with', assignmentId: 17, draftId: 900 });
  });

  test.each([
    [0, '✅ п. 2.5 — отчёт отправлен контролёру.\n'],
    [1, '✅ п. 2.5 — отчёт отправлен контролёру. Приложено: 1 файл.\n'],
    [3, '✅ п. 2.5 — отчёт отправлен контролёру. Приложено: 3 файла.\n'],
  ])('the executor is told, with %i files', (files, text) => {
    expect(
      textOf(reportTaken({ point: aPoint(), files, interim: false, supplement: false, to: null })).startsWith(
        text,
      ),
    ).toBe(true);
  });

  const received = {
    reportId: 5,
    point: aPoint({ state: 'reported', due: '2026-09-14' }),
    interim: false,
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

describe('a report about words that a new version has changed', () => {
  const change = {
    in: { text: true, deadline: true, addressees: false },
    was: {
      question: null,
      label: '2.5',
      text: 'Обновить паспорт школы.',
      deadline: { kind: 'date', start: null, due: '2026-10-01', printed: null },
    },
    on: '2026-09-14',
    decisionId: 41,
  } as const;
  const received = {
    reportId: 5,
    point: aPoint({ state: 'reported' }),
    interim: false,
    text: 'Выполнено',
    files: 0,
    personName: 'Ковалёва Мария',
    reportedOn: '2026-09-12',
    change,
    day: TUESDAY,
  } as const;

  test('shows what has changed, and asks whether it is accepted all the same', () => {
    const message = reportReceived(received);
    const text = textOf(message);
    expect(text).toContain(
      '⚠️ Пункт изменён после отчёта (новая редакция 14.09.2026): изменены текст и срок.',
    );
    expect(text).toContain('Обновить паспорт безопасности школы.');
    expect(text).toContain('Срок был: до чт 01.10.2026\nСрок стал: до чт 15.10.2026');
    expect(buttonLabels(message)).toEqual([['Принять всё же', 'Вернуть на доработку']]);
    expect(actionsOf(message)[0]).toEqual({ kind: 'accept_changed', reportId: 5, decisionId: 41 });
  });

  test('has nothing to answer once the point is off control', () => {
    const message = reportReceived({ ...received, point: aPoint({ state: 'withdrawn' }) });
    expect(textOf(message)).toContain('🚫 Пункт снят с контроля: отвечать на отчёт не нужно.');
    expect(textOf(message)).not.toContain('⚠️');
    expect(buttonLabels(message)).toEqual([['Подробнее']]);
  });

  test('lists what was added since; the supplement itself is answered as the report', () => {
    const supplements = [{ on: '2026-09-15', text: 'Приложен акт' }] as const;
    expect(textOf(reportReceived({ ...received, supplements }))).toContain(
      '➕ Дополнено вт 15.09.2026: «Приложен акт»',
    );
    const message = reportReceived({
      ...received,
      reportId: 6,
      interim: true,
      supplementTo: { reportId: 5, change },
    });
    expect(textOf(message)).toContain('➕ Школа № 3, Верхний Лог: дополнение к отчёту');
    expect(actionsOf(message)).toEqual([
      { kind: 'accept_changed', reportId: 5, decisionId: 41 },
      { kind: 'return', reportId: 5 },
    ]);
  });
});

describe('an interim report', () => {
  const interim = {
    reportId: 5,
    point: aPoint({ state: 'in_work', due: '2026-09-14' }),
    interim: true,
    text: 'Закуплена половина',
    files: 0,
    personName: 'Ковалёва Мария',
    reportedOn: '2026-09-15',
    day: TUESDAY,
  } as const;

  test('asks the controller for no answer and is not called late', () => {
    const message = reportReceived(interim);
    expect(textOf(message)).toMatch(
      /^📝 Школа № 3, Верхний Лог: промежуточный отчёт, поручение остаётся на исполнении/,
    );
    expect(textOf(message)).not.toContain('🔴 после срока');
    expect(actionsOf(message)).toEqual([{ kind: 'details', assignmentId: 17 }]);
  });

  test('leaves the executor with the assignment', () => {
    const told = textOf(
      reportTaken({ point: aPoint(), files: 1, interim: true, supplement: false, to: 'УО Приреченска' }),
    );
    expect(told).toContain('промежуточный отчёт отправлен: УО Приреченска. Приложено: 1 файл.');
    expect(told).toContain('остаётся на исполнении');
  });
});

describe('the words of a long report', () => {
  test('follow whole, in pieces that end between words', () => {
    expect(reportText('Выполнено.')).toEqual([]);
    const words = 'Паспорт обновлён. '.repeat(600).trim();
    const pieces = reportText(words).map(textOf);
    expect(pieces.length).toBe(3);
    expect(pieces.join(' ')).toBe(words);
    const unbroken = '🧾'.repeat(4500);
    expect(reportText(unbroken).map(textOf).join('')).toBe(unbroken);
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
    expect(buttonLabels(message)).toEqual([['Выполнено', 'Подробнее'], ['Приложить отчёт']]);
  });

  test('stands under the report instead of the buttons', () => {
    const point = aPoint();
    const decided = { reportId: 4, point, waiting: 0 };
    const accepted = reportDecided({ ...decided, outcome: 'accepted', comment: null });
    expect(textOf(accepted).split('\n').slice(0, 2)).toEqual([
      '✅ Принято',
      'Школа № 3, Верхний Лог: Протокол от 01.09.2026, п. 2.5',
    ]);
    const returned = reportDecided({ ...decided, outcome: 'returned', comment: 'Нет подписи' });
    expect(textOf(returned).startsWith('↩️ Возвращено: «Нет подписи»\n')).toBe(true);
    expect(returned.keyboard).toEqual([]);
    expect(buttonLabels(accepted)).toEqual([['Отменить принятие']]);
    const more = reportDecided({ ...decided, outcome: 'returned', comment: 'Нет подписи', waiting: 12 });
    expect(buttonLabels(more)).toEqual([['Следующий отчёт (12)']]);
  });

  test('a return is asked about with the way out', () => {
    expect(textOf(askReturnComment(aPoint()))).toBe(
      'Напишите, что доработать: Школа № 3, Верхний Лог, п. 2.5. Исполнитель увидит замечание.\n/cancel — не возвращать.',
    );
  });
});
