import { setTimeout } from 'node:timers/promises';
import type { BackendFactory } from 'bullmq';

/** The first pause after failures that follow one another: a server that was only restarted is found again at once. */
const FIRST_PAUSE_MS = 100;
/** Pauses double up to this one: a server that is away for long costs nothing. */
const LONGEST_PAUSE_MS = 5_000;

/** The pause before the next attempt: 0.1 s, 0.2 s, 0.4 s … 5 s. `failures` counts those in a row, from 1. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/** Resolves when the time is over or the signal is aborted. */
type Rest = (ms: number, signal: AbortSignal) => Promise<void>;

const rest: Rest = async (ms, signal) => {
  // Woken early only by a worker that stops, which is no failure.
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
};

/**
 * A backend whose worker rests when asking for a job fails. A worker asks again at once after any failure but a
 * refused connection: against a database whose socket is gone, or a Redis that is out of memory, thousands of times
 * a second. Each failure comes out after its pause; one success ends the row.
 */
export function restBetweenFailures(make: BackendFactory, restFor: Rest = rest): BackendFactory {
  return (name, opts, options) => {
    const backend = make(name, opts, options);
    let failures = 0;
    let waking = new AbortController();
    const resting = async <T>(ask: () => Promise<T>): Promise<T> => {
      try {
        const answer = await ask();
        failures = 0;
        return answer;
      } catch (error) {
        failures += 1;
        await restFor(pauseAfter(failures), waking.signal);
        throw error;
      }
    };
    const moveToActive = backend.moveToActive.bind(backend);
    const waitForJob = backend.waitForJob.bind(backend);
    const disconnectBlocking = backend.disconnectBlocking.bind(backend);
    const reconnectBlocking = backend.reconnectBlocking.bind(backend);
    return Object.assign(backend, {
      moveToActive: (...args: Parameters<typeof moveToActive>) => resting(() => moveToActive(...args)),
      waitForJob: (blockSeconds: number) => resting(() => waitForJob(blockSeconds)),
      // What a worker calls when it pauses or closes, so that nobody waits for the rest to end.
      disconnectBlocking: (wait?: boolean) => {
        waking.abort();
        return disconnectBlocking(wait);
      },
      reconnectBlocking: () => {
        if (waking.signal.aborted) waking = new AbortController();
        return reconnectBlocking();
      },
    });
  };
}
