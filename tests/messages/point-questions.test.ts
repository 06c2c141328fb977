import { expect, test } from 'vitest';
import {
  askDeadline,
  askNewPoint,
  askText,
  confirmDeadline,
  deadlineUnclear,
} from '../../src/messages/point-questions.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDeadline, aDocument, aDraftPoint, TUESDAY } from './facts.ts';

test('a deadline is asked for with examples and a way out', () => {
  expect(textOf(askDeadline(aDraftPoint()))).toBe(
    [
      'вопрос 1, п. 1: напишите срок так, как его пишут в документах.',
      'Например: «до 15 ноября», «октябрь 2026 г.», «ежеквартально до 5 числа», «постоянно», «без срока».',
      '/cancel — оставить как есть.',
    ].join('\n'),
  );
});

test('a text and a new point are asked for with a way out', () => {
  expect(textOf(askText(aDraftPoint()))).toMatch(/^вопрос 1, п\. 1: .*новый текст.*\/cancel/s);
  expect(textOf(askNewPoint(aDocument()))).toMatch(/^Протокол от 01\.09\.2026: .*нового пункта.*\/cancel/s);
});

test('words that are no deadline are told with the reason', () => {
  const text = textOf(deadlineUnclear('к <обеду>', [{ code: 'unparseable_phrase', message: 'Даты нет.' }]));
  expect(text).toContain('Срок не понят: «к <обеду>».\nДаты нет.\n');
});

test('what was understood is shown with its doubts and confirmed by a button', () => {
  const deadline = aDeadline({ text: 'до 31 октября', due: '2026-10-31' });
  const warnings = [{ code: 'assumed_year', message: 'Год не назван.' }] as const;
  const typed = { words: 'до 31 октября', deadline, warnings, updateId: 77, today: '2026-10-31' } as const;
  const message = confirmDeadline(aDraftPoint(), typed, TUESDAY.calendar);
  expect(textOf(message)).toBe(
    [
      'вопрос 1, п. 1: «до 31 октября» понято так:',
      'Срок: до сб 31.10.2026 (выходной, рабочий срок пт 30.10.2026)',
      '⚠️ Год не назван.',
    ].join('\n'),
  );
  expect(buttonLabels(message)).toEqual([['Верно'], ['Написать иначе', 'Не менять']]);
  expect(message.keyboard?.[0]?.[0]).toMatchObject({
    action: { kind: 'set_deadline', decisionId: 5, revision: 2, updateId: 77 },
  });
});

test.each([
  ['до 30.10, 18:00', '2026-10-31', ['Час не запоминается', 'Этот день уже прошёл']],
  ['до 30.10 до 12-00', '2026-10-30', ['Час не запоминается']],
  ['до 30.10 9 ч.', '2026-10-30', ['Час не запоминается']],
  ['до 30.10.2026', '2026-10-31', ['Этот день уже прошёл']],
  ['2026-10-30', '2026-10-30', []],
] as const)('«%s» on %s is told with %j', (words, today, told) => {
  const deadline = aDeadline({ text: words, due: '2026-10-30' });
  const typed = { words, deadline, warnings: [], updateId: 77, today };
  const text = textOf(confirmDeadline(aDraftPoint(), typed, TUESDAY.calendar));
  const all = ['Час не запоминается', 'Этот день уже прошёл'];
  expect(all.filter((words) => text.includes(words))).toEqual(told);
});

test('that there is no deadline is told in so many words', () => {
  const deadline = aDeadline({ kind: 'none', text: null, due: null });
  const typed = { words: 'без срока', deadline, warnings: [], updateId: 77, today: '2026-10-30' } as const;
  expect(textOf(confirmDeadline(aDraftPoint(), typed, TUESDAY.calendar))).toContain('Срок: без срока');
});
