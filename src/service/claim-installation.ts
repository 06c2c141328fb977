import type { Store } from '../app/ports.ts';

/** Who an installation talks to, for good: people of Telegram or those of the sandbox. */
export type World = 'telegram' | 'sandbox';

const WORLD_KEY = 'world';

/** The installation belongs to the other world. The message is for the operator. */
export class WrongWorldError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongWorldError';
  }
}

/**
 * Keeps the two worlds apart. Chats of the sandbox have made-up numbers that belong to strangers in Telegram, so
 * data of one is never served to the other.
 *
 * @throws WrongWorldError where the database has been used in the other world
 */
export async function claimInstallation(store: Store, world: World): Promise<void> {
  if (await store.settings.writeOnce(WORLD_KEY, world)) return;
  const before = await store.settings.read(WORLD_KEY);
  if (before === world) return;
  throw new WrongWorldError(
    world === 'telegram'
      ? 'This database holds the sandbox with its example people. Start on another DATA_DIR (or DATABASE_URL), or remove this one.'
      : 'This database belongs to a bot in Telegram, and BOT_TOKEN is not set. Set it, or start the sandbox on another DATA_DIR.',
  );
}
