import { AsyncLocalStorage } from 'node:async_hooks';

/** `interactive` answers somebody who waits and goes first; `bulk` is everything that may wait. */
export type Lane = 'interactive' | 'bulk';

const current = new AsyncLocalStorage<Lane>();

/** Everything `work` sends, however deep, goes in this lane. */
export function inLane<T>(lane: Lane, work: () => T): T {
  return current.run(lane, work);
}

/** The lane of the code that runs now; interactive where nobody has said. */
export function currentLane(): Lane {
  return current.getStore() ?? 'interactive';
}
