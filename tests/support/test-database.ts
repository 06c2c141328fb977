import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { connectAlone } from '../../src/adapters/postgres/connection.ts';
import { isAlive } from '../../src/adapters/postgres/embedded/postmaster-file.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { readDatabaseDefinition } from '../../src/adapters/postgres/migration-folder.ts';
import { applyMigrations } from '../../src/adapters/postgres/migrations.ts';
import { openStore } from '../../src/adapters/postgres/open-store.ts';
import type { Store } from '../../src/app/ports.ts';
import { startInstalledPostgres } from './installed-postgres.ts';
import { createSilentLog } from './silent-log.ts';

/** A database of its own for one test file: migrated and empty. */
export interface TestDatabase {
  readonly connectionString: string;
  /** Drops the database and leaves its server. Close everything that is connected first. */
  readonly stop: () => Promise<void>;
}

/** A server that test databases are made on. */
export interface TestServer {
  /** To the maintenance database. */
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

const SESSION = { applicationName: 'srok tests', statementTimeoutMs: 60_000 };
/** Any number of ours: serializes the making of the template. */
const TEMPLATE_LOCK = 7_301_900;

/**
 * Makes a database on the embedded server (by default) or on the machine's own PostgreSQL. The embedded server
 * is shared by all test files that run at the moment, and its files are kept between runs, so this takes a
 * tenth of a second.
 *
 *   const database = await startTestDatabase();          // beforeAll
 *   const { store, close } = await openStore({ connectionString: database.connectionString, log });
 *   await close(); await database.stop();                // afterAll
 */
export async function startTestDatabase(
  options: { server?: 'embedded' | 'installed' } = {},
): Promise<TestDatabase> {
  const server = await (options.server === 'installed' ? startInstalledPostgres() : startSharedServer());
  try {
    const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
    const template = await prepareTemplate(server.connectionString);
    await asMaintenance(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    return {
      connectionString: withDatabase(server.connectionString, name),
      async stop() {
        await asMaintenance(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A migrated, empty database with its store open: what most tests want. */
export async function openTestStore(
  options: { server?: 'embedded' | 'installed' } = {},
): Promise<{ readonly store: Store; readonly connectionString: string; readonly stop: () => Promise<void> }> {
  const database = await startTestDatabase(options);
  const { connectionString } = database;
  const { store, close } = await openStore({ connectionString, log: createSilentLog() });
  return {
    store,
    connectionString,
    async stop() {
      await close();
      await database.stop();
    },
  };
}

/** The server that all test files share; it runs as long as anybody holds it. */
export async function startSharedServer(): Promise<TestServer> {
  const project = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 8);
  const dataDir = path.join(tmpdir(), `srok-tests-${process.getuid?.() ?? 0}-${project}`);
  const server = await startEmbeddedPostgres({ dataDir, log: createSilentLog() });
  const connectionString = withDatabase(server.connectionString, 'postgres');
  if (server.startedHere) await dropLeftovers(connectionString);
  return { connectionString, stop: () => server.stop() };
}

/** The name of a database that has the program's migrations and nothing else; made where it is missing. */
async function prepareTemplate(connectionString: string): Promise<string> {
  const { folder } = readDatabaseDefinition();
  const digest = createHash('sha256').update(folder.migrations.map((one) => one.name + one.checksum).join());
  const name = `migrated_${digest.digest('hex').slice(0, 12)}`;
  const client = await connectAlone(connectionString, SESSION);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) return name;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await applyMigrations({
      connectionString: withDatabase(connectionString, draft),
      log: createSilentLog(),
    });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** Databases of test processes that were killed. */
async function dropLeftovers(connectionString: string): Promise<void> {
  const client = await connectAlone(connectionString, SESSION);
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%'`,
    );
    for (const { name } of rows) {
      if (!isAlive(Number(name.split('_')[1]))) await client.query(`DROP DATABASE IF EXISTS ${name}`);
    }
  } finally {
    await client.end();
  }
}

async function asMaintenance(
  server: TestServer,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = await connectAlone(server.connectionString, SESSION);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}
