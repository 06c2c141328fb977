import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../src/core/calendar/calendar-date.ts';
import { assignmentCard, type CardFacts } from '../../src/messages/card.ts';
import { originNumbers, originOf } from '../../src/messages/card-origin.ts';
import { concernedSheet, historySheet, sourceSheet, textSheet } from '../../src/messages/card-sheets.ts';
import { MESSAGE_LIMIT } from '../../src/messages/split.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aCard, anEvent, aPoint, TUESDAY } from './facts.ts';

const actionOf = (message: ReturnType<typeof assignmentCard>, label: string) => {
  const button = (message.keyboard ?? []).flat().find(({ text }) => text === label);
  return button !== undefined && 'action' in button ? button.action : null;
};
const LIST = { kind: 'list', filter: 'on_review', page: 4, whole: false } as const;

describe('the card of an assignment', () => {
  test('shows all there is to know', () => {
    const message = assignmentCard(
      aCard({
        point: aPoint({ state: 'returned', question: '2' }),
        questionTitle: 'О безопасности',
        deadlineNotes: [{ kind: 'inherited', from: '2.7' }],
        concerned: { executors: ['Лицей'], coExecutors: ['ГАУ ДПО ЗОИРО', 'ОГАУ ЗЦОКО'] },
        acknowledgements: [
          { name: 'Нина Зорина', at: new Date('2026-09-03T07:15:00Z') },
          { name: 'Олег <Вьюгин>', at: new Date('2025-12-31T21:05:00Z') },
        ],
        comment: 'Нет подписи',
      }),
      TUESDAY,
    );
    expect(textOf(message)).toBe(
      [
        'Протокол от 01.09.2026, вопрос 2, п. 2.5',
        'О безопасности',
        'Школа № 3, Верхний Лог',
        'Состояние: возвращено на доработку',
        '',
        'Обновить паспорт безопасности школы.',
        '',
        '⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
        'Своего срока у пункта нет: действует срок п. 2.7.',
        'В документе: «до 15 октября 2026 г.»',
        '',
        'Также поручено: Лицей',
        'Соисполнители: ГАУ ДПО ЗОИРО; ОГАУ ЗЦОКО',
        '',
        '👁 Ознакомлены: Нина Зорина 03.09 10:15; Олег <Вьюгин> 01.01 00:05',
        '',
        'Замечание: «Нет подписи»',
      ].join('\n'),
    );
  });

  test('says once where the working day lies and what the rule is', () => {
    const card = aCard({
      point: aPoint({ kind: 'recurring', due: '2026-12-05', printed: 'ежемесячно до 5 числа' }),
      deadlineNotes: [
        { kind: 'day_off', due: '2026-12-05', working: '2026-12-04' },
        { kind: 'repeats', next: '2027-01-05' },
      ],
    });
    expect(textOf(assignmentCard(card, TUESDAY))).toContain(
      [
        '⏰ Срок: до сб 05.12.2026 — остался 81 день',
        '05.12.2026 — суббота, нерабочий день: рабочий срок пт 04.12.2026.',
        'Повторяется: следующий срок вт 05.01.2027.',
        'В документе: «ежемесячно до 5 числа»',
      ].join('\n'),
    );
  });

  test('tells a co-executor who answers for the whole', () => {
    const text = textOf(
      assignmentCard(
        aCard({
          point: aPoint({ executor: false }),
          concerned: { executors: ['Лицей'], coExecutors: ['ОГАУ ЗЦОКО'] },
        }),
        TUESDAY,
      ),
    );
    expect(text).toContain('Школа № 3, Верхний Лог (соисполнитель)');
    expect(text).toContain('Ответственный исполнитель: Лицей\nСоисполнители: ОГАУ ЗЦОКО');
    const both = { executors: ['Лицей', 'Гимназия'], coExecutors: [] };
    const two = assignmentCard(aCard({ point: aPoint({ executor: false }), concerned: both }), TUESDAY);
    expect(textOf(two)).toContain('Ответственные исполнители: Лицей; Гимназия');
  });

  test('tells of a request for more time, which may be taken back', () => {
    const card = assignmentCard(aCard({ extension: { requestId: 3, wanted: '2026-11-15' } }), TUESDAY);
    expect(textOf(card)).toContain('⏳ Просят продлить до вс 15.11.2026, ответа ещё нет');
    expect(buttonLabels(card).flat()).toContain('Отозвать просьбу о продлении');
    expect(buttonLabels(card).flat()).not.toContain('Продлить срок');
  });

  test('offers no more time where there is no last day', () => {
    const card = assignmentCard(aCard({ point: aPoint({ due: null, kind: 'standing' }) }), TUESDAY);
    expect(buttonLabels(card).flat()).not.toContain('Продлить срок');
  });

  test.each([
    [
      'new',
      true,
      [
        ['Ознакомлен', 'Выполнено'],
        ['Приложить отчёт', 'Продлить срок'],
      ],
    ],
    ['new', false, [['Выполнено'], ['Приложить отчёт', 'Продлить срок']]],
    ['acknowledged', false, [['Выполнено'], ['Приложить отчёт', 'Продлить срок']]],
    [
      'in_work',
      true,
      [
        ['Ознакомлен', 'Выполнено'],
        ['Приложить отчёт', 'Продлить срок'],
      ],
    ],
    ['returned', false, [['Выполнено'], ['Приложить отчёт', 'Продлить срок']]],
    // Changed by a new version since the report.
    ['reported', true, [['Ознакомлен'], ['Дополнить отчёт']]],
    ['reported', false, [['Дополнить отчёт']]],
    ['accepted', true, []],
    ['withdrawn', true, []],
  ] as const)('%s, new to be acknowledged %s: only what can be done', (state, mayAcknowledge, rows) => {
    const card = aCard({ point: aPoint({ state }), mayAcknowledge });
    expect(buttonLabels(assignmentCard(card, TUESDAY))).toEqual([
      ...rows,
      ['Как в документе', 'История'],
      ['Мои поручения'],
    ]);
  });

  test.each(['observer', 'controller'] as const)('%s: nothing to answer with', (viewer) => {
    expect(buttonLabels(assignmentCard(aCard({ viewer }), TUESDAY))).toEqual([
      ['Как в документе', 'История'],
      ['Мои поручения'],
    ]);
  });

  test('leads back to the list and page it was opened from, through every button', () => {
    const message = assignmentCard(aCard({ origin: LIST }), TUESDAY);
    expect(actionOf(message, '◀ К списку')).toEqual({ kind: 'on_review', page: 4 });
    const back = { list: 3, page: 4, updateId: 0 };
    expect(actionOf(message, 'Ознакомлен')).toEqual({ kind: 'acknowledge_card', assignmentId: 17, ...back });
    expect(actionOf(message, 'История')).toEqual({
      kind: 'card',
      assignmentId: 17,
      sheet: 4,
      part: 0,
      ...back,
    });
  });

  test('leads back to what was found', () => {
    const message = assignmentCard(aCard({ origin: { kind: 'search', updateId: 900, page: 2 } }), TUESDAY);
    expect(actionOf(message, '◀ К списку')).toEqual({ kind: 'found', updateId: 900, page: 2 });
  });

  test.each([
    { kind: 'message' },
    { kind: 'list', filter: 'accepted', page: 7, whole: false },
    { kind: 'list', filter: 'open', page: 0, whole: true },
    { kind: 'list', filter: 'accepted', page: 7, whole: true },
    { kind: 'search', updateId: 900, page: 2 },
  ] as const)('the origin %j survives the way through a button', (origin) => {
    expect(originOf(originNumbers(origin))).toEqual(origin);
  });

  test('«Напомнить» for whoever looks after an organization that is late, and only then', () => {
    const labels = (due: CalendarDate, mayRemind: boolean) =>
      buttonLabels(
        assignmentCard(aCard({ viewer: 'observer', mayRemind, point: aPoint({ due }) }), TUESDAY),
      ).flat();
    expect(labels('2026-09-14', true)).toContain('Напомнить');
    expect(labels('2026-09-15', true)).not.toContain('Напомнить');
    expect(labels('2026-09-14', false)).not.toContain('Напомнить');
  });

  test('a point that a reviewer has added has no words in the document', () => {
    expect(buttonLabels(assignmentCard(aCard({ quoted: false }), TUESDAY))).toContainEqual(['История']);
  });

  test('a text of 20,000 characters fills the message, the deadline stays in it, the rest is one press away', () => {
    const card = aCard({ point: aPoint({ text: 'ж'.repeat(20_000) }) });
    const message = assignmentCard(card, TUESDAY);
    const text = textOf(message);
    expect(text).toHaveLength(MESSAGE_LIMIT);
    expect(text).toContain('…\n\n⏰ Срок: до чт 15.10.2026 — осталось 30 дней');
    expect(actionOf(message, 'Весь текст')).toMatchObject({ kind: 'card', sheet: 1, part: 0 });
    expect(buttonLabels(assignmentCard(aCard(), TUESDAY)).flat()).not.toContain('Весь текст');
  });

  test('names three organizations and the number of the rest, which are one press away', () => {
    const names = Array.from({ length: 23 }, (_, index) => `Школа № ${index + 1}`);
    const card = aCard({ concerned: { executors: names, coExecutors: [] } });
    const message = assignmentCard(card, TUESDAY);
    expect(textOf(message)).toContain('Также поручено: Школа № 1; Школа № 2; Школа № 3 и ещё 20 организаций');
    expect(buttonLabels(message)).toContainEqual(['Кому поручено', 'Мои поручения']);
    const sheet = textOf(concernedSheet(card, 0));
    expect(sheet).toContain('Исполнители (24)\n• Школа № 3, Верхний Лог\n• Школа № 1\n');
    expect(sheet).toContain('\n• Школа № 23');
  });
});

describe('a sheet of a card', () => {
  /** The text of every part, by turning from the first. */
  const partsOf = (sheet: (card: CardFacts, part: number) => ReturnType<typeof textSheet>): string[] => {
    const parts: string[] = [];
    for (let part = 0; part < 50; part += 1) {
      const message = sheet(aCard({ origin: LIST }), part);
      parts.push(textOf(message).split('\n').slice(4).join('\n'));
      const turn = actionOf(message, 'Дальше ▶');
      if (turn === null) return parts;
      expect(turn).toMatchObject({ kind: 'card', part: part + 1, list: 3, page: 4 });
    }
    throw new Error('the sheet has no end');
  };

  test('shows every word of a long text, part by part, and leads back to the card', () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `слово${index}`);
    const text = words.join(' ');
    const parts = partsOf((card, part) => textSheet({ ...card, point: aPoint({ text }) }, part));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.join(' ')).toBe(text);
    const last = textSheet(aCard({ point: aPoint({ text }) }), 999);
    expect(buttonLabels(last)).toEqual([['◀ Назад'], ['◀ К карточке']]);
    expect(actionOf(last, '◀ К карточке')).toMatchObject({ kind: 'card', sheet: 0, part: 0 });
  });

  test('quotes the document with its lines', () => {
    const passage = { before: '…\n2. Школам:\n', quote: '2.5. Обновить <паспорт>', after: '\nСрок: 1 & 2' };
    const message = sourceSheet(aCard(), passage, 0);
    expect(textOf(message)).toMatch(
      /Как в документе\n…\n2\. Школам:\n2\.5\. Обновить <паспорт>\nСрок: 1 & 2$/u,
    );
    expect(message.html).toContain('<b>2.5. Обновить &lt;паспорт&gt;</b>');
    expect(buttonLabels(message)).toEqual([['◀ К карточке']]);
  });

  test('tells the history line by line with Moscow time', () => {
    const events = [
      anEvent({ kind: 'published', words: null, by: 'Вера' }),
      anEvent({ files: 2 }),
      anEvent({ kind: 'returned', words: 'Нет подписи' }),
      anEvent({ kind: 'deadline_moved', words: null, due: '2026-10-30', by: null }),
    ];
    expect(
      textOf(historySheet(aCard(), events, 0))
        .split('\n')
        .slice(3),
    ).toEqual([
      'История',
      '• чт 03.09.2026, 10:15 — Опубликовано (Вера)',
      '• чт 03.09.2026, 10:15 — Отчёт об исполнении: «Выполнено», 2 файла (Нина Зорина)',
      '• чт 03.09.2026, 10:15 — Возвращено на доработку: «Нет подписи» (Нина Зорина)',
      '• чт 03.09.2026, 10:15 — Срок перенесён: на пт 30.10.2026',
    ]);
    expect(textOf(historySheet(aCard(), [], 0))).toContain('Пока ничего не происходило.');
  });

  test('a long history is turned page by page and loses no line', () => {
    const events = Array.from({ length: 100 }, (_, index) =>
      anEvent({ words: `${index} ${'ж'.repeat(100)}` }),
    );
    const lines = partsOf((card, part) => historySheet(card, events, part))
      .join('\n')
      .split('\n');
    expect(lines).toHaveLength(100);
    expect(lines[99]).toContain('«99 ж');
  });
});
