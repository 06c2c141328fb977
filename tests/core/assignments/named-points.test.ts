import { describe, expect, test } from 'vitest';
import { matchNamedPoints, namedPoints } from '../../../src/core/assignments/named-points.ts';

const point = (label: string | null, question: string | null = null, id = 0) => ({ label, question, id });

describe('points named by their numbers', () => {
  const points = [point('2.5'), point('2.6'), point('3.1'), point('4)'), point('1', '5')];

  test.each([
    ['выполнено п. 2.5 и 3.1', ['2.5', '3.1'], []],
    ['3.1, 2.5 готово', ['2.5', '3.1'], []],
    ['п. 4 выполнен', ['4)'], []],
    ['п. 5.1 выполнен', ['1'], []],
    ['выполнено п. 2.5 и 9.9', ['2.5'], ['9.9']],
    // A bare number that is no point's is no point.
    ['Готово 15.10', [], []],
    ['выполнено', [], []],
  ])('%s → %j, missing %j', (text, labels, missing) => {
    const found = matchNamedPoints(namedPoints(text), points);
    expect(found.matched.map(({ label }) => label)).toEqual(labels);
    expect(found).toMatchObject({ missing, isUnsure: false });
  });

  test('fit several of different documents: nobody guesses which', () => {
    const twins = [point('2.5', '1', 1), point('2.5', '2', 2), point('7', '1', 3)];
    const found = matchNamedPoints(namedPoints('п. 2.5 выполнен'), twins);
    expect(found.matched.map(({ id }) => id)).toEqual([1, 2]);
    expect(found.isUnsure).toBe(true);
  });

  test('and points without a number are nobody’s', () => {
    expect(matchNamedPoints(namedPoints('п. 1 выполнен'), [point(null)]).matched).toEqual([]);
    // A point of an annex goes by its own number, and is asked about where the act has that number, too.
    const annexed = [point('прил. 1, п. 2'), point('3')];
    expect(matchNamedPoints(namedPoints('п. 2 выполнен'), annexed).matched).toEqual(annexed.slice(0, 1));
    expect(matchNamedPoints(namedPoints('п. 2 выполнен'), [...annexed, point('2')]).isUnsure).toBe(true);
  });
});
