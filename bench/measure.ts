import { performance } from 'node:perf_hooks';

/** Measures once and gives the figure: units a second, milliseconds … */
export type Turn = () => Promise<number>;

/** How often turns are taken. */
export interface Rounds {
  /** Measured rounds; in each every contestant has one turn. */
  readonly measured: number;
  /** Rounds before the first measured one. */
  readonly warmUp: number;
}

/** What turns gave, in their order, and what to say of them. */
export interface Sample {
  readonly values: readonly number[];
  readonly median: number;
  /** Half the distance of the quartiles as a share of the median: 0.05 reads «±5 %». */
  readonly spread: number;
}

/** The middle value; between two of them where their number is even. Nothing to measure is a bug of the caller. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Half the interquartile range as a share of the median; 0 where all values are 0. */
export function spread(values: readonly number[]): number {
  const halfRange = (quantile(values, 0.75) - quantile(values, 0.25)) / 2;
  return halfRange === 0 ? 0 : halfRange / Math.abs(median(values));
}

/** What one contestant's values say together. */
export function sampleOf(values: readonly number[]): Sample {
  return { values, median: median(values), spread: spread(values) };
}

/**
 * How a value stands to its ceiling: the median of the ratios of each round. Turns of one round lie next to each
 * other in time, so a machine that is slow for a while slows both and the ratio holds.
 *
 *   values [10, 30], ceilings [20, 60] → 0.5
 */
export function ratioOf(values: readonly number[], ceilings: readonly number[]): number {
  if (values.length !== ceilings.length) {
    throw new Error(`ratioOf: ${values.length} values beside ${ceilings.length} ceilings`);
  }
  return median(values.map((value, round) => value / (ceilings[round] ?? Number.NaN)));
}

/**
 * Measures contestants in turns, A B C · C B A · A B C …, so that none always runs after the same other.
 *
 *   { read: perSecond(readAll), split: perSecond(splitAll) } → { read: units a second, split: units a second }
 */
export async function measureInTurns<Name extends string>(
  contestants: Readonly<Record<Name, Turn>>,
  rounds: Rounds,
): Promise<Readonly<Record<Name, Sample>>> {
  const names = Object.keys(contestants) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds.warmUp + rounds.measured; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await contestants[name]();
      if (round >= rounds.warmUp) figures.get(name)?.push(figure);
    }
  }
  const samples = [...figures].map(([name, values]) => [name, sampleOf(values)] as const);
  return Object.fromEntries(samples) as Record<Name, Sample>;
}

/** A turn that repeats a pass for a while and counts the units it says it did (documents, phrases …). */
export function perSecond(pass: () => number | Promise<number>, turnMs = 0): Turn {
  return async () => {
    const startedMs = performance.now();
    let units = 0;
    let elapsedMs = 0;
    do {
      units += await pass();
      elapsedMs = performance.now() - startedMs;
    } while (elapsedMs < turnMs);
    return (units / elapsedMs) * 1000;
  };
}

/** The value that this share of the values does not exceed, 0.95 for p95; linear between neighbours, as spreadsheets do it. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('quantile: nothing was measured');
  const sorted = values.toSorted((left, right) => left - right);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
