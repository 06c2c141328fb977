import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobUseCases } from '../../jobs/job-use-cases.ts';
import { deliverMessageJob, QUEUES, sweepOutboxJob } from '../../jobs/queues.ts';
import { SCHEDULE } from '../../jobs/schedule.ts';
import { startWorkers, WORKER_TIMING, type Workers } from '../../jobs/worker.ts';
import { connectAlone } from '../../src/adapters/postgres/connection.ts';
import { findFreePort } from '../../src/adapters/postgres/embedded/server-process.ts';
import { openQueues, type Queues } from '../../src/adapters/queue/open-queues.ts';
import type { QueueBackend } from '../../src/adapters/queue/queue-connection.ts';
import type { DeliverMessageOutcome } from '../../src/app/deliver-message.ts';
import { runModule } from '../support/run-module.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { startTestDatabase } from '../support/test-database.ts';
import { hasRedis, startTestRedis } from '../support/test-redis.ts';
import { waitUntil } from '../support/wait-until.ts';
import { HASTY_WORKERS, IDLE_USE_CASES } from './queue-workers.ts';

interface Server {
  readonly backend: QueueBackend;
  readonly stop: () => Promise<void>;
}

const SERVERS: readonly {
  name: 'redis' | 'postgres';
  runs: boolean;
  readonly start: () => Promise<Server>;
}[] = [
  {
    name: 'redis',
    runs: hasRedis(),
    async start() {
      const redis = await startTestRedis();
      return { backend: { kind: 'redis', url: redis.url }, stop: () => redis.stop() };
    },
  },
  {
    name: 'postgres',
    runs: true,
    async start() {
      const { connectionString, stop } = await startTestDatabase();
      return { backend: { kind: 'postgres', connectionString }, stop };
    },
  },
];

for (const { name, runs, start } of SERVERS) {
  describe.skipIf(!runs)(`the queue on ${name}`, () => {
    let server: Server;
    let queues: Queues;
    let workers: Workers | null = null;
    let log = createSilentLog();
    let timing = WORKER_TIMING;
    let nextId = 1;
    const newId = () => nextId++;

    beforeAll(async () => {
      server = await start();
    });
    afterAll(async () => {
      await server?.stop();
    });
    beforeEach(async () => {
      log = createSilentLog();
      timing = WORKER_TIMING;
      queues = await open();
    });
    afterEach(async () => {
      await workers?.close();
      workers = null;
      await queues.schedule([]);
      await queues.close();
    });

    const open = () =>
      openQueues({ backend: server.backend, names: Object.keys(QUEUES), deliver: deliverMessageJob, log });

    /** Starts the workers with use cases that do nothing but what the test says. */
    const work = (rest: Partial<JobUseCases>) => {
      workers = startWorkers({
        ...queues.workerConnection,
        log,
        timing,
        useCases: { ...IDLE_USE_CASES, ...rest },
      });
    };
    const isEmpty = async () => {
      const { waiting, active, delayed } = (await queues.depth())['deliveries']!;
      return waiting + active + delayed === 0;
    };
    /** Delivers with the outcomes given, one a try; the last one stays. Returns the ids tried. */
    const deliverWith = (...outcomes: (DeliverMessageOutcome | Error)[]) => {
      const tried: number[] = [];
      work({
        async deliverMessage(id) {
          tried.push(id);
          const outcome = outcomes[Math.min(tried.length, outcomes.length) - 1]!;
          if (outcome instanceof Error) throw outcome;
          return outcome;
        },
      });
      return tried;
    };

    test('delivers what was rung for, once, however often it was rung', async () => {
      const ids = [newId(), newId(), newId()];
      await queues.bell.deliveriesWaiting(ids);
      await queues.bell.deliveriesWaiting(ids);
      expect((await queues.depth())['deliveries']).toEqual({ waiting: 3, active: 0, delayed: 0 });
      const tried = deliverWith({ kind: 'sent' });
      await waitUntil('the queue is empty', isEmpty);
      expect(tried.toSorted((one, other) => one - other)).toEqual(ids);
    });

    test('delivers again what is rung for again after it was done', async () => {
      const id = newId();
      const tried = deliverWith({ kind: 'postponed' });
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('first delivery', () => tried.length === 1);
      await waitUntil('the queue is empty', isEmpty);
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('second delivery', () => tried.length === 2);
    });

    test('takes more rings at once than go in one batch', async () => {
      const ids = Array.from({ length: 1200 }, newId);
      await queues.bell.deliveriesWaiting(ids);
      const tried = deliverWith({ kind: 'sent' });
      await waitUntil('all are delivered', () => tried.length === ids.length, 60_000);
      expect(new Set(tried).size).toBe(ids.length);
    });

    test('tries again what failed, and tells the log', async () => {
      const tried = deliverWith(new Error('connection lost'), { kind: 'sent' });
      await queues.bell.deliveriesWaiting([newId()]);
      await waitUntil('second try', () => tried.length === 2);
      await waitUntil('the queue is empty', isEmpty);
      expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    });

    test('gives up after five tries, and the next ring is heard', async () => {
      const id = newId();
      const fast = { ...deliverMessageJob, backoffMs: 1 };
      const impatient = await openQueues({
        backend: server.backend,
        names: Object.keys(QUEUES),
        deliver: fast,
        log,
      });
      const tried = deliverWith(new Error('connection lost'));
      await impatient.bell.deliveriesWaiting([id]);
      await waitUntil('five tries', () => tried.length === 5);
      await waitUntil('the queue is empty', isEmpty);
      await impatient.bell.deliveriesWaiting([id]);
      await waitUntil('a sixth try', () => tried.length >= 6);
      await waitUntil('the queue is empty', isEmpty);
      await impatient.close();
    });

    test('does not try again what failed for good', async () => {
      const tried = deliverWith(Object.assign(new Error('refused'), { permanent: true }));
      await queues.bell.deliveriesWaiting([newId()]);
      await waitUntil('the failure', () => log.lines.some(({ message }) => message === 'a job failed'));
      await waitUntil('the queue is empty', isEmpty);
      expect(tried).toHaveLength(1);
    });

    test('does not deliver a ring that carries no id of a row', async () => {
      const tried = deliverWith({ kind: 'sent' });
      await queues.bell.deliveriesWaiting([-1]);
      await waitUntil('the failure', () => log.lines.some(({ message }) => message === 'a job failed'));
      await waitUntil('the queue is empty', isEmpty);
      expect(tried).toEqual([]);
    });

    test('pauses as a whole when Telegram asks to wait, and uses up no try', async () => {
      const id = newId();
      const times: number[] = [];
      let limited = 0;
      work({
        async deliverMessage() {
          times.push(performance.now());
          // More often than a job may fail.
          return limited++ < 6 ? { kind: 'rate_limited', retryAfterSeconds: 0.1 } : { kind: 'sent' };
        },
      });
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('the delivery after six pauses', () => times.length === 7);
      await waitUntil('the queue is empty', isEmpty);
      expect(times[1]! - times[0]!).toBeGreaterThan(90);
      expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    });

    test('puts off a delivery whose chat is busy, uses up no try, and goes on with the others', async () => {
      const [busy, other] = [newId(), newId()];
      const done: number[] = [];
      let tries = 0;
      work({
        async deliverMessage(id) {
          if (id === busy && tries++ < 6) return { kind: 'chat_busy', waitMs: tries === 1 ? 700 : 10 };
          done.push(id);
          return { kind: 'sent' };
        },
      });
      await queues.bell.deliveriesWaiting([busy]);
      await waitUntil('the delivery is put off', () => tries === 1);
      await queues.bell.deliveriesWaiting([other]);
      await waitUntil('both are delivered', () => done.length === 2);
      await waitUntil('the queue is empty', isEmpty);
      expect(done).toEqual([other, busy]);
      expect(tries).toBe(7);
      expect(log.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
    });

    test('tries a row when its turn comes, though its own job has not ended', async () => {
      const id = newId();
      let tries = 0;
      let end: () => void = () => undefined;
      const first = new Promise<void>((resolve) => {
        end = resolve;
      });
      work({
        async deliverMessage() {
          tries += 1;
          if (tries > 1) return { kind: 'sent' };
          await first;
          return { kind: 'not_to_be_sent' };
        },
      });
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('the first try', () => tries === 1);
      const rungMs = performance.now();
      await queues.bell.turnComes(id, 300);
      await waitUntil('the second try', () => tries === 2);
      expect(performance.now() - rungMs).toBeGreaterThan(290);
      end();
      await waitUntil('the queue is empty', isEmpty);
    });

    test('tries a row whose sender died, though the jobs of the dead seem to be under way', async () => {
      const id = newId();
      let tries = 0;
      let end: () => void = () => undefined;
      const left = new Promise<void>((resolve) => {
        end = resolve;
      });
      work({
        async deliverMessage() {
          tries += 1;
          if (tries > 2) return { kind: 'sent' };
          await left;
          return { kind: 'not_to_be_sent' };
        },
      });
      await queues.bell.deliveriesWaiting([id]);
      await queues.bell.turnComes(id, 0);
      await waitUntil('both are under way', () => tries === 2);
      await queues.bell.senderGone([id]);
      await waitUntil('the third try', () => tries === 3);
      end();
      await waitUntil('the queue is empty', isEmpty);
    });

    test('makes a schedule anew that was lost, and leaves one that goes on', async () => {
      let sweeps = 0;
      work({
        async sweepOutbox() {
          sweeps += 1;
          return {};
        },
      });
      const jobs = [{ job: sweepOutboxJob, repeats: { everyMs: 100 } }];
      await queues.schedule(jobs);
      await waitUntil('a sweep', () => sweeps >= 1);
      expect(await queues.mendSchedule(jobs, Date.now())).toEqual([]);
      // What a server that was wiped knows of it.
      await queues.schedule([]);
      await waitUntil('no run is planned', async () => (await queues.depth())['routine']?.delayed === 0);
      const before = sweeps;
      expect(await queues.mendSchedule(jobs, Date.now())).toEqual(['sweep-outbox']);
      await waitUntil('it sweeps again', () => sweeps >= before + 2);
    });

    test('makes a schedule anew whose next run never came', async () => {
      const jobs = SCHEDULE.filter(({ job }) => job === sweepOutboxJob);
      await queues.schedule(jobs);
      const planned = Date.now() + 15_000;
      expect(await queues.mendSchedule(jobs, planned + 30_000)).toEqual([]);
      expect(await queues.mendSchedule(jobs, planned + 90_000)).toEqual(['sweep-outbox']);
      const { waiting, delayed } = (await queues.depth())['routine']!;
      expect(waiting + delayed).toBe(1);
    });

    test('runs what repeats, and forgets what repeats no more', async () => {
      let sweeps = 0;
      work({
        async sweepOutbox() {
          sweeps += 1;
          return {};
        },
      });
      await queues.schedule([{ job: sweepOutboxJob, repeats: { everyMs: 100 } }]);
      await waitUntil('three sweeps', () => sweeps >= 3);
      await queues.schedule([]);
      await waitUntil('no run is planned', async () => (await queues.depth())['routine']?.delayed === 0);
    });

    test('plans each job of the schedule once, however often the service starts', async () => {
      await queues.schedule(SCHEDULE);
      await queues.schedule(SCHEDULE);
      const { waiting, delayed } = (await queues.depth())['routine']!;
      expect(waiting + delayed).toBe(SCHEDULE.length);
    });

    test('runs again what a killed process has left, within seconds', async () => {
      timing = HASTY_WORKERS;
      const id = newId();
      const address = 'url' in server.backend ? server.backend.url : server.backend.connectionString;
      const child = runModule(import.meta.url, './queue-worker-process.ts', [server.backend.kind, address]);
      await queues.bell.deliveriesWaiting([id]);
      expect(await child.line()).toBe(String(id));
      child.process.kill('SIGKILL');
      const tried = deliverWith({ kind: 'sent' });
      await waitUntil('the delivery', () => tried.length === 1);
      expect(tried).toEqual([id]);
      await waitUntil('the queue is empty', isEmpty);
    });

    test('closes with a delivery that hangs, which is run again', async () => {
      timing = HASTY_WORKERS;
      const id = newId();
      let started = 0;
      work({
        deliverMessage() {
          started += 1;
          return new Promise(() => undefined);
        },
      });
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('the delivery hangs', () => started === 1);
      const begin = performance.now();
      await workers!.close();
      expect(performance.now() - begin).toBeLessThan(5_000);
      const tried = deliverWith({ kind: 'sent' });
      await waitUntil('the delivery', () => tried.length === 1);
      await waitUntil('the queue is empty', isEmpty);
    });
  });
}

describe.skipIf(!hasRedis())('the bell on a Redis that has died', () => {
  test('is silent in seconds and throws nothing', async () => {
    const redis = await startTestRedis();
    const log = createSilentLog();
    const backend = { kind: 'redis', url: redis.url } as const;
    const queues = await openQueues({ backend, names: Object.keys(QUEUES), deliver: deliverMessageJob, log });
    await queues.bell.deliveriesWaiting([1]);
    await redis.kill();
    const begin = performance.now();
    await queues.bell.deliveriesWaiting([2]);
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(log.lines.some(({ message }) => message.startsWith('the bell could not be rung'))).toBe(true);
    await queues.close();
  });
});

/** A worker that delivers, on a server of its own which gets into trouble. */
async function workOn(backend: QueueBackend, beforeSending: () => Promise<void> = async () => undefined) {
  const log = createSilentLog();
  const queues = await openQueues({ backend, names: Object.keys(QUEUES), deliver: deliverMessageJob, log });
  const delivered: number[] = [];
  const workers = startWorkers({
    useCases: {
      ...IDLE_USE_CASES,
      deliverMessage: async (id) => {
        await beforeSending();
        delivered.push(id);
        return { kind: 'sent' };
      },
    },
    connection: queues.workerConnection.connection,
    backend: queues.workerConnection.backend,
    log,
  });
  return {
    queues,
    failures: () => log.lines.filter(({ message }) => message.startsWith('the worker does not reach')).length,
    async deliver(id: number) {
      await queues.bell.deliveriesWaiting([id]);
      await waitUntil('the delivery', () => delivered.includes(id));
    },
    async close() {
      await workers.close();
      await queues.close();
    },
  };
}

describe.skipIf(!hasRedis())('a worker on a Redis that can only be read', () => {
  test('works on when it can be written again; meanwhile the probe says what is wrong', async () => {
    const redis = await startTestRedis();
    const admin = new Redis(redis.url);
    const worker = await workOn({ kind: 'redis', url: redis.url });
    await worker.deliver(1);
    await admin.replicaof('127.0.0.1', await findFreePort());
    await expect(worker.queues.probe()).rejects.toThrow('READONLY');
    await waitUntil('the worker notices', () => worker.failures() > 0);
    await admin.replicaof('NO', 'ONE');
    await worker.queues.probe();
    await worker.deliver(2);
    await worker.close();
    admin.disconnect();
    await redis.stop();
  });
});

describe('a worker whose tables are gone', () => {
  test('asks more and more seldom, and works on when they are back', async () => {
    const database = await startTestDatabase();
    const { connectionString } = database;
    const admin = await connectAlone(connectionString, {
      applicationName: 'srok tests',
      statementTimeoutMs: 0,
    });
    // In the middle of a job: then the worker does not wait to be told of the next one, it asks.
    let losing: Promise<unknown> | null = null;
    const worker = await workOn({ kind: 'postgres', connectionString }, async () => {
      losing ??= admin.query('ALTER SCHEMA bullmq RENAME TO mislaid');
      await losing;
    });
    // More than are sent at once: a worker that knows of more does not wait to be told of them.
    await worker.queues.bell.deliveriesWaiting(Array.from({ length: 30 }, (_, index) => index + 1));
    await waitUntil('the worker notices', () => worker.failures() > 0);
    const noticedMs = performance.now();
    const passed = (ms: number) => waitUntil('it lasts', () => performance.now() - noticedMs > ms);
    await passed(2_000);
    const before = worker.failures();
    await passed(3_500);
    expect(worker.failures() - before).toBeLessThan(10);
    await admin.query('ALTER SCHEMA mislaid RENAME TO bullmq');
    await worker.deliver(31);
    await worker.close();
    await admin.end();
    await database.stop();
  });
});
