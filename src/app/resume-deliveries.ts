import type { Deps } from './deps.ts';

/**
 * Takes over from senders that died: what they were sending is to be had at once, and is rung for. Only where no
 * sender is alive. What was on its way when one died may have arrived and is sent again, as after an expired lease.
 */
export async function resumeDeliveries(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
): Promise<{ readonly resumed: number }> {
  const ids = await deps.store.outbox.endLeases(deps.clock.now());
  await deps.bell.senderGone(ids);
  return { resumed: ids.length };
}
