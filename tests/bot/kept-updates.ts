import type { IncomingUpdate } from '../../src/app/ports.ts';
import type { UpdatePumpDeps } from '../../src/bot/update-pump.ts';

type Records = UpdatePumpDeps['updates'];

/** The table of incoming updates in memory, with the failures and delays of a database at will. */
export interface KeptUpdates extends Records {
  add(id: number, chatKey: string): void;
  /** "pending", "done" or "failed: <error>". */
  stateOf(id: number): string;
  attemptsOf(id: number): number;
  /** Resolves once the update is done or put aside. */
  settled(id: number): Promise<void>;
  allSettled(): Promise<void>;
  /** Resolves once pending updates have been asked for this many times. */
  asked(times: number): Promise<void>;
  /** Answers are read at once but come only after `releaseAnswers`. */
  holdAnswers(): void;
  releaseAnswers(): void;
  failNext(method: keyof Records, times: number): void;
  /** The same table for a process that dies: once `isDead`, none of its calls arrives or returns. */
  until(isDead: () => boolean): KeptUpdates;
  /** Resolves when a process has died. */
  died(): Promise<void>;
}

/** Keeps updates whose payload is their id. */
export function keepInMemory(first: readonly (readonly [id: number, chatKey: string])[]): KeptUpdates {
  const rows = new Map<number, { chatKey: string; state: string; attempts: number }>();
  const failures = new Map<keyof Records, number>();
  const watchers = new Set<() => void>();
  let questions = 0;
  let deaths = 0;
  let held: Promise<void> | null = null;
  let release = (): void => {};

  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const when = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!isTrue()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const rowOf = (id: number) => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`no update ${id}`);
    return row;
  };
  const settle = (id: number, state: string): void => {
    rowOf(id).state = state;
    changed();
  };
  const refuse = (method: keyof Records): void => {
    const left = failures.get(method) ?? 0;
    if (left === 0) return;
    failures.set(method, left - 1);
    throw new Error(`${method}: no connection`);
  };

  const kept: KeptUpdates = {
    pending: async (limit) => {
      questions += 1;
      refuse('pending');
      const answer: IncomingUpdate[] = [...rows]
        .filter(([, { state }]) => state === 'pending')
        .toSorted(([left], [right]) => left - right)
        .slice(0, limit)
        .map(([updateId, { chatKey, attempts }]) => ({ updateId, chatKey, attempts, payload: updateId }));
      changed();
      await held;
      return answer;
    },
    recordAttempt: async (id) => {
      refuse('recordAttempt');
      const row = rowOf(id);
      row.attempts += 1;
      return row.attempts;
    },
    markDone: async (id) => {
      refuse('markDone');
      settle(id, 'done');
    },
    markFailed: async (id, error) => {
      refuse('markFailed');
      settle(id, `failed: ${error}`);
    },
    add: (id, chatKey) => {
      rows.set(id, { chatKey, state: 'pending', attempts: 0 });
    },
    stateOf: (id) => rowOf(id).state,
    attemptsOf: (id) => rowOf(id).attempts,
    settled: (id) => when(() => rows.get(id)?.state !== 'pending'),
    allSettled: () => when(() => [...rows.values()].every(({ state }) => state !== 'pending')),
    asked: (times) => when(() => questions >= times),
    holdAnswers: () => {
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    releaseAnswers: () => {
      held = null;
      release();
    },
    failNext: (method, times) => {
      failures.set(method, times);
    },
    until: (isDead) => {
      const orNever = async <T>(call: () => Promise<T>): Promise<T> => {
        if (!isDead()) return call();
        deaths += 1;
        changed();
        return new Promise<never>(() => {});
      };
      return {
        ...kept,
        pending: (limit) => orNever(() => kept.pending(limit)),
        recordAttempt: (id) => orNever(() => kept.recordAttempt(id)),
        markDone: (id, at) => orNever(() => kept.markDone(id, at)),
        markFailed: (id, error, at) => orNever(() => kept.markFailed(id, error, at)),
      };
    },
    died: () => when(() => deaths > 0),
  };
  for (const [id, chatKey] of first) kept.add(id, chatKey);
  return kept;
}
