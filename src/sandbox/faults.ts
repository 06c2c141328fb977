/**
 * Trouble on request: what goes wrong with the next calls of a method.
 *
 *   { method: 'sendMessage', kind: 'drop_after', times: 1 }          the message arrives, the answer does not
 *   { method: '*', kind: 'error_500', probability: 0.2, seed: 7 }    a fifth of all calls, the same fifth every time
 */
export interface Fault {
  /** Name of a method, any case; `*` = every one. */
  readonly method: string;
  /**
   * `error_500` Telegram's JSON; `error_502` a gateway's HTML page; `error_429` with `retryAfterSeconds`;
   * `drop_before` / `drop_after` the connection breaks before / after the effect; `delay` by `delayMs`.
   */
  readonly kind: 'error_500' | 'error_502' | 'error_429' | 'drop_before' | 'drop_after' | 'delay';
  /** How many calls it strikes; without end where absent. */
  readonly times?: number;
  /** Chance of striking a call, 0..1; 1 where absent. */
  readonly probability?: number;
  /** Start of the chance's pseudo-random row; 1 where absent. */
  readonly seed?: number;
  /** 1 where absent. */
  readonly retryAfterSeconds?: number;
  /** Milliseconds; 1000 where absent. */
  readonly delayMs?: number;
}

/** The faults in force, in the order they were made. */
export class Faults {
  #planned: { readonly fault: Fault; left: number; readonly random: () => number }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? Infinity, random: randomRow(fault.seed ?? 1) });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that strikes this call, if any; uses it up. */
  take(method: string): Fault | null {
    const name = method.toLowerCase();
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (fault.method !== '*' && fault.method.toLowerCase() !== name) continue;
      if (planned.random() >= (fault.probability ?? 1)) continue;
      planned.left--;
      if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
      return fault;
    }
    return null;
  }
}

/** The mulberry32 generator: 0..1, the same row for the same seed. */
function randomRow(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
