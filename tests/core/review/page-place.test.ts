import { describe, expect, test } from 'vitest';
import { placeOfPage } from '../../../src/core/review/page-place.ts';

const labels = (list: string): readonly (string | null)[] =>
  list === '' ? [] : list.split(' ').map((label) => (label === '-' ? null : label.replace('_', ' ')));

describe('where a page belongs by its numbers', () => {
  test.each<readonly [string, string, ReturnType<typeof placeOfPage>]>([
    ['1 2 3 7 8', '4 5 6', { kind: 'after', index: 2 }],
    ['1.1 1.2 3.1', '2.1 2.2', { kind: 'after', index: 1 }],
    ['1 2 3 5', '3.1 3.2', { kind: 'after', index: 2 }],
    ['5 6', '1 2 3 4', { kind: 'after', index: -1 }],
    ['1 2 3', '4 5', { kind: 'end' }],
    ['2.1 2.2', '2.3 3.1', { kind: 'end' }],
    // The agenda items count each by itself.
    ['1 2 3 1 2', '4 5', { kind: 'after', index: 2 }],
    ['1 2 3 1 2', '3 4', { kind: 'end' }],
    ['1 2 1 2', '3', { kind: 'unclear' }],
    // The page ends one item and begins the next.
    ['1 2 3', '4 1 2', { kind: 'end' }],
    // What has no number belongs to the number before it; parts and merged points have numbers of their own.
    ['1 - 4', '2 3', { kind: 'after', index: 1 }],
    ['1_ч._1 1_ч._2 4', '2 3', { kind: 'after', index: 1 }],
    // Numbers left out elsewhere are nothing strange.
    ['1 2 3 9', '5 7', { kind: 'after', index: 2 }],
    ['1 2', '1 2', { kind: 'unclear' }],
    ['1 5', '4 6', { kind: 'unclear' }],
    ['1 2', '-', { kind: 'unclear' }],
    ['- -', '3', { kind: 'unclear' }],
    ['', '3', { kind: 'unclear' }],
    ['1', '', { kind: 'unclear' }],
  ])('draft %s, page %s', (draft, page, place) => {
    expect(placeOfPage(labels(draft), labels(page))).toEqual(place);
  });
});
