import { describe, expect, test } from 'vitest';
import { type Case, summarize } from '../read.ts';

const WINTER: readonly Case[] = [
  ['по мере необходимости.', 'on_demand'],
  ['по запросу', 'on_demand'],
  ['по мере поступления обращений', 'on_demand'],
  ['по мере возникновения', 'on_demand'],
  ['по мере поступления', 'on_demand'],
  ['по необходимости', 'on_demand'],
  ['при необходимости', 'on_demand'],
  ['в случае необходимости', 'on_demand'],
  ['по требованию', 'on_demand'],
  ['по запросу Департамента', 'on_demand'],
  ['по отдельному запросу', 'on_demand'],
  ['по обращениям граждан', 'on_demand'],
  ['по мере готовности', 'on_demand'],
  ['по мере проведения', 'on_demand'],
];

describe('what is done when needed', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
});
