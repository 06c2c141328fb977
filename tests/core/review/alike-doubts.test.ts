import { describe, expect, test } from 'vitest';
import { alikeDoubts, doubtKey } from '../../../src/core/review/alike-doubts.ts';
import type { Warning } from '../../../src/core/warning.ts';

const undated: Warning = { code: 'no_deadline', message: 'Срок не указан.' };
const unknown: Warning = { code: 'unknown_addressee', message: '«ЗОДОМ» нет в справочнике.' };

const point = (id: number, warnings: readonly Warning[], revision = 0) => ({ id, revision, warnings });
const seenOf = (points: readonly ReturnType<typeof point>[]) =>
  alikeDoubts(points, doubtKey('no_deadline'))?.seen;

describe('points doubted alike', () => {
  test('are those with an open doubt of the kind, whatever else is doubted', () => {
    const points = [point(1, [undated]), point(2, [unknown]), point(3, [unknown, undated]), point(4, [])];
    const alike = alikeDoubts(points, doubtKey('no_deadline'));
    expect(alike).toMatchObject({ code: 'no_deadline', count: 2 });
    expect(alike?.shown.map(({ id }) => id)).toEqual([1, 3]);
    expect(alikeDoubts(points, doubtKey('several_dates'))).toBeNull();
  });

  test('are shown as many as one message names; the rest is counted', () => {
    const points = Array.from({ length: 25 }, (_, index) => point(index, [undated]));
    const alike = alikeDoubts(points, doubtKey('no_deadline'));
    expect(alike).toMatchObject({ count: 25 });
    expect(alike?.shown.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  const shown = [point(1, [undated]), point(2, [undated])];
  test.each([
    ['a point has changed', [point(1, [undated], 1), point(2, [undated])]],
    ['a point is doubted no more', [point(1, [undated])]],
    ['another point is doubted too', [...shown, point(3, [undated])]],
    [
      'the doubt says something else',
      [point(1, [{ ...undated, message: 'Срока нет.' }]), point(2, [undated])],
    ],
  ])('are not the same any more where %s', (_name, later) => {
    expect(seenOf(later)).not.toBe(seenOf(shown));
  });

  test('are the same where something else has changed', () => {
    expect(seenOf([...shown, point(3, [unknown], 5)])).toBe(seenOf(shown));
    expect(seenOf([point(1, [undated, unknown]), point(2, [undated])])).toBe(seenOf(shown));
  });
});
