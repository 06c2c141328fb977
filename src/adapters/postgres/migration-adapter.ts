import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { connectAlone, sessionConfig } from './connection.ts';

const SESSION = { applicationName: 'srok migrations', statementTimeoutMs: 0, lockTimeoutMs: 60_000 };

const INTERNAL_CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * What the schema engine needs of a database. Prisma's own adapter falls short of it in three things:
 *
 * - it cuts a script at every semicolon and runs the pieces one by one, which no function body survives and
 *   which leaves half of a failed migration behind; here a script is one query, all or nothing;
 * - it can't read PostgreSQL's internal type "char", which the catalogue is full of;
 * - its scratch database is the main one where that is named by a connection string; here it is its own.
 */
export function createMigrationAdapter(
  connectionString: string,
): SqlMigrationAwareDriverAdapterFactory & { close(): Promise<void> } {
  const pools: pg.Pool[] = [];
  const connect = async (url: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> => {
    const pool = new pg.Pool({ ...sessionConfig(url, SESSION), max: 1 });
    pools.push(pool);
    return adapt(pool, afterwards);
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(connectionString),
    // The engine opens connections and leaves them to us.
    async close() {
      await Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
    },
    async connectToShadowDb() {
      const name = `srok_scratch_${randomUUID().replaceAll('-', '')}`;
      await runAlone(connectionString, `CREATE DATABASE ${name}`);
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      return connect(url.href, () => runAlone(connectionString, `DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function adapt(pool: pg.Pool, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  readInternalChar(adapter, pool);
  const dispose = adapter.dispose.bind(adapter);
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  adapter.dispose = async () => {
    await dispose();
    await afterwards?.();
  };
  return adapter;
}

/** The driver's rows pass as text, and the engine is told which columns are single characters. */
function readInternalChar(adapter: SqlDriverAdapter, pool: pg.Pool): void {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const queryRaw = adapter.queryRaw.bind(adapter);
  // Columns of the answer that came last; the engine asks one question after the other.
  let characters: readonly number[] = [];
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args);
    characters = (result.fields ?? []).flatMap((field, index) =>
      field.dataTypeID === INTERNAL_CHAR_OID ? [index] : [],
    );
    for (const index of characters) result.fields[index]!.dataTypeID = TEXT_OID;
    return result;
  }) as typeof pool.query;
  adapter.queryRaw = async (asked) => {
    const answer = await queryRaw(asked);
    const columnTypes = [...answer.columnTypes];
    for (const index of characters) columnTypes[index] = ColumnTypeEnum.Character;
    return { ...answer, columnTypes };
  };
}

async function runAlone(connectionString: string, sql: string): Promise<void> {
  const client = await connectAlone(connectionString, SESSION);
  try {
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}
