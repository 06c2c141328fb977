import type { Deps } from './deps.ts';
import { queueCatchUp } from './queue-catch-up.ts';

/**
 * A chat that Telegram had refused can be written to again: its subscriptions speak for their organizations as
 * before, and it gets what it missed: what is open now, reports and answers to reports that did not arrive.
 */
export async function reopenChat(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly chatId: number;
    readonly updateId: number;
    /** A message proves it for a chat with subscriptions; Telegram's own word (unblocked, let in) for every chat. */
    readonly heard: 'message' | 'membership';
  },
): Promise<{ readonly reopened: boolean }> {
  const { chatId, updateId } = command;
  const at = deps.clock.now();
  const { reopened, waiting } = await deps.store.transaction(async (records) => {
    const revived = await records.subscriptions.markReachable(chatId);
    if (revived === 0 && command.heard === 'message') return { reopened: false, waiting: [] };
    const missed = await records.outbox.retryFailed(
      chatId,
      ['report_received', 'report_outcome', 'extension_asked', 'extension_decided'],
      at,
    );
    if (revived === 0) return { reopened: missed.length > 0, waiting: missed };
    const subscriptions = await records.subscriptions.ofChat(chatId);
    const organizationCodes = subscriptions.map(({ organizationCode }) => organizationCode);
    const rows = await queueCatchUp(records, { chatId, organizationCodes, cause: `again-${updateId}`, at });
    return { reopened: true, waiting: [...missed, ...rows] };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return { reopened };
}
