import { describe, expect, test } from 'vitest';
import { cutBetween } from '../../../src/core/review/added-page.ts';

const TEXT = [
  'РЕШИЛИ:',
  '1. Школам:',
  '1.1. Провести собрания.',
  'Срок: до 20.09.2026',
  '3. Центру оценки:',
  '3.1. Сверить списки. 3.2. Подготовить бланки.',
].join('\n');
const quoteOf = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

describe('where a text is cut for a page that goes between two points', () => {
  test.each([
    ['below the «Срок» line, above the next heading', 'Провести собрания.', 'Сверить списки.', '3. Центру'],
    ['amid a line', 'Сверить списки.', 'Подготовить бланки.', ' 3.2. Подготовить'],
  ])('%s', (_name, before, next, begins) => {
    expect(TEXT.slice(cutBetween(TEXT, quoteOf(before), quoteOf(next)))).toMatch(new RegExp(`^${begins}`));
  });

  test('before the first point: below whatever heads it', () => {
    expect(TEXT.slice(cutBetween(TEXT, null, quoteOf('Провести собрания.')))).toMatch(/^1\.1\./);
  });

  test('a next point without a number of its own begins its line', () => {
    const text = 'Провести собрания.\nСрок: до 20.09.2026\nСверить списки.';
    const next = text.indexOf('Сверить');
    expect(cutBetween(text, { start: 0, end: 18 }, { start: next, end: text.length })).toBe(next);
  });
});
