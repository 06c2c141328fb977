import type { KeepUpdates } from '../adapters/telegram/polling.ts';
import type { Clock, Store } from '../app/ports.ts';
import { chatKeyOf } from '../bot/handle-update.ts';

/** Telegram numbers the updates of one bot; there is room for this many before the next bot's begin. */
const EPOCH_SIZE = 2 ** 33;

/**
 * Numbers updates across bots. Ids of one bot begin anew with another (a new token; each start of the sandbox),
 * and an old id met again would be taken for an update that was handled long ago. So the bots an installation
 * has had are counted, and the count goes in front of the id.
 */
export async function beginUpdateEpoch(store: Store, botKey: string): Promise<number> {
  return store.transaction(async ({ settings }) => {
    const epoch = Number((await settings.read('update_epoch')) ?? 0);
    if ((await settings.read('update_epoch_bot')) === botKey) return epoch;
    await settings.write('update_epoch', String(epoch + 1));
    await settings.write('update_epoch_bot', botKey);
    return epoch + 1;
  });
}

/** Keeps updates in the database under their numbers, then says so to the pump. */
export function createUpdateKeeper(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly epoch: number;
  readonly onKept: () => void;
}): KeepUpdates {
  const { store, clock, epoch, onKept } = parts;
  return async (updates) => {
    const receivedAt = clock.now();
    await store.updates.keep(
      updates.map(({ updateId, payload }) => {
        const numbered = { ...payload, update_id: epoch * EPOCH_SIZE + updateId };
        return { updateId: numbered.update_id, chatKey: chatKeyOf(numbered), payload: numbered, receivedAt };
      }),
    );
    onKept();
  };
}
