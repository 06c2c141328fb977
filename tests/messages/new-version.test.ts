import { describe, expect, test } from 'vitest';
import { newVersionMessages, type VersionNews } from '../../src/messages/new-version.ts';
import { actionsOf, buttonLabels, textOf } from '../support/message-faults.ts';
import { aDocument, aPoint, TUESDAY } from './facts.ts';

const was = {
  question: null,
  label: '2.5',
  text: 'Обновить паспорт школы.',
  deadline: { kind: 'date', start: null, due: '2026-10-01', printed: null },
} as const;
const changed = (different: Partial<VersionNews> = {}): VersionNews => ({
  kind: 'changed',
  point: aPoint(),
  in: { text: true, deadline: true, addressees: false },
  was,
  reopened: false,
  ...different,
});
const message = (...news: readonly VersionNews[]) => {
  const [part, ...more] = newVersionMessages(aDocument(), news, TUESDAY, { silent: false });
  if (part === undefined || more.length > 0) throw new Error('one message was expected');
  return part.message;
};

describe('what a new version tells', () => {
  test('a changed point carries what a fresh one carries', () => {
    const point = aPoint({
      executor: false,
      through: 'Приреченский район',
      delegate: 'Нина',
      requiresFile: true,
    });
    const text = textOf(message(changed({ point })));
    expect(text).toContain('п. 2.5 (соисполнитель) — изменены текст и срок');
    expect(text).toContain('Через: Приреченский район\nИсполняет: Нина\n📎 К отчёту нужен файл.');
  });

  test('one point has its own buttons, several have those of the document', () => {
    expect(buttonLabels(message(changed()))).toEqual([
      ['Ознакомлен', 'Выполнено'],
      ['Приложить отчёт', 'Подробнее'],
    ]);
    const gone: VersionNews = { kind: 'point_removed', point: aPoint({ assignmentId: 18 }) };
    expect(buttonLabels(message(changed(), gone))).toEqual(buttonLabels(message(changed())));
    expect(actionsOf(message(changed(), { kind: 'added', point: aPoint({ assignmentId: 19 }) }))).toEqual([
      { kind: 'acknowledge_document', documentId: 7 },
      { kind: 'choose_done', documentId: 7 },
      { kind: 'attach_of', documentId: 7 },
      { kind: 'open_tasks' },
    ]);
    expect(buttonLabels(message(gone))).toEqual([['Мои поручения']]);
  });

  test('whoever has reported learns that the report is about the old words, and may add to it', () => {
    const point = aPoint({ state: 'reported' });
    const told = message(changed({ point, reportTo: null }));
    expect(textOf(told)).toContain(
      'Ваш отчёт отправлен до этого изменения. Тот, кто его принимает (контролёр)',
    );
    expect(buttonLabels(told)).toEqual([['Ознакомлен'], ['Дополнить отчёт'], ['Подробнее']]);
    expect(textOf(message(changed({ point, reportTo: 'Приреченский район' })))).toContain(
      '(«Приреченский район»)',
    );
    const gone = message({ kind: 'point_removed', point, reportTo: null });
    expect(textOf(gone)).toContain('Ваш отчёт по нему рассматривать уже не будут.');
  });

  test('a municipality learns whose day has followed its own', () => {
    expect(textOf(message(changed({ followed: 2 })))).toContain('срок подведомственных: 2 организации');
    expect(textOf(message(changed({ followed: 0 })))).not.toContain('подведомственных');
  });
});
