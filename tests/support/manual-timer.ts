import type { GateTimer } from '../../src/adapters/telegram/gate.ts';

/** Time that passes when it is told to. */
export class ManualTimer implements GateTimer {
  #nowMs = 0;
  #planned: { readonly atMs: number; readonly run: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const plan = { atMs: this.#nowMs + ms, run };
    this.#planned.push(plan);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== plan);
    };
  }

  /** Lets time pass, running what falls due, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = this.#planned.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#planned = this.#planned.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.run();
      await settle();
    }
    this.#nowMs = endMs;
  }
}

/** Lets everything that is due in promises happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
