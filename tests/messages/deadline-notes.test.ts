import { expect, test } from 'vitest';
import type { DeadlineNote } from '../../src/core/assignments/explain-deadline.ts';
import { deadlineNoteText } from '../../src/messages/deadline-notes.ts';

test.each<readonly [DeadlineNote, string]>([
  [
    { kind: 'day_off', due: '2022-12-31', working: '2022-12-30' },
    '31.12.2022 — суббота, нерабочий день: рабочий срок пт 30.12.2022.',
  ],
  [
    { kind: 'counted', offset: 'P10BD', from: '2026-09-01' },
    'Отсчитан от даты документа, вт 01.09.2026: 10 рабочих дней.',
  ],
  [
    { kind: 'counted', offset: 'P1M', from: '2026-09-01' },
    'Отсчитан от даты документа, вт 01.09.2026: 1 месяц.',
  ],
  [
    { kind: 'counted', offset: 'P22D', from: '2026-09-01' },
    'Отсчитан от даты документа, вт 01.09.2026: 22 дня.',
  ],
  [
    { kind: 'counted', offset: 'P2W', from: '2026-09-01' },
    'Отсчитан от даты документа, вт 01.09.2026: 2 недели.',
  ],
  [
    { kind: 'counted', offset: 'P5Y', from: '2026-09-01' },
    'Отсчитан от даты документа, вт 01.09.2026: 5 лет.',
  ],
  [{ kind: 'counted', offset: 'PT5H', from: '2026-09-01' }, 'Отсчитан от даты документа, вт 01.09.2026.'],
  [{ kind: 'event', trigger: 'получения запроса' }, 'Отсчитывается от события «получения запроса».'],
  [{ kind: 'inherited', from: '1.4' }, 'Своего срока у пункта нет: действует срок п. 1.4.'],
  [
    { kind: 'inherited', from: null },
    'Своего срока у пункта нет: действует срок, указанный в документе для нескольких пунктов.',
  ],
  [{ kind: 'repeats', next: '2026-11-05' }, 'Повторяется: следующий срок чт 05.11.2026.'],
  [{ kind: 'repeats', next: null }, 'Это последний срок по правилу повторения.'],
  [{ kind: 'moved', from: '2026-09-25' }, 'Перенесён с пт 25.09.2026.'],
  [{ kind: 'moved', from: null }, 'В документе даты нет: её назначил контролёр.'],
  [
    { kind: 'handed_down', printed: '2026-09-25' },
    'Назначен организацией, которая передала поручение; в документе — пт 25.09.2026.',
  ],
  [
    { kind: 'handed_down', printed: null },
    'Назначен организацией, которая передала поручение; в документе даты нет.',
  ],
])('%j', (note, text) => {
  expect(deadlineNoteText(note)).toBe(text);
});
