import { describe, expect, test } from 'vitest';
import {
  broadcastMessages,
  broadcastStatus,
  catchUpMessages,
  published,
} from '../../src/messages/broadcast.ts';
import { documentName, pointName } from '../../src/messages/point.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDocument, aPoint, pointsOf, TUESDAY } from './facts.ts';

const LOUD = { silent: false };

describe('names', () => {
  test.each([
    [{ kind: 'protocol' }, 'Протокол от 01.09.2026'],
    [{ kind: 'order', number: '77-к' }, 'Приказ от 01.09.2026 № 77-к'],
    [{ kind: 'collegium_decision', date: null, number: '3' }, 'Решение коллегии № 3'],
    [{ kind: 'other', date: null }, 'Документ'],
  ] as const)('%j is «%s»', (different, name) => {
    expect(documentName(aDocument(different))).toBe(name);
  });

  test.each([
    [null, '2.5', 'п. 2.5'],
    ['2', '2.5', 'вопрос 2, п. 2.5'],
    ['Трек 1', '4', 'Трек 1, п. 4'],
    [null, 'прил. 1, п. 4', 'прил. 1, п. 4'],
    ['2', null, 'вопрос 2'],
    [null, null, 'пункт без номера'],
  ])('question %s, label %s: %s', (question, label, name) => {
    expect(pointName({ question, label })).toBe(name);
  });
});

describe('a broadcast', () => {
  test('of one point carries everything about it and its own buttons', () => {
    const [part, ...more] = broadcastMessages(
      aDocument({ title: 'Об автобусах' }),
      [aPoint()],
      TUESDAY,
      LOUD,
    );
    expect(more).toEqual([]);
    expect(textOf(part?.message ?? { html: '' })).toBe(
      [
        '📄 Протокол от 01.09.2026',
        'Об автобусах',
        '',
        'Вам: 1 поручение.',
        '',
        'п. 2.5',
        'Обновить паспорт безопасности школы.',
        '⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
      ].join('\n'),
    );
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([
      ['Ознакомлен', 'Выполнено'],
      ['Приложить отчёт', 'Подробнее'],
    ]);
    expect(part?.assignmentIds).toEqual([17]);
  });

  test('of several points has buttons for the document', () => {
    const [part] = broadcastMessages(aDocument(), pointsOf(3), TUESDAY, LOUD);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([
      ['Ознакомлен', 'Выполнено'],
      ['Приложить отчёт', 'Мои поручения'],
    ]);
    expect(part?.message.keyboard?.flat().map((button) => 'action' in button && button.action)).toEqual([
      { kind: 'acknowledge_document', documentId: 7 },
      { kind: 'choose_done', documentId: 7 },
      { kind: 'attach_of', documentId: 7 },
      { kind: 'open_tasks' },
    ]);
    expect(part?.assignmentIds).toEqual([1, 2, 3]);
  });

  test('names the organization only where the chat speaks for several', () => {
    const one = broadcastMessages(aDocument(), pointsOf(2), TUESDAY, LOUD);
    expect(one[0]?.message.html).not.toContain('Верхний Лог');
    const two = broadcastMessages(
      aDocument(),
      [aPoint(), aPoint({ organizationName: 'Лицей' })],
      TUESDAY,
      LOUD,
    );
    expect(two[0]?.message.html).toContain('<i>Школа № 3, Верхний Лог</i>');
    expect(two[0]?.message.html).toContain('<i>Лицей</i>');
  });

  test('says whose word is not the last', () => {
    const [part] = broadcastMessages(aDocument(), [aPoint({ executor: false })], TUESDAY, LOUD);
    expect(part?.message.html).toContain('<b>п. 2.5</b> (соисполнитель)');
  });

  test('too long for one message is split between points, with buttons under the last and silence for all', () => {
    const points = pointsOf(30, { text: 'ж'.repeat(600) });
    const parts = broadcastMessages(aDocument(), points, TUESDAY, { silent: true });
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flatMap(({ assignmentIds }) => assignmentIds)).toEqual(
      points.map((point) => point.assignmentId),
    );
    expect(parts.map(({ message }) => message.keyboard !== undefined)).toEqual(
      parts.map((_, index) => index === parts.length - 1),
    );
    expect(parts.every(({ message }) => message.silent === true)).toBe(true);
  });
});

describe('what is open for a chat that has just joined', () => {
  test('is told point by point, with the document of each', () => {
    const [part] = catchUpMessages(pointsOf(2), TUESDAY);
    const text = textOf(part?.message ?? { html: '' });
    expect(
      text.startsWith('На сегодня у вас 2 поручения на исполнении:\n\nПротокол от 01.09.2026\nп. 1\n'),
    ).toBe(true);
    expect(buttonLabels(part?.message ?? { html: '' })).toEqual([['Мои поручения']]);
    expect(part?.assignmentIds).toEqual([1, 2]);
  });
});

describe('how a broadcast has come along', () => {
  const progress = {
    assignments: 21,
    organizations: 3,
    delivered: ['Лицей'],
    waiting: [],
    notReached: [],
    toAcknowledge: 3,
    acknowledged: 0,
    notAcknowledged: ['Лицей'],
    versions: ['2026-09-03'],
  } as const;

  test('all reached', () => {
    const message = broadcastStatus(aDocument(), { ...progress, acknowledged: 3, notAcknowledged: [] });
    expect(textOf(message)).toBe(
      [
        '📬 Протокол от 01.09.2026: рассылка',
        '21 поручение, 3 организации.',
        '',
        '✅ Доставлено: 1',
        '👁 Ознакомились: 3 из 3',
        '❗ Не дошло: 0',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([['Обновить']]);
  });

  test('who has it and has not acknowledged is named as soon as somebody has', () => {
    const nobody = textOf(broadcastStatus(aDocument(), progress));
    expect(nobody).toContain('👁 Ознакомились: 0 из 3\n❗');
    const some = { ...progress, acknowledged: 1, notAcknowledged: ['Лицей', 'Школа № 2'] };
    expect(textOf(broadcastStatus(aDocument(), some))).toContain(
      '👁 Ознакомились: 1 из 3\nПолучили, но не ознакомились: 2\n• Лицей\n• Школа № 2\n❗',
    );
  });

  test.each([
    [{ toAcknowledge: 0 }, '👁 Ознакомление не требуется: поручения только сняты с контроля.'],
    [{ toAcknowledge: 1 }, '👁 Ознакомились: 0 из 1'],
    [{ delivered: [], waiting: ['Лицей'] }, '👁 Ознакомились: пока никто — рассылка ещё идёт.'],
    [{ delivered: [], notReached: ['Лицей'] }, '👁 Ознакомились: пока никто — никому ещё не доставлено.'],
  ])('with %j it says of acknowledging: %s', (different, line) => {
    const shown = broadcastStatus(aDocument(), { ...progress, notAcknowledged: [], ...different });
    expect(textOf(shown).split('\n')).toContain(line);
  });

  test('of a corrected document only what was changed was sent', () => {
    const text = textOf(
      broadcastStatus(aDocument(), { ...progress, versions: ['2026-09-03', '2026-09-05', '2026-09-08'] }),
    );
    expect(text).toContain(
      'рассылка\nРедакция 3, опубликована 08.09.2026 (прежние: 03.09.2026, 05.09.2026). Разослано только изменённое:\n21 поручение',
    );
  });

  test('those not reached are named, and what to do about it', () => {
    const notReached = Array.from({ length: 43 }, (_, index) => `Школа № ${index + 1}`);
    const text = textOf(broadcastStatus(aDocument(), { ...progress, waiting: ['Гимназия'], notReached }));
    expect(text).toContain('⏳ Отправляется: 1\n❗ Не дошло: 43\n• Школа № 1\n');
    expect(text).toContain('• Школа № 25\n• … и ещё 18\n');
    expect(text).toContain('/invite КОД');
  });
});

describe('the answer to «Опубликовать»', () => {
  test('counts what goes out', () => {
    const message = published(aDocument({ kind: 'collegium_decision' }), {
      assignments: 22,
      organizations: 11,
      unassigned: 0,
    });
    expect(textOf(message)).toBe(
      '✅ Документ опубликован: Решение коллегии от 01.09.2026.\n22 поручения, 11 организаций.\nРассылка началась, о результате сообщу.',
    );
    expect(buttonLabels(message)).toEqual([['Рассылки']]);
  });

  test('says what went to nobody', () => {
    const text = textOf(published(aDocument(), { assignments: 1, organizations: 1, unassigned: 2 }));
    expect(text).toContain('⚠️ Никому не назначено: 2 пункта.');
  });
});
