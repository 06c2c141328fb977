import type { UserFromGetMe } from 'grammy/types';
import { expect, it } from 'vitest';
import { createTelegramClient } from '../../src/adapters/telegram/client.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { Store } from '../../src/app/ports.ts';
import { runBot } from '../../src/service/run-bot.ts';
import { createSilentLog } from '../support/silent-log.ts';

it('a bot that can not start leaves nothing running behind', async () => {
  let looks = 0;
  const store = {
    transaction: () => Promise.reject(new Error('the database is away')),
    updates: {
      pending: async () => {
        looks += 1;
        return [];
      },
    },
    dialogues: {},
  } as unknown as Store;
  const telegram = createTelegramClient({ token: '1:token', apiRoot: 'http://127.0.0.1:9' });
  const starting = runBot({
    deps: { store, clock: { now: () => new Date('2026-09-01T06:00:00Z') } } as unknown as Deps,
    telegram,
    me: { id: 1, is_bot: true, first_name: 'Срок', username: 'srok_test_bot' } as UserFromGetMe,
    reader: { read: async () => ({ kind: 'unreadable', message: '' }) },
    log: createSilentLog(),
    botKey: 'telegram-1',
  });
  await expect(starting).rejects.toThrow('the database is away');
  expect(looks).toBe(0);
  telegram.close();
});
