import { describe, expect, test } from 'vitest';
import { changedPartsText, renamedPoint, textDifference } from '../../src/messages/difference.ts';
import { visibleLength } from '../../src/messages/html.ts';

describe('what has changed in a text', () => {
  test('is struck out and bold, with a few words around it', () => {
    const words = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `слово${from + index}`).join(' ');
    const was = `${words(1, 20)} старое ${words(21, 40)} прежнее ${words(41, 60)}`;
    const is = `${words(1, 20)} новое ${words(21, 40)} ${words(41, 60)}`;
    expect(textDifference(was, is, 900)).toBe(
      `… ${words(15, 20)} <s>старое</s> <b>новое</b> ${words(21, 26)} … ${words(35, 40)} <s>прежнее</s> ${words(41, 46)} …`,
    );
  });

  test('carries signs of HTML as signs', () => {
    expect(textDifference('Проверить сеть', 'Проверить <b>сервер</b> & сеть', 900)).toBe(
      'Проверить <b>&lt;b&gt;сервер&lt;/b&gt; &amp;</b> сеть',
    );
  });

  test('is both texts, where they have nothing in common', () => {
    expect(textDifference('Обсудить план.', 'Сдать отчёт.', 900)).toBe(
      'Было: <s>Обсудить план.</s>\nСтало: <b>Сдать отчёт.</b>',
    );
  });

  test.each([10, 100, 900])('keeps within %i characters', (max) => {
    const was = 'Провести проверку и '.repeat(60);
    const is = was.replaceAll('проверку', 'осмотр');
    expect(visibleLength(textDifference(was, is, max))).toBeLessThanOrEqual(max);
  });
});

test.each([
  [{ text: true, deadline: false, addressees: false }, 'изменён текст'],
  [{ text: false, deadline: false, addressees: true }, 'изменены адресаты'],
  [{ text: true, deadline: true, addressees: false }, 'изменены текст и срок'],
  [{ text: true, deadline: true, addressees: true }, 'изменены текст, срок и адресаты'],
])('%o is «%s»', (parts, words) => {
  expect(changedPartsText(parts)).toBe(words);
});

test('a point that was renumbered is called by both numbers', () => {
  expect(renamedPoint({ question: null, label: '2.6' }, { question: null, label: '2.4' })).toBe(
    'п. 2.6 (прежде п. 2.4)',
  );
  expect(renamedPoint({ question: null, label: '2.6' }, { question: null, label: '2.6' })).toBe('п. 2.6');
});
