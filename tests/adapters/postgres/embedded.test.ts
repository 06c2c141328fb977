import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectAlone } from '../../../src/adapters/postgres/connection.ts';
import {
  isServerOf,
  readPostmaster,
  readPostmasterPid,
} from '../../../src/adapters/postgres/embedded/postmaster-file.ts';
import { startEmbeddedPostgres } from '../../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { openDatabase } from '../../../src/adapters/postgres/open-database.ts';
import { runModule } from '../../support/run-module.ts';
import { createSilentLog } from '../../support/silent-log.ts';
import { waitUntil } from '../../support/wait-until.ts';

const SESSION = { applicationName: 'srok tests', statementTimeoutMs: 10_000 };

describe('the embedded database', () => {
  let made: string;
  let dataDir: string;
  let cluster: string;
  const log = createSilentLog();

  beforeAll(async () => {
    made = mkdtempSync(path.join(tmpdir(), 'srok-embedded-made-'));
    await (await startEmbeddedPostgres({ dataDir: made, log })).stop();
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));
  /** Puts a database that was stopped in order into the folder: for tests that are not about its making. */
  const putMade = () => execFileSync('cp', ['-a', `${made}/.`, dataDir]);

  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'srok-embedded-'));
    cluster = path.join(dataDir, 'postgres');
  });
  afterEach(async () => {
    const pid = readPostmasterPid(cluster);
    if (pid !== null && isServerOf(pid, cluster)) process.kill(pid, 'SIGKILL');
    await waitUntil('the server is gone', () => pid === null || !isServerOf(pid, cluster));
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = () => startEmbeddedPostgres({ dataDir, log });
  const startElsewhere = async () => {
    const child = runModule(import.meta.url, './embedded-process.ts', [dataDir]);
    const database = JSON.parse(await child.line()) as { connectionString: string; startedHere: boolean };
    return { child, database };
  };
  const query = async (connectionString: string, sql: string): Promise<unknown> => {
    const client = await connectAlone(connectionString, SESSION);
    try {
      const { rows } = await client.query<{ answer: unknown }>(sql);
      return rows[0]?.answer;
    } finally {
      await client.end();
    }
  };
  const isServing = () => {
    const pid = readPostmasterPid(cluster);
    return pid !== null && isServerOf(pid, cluster);
  };

  test('is made at the first start, keeps its data, and is gone after a stop', async () => {
    const first = await start();
    expect(first.startedHere).toBe(true);
    expect(await query(first.connectionString, `SELECT lower('ЁЖ') || upper('щука') AS answer`)).toBe(
      'ёжЩУКА',
    );
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT 7 AS answer');
    await first.stop();
    expect(isServing()).toBe(false);
    const second = await start();
    expect(second.connectionString).toBe(first.connectionString);
    expect(await query(second.connectionString, 'SELECT answer FROM kept')).toBe(7);
    await second.stop();
  });

  test('lets nobody in without its password, and its files are its owner’s alone', async () => {
    putMade();
    const database = await start();
    const wrong = new URL(database.connectionString);
    wrong.password = 'guess';
    await expect(connectAlone(wrong.href, SESSION)).rejects.toMatchObject({ code: '28P01' });
    for (const file of [cluster, path.join(cluster, 'srok.password'), readPostmaster(cluster)!.socketDir!]) {
      expect(statSync(file).mode & 0o077).toBe(0);
    }
    await database.stop();
  });

  test('outlives a kill -9 of its service and is joined by the next start', async () => {
    putMade();
    const { child, database } = await startElsewhere();
    const pid = readPostmasterPid(cluster);
    child.process.kill('SIGKILL');
    await waitUntil('the service is dead', () => child.process.signalCode !== null);
    expect(isServing()).toBe(true);
    const next = await start();
    expect(next).toMatchObject({ startedHere: false, connectionString: database.connectionString });
    expect(readPostmasterPid(cluster)).toBe(pid);
    await next.stop();
    expect(isServing()).toBe(false);
  });

  test('is shared by a service and a command beside it, and stopped by whoever leaves last', async () => {
    putMade();
    const { child, database } = await startElsewhere();
    const beside = await start();
    expect(beside.startedHere).toBe(false);
    await beside.stop();
    expect(await query(database.connectionString, 'SELECT 1 AS answer')).toBe(1);
    const last = await start();
    child.process.kill('SIGTERM');
    await waitUntil('the service has ended', () => child.process.exitCode !== null);
    expect(await query(last.connectionString, 'SELECT 1 AS answer')).toBe(1);
    await last.stop();
    expect(isServing()).toBe(false);
  });

  test('is started once by starts at the same moment', async () => {
    const started = await Promise.all([start(), startElsewhere().then(({ child }) => child), start()]);
    const [one, child, two] = started;
    expect(one.connectionString).toBe(two.connectionString);
    child.process.kill('SIGTERM');
    await Promise.all([one.stop(), two.stop()]);
    await waitUntil('the service has ended', () => child.process.exitCode !== null);
    expect(isServing()).toBe(false);
  });

  test('is started again when its server is killed under the service', async () => {
    putMade();
    const { store, connectionString, close } = await openDatabase({ databaseUrl: null, dataDir, log });
    await store.settings.write('kept', 'yes');
    const killed = readPostmasterPid(cluster)!;
    process.kill(killed, 'SIGKILL');
    // A session may outlive its server for a moment and still answer.
    await waitUntil('another server serves', () => isServing() && readPostmasterPid(cluster) !== killed);
    const answer = await waitUntil(
      'the store answers again',
      () => store.settings.read('kept').catch(() => null),
      30_000,
    );
    expect(answer).toBe('yes');
    expect(await query(connectionString, 'SELECT 1 AS answer')).toBe(1);
    await close();
    expect(isServing()).toBe(false);
  });

  test.each([0, 60, 150, 300])(
    'leaves no server behind when closed %s ms after it was killed',
    async (ms) => {
      putMade();
      const database = await start();
      process.kill(readPostmasterPid(cluster)!, 'SIGKILL');
      // Somewhere in the middle of being started again.
      await sleep(ms);
      await database.stop();
      expect(isServing()).toBe(false);
    },
  );

  test('is started over a postmaster.pid whose pid now belongs to another program', async () => {
    putMade();
    writeFileSync(
      path.join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n1700000000\n5432\n/tmp\n\n0 0\nready\n`,
    );
    const database = await start();
    expect(database.startedHere).toBe(true);
    await database.stop();
  });

  test('is made anew where its folder was removed under a server that lives on', async () => {
    const { child } = await startElsewhere();
    const orphan = readPostmasterPid(cluster)!;
    child.process.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
    const database = await start();
    expect(database.startedHere).toBe(true);
    expect(isServerOf(orphan, cluster)).toBe(false);
    await database.stop();
  });

  test('is refused while another container uses the folder, and given when that one is dead', async () => {
    putMade();
    const signature = path.join(dataDir, 'postgres.host');
    writeFileSync(signature, JSON.stringify({ machine: 'another', host: 'srok-1' }));
    const alive = setInterval(() => utimesSync(signature, new Date(), new Date()), 100);
    await expect(start()).rejects.toMatchObject({
      reason: 'used_elsewhere',
      message: expect.stringContaining('srok-1'),
    });
    clearInterval(alive);
    const database = await start();
    expect(JSON.parse(readFileSync(signature, 'utf8'))).not.toMatchObject({ host: 'srok-1' });
    await database.stop();
  });

  test('of another version of PostgreSQL is refused with the way out', async () => {
    putMade();
    writeFileSync(path.join(cluster, 'PG_VERSION'), '14\n');
    await expect(start()).rejects.toMatchObject({
      reason: 'version_mismatch',
      permanent: true,
      message: expect.stringMatching(/PostgreSQL 14.*pg_dump and psql/s),
    });
  });

  test('whose files are damaged says what its server said', async () => {
    putMade();
    rmSync(path.join(cluster, 'global/pg_control'));
    await expect(start()).rejects.toMatchObject({
      reason: 'start_failed',
      message: expect.stringContaining('pg_control'),
    });
  });

  test('is refused a data folder that is a file', async () => {
    const file = path.join(dataDir, 'file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: file, log })).rejects.toMatchObject({
      reason: 'not_permitted',
    });
  });

  test('is refused a data folder it may not write to', async () => {
    // Root may write everywhere but where the kernel itself refuses.
    const refused = process.getuid?.() === 0 ? '/sys/srok-data' : path.join(dataDir, 'closed', 'data');
    mkdirSync(path.join(dataDir, 'closed'));
    chmodSync(path.join(dataDir, 'closed'), 0o500);
    await expect(startEmbeddedPostgres({ dataDir: refused, log })).rejects.toMatchObject({
      reason: 'not_permitted',
    });
  });

  test('is stopped again where it serves but the start fails after that', async () => {
    putMade();
    // The signature of whoever uses the folder can't be written.
    const signature = path.join(dataDir, 'postgres.host');
    rmSync(signature);
    mkdirSync(signature);
    await expect(start()).rejects.toThrow('EISDIR');
    expect(existsSync(cluster)).toBe(true);
    expect(isServing()).toBe(false);
  });

  test('leaves nothing half made behind when its making is interrupted', async () => {
    const child = runModule(import.meta.url, './embedded-process.ts', [dataDir]);
    await waitUntil('it is being made', () => existsSync(dataDir) && readPostmasterPid(cluster) === null);
    child.process.kill('SIGKILL');
    await waitUntil('it is dead', () => child.process.signalCode !== null);
    const database = await start();
    expect(await query(database.connectionString, 'SELECT 1 AS answer')).toBe(1);
    await database.stop();
  });
});
