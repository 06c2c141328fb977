import { describe, expect, test } from 'vitest';
import { type Case, summarize } from '../read.ts';

const WINTER: readonly Case[] = [
  ['в установленные сроки', 'unparseable !unparseable_phrase'],
  ['согласно графику', 'unparseable !unparseable_phrase'],
  ['в тот же срок', 'unparseable !unparseable_phrase'],
  ['по плану работы департамента', 'unparseable !unparseable_phrase'],
  ['по отдельному плану', 'unparseable !unparseable_phrase'],
  ['по согласованию', 'unparseable !unparseable_phrase'],
  ['в кратчайшие сроки', 'unparseable !unparseable_phrase'],
  ['по графику', 'unparseable !unparseable_phrase'],
  ['по графику учреждения', 'unparseable !unparseable_phrase'],
  ['по утвержденному графику', 'unparseable !unparseable_phrase'],
  ['в соответствии с графиком', 'unparseable !unparseable_phrase'],
  ['в соответствии с планом работы', 'unparseable !unparseable_phrase'],
  ['согласно плану', 'unparseable !unparseable_phrase'],
  ['согласно расписанию ГИА', 'unparseable !unparseable_phrase'],
  ['в соответствии с дорожной картой', 'unparseable !unparseable_phrase'],
  ['в сроки, установленные планом', 'unparseable !unparseable_phrase'],
  ['в указанный срок', 'unparseable !unparseable_phrase'],
  ['в установленный срок', 'unparseable !unparseable_phrase'],
  ['в установленном порядке', 'unparseable !unparseable_phrase'],
  ['в утвержденные сроки', 'unparseable !unparseable_phrase'],
  ['в те же сроки', 'unparseable !unparseable_phrase'],
  ['по плану', 'unparseable !unparseable_phrase'],
  ['по особому плану', 'unparseable !unparseable_phrase'],
];

describe('a deadline that stands in another paper', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
});
