import { describe, expect, it } from 'vitest';
import { wordChanges } from '../../../src/core/versions/word-changes.ts';

/** «[-было-] {+стало+}». */
function shown(before: string, after: string): string | null {
  const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  const changes = wordChanges(before, after);
  return changes?.map(({ kind, text }) => marks[kind][0] + text + marks[kind][1]).join(' ') ?? null;
}

describe('what has changed in a text', () => {
  it.each([
    ['Провести до мая', 'Провести в срок до мая', 'Провести {+в срок+} до мая'],
    [
      'Провести проверку школ',
      'Провести проверку детских садов',
      'Провести проверку [-школ-] {+детских садов+}',
    ],
    ['Сдать  отчёт\nи акты', 'Сдать отчёт', 'Сдать отчёт [-и акты-]'],
    ['Сдать «Отчёт».', 'сдать отчет', 'сдать отчет'],
    ['до 5,5 %', 'до 5.7 %', 'до [-5,5-] {+5.7+} %'],
    ['Провести проверку', 'Обсудить план', null],
    ['', 'Обсудить план', null],
  ])('«%s» → «%s»', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  it('is not looked for word by word where two long texts are wholly different', () => {
    const text = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordChanges(`общее ${text('а')}`, `общее ${text('б')}`)).toBeNull();
  });
});
