import type { Row } from './results.ts';

/** One part of the benchmarks. */
export interface Section {
  /** For `--only`. */
  readonly name: string;
  /** @throws CannotRun where this machine lacks what it needs */
  measure(): Promise<readonly Row[]>;
}

/** A section can't run here; the message says what is missing and how to get it. */
export class CannotRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CannotRun';
  }
}
