import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectAlone } from '../../src/adapters/postgres/connection.ts';
import {
  type ServiceLock,
  type ServiceLockError,
  type ServiceRole,
  takeMaintenanceLock,
  takeServiceLock,
} from '../../src/adapters/postgres/service-lock.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { runModule } from '../support/run-module.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitUntil } from '../support/wait-until.ts';

interface TakeOptions {
  readonly onLost?: (error: ServiceLockError) => void;
  readonly patienceMs?: number;
}

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`the service lock on the ${server} PostgreSQL`, () => {
    let database: TestDatabase;
    const held: ServiceLock[] = [];

    beforeAll(async () => {
      database = await startTestDatabase({ server });
    });
    afterAll(async () => {
      await database?.stop();
    });
    afterEach(async () => {
      for (const lock of held.splice(0)) await lock.release();
    });

    const take = async (
      role: ServiceRole,
      { onLost = () => undefined, ...patience }: TakeOptions = { patienceMs: 300 },
    ) => {
      const lock = await takeServiceLock({ ...database, role, log: createSilentLog(), onLost, ...patience });
      held.push(lock);
      return lock;
    };
    const killSessions = async () => {
      const client = await connectAlone(database.connectionString, {
        applicationName: 'killer',
        statementTimeoutMs: 0,
      });
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'srok all%'`,
      );
      return client;
    };

    test('is refused to a second service with the pid of the first, and free after its release', async () => {
      const first = await take('all');
      await expect(take('all')).rejects.toMatchObject({
        name: 'ServiceLockError',
        message: expect.stringContaining(`pid ${process.pid}`),
      });
      await expect(take('bot')).rejects.toThrow('running already');
      await first.release();
      await take('bot');
    });

    test('lets any number of workers and web processes run beside one bot', async () => {
      for (const role of ['bot', 'worker', 'worker', 'web', 'web'] as const) await take(role);
    });

    test('is free as soon as its holder is killed', async () => {
      const child = runModule(import.meta.url, './lock-process.ts', [database.connectionString, 'all']);
      expect(await child.line()).toBe('taken');
      await expect(take('all')).rejects.toThrow(`pid ${child.process.pid}`);
      child.process.kill('SIGKILL');
      // As patient as a service is: the server notices in a moment, not at once.
      await take('all', {});
    });

    test('tells whoever sends whether it is the only one, and lets nobody begin meanwhile', async () => {
      const worker = await take('worker');
      for (const role of ['bot', 'web'] as const) await take(role);
      let done = 0;
      const alone = await worker.asOnlySender(async () => {
        done += 1;
        await expect(take('worker')).rejects.toThrow(`just starting (srok worker, pid ${process.pid}`);
      });
      expect([alone, done]).toEqual([true, 1]);
      const other = await take('worker');
      const work = async (): Promise<void> => {
        done += 1;
      };
      expect(await worker.asOnlySender(work)).toBe(false);
      await other.release();
      await waitUntil('it is alone again', () => worker.asOnlySender(work));
      expect(done).toBe(2);
    });

    test('calls nobody a sender who is none', async () => {
      const bot = await take('bot');
      expect(await bot.asOnlySender(() => Promise.reject(new Error('done all the same')))).toBe(false);
    });

    test('is as it was when what was done alone has failed', async () => {
      const service = await take('all');
      await expect(service.asOnlySender(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
      await take('worker');
      await expect(take('bot')).rejects.toThrow('running already');
    });

    test('is taken again when its session is lost', async () => {
      await take('all', {
        onLost: () => {
          throw new Error('lost');
        },
      });
      const client = await killSessions();
      await waitUntil('it is held again', async () => {
        const { rowCount } = await client.query(
          `SELECT FROM pg_stat_activity a JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND application_name LIKE 'srok all%'`,
        );
        return rowCount === 3;
      });
      await client.end();
      await expect(take('all')).rejects.toThrow('running already');
    });

    test('tells its service when somebody else has taken it meanwhile', async () => {
      const lost: ServiceLockError[] = [];
      await take('all', { onLost: (error) => lost.push(error), patienceMs: 300 });
      // A rival that holds the same key before the session is back.
      const rival = await connectAlone(database.connectionString, {
        applicationName: 'rival',
        statementTimeoutMs: 0,
      });
      const waiting = rival.query('SELECT pg_advisory_lock(7301004)');
      const client = await killSessions();
      await waiting;
      await waitUntil('the service is told', () => lost.length === 1);
      expect(lost[0]?.message).toContain('rival');
      await rival.end();
      await client.end();
    });

    test('keeps maintenance and services apart', async () => {
      const worker = await take('worker');
      await expect(takeMaintenanceLock(database.connectionString)).rejects.toThrow(`pid ${process.pid}`);
      await worker.release();
      const maintenance = await takeMaintenanceLock(database.connectionString);
      await expect(take('worker')).rejects.toThrow('under maintenance');
      await maintenance.release();
      await take('worker');
    });
  });
}
