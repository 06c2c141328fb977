import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Passage, passageOf } from '../../../src/core/documents/passage.ts';

const POINT = 'Обновить паспорт безопасности.';
const whole = (passage: Passage | null) =>
  passage === null ? '' : `${passage.before}${passage.quote}${passage.after}`;
const quoteIn = (text: string) => {
  const start = text.indexOf(POINT);
  return { start, end: start + POINT.length };
};

describe('a quote in its place', () => {
  test('has its number, the addressee above and the deadline below', () => {
    const text = `7. Школам:\n7.1. ${POINT}\nСрок: до 1 мая`;
    expect(passageOf(text, quoteIn(text))).toEqual({
      before: '7. Школам:\n',
      quote: `7.1. ${POINT}`,
      after: '\nСрок: до 1 мая',
    });
  });

  test('leaves out what is further away, at the ends of lines, and says so', () => {
    const far = 'Заслушали начальника управления.\n'.repeat(50);
    const text = `${far}7. Школам:\n7.1. ${POINT}\nСрок: до 1 мая\n${far}`;
    const passage = whole(passageOf(text, quoteIn(text)));
    expect(passage.startsWith('…\nЗаслушали начальника управления.\n')).toBe(true);
    expect(passage).toContain(`\n7. Школам:\n7.1. ${POINT}\nСрок: до 1 мая\n`);
    expect(passage.endsWith('Заслушали начальника управления.\n…')).toBe(true);
    expect(passage.length).toBeLessThan(650);
  });

  test('is whole however long its line is', () => {
    const line = `${'а'.repeat(2_000)} ${POINT} ${'б'.repeat(2_000)}`;
    const text = `первая\n${line}\nпоследняя ${'в'.repeat(900)}`;
    expect(passageOf(text, quoteIn(text))).toEqual({ before: 'первая\n', quote: line, after: '\n…' });
  });

  test.each([
    [0, 0],
    [5, 3],
    [0, 900],
    [-1, 4],
  ])('from %i to %i of ten characters: nothing', (start, end) => {
    expect(passageOf('0123456789', { start, end })).toBeNull();
  });

  test('always contains the quote', () => {
    const anyText = fc.string({ unit: fc.constantFrom('а', ' ', '\n', '.'), minLength: 1, maxLength: 2_000 });
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const start = one % text.length;
        const end = start + 1 + (other % (text.length - start));
        const passage = passageOf(text, { start, end });
        expect(passage?.quote).toContain(text.slice(start, end));
        // Nothing but the marks of what is left out is added.
        const shown = whole(passage).replaceAll('…', '').trim();
        expect(text).toContain(shown);
      }),
    );
  });
});
