import { describe, expect, test } from 'vitest';
import type { AssignmentState } from '../../src/core/assignments/assignment.ts';
import { gatheredText } from '../../src/messages/gathered-report.ts';
import { handDownDueRefused, handDownPreview } from '../../src/messages/hand-down.ts';
import { plainText } from '../../src/messages/html.ts';
import { type RollUpFacts, rollUpText } from '../../src/messages/roll-up.ts';
import { rollUpScreen, schoolList } from '../../src/messages/schools.ts';
import { aPoint, TUESDAY } from './facts.ts';

const COUNTS: RollUpFacts = { total: 23, done: 17, reported: 0, overdue: 0, below: 'schools' };

describe('the roll-up in words', () => {
  test.each<[Partial<RollUpFacts>, string]>([
    [{}, 'Исполнили 17 из 23 школ'],
    [{ total: 21 }, 'Исполнили 17 из 21 школы'],
    [{ total: 11, done: 0 }, 'Исполнили 0 из 11 школ'],
    [{ total: 1, done: 1 }, 'Исполнили 1 из 1 школы'],
    [{ below: 'organizations' }, 'Исполнили 17 из 23 организаций'],
    [{ below: 'organizations', total: 31 }, 'Исполнили 17 из 31 организации'],
    [{ reported: 2, overdue: 3 }, 'Исполнили 17 из 23 школ, на проверке 2, просрочили 3'],
  ])('%o: %s', (different, said) => {
    expect(rollUpText({ ...COUNTS, ...different })).toBe(said);
  });
});

describe('those below on the screen of a point', () => {
  const screenOf = (state: AssignmentState, due: string | null, delivered = true) =>
    plainText(
      rollUpScreen(
        {
          point: aPoint(),
          kind: 'own',
          decisionId: 1,
          occurrence: 0,
          rollUp: COUNTS,
          schools: [{ name: 'Заречная ООШ', state, due: due as never, delivered, reportId: null }],
          may: { remind: 0, handDown: 0, gather: false, recall: true, back: true },
        },
        0,
        TUESDAY,
      ).html,
    )
      .split('\n')
      .at(-1);

  test.each<[AssignmentState, string | null, string]>([
    ['new', '2026-10-12', '1. Заречная ООШ — не ознакомлена, до пн 12.10.2026'],
    ['acknowledged', null, '1. Заречная ООШ — ознакомлена'],
    ['in_work', '2026-09-13', '1. Заречная ООШ — в работе, 🔴 просрочено на 2 дня'],
    ['returned', '2026-09-15', '1. Заречная ООШ — ↩️ возвращено, до вт 15.09.2026'],
    // What was answered in time is not late, however long the answer takes.
    ['reported', '2026-09-13', '1. Заречная ООШ — 📨 на проверке'],
    ['accepted', '2026-09-13', '1. Заречная ООШ — ✅ исполнено'],
    ['withdrawn', '2026-09-13', '1. Заречная ООШ — не исполнено'],
  ])('%s, due %s: %s', (state, due, line) => {
    expect(screenOf(state, due)).toBe(line);
  });

  test('who does not read the bot is told from who has not read the point', () => {
    expect(screenOf('new', '2026-09-13', false)).toBe(
      '1. Заречная ООШ — ❗ не подключена к боту, 🔴 просрочено на 2 дня',
    );
  });
});

describe('«Школы района»', () => {
  test('says what can be handed down, how far the rest is, and what waits', () => {
    const own = { kind: 'own', decisionId: 1, occurrence: 0 } as const;
    const { html, keyboard } = schoolList(
      {
        above: ['Приреченский район'],
        organizationsBelow: 4,
        reportsWaiting: 1,
        points: [
          { ...own, point: aPoint({ assignmentId: 1, label: '1' }), rollUp: null },
          { ...own, point: aPoint({ assignmentId: 2, label: '2' }), rollUp: COUNTS },
          { ...own, kind: 'direct', point: aPoint({ assignmentId: 3, label: '3' }), rollUp: COUNTS },
        ],
        page: 0,
      },
      TUESDAY,
    );
    expect(plainText(html)).toContain('Ждут вашего ответа: 1 отчёт');
    expect(keyboard?.flat().map(({ text }) => text)).toEqual([
      '📨 Отчёты (1)',
      '1. п. 1 — поручить школам',
      '2. п. 2 — кто исполнил',
      '3. п. 3',
    ]);
  });

  test('says so where there is nothing', () => {
    const facts = {
      above: ['Приреченский район'],
      organizationsBelow: 4,
      reportsWaiting: 0,
      points: [],
      page: 0,
    };
    expect(schoolList(facts, TUESDAY)).toMatchObject({
      html: expect.stringContaining('сейчас нет'),
      keyboard: [],
    });
  });
});

describe('handing a point down', () => {
  const offer = {
    point: aPoint(),
    candidates: [
      { name: 'Заречная ООШ', entryKey: 1, connected: true, chosen: true },
      { name: 'Лесная ООШ', entryKey: 2, connected: false, chosen: false },
    ],
    due: '2026-10-11',
    already: 1,
  } as const;

  test('names whom it goes to and the working day of a day off', () => {
    const text = plainText(handDownPreview(offer, TUESDAY).html);
    expect(text).toContain('Срок школам: до вс 11.10.2026 (выходной, рабочий срок пт 09.10.2026)');
    expect(text).toContain('Поручаем: Заречная ООШ.');
    expect(text).toContain('Этот пункт уже есть: 1 организация.');
    expect(text).not.toContain('Не подключены');
  });

  test('warns of those who do not read the bot, and says where nobody is chosen', () => {
    const choose = (chosen: boolean) => ({
      ...offer,
      due: null,
      candidates: offer.candidates.map((one) => ({ ...one, chosen })),
    });
    const all = plainText(handDownPreview(choose(true), TUESDAY).html);
    expect(all).toContain('все 2: Заречная ООШ; Лесная ООШ.');
    expect(all).toContain('Не подключены к боту, получат после подписки: Лесная ООШ.');
    expect(all).toContain('Срок школам: не назначен');
    expect(plainText(handDownPreview(choose(false), TUESDAY).html)).toContain('Поручаем: никому');
  });

  test.each([
    [{ kind: 'unclear' }, 'Не понял'],
    [{ kind: 'past', due: '2026-09-01' }, 'вт 01.09.2026 уже прошло'],
    [{ kind: 'after_own', due: '2026-10-16', ownDue: '2026-10-15' }, 'позже вашего срока (чт 15.10.2026)'],
  ] as const)('a day that does not fit is explained: %o', (refused, said) => {
    expect(handDownDueRefused(refused).html).toContain(said);
  });
});

test('a gathered report is written as an executor would, each organization in a line', () => {
  const parts = [
    { organizationName: 'Заречная ООШ', words: ' Паспорт\nобновлён. ' },
    { organizationName: 'Лесная ООШ', words: '' },
  ];
  expect(gatheredText({ ...COUNTS, total: 3, done: 2 }, parts)).toBe(
    'Исполнили 2 из 3 школ.\n1. Заречная ООШ: Паспорт обновлён.\n2. Лесная ООШ: исполнено',
  );
});
