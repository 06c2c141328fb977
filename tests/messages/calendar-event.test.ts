import { describe, expect, test } from 'vitest';
import { calendarEvent } from '../../src/messages/calendar-event.ts';
import { aPoint, TUESDAY } from './facts.ts';

const event = (different: Parameters<typeof aPoint>[0] = {}, organization = false) =>
  calendarEvent(aPoint(different), TUESDAY, { organization });

describe('the event of an assignment', () => {
  test('is its last day, named by point and document', () => {
    expect(event()).toMatchObject({
      uid: 'assignment-17@srok',
      day: '2026-10-15',
      summary: 'Срок: п. 2.5, Протокол от 01.09.2026 — Обновить паспорт безопасности школы.',
      alarmDays: ['2026-10-14', '2026-10-15'],
    });
  });

  test('rings before the last working day where the last day is a day off', () => {
    // A Saturday.
    expect(event({ due: '2026-10-17' })).toMatchObject({
      day: '2026-10-17',
      alarmDays: ['2026-10-15', '2026-10-16'],
    });
    expect(event({ due: '2026-10-17' })?.description).toContain('рабочий срок пт 16.10.2026');
  });

  test('keeps its name when the deadline moves', () => {
    expect(event({ due: '2026-11-20' })?.uid).toBe(event()?.uid);
  });

  test('names the organization where there are several', () => {
    expect(event()?.description).not.toContain('Верхний Лог');
    expect(event({}, true)?.description).toContain('Верхний Лог');
  });

  test('is short whatever the point says', () => {
    const long = event({ text: 'слово '.repeat(5000) });
    expect(long?.summary.length).toBeLessThanOrEqual(120);
    expect(long?.description.length).toBeLessThanOrEqual(1500);
  });

  test('is not there without a last day', () => {
    expect(event({ due: null, kind: 'standing' })).toBeNull();
  });
});
