/** A row of numbers that looks random and is the same for the same seed. */
export interface Seeded {
  /** A whole number from 0 to `below`, exclusive. */
  upTo(below: number): number;
  oneOf<T>(values: readonly T[]): T;
}

/** mulberry32: 32 bits of state, enough to choose among mutations. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number): number => Math.floor(next() * below);
  return {
    upTo,
    oneOf: (values) => {
      const value = values[upTo(values.length)];
      if (value === undefined) throw new Error('nothing to choose from');
      return value;
    },
  };
}
