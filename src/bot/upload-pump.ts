import { setTimeout } from 'node:timers/promises';
import type { Clock, UploadRecords } from '../app/ports.ts';

/** What the pump works with. */
export interface UploadPumpDeps {
  readonly uploads: Pick<UploadRecords, 'due'>;
  readonly clock: Clock;
  /** Reads one upload and tells what it held; it may be begun again. */
  readonly read: (uploadId: number, stopped: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown, facts: Readonly<Record<string, unknown>>) => void;
}

/** The running pump. */
export interface UploadPump {
  /** Something was received. */
  readonly notify: () => void;
  /** Begins nothing new; a reading that does not end soon is left to the next start. */
  readonly stop: () => Promise<void>;
}

/** How long the pump waits for what. */
export interface UploadPumpTimings {
  /** While an album or a cut text may still grow, its time is looked for so often; else seldom. */
  readonly gatheringMs: number;
  readonly idleMs: number;
  readonly retryMs: number;
  readonly stopPatienceMs: number;
}

const TIMINGS: UploadPumpTimings = {
  gatheringMs: 250,
  idleMs: 15_000,
  retryMs: 2_000,
  stopPatienceMs: 3_000,
};

/** Read at the same time, so that a quick one does not wait for a scan. */
const CONCURRENCY = 4;

/**
 * Reads the documents that were received, beside the updates: a long reading holds up nobody's chat. What waits is in
 * the database; what was cut off by the end of the process is begun anew.
 */
export function startUploadPump(deps: UploadPumpDeps, timings: UploadPumpTimings = TIMINGS): UploadPump {
  const inHand = new Map<number, Promise<void>>();
  const stopping = new AbortController();
  const stopped = stopping.signal;
  let wake: () => void = () => {};
  let woken = false;

  const notify = (): void => {
    woken = true;
    wake();
  };

  const read = async (uploadId: number): Promise<void> => {
    try {
      await deps.read(uploadId, stopped);
    } catch (error) {
      if (stopped.aborted) return;
      deps.onError(error, { uploadId });
      // Woken early only by a stop, which is no failure.
      await setTimeout(timings.retryMs, undefined, { signal: stopped }).catch(() => undefined);
    } finally {
      inHand.delete(uploadId);
      notify();
    }
  };

  /** How long until the next look. */
  const look = async (): Promise<number> => {
    const { ids, gathering } = await deps.uploads.due(deps.clock.now());
    for (const id of ids) {
      if (inHand.has(id) || inHand.size >= CONCURRENCY) continue;
      inHand.set(id, read(id));
    }
    return gathering > 0 ? timings.gatheringMs : timings.idleMs;
  };

  const loop = async (): Promise<void> => {
    while (!stopped.aborted) {
      woken = false;
      const pauseMs = await look().catch((error: unknown) => {
        deps.onError(error, {});
        return timings.retryMs;
      });
      if (!woken && !stopped.aborted) await pause(pauseMs);
    }
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = globalThis.setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = loop();
  return {
    notify,
    stop: async () => {
      stopping.abort();
      wake();
      await running;
      const patience = new AbortController();
      const late = setTimeout(timings.stopPatienceMs, undefined, { signal: patience.signal }).catch(
        () => undefined,
      );
      await Promise.race([Promise.all(inHand.values()), late]);
      patience.abort();
    },
  };
}
