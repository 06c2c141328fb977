import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { EXAMPLE_PEOPLE, loadExample } from '../../src/service/load-example.ts';
import { openService, type Service } from '../../src/service/open-service.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { startTestDatabase } from '../support/test-database.ts';
import { hasRedis, startTestRedis } from '../support/test-redis.ts';

interface Servers {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const COMBINATIONS: readonly { name: string; runs: boolean; start: () => Promise<Servers> }[] = [
  {
    name: 'the embedded database with the queue on it',
    runs: true,
    start: async () => ({ env: {}, stop: async () => undefined }),
  },
  {
    name: 'a PostgreSQL server and Redis',
    runs: hasInstalledPostgres() && hasRedis(),
    start: async () => {
      const database = await startTestDatabase({ server: 'installed' });
      const redis = await startTestRedis();
      return {
        env: { DATABASE_URL: database.connectionString, REDIS_URL: redis.url },
        stop: async () => {
          await redis.stop();
          await database.stop();
        },
      };
    },
  },
];

for (const { name, runs, start } of COMBINATIONS) {
  describe.skipIf(!runs)(`the whole service on ${name}`, () => {
    const log = createSilentLog();
    let folder: string;
    let servers: Servers;
    let service: Service;
    const onLost = (error: Error): never => {
      throw error;
    };
    const open = () =>
      openService(readConfig({ ...servers.env, DATA_DIR: folder, PORT: '0' }), log, { onLost });
    const world = () => {
      if (service.sandbox === null) throw new Error('the service runs without its sandbox');
      return service.sandbox.world;
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'srok-service-'));
      servers = await start();
      service = await open();
    });

    afterAll(async () => {
      await service?.stop();
      await servers?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('loads the example by talking to the bot, and delivers it through the queue', async () => {
      if (service.sandbox === null) throw new Error('no sandbox');
      expect(await loadExample(service.deps, service.sandbox, log)).toBe(true);
      for (const person of ['municipality', 'principal', 'institute'] as const) {
        const message = await world().waitFor(
          EXAMPLE_PEOPLE[person].id,
          ({ text }) => text.includes('Вам:'),
          {
            timeoutMs: 40_000,
          },
        );
        expect(message.text).toContain('№ 7');
      }
    });

    it('answers on /health', async () => {
      const response = await fetch(`${service.url}/health`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ status: 'ok' });
    });

    it('refuses a second start on the same data, naming the process that runs', async () => {
      await expect(open()).rejects.toThrow(`pid ${process.pid}`);
    });

    it('comes back after a stop with everything it knew', async () => {
      await service.stop();
      service = await open();
      if (service.sandbox === null) throw new Error('no sandbox');
      expect(await loadExample(service.deps, service.sandbox, log)).toBe(true);
      const { id } = EXAMPLE_PEOPLE.principal;
      world().say(id, '/tasks');
      const tasks = await world().waitFor(id, ({ text }) => text.includes('Мои поручения'));
      expect(tasks.text).toContain('школьный этап олимпиады');
    });

    it('is not served to real people once it holds the sandbox', async () => {
      await service.stop();
      const env = {
        ...servers.env,
        DATA_DIR: folder,
        PORT: '0',
        BOT_TOKEN: '123456789:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      };
      await expect(openService(readConfig(env), log, { onLost })).rejects.toThrow('sandbox');
      service = await open();
    });
  });
}
