import { describe, expect, test } from 'vitest';
import type { Warning } from '../../src/core/warning.ts';
import { alreadyPublished, draftSummary, nothingFound } from '../../src/messages/draft.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDeadline, aDocument, aDraft, aDraftPoint } from './facts.ts';

const warning = (message: string): Warning => ({ code: 'no_deadline', message });

describe('the summary of a draft', () => {
  test('counts points, recipients, addressees and kinds of deadlines', () => {
    const draft = aDraft({
      document: aDocument({ kind: 'order', number: '77-к', title: 'О школьных автобусах' }),
      points: [
        aDraftPoint(),
        aDraftPoint({ deadline: aDeadline({ kind: 'none', due: null, text: null }) }),
        aDraftPoint({ addressees: [] }),
      ],
      annexes: [{ title: 'Перечень школ', rows: 22 }],
      organizationsReached: 21,
    });
    expect(textOf(draftSummary(draft))).toBe(
      [
        'Приказ от 01.09.2026 № 77-к',
        'О школьных автобусах',
        'Дата документа: 1 сентября 2026 г.',
        '',
        'Прочитано: 3 пункта. Адресаты: 21 организация.',
        '',
        'Кому',
        '• Руководителям школ — 2',
        '• адресат не указан — 1',
        '',
        'Сроки',
        '• к дате — 2',
        '• без срока — 1',
        '',
        'Приложения',
        '• Перечень школ — 22 строки',
        '',
        '✅ Сомнений нет.',
      ].join('\n'),
    );
  });

  test('offers to check, publish or drop it', () => {
    const message = draftSummary(aDraft());
    expect(buttonLabels(message)).toEqual([['Проверить пункты'], ['Опубликовать', 'Отменить']]);
    expect(message.keyboard?.flat().map((button) => 'action' in button && button.action.kind)).toEqual([
      'review_doubts',
      'publish',
      'discard',
    ]);
  });

  test('of a scan, whose page may have been forgotten, offers to add one', () => {
    const warning = { code: 'poorly_recognized', message: 'Текст распознан со скана.' } as const;
    expect(buttonLabels(draftSummary(aDraft({ warnings: [warning] })))).toContainEqual(['Добавить страницу']);
  });

  test('counts what was dropped apart from what goes out', () => {
    const dropped = aDraftPoint({ dropped: true, deadline: aDeadline({ kind: 'none', due: null }) });
    const text = textOf(draftSummary(aDraft({ points: [aDraftPoint(), dropped] })));
    expect(text).toContain('Прочитано: 2 пункта.');
    expect(text).toContain('Снято при проверке: 1 пункт.');
    expect(text).not.toContain('без срока');
  });

  test('names the first twelve doubts and counts all of them', () => {
    const draft = aDraft({
      points: Array.from({ length: 14 }, (_, at) =>
        aDraftPoint({ label: `${at + 1}`, warnings: [warning(`Срок «до ${at + 1}» прошёл.`)] }),
      ),
      warnings: [warning('Дата не найдена.')],
    });
    const text = textOf(draftSummary(draft));
    expect(text).toContain('Сомнения (15)\n⚠️ Дата не найдена.\n⚠️ вопрос 1, п. 1: Срок «до 1» прошёл.\n');
    expect(text.match(/⚠️/gu)).toHaveLength(12);
    expect(text.endsWith('\n… и ещё 3 сомнения.')).toBe(true);
  });

  test('tells the same doubt about several points of a question once', () => {
    const doubted = (question: string, label: string | null) =>
      aDraftPoint({ question, label, warnings: [warning('Срок не указан.')] });
    const points = [
      ...Array.from({ length: 11 }, (_, at) => doubted('1', `1.${at + 1}`)),
      ...Array.from({ length: 3 }, () => doubted('2', null)),
      doubted('3', '3.1'),
    ];
    const text = textOf(draftSummary(aDraft({ points })));
    expect(text.slice(text.indexOf('Сомнения'))).toBe(
      [
        'Сомнения (15)',
        '⚠️ вопрос 1, п. 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8 и ещё 3: Срок не указан.',
        '⚠️ вопрос 2 (3 пункта): Срок не указан.',
        '⚠️ вопрос 3, п. 3.1: Срок не указан.',
      ].join('\n'),
    );
  });

  test('long doubts that do not fit are counted, never just left out', () => {
    const points = Array.from({ length: 12 }, (_, at) =>
      aDraftPoint({ warnings: [warning(`${at}${'ж'.repeat(9000)}`)] }),
    );
    const addressees = Array.from({ length: 20 }, (_, index) => ({
      text: `${index}${'ж'.repeat(90)}`,
      code: 'OTHER',
      executor: false,
    }));
    const text = textOf(draftSummary(aDraft({ points: [...points, aDraftPoint({ addressees })] })));
    const shown = text.match(/⚠️/gu)?.length ?? 0;
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThan(12);
    expect(text).toMatch(new RegExp(`\\n… и ещё ${12 - shown} сомнени[еяй]\\.$`, 'u'));
    expect(text).toContain('• … и ещё 9');
  });
});

describe('a document that cannot be published', () => {
  test('nothing found: says why', () => {
    expect(textOf(nothingFound('справка.docx', ['Решений не найдено: нет пунктов.']))).toBe(
      'В файле «справка.docx» решений не найдено.\n• Решений не найдено: нет пунктов.',
    );
    expect(textOf(nothingFound('справка.docx', []))).toBe('В файле «справка.docx» решений не найдено.');
  });

  test('published before: agrees with a document of any gender', () => {
    const message = alreadyPublished(aDocument({ kind: 'collegium_decision' }), '2026-09-03');
    expect(textOf(message)).toBe(
      'Документ уже опубликован 3 сентября 2026 г.: Решение коллегии от 01.09.2026. Повторно рассылать его не нужно.',
    );
  });
});
