import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/adapters/postgres/store-error.ts';
import { healthChecks } from '../../src/service/health-checks.ts';
import { health } from '../../src/web/routes/health.ts';

/** The report where the database and the queue answer so. */
function report(parts: {
  readonly write?: () => Promise<void>;
  readonly probeQueue?: () => Promise<void>;
  readonly queueIsRedis?: boolean;
}) {
  const checks = healthChecks({
    settings: {
      read: async () => null,
      write: parts.write ?? (async () => undefined),
      writeOnce: async () => false,
    },
    probeQueue: parts.probeQueue ?? (async () => undefined),
    queueIsRedis: parts.queueIsRedis ?? true,
    dataDir: '/nowhere/at/all',
  });
  return health(checks);
}

const failing = (error: Error) => async () => {
  throw error;
};

describe('what is said of a part that fails', () => {
  it('is nothing while all works', async () => {
    expect(await report({})).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok', disk: 'ok' } });
  });

  it.each([
    ['ENOENT', 'The database does not answer.'],
    ['53100', 'There is no room left on the disk of the database.'],
    ['25006', 'The database can only be read.'],
  ])('the database, %s', async (code, words) => {
    const write = failing(new StoreError('unreachable', code, 'settings.write', null));
    expect(await report({ write })).toMatchObject({
      status: 'failing',
      checks: { database: 'failing', queue: 'ok' },
      problems: { database: words },
    });
  });

  it.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", 'Redis is full'],
    ["READONLY You can't write against a read only replica.", 'Redis can only be read'],
    ['MISCONF Redis is configured to save RDB snapshots', 'Redis can not write to its disk'],
    ['connect ECONNREFUSED 10.1.2.3:6379', 'Redis does not answer.'],
  ])('Redis, «%s»', async (said, words) => {
    const { problems } = await report({ probeQueue: failing(new Error(said)) });
    expect(problems?.['queue']).toContain(words);
    expect(problems?.['queue']).not.toContain('10.1.2.3');
  });

  it('the queue in the database, which names no Redis', async () => {
    const probeQueue = failing(new Error('connect ENOENT /tmp/srok/.s.PGSQL.5432'));
    expect((await report({ probeQueue, queueIsRedis: false })).problems).toEqual({
      queue: 'The queue is in the database. The database does not answer.',
    });
  });
});
