import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  measureInTurns,
  median,
  perSecond,
  quantile,
  ratioOf,
  sampleOf,
  spread,
} from '../../bench/measure.ts';
import { machineFacts, measuredRow, plainRow, type Results, resultsJson } from '../../bench/results.ts';
import { formatTable } from '../../bench/table.ts';

test.each([
  { share: 0, expected: 10 },
  { share: 0.5, expected: 30 },
  { share: 0.95, expected: 48 },
  { share: 1, expected: 50 },
])('the quantile $share of five values lies between neighbours', ({ share, expected }) => {
  expect(quantile([50, 10, 40, 20, 30], share)).toBeCloseTo(expected, 10);
});

describe('median', () => {
  test.each([
    { values: [7], expected: 7 },
    { values: [9, 1, 5], expected: 5 },
    { values: [10, 2, 4, 8], expected: 6 },
    { values: [100, 20, 3], expected: 20 },
  ])('of $values is $expected', ({ values, expected }) => {
    expect(median(values)).toBe(expected);
  });

  test('lies between the extremes and does not depend on the order', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, (given) => {
        const middle = median(given);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...given));
        expect(middle).toBeLessThanOrEqual(Math.max(...given));
        expect(median(given.toReversed())).toBe(middle);
      }),
    );
  });

  test('of nothing is a bug', () => {
    expect(() => median([])).toThrow('nothing was measured');
  });
});

describe('spread', () => {
  test.each([
    { values: [5, 5, 5], expected: 0 },
    { values: [0, 0], expected: 0 },
    // Quartiles 90 and 110 around 100.
    { values: [80, 90, 100, 110, 120], expected: 0.1 },
    // One wild round of five moves no quartile beyond its neighbours.
    { values: [100, 100, 100, 100, 900], expected: 0 },
  ])('of $values is $expected', ({ values, expected }) => {
    expect(spread(values)).toBeCloseTo(expected, 12);
  });
});

describe('ratioOf', () => {
  test('is the median of the ratios of the rounds, so that a slow round slows both', () => {
    expect(ratioOf([10, 1, 10], [20, 2, 20])).toBe(0.5);
    expect(ratioOf([10, 10, 40], [20, 100, 20])).toBe(0.5);
  });

  test('refuses samples of different length', () => {
    expect(() => ratioOf([1, 2], [1])).toThrow('2 values beside 1 ceilings');
  });
});

describe('measureInTurns', () => {
  test('gives every contestant its turn in each round, every other round in the opposite order', async () => {
    const order: string[] = [];
    let figure = 0;
    const turn = (name: string) => async () => {
      order.push(name);
      figure += 1;
      return figure;
    };
    const samples = await measureInTurns({ a: turn('a'), b: turn('b') }, { warmUp: 1, measured: 2 });
    expect(order.join('')).toBe('abbaab');
    // The warm-up took figures 1 and 2.
    expect(samples.a.values).toEqual([4, 5]);
    expect(samples.b.values).toEqual([3, 6]);
    expect(samples.a.median).toBe(4.5);
  });
});

describe('perSecond', () => {
  test('repeats the pass until the time is over and counts every unit', async () => {
    let passes = 0;
    const turn = perSecond(() => {
      passes += 1;
      return 1000;
    }, 5);
    const startedMs = performance.now();
    const rate = await turn();
    const seconds = (performance.now() - startedMs) / 1000;
    expect(passes).toBeGreaterThan(1);
    // The turn lies within the two readings of the clock here.
    expect(rate).toBeGreaterThanOrEqual((passes * 1000) / seconds);
    expect(rate).toBeLessThanOrEqual((passes * 1000) / 0.005);
  });

  test('without a time takes one pass', async () => {
    let passes = 0;
    await perSecond(() => {
      passes += 1;
      return 1;
    })();
    expect(passes).toBe(1);
  });
});

const ROW = { name: 'files read', unit: 'files/s', better: 'more' } as const;

describe('rows', () => {
  test('a measured row holds medians and the ratio of its rounds', () => {
    const row = measuredRow(ROW, sampleOf([10, 20, 30]), {
      name: 'split',
      sample: sampleOf([100, 100, 200]),
    });
    expect(row).toEqual({
      ...ROW,
      value: 20,
      spread: 0.25,
      ceiling: { name: 'split', value: 100 },
      ratio: 0.15,
    });
  });

  test.each([
    { limit: { name: 'aim', value: 350 }, ratio: 0.5 },
    { limit: null, ratio: null },
  ])('a plain row beside $limit has the ratio $ratio', ({ limit, ratio }) => {
    const row = plainRow({ ...ROW, value: 175, spread: null }, limit);
    expect(row).toEqual({ ...ROW, value: 175, spread: null, ceiling: limit, ratio });
  });
});

const RESULTS: Results = {
  date: '2026-09-15T09:00:00.000Z',
  machine: machineFacts(),
  sections: {
    reading: {
      kind: 'measured',
      seconds: 1.23456,
      rows: [plainRow({ ...ROW, value: 123_456, spread: 0.012345 })],
    },
    memory: { kind: 'not_run', reason: 'the service is not built' },
  },
};

describe('resultsJson', () => {
  test('has the keys of every object in order, figures of four digits and whole numbers as they are', () => {
    const text = resultsJson({ ...RESULTS, machine: { ...RESULTS.machine, memoryMb: 24_105 } });
    const parsed = JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        expect(Object.keys(value)).toEqual(Object.keys(value).toSorted());
      }
      return value;
    }) as Results;
    expect(Object.keys(parsed)).toEqual(['date', 'machine', 'sections']);
    expect(parsed.machine.memoryMb).toBe(24_105);
    expect(parsed.sections).toEqual({
      memory: { kind: 'not_run', reason: 'the service is not built' },
      reading: {
        kind: 'measured',
        seconds: 1.235,
        rows: [{ ...ROW, value: 123_456, spread: 0.01235, ceiling: null, ratio: null }],
      },
    });
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('says what machine and Node the figures are from', () => {
    const facts = machineFacts();
    expect(facts.node).toBe(process.version);
    expect(facts.cpuCount).toBeGreaterThan(0);
    expect(facts.cpuModel).not.toBe('');
  });
});

describe('formatTable', () => {
  test('shows value, spread, ceiling and ratio, and why a section did not run', () => {
    const row = {
      ...ROW,
      value: 41.234,
      spread: 0.02,
      ceiling: { name: 'split', value: 1234 },
      ratio: 0.0334,
    };
    const table = formatTable({
      reading: { kind: 'measured', seconds: 1, rows: [row] },
      memory: { kind: 'not_run', reason: 'the service is not built' },
    });
    const [head, ...lines] = table.split('\n');
    expect(head?.trim().split(/\s{2,}/)).toEqual(['name', 'value', 'unit', '±', 'ceiling', 'ratio']);
    expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['reading'],
      ['files read', '41.2', 'files/s', '±2 %', '1 234', 'split', '0.0334'],
      ['memory'],
      ['not run: the service is not built'],
    ]);
  });
});
