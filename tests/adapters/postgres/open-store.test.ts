import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectAlone } from '../../../src/adapters/postgres/connection.ts';
import { openStore } from '../../../src/adapters/postgres/open-store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { createSilentLog } from '../../support/silent-log.ts';
import { newAssignment, organization, saveDocument } from '../../support/stored-facts.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';
import { waitUntil } from '../../support/wait-until.ts';

const AT = new Date('2026-09-01T06:00:00Z');
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

  test('records a message that was sent even where that meets another change of the same rows', async () => {
    const client = await connect();
    const name = new URL(database.connectionString).pathname.slice(1);
    // Whoever is undone has waited first: the store, not this client.
    await client.query(`ALTER DATABASE ${name} SET deadlock_timeout = '2s'`);
    await client.query(`SET deadlock_timeout = '60s'`);
    const store = await open();
    await store.organizations.saveAll([organization('prirechensk')]);
    const document = await saveDocument(store);
    await store.documents.markPublished(document.id, AT);
    const [about] = await store.assignments.createMany([await newAssignment(store, document)]);
    const assignmentIds = [about?.id ?? 0];
    const content = { kind: 'catch_up', assignmentIds } as const;
    const [id = 0] = await store.outbox.addMany([{ key: 'met', chatId: 7, content, notBefore: AT }]);
    const claim = await store.outbox.claim(id, AT, 60);
    if (claim === null) throw new Error('the row was not given');

    await client.query('BEGIN');
    await client.query('UPDATE assignment SET escalation = 1');
    const recorded = store.outbox.partSent(claim, {
      chatId: 7,
      messageId: 41,
      assignmentIds,
      at: AT,
      leaseSeconds: 60,
      isLast: true,
    });
    await waitUntil('the store waits for the assignment', async () => {
      const { rows } = await client.query(
        `SELECT FROM pg_stat_activity WHERE application_name = 'srok' AND wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    await client.query(`UPDATE delivery SET failure = 'under way'`);
    await client.query('COMMIT');
    expect(await recorded).toBe(true);
    expect(await store.outbox.find(id)).toMatchObject({ state: 'sent', partsSent: 1 });
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
