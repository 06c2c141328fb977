import { describe, expect, test } from 'vitest';
import { chooseDone } from '../../src/messages/report-choice.ts';
import { actionsOf, buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

describe('«Какое поручение выполнено?»', () => {
  test('has a button for each, numbered as in the text', () => {
    const message = chooseDone(pointsOf(2), { kind: 'all', purpose: 'done' }, 0, TUESDAY);
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

  test('the choice for words that came before carries their draft', () => {
    const message = chooseDone(pointsOf(1), { kind: 'draft', draftId: 900, purpose: 'done' }, 0, TUESDAY);
    expect(actionsOf(message)[0]).toEqual({ kind: 'report_with', assignmentId: 1, draftId: 900 });
  });

  test.each([
    [
      { kind: 'all', purpose: 'done' },
      { kind: 'report_done', assignmentId: 1 },
      { kind: 'turn_any', page: 1 },
    ],
    [
      { kind: 'all', purpose: 'attach' },
      { kind: 'attach_report', assignmentId: 1 },
      { kind: 'turn_attach', page: 1 },
    ],
    [
      { kind: 'document', documentId: 7, purpose: 'done' },
      { kind: 'report_done', assignmentId: 1 },
      { kind: 'turn_done', documentId: 7, page: 1 },
    ],
    [
      { kind: 'document', documentId: 7, purpose: 'attach' },
      { kind: 'attach_report', assignmentId: 1 },
      { kind: 'turn_attach_of', documentId: 7, page: 1 },
    ],
    [
      { kind: 'draft', draftId: 900, purpose: 'done' },
      { kind: 'report_with', assignmentId: 1, draftId: 900 },
      { kind: 'turn_with', draftId: 900, page: 1 },
    ],
    [
      { kind: 'draft', draftId: 900, purpose: 'about' },
      { kind: 'answer_about', assignmentId: 1, draftId: 900 },
      { kind: 'turn_about', draftId: 900, page: 1 },
    ],
    [
      { kind: 'draft', draftId: 900, purpose: 'extend' },
      { kind: 'extend_with', assignmentId: 1, draftId: 900 },
      { kind: 'turn_extend', draftId: 900, page: 1 },
    ],
  ] as const)('%j: choosing and turning stay with what was asked', (source, choose, turn) => {
    const message = chooseDone(pointsOf(9), source, 0, TUESDAY);
    expect(buttonLabels(message).slice(-2)).toEqual([['Дальше ▶'], ['Отменить']]);
    expect(actionsOf(message)[0]).toEqual(choose);
    expect(actionsOf(message).at(-2)).toEqual(turn);
  });

  test('an old button that points past the end shows the last page', () => {
    const message = chooseDone(pointsOf(9), { kind: 'all', purpose: 'done' }, 50, TUESDAY);
    expect(buttonLabels(message).map(([label]) => label)).toEqual([
      '9. п. 9 — Обновить паспорт безопасности школы.',
      '◀ Назад',
      'Отменить',
    ]);
  });

  test('names the organizations where there are several', () => {
    const points = [aPoint({ assignmentId: 1 }), aPoint({ assignmentId: 2, organizationName: 'Лицей' })];
    expect(textOf(chooseDone(points, { kind: 'all', purpose: 'done' }, 0, TUESDAY))).toContain('\nЛицей\n');
  });
});
