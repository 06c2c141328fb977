import type { Deps } from './deps.ts';

/** Rows rung for in one sweep. */
const SWEEP_LIMIT = 5_000;

/**
 * Rings for every outbox row that waits: what was lost with the queue, postponed, or claimed by a sender that
 * died. The database is the truth; this makes the queue forget nothing.
 */
export async function sweepOutbox(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
): Promise<{ readonly rung: number }> {
  const ids = await deps.store.outbox.waiting(deps.clock.now(), SWEEP_LIMIT);
  await deps.bell.deliveriesWaiting(ids);
  return { rung: ids.length };
}
