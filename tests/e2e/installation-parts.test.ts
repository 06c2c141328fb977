import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/adapters/postgres/embedded/server-process.ts';
import { readConfig } from '../../src/config.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { EXAMPLE_PEOPLE, loadExample } from '../../src/service/load-example.ts';
import { openService, type Service } from '../../src/service/open-service.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { hasRedis, startTestRedis } from '../support/test-redis.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Services that talk to a Bot API server of their own, as they do to Telegram's. */
describe('a larger installation', () => {
  const log = createSilentLog();
  let folder: string;
  let database: TestDatabase;
  let sandbox: Sandbox;
  let services: Service[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-parts-'));
    database = await startTestDatabase();
    sandbox = await startSandbox({ webhookRetryMs: 50 });
    services = [];
  });

  afterEach(async () => {
    for (const service of services.reverse()) await service.stop();
    await sandbox.close();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (env: Readonly<Record<string, string>>): Promise<Service> => {
    const config = readConfig({
      DATABASE_URL: database.connectionString,
      DATA_DIR: folder,
      PORT: '0',
      ...env,
    });
    const service = await openService(config, log, {
      onLost: (error) => {
        throw error;
      },
    });
    services.push(service);
    return service;
  };
  const telegram = () => ({ BOT_TOKEN: sandbox.token, TELEGRAM_API_ROOT: sandbox.apiRoot });
  const brought = () =>
    sandbox.world.history(EXAMPLE_PEOPLE.principal.id).filter(({ text }) => text.includes('Вам:'));

  it.for([
    ['PostgreSQL alone', false],
    ['PostgreSQL and Redis', true],
  ] as const)('of a bot, a worker and a web process works together over %s', async ([, redis], { skip }) => {
    skip(redis && !hasRedis(), 'redis-server is not installed');
    const queue = redis ? await startTestRedis() : null;
    try {
      const env = queue === null ? {} : { REDIS_URL: queue.url };
      const web = await start({ ...env, ROLE: 'web' });
      expect(web).toMatchObject({ sandbox: null, botUsername: null });
      const bot = await start({ ...env, ...telegram(), ROLE: 'bot' });
      await loadExample(bot.deps, sandbox, log);
      // What was published waits for a worker.
      expect(brought()).toEqual([]);
      expect((await bot.deps.store.counts()).deliveries['sent']).toBeUndefined();

      await start({ ...env, ...telegram(), ROLE: 'worker' });
      await waitUntil('the principal is told', () => brought().length > 0);
      for (const service of services) {
        const health = await fetch(`${service.url}/health`);
        expect(await health.json()).toMatchObject({ status: 'ok' });
      }
      for (const service of services.splice(0).reverse()) await service.stop();
    } finally {
      await queue?.stop();
    }
  });

  it('is called by Telegram at PUBLIC_URL, and believes only who knows the secret', async () => {
    const port = String(await findFreePort());
    const publicUrl = `http://127.0.0.1:${port}`;
    const service = await start({
      ...telegram(),
      PORT: port,
      PUBLIC_URL: `${publicUrl}/`,
      WEBHOOK_SECRET: 'a-secret_1',
    });
    const address = `${publicUrl}/telegram/webhook`;
    await waitUntil('Telegram knows the address', async () => {
      const info = await fetch(`${sandbox.apiRoot}/bot${sandbox.token}/getWebhookInfo`);
      return ((await info.json()) as { result: { url: string } }).result.url === address;
    });
    await loadExample(service.deps, sandbox, log);
    await waitUntil('the principal is told', () => brought().length > 0);

    const stranger = sandbox.world.createUser({ first_name: 'Егор' });
    const forge = (secret: string | null) =>
      fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === null ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret }),
        },
        body: JSON.stringify({
          update_id: 999_999,
          message: {
            message_id: 1,
            date: 1_788_000_000,
            chat: { id: stranger.id, type: 'private', first_name: 'Егор' },
            from: { id: stranger.id, is_bot: false, first_name: 'Егор' },
            text: '/help',
          },
        }),
      });
    const greetings = () => sandbox.world.history(stranger.id).filter(({ from }) => from.isBot).length;
    sandbox.world.start(stranger.id);
    await waitUntil('the stranger is greeted', () => greetings() === 1);
    const handled = async () => (await service.deps.store.updates.pending(10)).length === 0;
    await waitUntil('what they said is handled', handled);
    expect((await forge('another')).status).toBe(401);
    expect((await forge(null)).status).toBe(401);
    expect(await service.deps.store.updates.pending(10)).toEqual([]);
    expect(greetings()).toBe(1);
    // The same update from somebody who knows the secret is handled.
    expect((await forge('a-secret_1')).status).toBe(200);
    await waitUntil('the update is handled', () => greetings() === 2);
  });
});
