import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { requestIn } from '../../src/bot/requests.ts';
import { MENU } from '../../src/messages/greeting.ts';
import { BUTTONS_UNDER_MESSAGES, typedLabel } from '../../src/messages/typed-label.ts';

const MESSAGES = path.resolve(import.meta.dirname, '../../src/messages');
/** Labels that are answers as well, «выполнено», or ordinary words of one, «срок». */
const ANSWERS = ['Выполнено', 'Срок', 'Текст', 'Выйти', 'Передать дела', 'Дальше ▶'];

describe('what is clearly a request', () => {
  test.each(Object.entries(MENU))('the label of the menu %s, «%s», however it is typed', (item, label) => {
    const request = { kind: 'menu', item };
    expect(requestIn(label)).toEqual(request);
    expect(requestIn(` ${label}\n`)).toEqual(request);
    expect(requestIn(label.toLowerCase())).toEqual(request);
    expect(requestIn(`📋 ${label.toUpperCase()} (5)!`)).toEqual(request);
  });

  test.each([
    ['найди подвоз', 'подвоз'],
    ['Найти п. 2.5', 'п. 2.5'],
    ['поиск: подвоз школьников', 'подвоз школьников'],
    ['найти приказ № 657-09', 'приказ № 657-09'],
    ['Найти прил. 1, п. 2.1', 'прил. 1, п. 2.1'],
    ['найди Приложение № 1 пункт 2', 'Приложение № 1 пункт 2'],
  ])('a search: %s', (text, words) => {
    expect(requestIn(text)).toEqual({ kind: 'search', words });
  });

  test.each([
    ['Поиск', 'ask_search'],
    ['Отправить отчёт', 'send'],
    ['отправить', 'send'],
    ['Отмена', 'cancel'],
    ['Отменить!', 'cancel'],
    ['Приложить отчёт', 'attach'],
    ['Продлить срок', 'extend'],
    ['Ознакомлена', 'acknowledge'],
    ['Подробнее', 'details'],
    ['Мои', 'menu'],
    ['На проверке', 'list'],
    ['Принять', 'button'],
    ['вернуть на доработку', 'button'],
    ['◀ К списку', 'button'],
  ])('«%s» is the button %s', (text, kind) => {
    expect(requestIn(text)?.kind).toBe(kind);
  });

  const labels = new Set(
    readdirSync(MESSAGES).flatMap((file) =>
      [...readFileSync(path.join(MESSAGES, file), 'utf8').matchAll(/\btext: '([^']+)'/g)].map(
        ([, label = '']) => label,
      ),
    ),
  );

  test('the buttons that are known are buttons', () => {
    const typed = new Set([...labels].map(typedLabel));
    expect(BUTTONS_UNDER_MESSAGES.filter((label) => !typed.has(typedLabel(label)))).toEqual([]);
  });

  test('nearly every button with a label of its own is known, unless its words are an answer', () => {
    const own = [...labels].filter((label) => !ANSWERS.includes(label));
    const unknown = own.filter((label) => requestIn(label) === null);
    expect(own.length).toBeGreaterThan(80);
    expect(unknown.length / own.length, unknown.join(', ')).toBeLessThan(0.1);
  });
});

describe('what is none', () => {
  test.each([
    '',
    'выполнено',
    'Выполнено п. 2.5',
    'найти',
    'найти замену не удалось, просим продлить до 1 октября',
    'Поиск подрядчика не дал результата',
    'поиск подрядчика завершён',
    'Найти удалось только двух. Остальных ищем.',
    'нашли',
    'Отменили занятия',
    'отправить родителям',
    'принято к исполнению',
    'Мои поручения выполнены',
    'срок',
    'constructor',
    'x'.repeat(100_000),
  ])('%s', (text) => {
    expect(requestIn(text)).toBeNull();
  });
});
