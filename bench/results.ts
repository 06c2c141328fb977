import { cpus, platform, totalmem } from 'node:os';
import { ratioOf, type Sample } from './measure.ts';

/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Whether a larger value is the better one. */
  readonly better: 'more' | 'less';
  /** Share of the value, see `Sample`; null where it was measured once. */
  readonly spread: number | null;
  /** What it is held against, in the row's unit: measured in the same run, or a limit given from outside. */
  readonly ceiling: { readonly name: string; readonly value: number } | null;
  /** Value ÷ ceiling. */
  readonly ratio: number | null;
}

/** What became of a section. */
export type SectionResult =
  | { readonly kind: 'measured'; readonly seconds: number; readonly rows: readonly Row[] }
  /** It can't run on this machine; why. */
  | { readonly kind: 'not_run'; readonly reason: string };

/** The machine the figures are from. */
export interface MachineFacts {
  readonly cpuCount: number;
  readonly cpuModel: string;
  readonly memoryMb: number;
  readonly node: string;
  readonly platform: string;
}

/** The content of `results.json`. */
export interface Results {
  /** ISO 8601, when the run began. */
  readonly date: string;
  readonly machine: MachineFacts;
  readonly sections: Readonly<Record<string, SectionResult>>;
}

/** A figure that was measured in turns with its ceiling. */
export function measuredRow(
  row: Pick<Row, 'name' | 'unit' | 'better'>,
  sample: Sample,
  ceiling: { readonly name: string; readonly sample: Sample },
): Row {
  return {
    ...row,
    value: sample.median,
    spread: sample.spread,
    ceiling: { name: ceiling.name, value: ceiling.sample.median },
    ratio: ratioOf(sample.values, ceiling.sample.values),
  };
}

/** A figure beside a limit that is known, not measured (30 messages a second, 350 MB), or beside nothing. */
export function plainRow(
  row: Omit<Row, 'ceiling' | 'ratio'>,
  limit: { readonly name: string; readonly value: number } | null = null,
): Row {
  return { ...row, ceiling: limit, ratio: limit === null ? null : row.value / limit.value };
}

export function machineFacts(): MachineFacts {
  const processors = cpus();
  return {
    cpuCount: processors.length,
    cpuModel: processors[0]?.model.trim() ?? 'unknown',
    memoryMb: Math.round(totalmem() / 2 ** 20),
    node: process.version,
    platform: `${platform()}-${process.arch}`,
  };
}

/** JSON with the keys of every object in order and figures of four digits, so that two runs can be compared. */
export function resultsJson(results: Results): string {
  return `${JSON.stringify(results, ordered, 2)}\n`;
}

function ordered(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return fourDigits(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Whole numbers stay as they are: an amount of memory is not rounded away. */
function fourDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
