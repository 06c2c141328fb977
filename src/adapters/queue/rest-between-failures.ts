import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendFactory } from 'bullmq';

/** Pauses after failures that follow one another: the first, doubled up to the longest. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** A server that was only restarted is found again at once, one that is away for long costs nothing. */
export const PAUSES: Pauses = { firstMs: 100, longestMs: 5_000 };

/**
 * A backend whose worker rests when asking for a job fails. A worker asks again at once after any failure but a
 * refused connection: against a database whose socket is gone, or a Redis that is out of memory, thousands of times
 * a second. Each failure comes out after its pause; one success ends the row.
 */
export function restBetweenFailures(make: BackendFactory, pauses: Pauses = PAUSES): BackendFactory {
  return (name, opts, options) => {
    const backend = make(name, opts, options);
    let pauseMs = pauses.firstMs;
    let waking = new AbortController();
    const resting = async <T>(ask: () => Promise<T>): Promise<T> => {
      try {
        const answer = await ask();
        pauseMs = pauses.firstMs;
        return answer;
      } catch (error) {
        const restMs = pauseMs;
        pauseMs = Math.min(pauseMs * 2, pauses.longestMs);
        // Woken early only by a worker that stops, which is no failure.
        await sleep(restMs, undefined, { signal: waking.signal }).catch(() => undefined);
        throw error;
      }
    };
    const { moveToActive, waitForJob, disconnectBlocking, reconnectBlocking } = backend;
    return Object.assign(backend, {
      moveToActive: (...args: Parameters<typeof moveToActive>) =>
        resting(() => moveToActive.apply(backend, args)),
      waitForJob: (...args: Parameters<typeof waitForJob>) => resting(() => waitForJob.apply(backend, args)),
      // What a worker calls when it pauses or closes, so that nobody waits for the rest to end.
      disconnectBlocking: (...args: Parameters<typeof disconnectBlocking>) => {
        waking.abort();
        return disconnectBlocking.apply(backend, args);
      },
      reconnectBlocking: () => {
        if (waking.signal.aborted) waking = new AbortController();
        return reconnectBlocking.apply(backend);
      },
    });
  };
}
