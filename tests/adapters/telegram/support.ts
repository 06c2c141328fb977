import { onTestFinished } from 'vitest';
import type { TelegramClient, TelegramSettings } from '../../../src/adapters/telegram/client.ts';
import { createTelegramClient } from '../../../src/adapters/telegram/client.ts';
import { createMessenger } from '../../../src/adapters/telegram/messenger.ts';
import type { Messenger, Place } from '../../../src/app/ports.ts';
import { MessengerError } from '../../../src/app/ports.ts';
import { encodeAction } from '../../../src/messages/actions.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';

export interface Setting {
  readonly sandbox: Sandbox;
  readonly client: TelegramClient;
  /** Deliveries. */
  readonly messenger: Messenger;
}

/** A sandbox and a client of it, closed when the test ends. Repeats after trouble come at once. */
export async function connect(
  options: SandboxOptions = {},
  settings: Partial<TelegramSettings> = {},
): Promise<Setting> {
  const sandbox = await startSandbox(options);
  const client = createTelegramClient({
    token: sandbox.token,
    apiRoot: sandbox.apiRoot,
    ...settings,
    gate: { firstPauseMs: 1, ...settings.gate },
  });
  onTestFinished(async () => {
    client.close();
    await sandbox.close();
  });
  return { sandbox, client, messenger: createMessenger({ ...client, lane: 'bulk', encodeAction }) };
}

/** Somebody whom the bot may write to. */
export function someone(sandbox: Sandbox, name = 'Анна'): number {
  const { id } = sandbox.world.createUser({ first_name: name });
  sandbox.world.start(id);
  return id;
}

/** Texts the bot has put into a chat. */
export function received(sandbox: Sandbox, chat: number): readonly string[] {
  return sandbox.world
    .history(chat)
    .filter(({ from }) => from.isBot)
    .map(({ text }) => text);
}

/** The failure of a call that must fail as a MessengerError. */
export async function failureOf(call: Promise<unknown>): Promise<MessengerError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof MessengerError) return error;
    throw error;
  }
  throw new Error('the call has not failed');
}

/** The chat itself, no topic of it. */
export const inChat = (chatId: number): Place => ({ chatId, topicId: null });
