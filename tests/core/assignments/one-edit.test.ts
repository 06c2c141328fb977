import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithinOneEdit } from '../../../src/core/assignments/one-edit.ts';

describe('one slip of the finger', () => {
  test.each([
    ['выполнено', 'выполнено', true],
    ['вполнено', 'выполнено', true],
    ['выполненно', 'выполнено', true],
    ['выпалнено', 'выполнено', true],
    ['выполнеон', 'выполнено', true],
    ['ыполнено', 'выполнено', true],
    ['выполнен', 'выполнено', true],
    ['наполнено', 'выполнено', false],
    ['выплно', 'выполнено', false],
    ['', 'я', true],
    ['', 'да', false],
    ['аб', 'ба', true],
    ['абв', 'вба', false],
  ])('%s, %s → %s', (one, other, within) => {
    expect(isWithinOneEdit(one, other)).toBe(within);
    expect(isWithinOneEdit(other, one)).toBe(within);
  });

  test('is any single change of any word, and two letters changed are more', () => {
    const letter = fc.constantFrom('а', 'б', 'в');
    const word = fc.array(letter, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, letter, fc.nat(8), (letters, changed, place) => {
        const at = place % letters.length;
        expect(isWithinOneEdit(letters.join(''), letters.toSpliced(at, 0, changed).join(''))).toBe(true);
        expect(isWithinOneEdit(letters.join(''), letters.toSpliced(at, 1).join(''))).toBe(true);
        expect(isWithinOneEdit(letters.join(''), letters.toSpliced(at, 1, changed).join(''))).toBe(true);
        expect(isWithinOneEdit(letters.join(''), `${letters.join('')}жж`)).toBe(false);
      }),
    );
  });
});
