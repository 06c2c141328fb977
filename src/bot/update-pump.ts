import { setTimeout } from 'node:timers/promises';
import type { Clock, IncomingUpdate, UpdateRecords } from '../app/ports.ts';

/** What the pump works with. */
export interface UpdatePumpDeps {
  readonly updates: Pick<UpdateRecords, 'pending' | 'recordAttempt' | 'markDone' | 'markFailed'>;
  readonly clock: Clock;
  /** Handles one update; its effects must be recognizable by the update's id, for it may be handled again. */
  readonly handle: (payload: unknown) => Promise<UpdateOutcome>;
  /** Told once when an update is given up. */
  readonly giveUp: (payload: unknown) => Promise<void>;
  readonly onError: (error: unknown, facts: Readonly<Record<string, unknown>>) => void;
}

/** `wait`: Telegram takes nothing for so long; no fault of the update's. */
export type UpdateOutcome = { readonly kind: 'done' } | { readonly kind: 'wait'; readonly seconds: number };

/** The running pump. */
export interface UpdatePump {
  /** Something new was kept. */
  readonly notify: () => void;
  /** Lets the updates in hand finish, takes no new ones. */
  readonly stop: () => Promise<void>;
}

/** How long the pump waits for what. */
export interface UpdatePumpTimings {
  /** Pause after the first failed attempt; it doubles each time, up to a minute. */
  readonly retryPauseMs: number;
  /** A handler that hangs must not hold its chat for ever. */
  readonly handleTimeoutMs: number;
  /**
   * Updates are also looked for without a notification: those kept by another process, or before a crash. The
   * database is asked again after the same time where it did not answer.
   */
  readonly lookAgainMs: number;
}

const TIMINGS: UpdatePumpTimings = { retryPauseMs: 500, handleTimeoutMs: 210_000, lookAgainMs: 5_000 };

const BATCH = 200;
/** Chats handled at the same time. */
const CONCURRENCY = 16;
/** A failure of our own will not go away by itself; an edge that does not answer (about 15 minutes) may. */
const MAX_ATTEMPTS = 5;
const MAX_EDGE_ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Handles the updates kept in the database: those of one chat in order and one after the other, chats side by
 * side, each at least once. An update is done only after its handler has returned; a failing one is tried
 * again with growing pauses and then put aside, so that it does not block what comes after it for ever.
 */
export function startUpdatePump(deps: UpdatePumpDeps, given: Partial<UpdatePumpTimings> = {}): UpdatePump {
  const timings = { ...TIMINGS, ...given };
  const inHand = new Set<number>();
  /** Updates finished while the database was being asked: its answer may still hold them. */
  const finished = new Set<number>();
  const chains = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const stopped = stopping.signal;
  /** True where the last look left updates behind. */
  let backlog = false;
  let wake: () => void = () => {};
  let woken = false;

  const notify = (): void => {
    woken = true;
    wake();
  };

  // A stopped pump leaves the update pending: the next start takes it up again.
  const work = async (update: IncomingUpdate): Promise<void> => {
    while (!stopped.aborted) {
      let outcome: UpdateOutcome;
      try {
        outcome = await within(timings.handleTimeoutMs, deps.handle(update.payload));
      } catch (error) {
        if (await isGivenUp(update, error)) return;
        continue;
      }
      if (outcome.kind === 'done') {
        await stored(update, () => deps.updates.markDone(update.updateId, deps.clock.now()));
        return;
      }
      await sleep(outcome.seconds * 1000);
    }
  };

  /** Counts the failure; after the last attempt the update is put aside, before it there is a pause. */
  const isGivenUp = async (update: IncomingUpdate, error: unknown): Promise<boolean> => {
    const attempts = await stored(update, () => deps.updates.recordAttempt(update.updateId));
    deps.onError(error, { updateId: update.updateId, attempts });
    if (attempts === undefined) return false;
    if (attempts < (isPassing(error) ? MAX_EDGE_ATTEMPTS : MAX_ATTEMPTS)) {
      await sleep(Math.min(LONGEST_PAUSE_MS, timings.retryPauseMs * 2 ** (attempts - 1)));
      return false;
    }
    await stored(update, () =>
      deps.updates.markFailed(update.updateId, describeError(error), deps.clock.now()),
    );
    await deps.giveUp(update.payload);
    return true;
  };

  /**
   * Writes to the database, again and again while it does not answer: going on without it would handle the chat's
   * next update before this one is settled. Undefined where the pump was stopped first.
   */
  const stored = async <T>(update: IncomingUpdate, write: () => Promise<T>): Promise<T | undefined> => {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        deps.onError(error, { updateId: update.updateId });
        if (stopped.aborted) return undefined;
        await sleep(timings.lookAgainMs);
      }
    }
  };

  const enqueue = (update: IncomingUpdate): void => {
    inHand.add(update.updateId);
    const before = chains.get(update.chatKey) ?? Promise.resolve();
    const chain = before
      .then(() => work(update))
      .catch((error: unknown) => deps.onError(error, { updateId: update.updateId }))
      .finally(() => {
        inHand.delete(update.updateId);
        finished.add(update.updateId);
        if (chains.get(update.chatKey) === chain) chains.delete(update.chatKey);
        if (backlog) notify();
      });
    chains.set(update.chatKey, chain);
  };

  const look = async (): Promise<void> => {
    finished.clear();
    // Those in hand are still pending there; a chat with many of them must not hide the other chats.
    const limit = BATCH + inHand.size;
    const pending = await deps.updates.pending(limit);
    backlog = pending.length === limit;
    for (const update of pending) {
      if (inHand.has(update.updateId) || finished.has(update.updateId)) continue;
      if (chains.size < CONCURRENCY || chains.has(update.chatKey)) enqueue(update);
      else backlog = true;
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopped.aborted) {
      woken = false;
      await look().catch((error: unknown) => deps.onError(error, {}));
      if (!woken && !stopped.aborted) await pause();
    }
  };

  const sleep = async (ms: number): Promise<void> => {
    // Woken early only by a stop, which is no failure.
    await setTimeout(ms, undefined, { signal: stopped }).catch(() => undefined);
  };

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = globalThis.setTimeout(resolve, timings.lookAgainMs);
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
      await Promise.all(chains.values());
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = globalThis.setTimeout(() => reject(new Error(`update not handled within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of the edges say whether trying again makes sense. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && 'permanent' in error && error.permanent === false;
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
