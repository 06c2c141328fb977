import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectAlone } from '../../../src/adapters/postgres/connection.ts';
import { openStore } from '../../../src/adapters/postgres/open-store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { createSilentLog } from '../../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';
import { waitUntil } from '../../support/wait-until.ts';

const SESSION = { applicationName: 'srok tests', statementTimeoutMs: 0 };

describe('the store', () => {
  let database: TestDatabase;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(async () => {
    await database.stop();
  });

  const open = async (connectionString = database.connectionString): Promise<Store> => {
    const { store, close } = await openStore({ connectionString, log: createSilentLog() });
    closers.push(close);
    return store;
  };
  const connect = async () => {
    const client = await connectAlone(database.connectionString, SESSION);
    closers.push(() => client.end());
    return client;
  };

  test('keeps moments exact in a database that lives in another zone and says so in its address', async () => {
    const client = await connect();
    const name = new URL(database.connectionString).pathname.slice(1);
    await client.query(`ALTER DATABASE ${name} SET TimeZone = 'America/Lima'`);
    const url = new URL(database.connectionString);
    url.searchParams.set('options', '-c TimeZone=Asia/Vladivostok -c work_mem=8MB');
    const store = await open(url.href);
    const at = new Date('2026-03-29T00:30:00.123Z');
    await store.updates.keep([{ updateId: 1, chatKey: 'x', payload: {}, receivedAt: at }]);
    const { rows } = await client.query<{ at: Date }>('SELECT received_at AS at FROM incoming_update');
    expect(rows).toEqual([{ at }]);
  });

  test('goes on after all its connections were lost', async () => {
    const store = await open();
    await Promise.all(['a', 'b', 'c'].map((key) => store.settings.write(key, key)));
    const client = await connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'srok'`,
    );
    // A connection that the pool has not yet seen end fails one call; the next one finds another.
    const read = async () => {
      const answer = await store.settings.read('b').catch((error: unknown) => error);
      if (answer === 'b') return true;
      expect(answer).toMatchObject({ name: 'StoreError', reason: 'unreachable', permanent: false });
      return false;
    };
    await waitUntil('the store answers', read);
    expect(await store.transaction((records) => records.settings.read('c'))).toBe('c');
  });

  test('says that a transaction broke off when its connection is lost, and has done nothing', async () => {
    const store = await open();
    const client = await connect();
    const broken = store.transaction(async (records) => {
      await records.settings.write('half', 'done');
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
      await records.settings.write('half', 'again');
    });
    await expect(broken).rejects.toMatchObject({
      name: 'StoreError',
      reason: 'unreachable',
      permanent: false,
    });
    expect(await store.settings.read('half')).toBeNull();
  });

  test('does not wait for ever for a row that somebody holds', async () => {
    const store = await open();
    await store.settings.write('held', '1');
    const client = await connect();
    await client.query('BEGIN');
    await client.query(`UPDATE setting SET value = '2' WHERE key = 'held'`);
    await expect(store.settings.write('held', '3')).rejects.toMatchObject({
      name: 'StoreError',
      reason: 'too_slow',
      permanent: false,
      code: '55P03',
    });
    await client.query('ROLLBACK');
    await store.settings.write('held', '3');
  });

  test('says what the database refused, and keeps what it was given out of the message', async () => {
    const store = await open();
    const refused = store.organizations.saveAll([
      {
        code: 'x',
        kind: 'school',
        name: 'Школа имени Лапиной',
        shortName: null,
        aliases: [],
        parent: null,
        members: null,
        reminderTime: '25:00',
      },
    ]);
    await expect(refused).rejects.toMatchObject({
      message: 'organizations.saveAll: refused (23514)',
      permanent: true,
    });
  });

  test('can not be opened where there is no server', async () => {
    await expect(open('postgresql://srok:word@127.0.0.1:1/srok')).rejects.toMatchObject({
      name: 'StoreError',
      reason: 'unreachable',
    });
  });
});
