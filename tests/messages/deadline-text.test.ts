import { describe, expect, test } from 'vitest';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import {
  type DeadlineFacts,
  deadlineText,
  distanceText,
  readDeadlineText,
} from '../../src/messages/deadline-text.ts';
import { deadlineLine } from '../../src/messages/point.ts';
import { parseHtml } from '../../src/sandbox/html.ts';
import { aDeadline, aPoint, TUESDAY } from './facts.ts';

const NOTHING: DeadlineFacts = { kind: 'date', start: null, due: null, printed: null };

describe('a deadline is told with its weekday and the working day to aim at', () => {
  const table: readonly (readonly [string, Partial<DeadlineFacts>])[] = [
    ['до пт 09.04.2021', { due: '2021-04-09' }],
    ['до сб 31.12.2022 (выходной, рабочий срок пт 30.12.2022)', { due: '2022-12-31' }],
    ['до сб 28.12.2024', { due: '2024-12-28' }],
    ['до пт 06.09.2030 (производственного календаря на 2030 год ещё нет)', { due: '2030-09-06' }],
    [
      'до сб 07.09.2030 (выходной, рабочий срок пт 06.09.2030; производственного календаря на 2030 год ещё нет)',
      { due: '2030-09-07' },
    ],
    ['до вт 05.01.2027 (выходной, рабочий срок ср 30.12.2026)', { due: '2027-01-05' }],
    ['с 01.09.2026 по ср 30.09.2026', { kind: 'month', start: '2026-09-01', due: '2026-09-30' }],
    [
      'с 01.04.2026 по вс 31.05.2026 (выходной, рабочий срок пт 29.05.2026)',
      { kind: 'range', start: '2026-04-01', due: '2026-05-31' },
    ],
    ['до чт 01.10.2026', { kind: 'range', start: '2026-10-01', due: '2026-10-01' }],
    [
      'до чт 01.10.2026, далее по правилу «ежегодно до 1 октября»',
      { kind: 'recurring', due: '2026-10-01', printed: 'ежегодно до 1 октября' },
    ],
    ['до чт 01.10.2026, далее регулярно', { kind: 'recurring', due: '2026-10-01' }],
    ['«каждый четверг»', { kind: 'recurring', printed: 'каждый четверг' }],
    ['постоянно', { kind: 'standing', printed: 'весь период' }],
    ['по мере необходимости', { kind: 'on_demand', printed: 'по запросу' }],
    ['не указан', { kind: 'none' }],
    [
      '«в течение 10 дней со дня получения»',
      { kind: 'relative', printed: 'в течение 10 дней со дня получения' },
    ],
    ['«согласно графику»', { kind: 'unparseable', printed: 'согласно графику' }],
    ['уточняется', { kind: 'unparseable' }],
    ['до вт 15.09.2026', { kind: 'relative', due: '2026-09-15', printed: 'в течение 10 рабочих дней' }],
  ];

  test.each(table)('%s', (text, facts) => {
    expect(deadlineText({ ...NOTHING, ...facts }, russianCalendar)).toBe(text);
  });

  test('a phrase of any length is quoted in at most 200 characters', () => {
    const printed = 'по мере поступления средств '.repeat(300);
    expect(deadlineText({ ...NOTHING, kind: 'unparseable', printed }, russianCalendar).length).toBeLessThan(
      203,
    );
  });

  test('a recurring deadline that was read is told by its next day', () => {
    const deadline = aDeadline({ text: 'ежемесячно', kind: 'recurring', due: null, next: '2026-10-05' });
    expect(readDeadlineText(deadline, russianCalendar)).toBe(
      'до пн 05.10.2026, далее по правилу «ежемесячно»',
    );
  });
});

describe('how far away the day is', () => {
  test.each([
    ['2026-09-15', 'сегодня последний день'],
    ['2026-09-16', 'остался 1 день'],
    ['2026-09-17', 'осталось 2 дня'],
    ['2026-09-26', 'осталось 11 дней'],
    ['2026-10-06', 'остался 21 день'],
    ['2026-09-14', 'просрочено на 1 день'],
    ['2026-09-12', 'просрочено на 3 дня'],
    ['2026-08-15', 'просрочено на 31 день'],
  ] as const)('%s: %s', (due, text) => {
    expect(distanceText(due, '2026-09-15')).toBe(text);
  });
});

describe('the line of a deadline', () => {
  const visible = (point: Partial<ReturnType<typeof aPoint>>, today = TUESDAY.today): string =>
    parseHtml(deadlineLine(aPoint(point), { ...TUESDAY, today })).text;

  test('tells the distance while the organization has to act', () => {
    expect(visible({ state: 'in_work' })).toBe('⏰ Срок: до чт 15.10.2026 — осталось 30 дней');
    expect(visible({ state: 'returned', due: '2026-09-10' })).toBe(
      '⏰ Срок: до чт 10.09.2026 — просрочено на 5 дней',
    );
  });

  test.each(['reported', 'accepted', 'withdrawn'] as const)(
    'does not call a %s assignment overdue',
    (state) => {
      expect(visible({ state, due: '2026-09-10' })).toBe('⏰ Срок: до чт 10.09.2026');
    },
  );

  test('says so on the last working day before a day off', () => {
    expect(visible({ due: '2026-10-17' }, '2026-10-16')).toBe(
      '⏰ Срок: до сб 17.10.2026 (выходной, рабочий срок пт 16.10.2026) — сегодня последний рабочий день',
    );
    expect(visible({ due: '2026-10-17' }, '2026-10-17')).toMatch(/ — сегодня последний день$/);
  });

  test('has no distance without a date', () => {
    expect(visible({ kind: 'standing', due: null, printed: 'постоянно' })).toBe('⏰ Срок: постоянно');
  });
});
