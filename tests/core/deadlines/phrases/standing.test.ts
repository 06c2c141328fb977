import { describe, expect, test } from 'vitest';
import { type Case, summarize } from '../read.ts';

const WINTER: readonly Case[] = [
  ['постоянно', 'standing'],
  ['весь период', 'standing'],
  ['с 1 сентября 2024 года', 'standing 2024-09-01 … !approximate'],
  ['на постоянной основе', 'standing'],
  ['бессрочно', 'standing'],
  ['регулярно', 'standing'],
  ['систематически', 'standing'],
  ['на весь период действия проекта', 'standing'],
  ['в течение всего периода обучения', 'standing'],
  ['в течение всего срока реализации', 'standing'],
  ['с мая 2024 года', 'standing 2024-05-01 … !approximate'],
  ['с 2024 года', 'standing 2024-01-01 … !approximate'],
  ['ПОСТОЯННО', 'standing'],
  ['круглогодично', 'standing'],
  ['с 2024/2025 учебного года', 'standing 2024-09-01 … !approximate'],
  ['с нового учебного года', 'standing 2024-09-01 … !approximate'],
  ['начиная с 1 января 2025 года', 'standing 2025-01-01 … !approximate'],
  ['Постоянно.', 'standing'],
  ['в постоянном режиме', 'standing'],
  ['на регулярной основе', 'standing'],
  ['с марта', 'standing 2024-03-01 … !assumed_year !approximate'],
  ['с марта т.г.', 'standing 2024-03-01 … !approximate'],
];

describe('what has no last day', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
});
