import { describe, expect, test } from 'vitest';
import { confirmAll, openMatter } from '../../src/messages/answers.ts';
import {
  type GatheredItem,
  gatheringCancelled,
  gatheringList,
  sizeText,
  sumOf,
} from '../../src/messages/gathering.ts';
import { lateFile } from '../../src/messages/late-files.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, pointsOf, TUESDAY } from './facts.ts';

const ITEMS: readonly GatheredItem[] = [
  { id: 5, kind: 'text', text: 'Приказ\nиздан' },
  { id: 6, kind: 'file', name: 'Приказ.pdf', size: 1_300_000 },
  { id: 9, kind: 'fetching', name: 'Фото.jpg' },
  { id: 11, kind: 'lost', name: 'Акт.pdf' },
];
const facts = (items: readonly GatheredItem[] = ITEMS) => ({
  draftId: 3,
  point: aPoint(),
  items,
  supplement: false,
  change: null,
});

describe('the list of what was gathered', () => {
  test('names each thing, and how to send it or take it out', () => {
    const message = gatheringList(facts(), TUESDAY);
    expect(textOf(message)).toBe(
      [
        '📎 Отчёт: Протокол от 01.09.2026, п. 2.5',
        'Обновить паспорт безопасности школы.',
        '⏰ Срок: до чт 15.10.2026 — осталось 30 дней',
        '',
        'Собрано, ещё не отправлено:',
        '1. 💬 «Приказ издан»',
        '2. 📄 Приказ.pdf — 1,2 МБ',
        '3. ⏳ Фото.jpg — ещё скачивается, сообщу',
        '4. ❌ Акт.pdf — не получен, пришлите ещё раз',
        '',
        'Можно прислать ещё. Кнопка ✖ с номером убирает лишнее.',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([
      ['Отправить отчёт'],
      ['Отправить как промежуточный'],
      ['✖ 1', '✖ 2', '✖ 3', '✖ 4'],
      ['Отменить'],
    ]);
    expect(message.keyboard?.[2]?.[1]).toMatchObject({
      action: { kind: 'remove_gathered', draftId: 3, itemId: 6 },
    });
  });

  test('that is empty says what to send, in a group how', () => {
    const empty = gatheringList(facts([]), TUESDAY);
    expect(textOf(empty)).toContain('Пришлите сюда текст, фото');
    expect(buttonLabels(empty)).toEqual([['Отменить']]);
    expect(textOf(gatheringList(facts([]), TUESDAY, { inGroup: true }))).toContain(
      'Пришлите ответом на это сообщение',
    );
  });

  test('says that a file is asked for, and that nothing is sent yet', () => {
    const point = aPoint({ requiresFile: true });
    const asked = textOf(gatheringList({ ...facts(), point }, TUESDAY, { saidDone: true }));
    expect(asked).toContain('Без файла отчёт не принимается');
    expect(asked).toContain('Отчёт ещё не отправлен');
    expect(textOf(gatheringList(facts(), TUESDAY))).not.toContain('Без файла');
  });

  test.each([
    [0, '0 Б'],
    [1023, '1023 Б'],
    [1024, '1 КБ'],
    [348_000, '340 КБ'],
    [1_040_000, '1,0 МБ'],
    [20_971_520, '20,0 МБ'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  test('is summed up in words', () => {
    expect(sumOf(ITEMS)).toBe('1 сообщение и 3 файла');
    expect(sumOf(ITEMS.slice(0, 1))).toBe('1 сообщение');
    expect(sumOf([])).toBe('ничего');
    expect(buttonLabels(gatheringCancelled(facts([])))).toEqual([]);
    expect(buttonLabels(gatheringCancelled(facts()))).toEqual([['Продолжить']]);
  });

  test('a late file is told with what it waits with', () => {
    const got = lateFile({ name: 'Фото.jpg', isLost: false }, { kind: 'gathering', facts: facts() });
    expect(buttonLabels(got)).toEqual([['Отправить отчёт'], ['Показать собранное']]);
    const lost = lateFile({ name: 'Фото.jpg', isLost: true }, { kind: 'choice', draftId: 3 });
    expect(textOf(lost)).toContain('Пришлите его, пожалуйста, ещё раз');
    expect(buttonLabels(lost)).toEqual([]);
  });
});

describe('answers that are no «выполнено»', () => {
  test.each([
    ['not_done', ['Промежуточный отчёт', 'Продлить срок', 'Отменить']],
    ['in_part', ['Промежуточный отчёт', 'Продлить срок', 'Отменить']],
    ['needs_time', ['Промежуточный отчёт', 'Продлить срок', 'Отменить']],
    ['unclear', ['Выполнено', 'Промежуточный отчёт', 'Отменить']],
  ] as const)('%s: what can be done with the words', (matter, labels) => {
    expect(buttonLabels(openMatter(matter, aPoint(), 3, TUESDAY)).flat()).toEqual(labels);
  });

  test('several points are named before one press reports them; many are counted', () => {
    const few = confirmAll(pointsOf(2), 3);
    expect(textOf(few)).toContain('• п. 1 Обновить паспорт безопасности школы.\n• п. 2');
    expect(buttonLabels(few)).toEqual([['Выполнено (2)'], ['Отменить']]);
    expect(textOf(confirmAll(pointsOf(27), 3))).toContain('… и ещё 7');
  });
});
