import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectAlone } from '../../../src/adapters/postgres/connection.ts';
import {
  type DatabaseDefinition,
  readDatabaseDefinition,
} from '../../../src/adapters/postgres/migration-folder.ts';
import { applyMigrations, readMigrationStatus } from '../../../src/adapters/postgres/migrations.ts';
import { openMigrationEngine } from '../../../src/adapters/postgres/schema-engine.ts';
import { createSilentLog } from '../../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const log = createSilentLog();
const definition = readDatabaseDefinition();

/** The program's definition with one more migration. */
function withMigration(name: string, sql: string): DatabaseDefinition {
  const checksum = createHash('sha256').update(sql).digest('hex');
  const { schema, folder } = definition;
  return { schema, folder: { ...folder, migrations: [...folder.migrations, { name, sql, checksum }] } };
}

describe('migrations', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await startTestDatabase();
  });
  afterEach(async () => {
    await database.stop();
  });

  const run = async (sql: string) => {
    const client = await connectAlone(database.connectionString, {
      applicationName: 'srok tests',
      statementTimeoutMs: 0,
    });
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const apply = (changed = definition) => applyMigrations({ ...database, log, definition: changed });
  const empty = () => run('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

  test('make what the schema says, and nothing else', async () => {
    const engine = await openMigrationEngine(database.connectionString, definition.schema);
    expect(await engine.difference(definition.folder)).toBe('');
    const altered = definition.schema.replace('model Setting {', 'model Setting {\n  note String?');
    const other = await openMigrationEngine(database.connectionString, altered);
    expect(await other.difference(definition.folder)).toContain('ADD COLUMN     "note"');
    await engine.close();
    await other.close();
  });

  test('are applied once, with the checksums that Prisma writes', async () => {
    await empty();
    const names = definition.folder.migrations.map(({ name }) => name);
    expect(await apply()).toEqual({ applied: names });
    expect(await apply()).toEqual({ applied: [] });
    expect(await run('SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY 1')).toEqual(
      definition.folder.migrations.map(({ name, checksum }) => ({ name, checksum })),
    );
    expect(await readMigrationStatus(database.connectionString)).toEqual({ kind: 'current' });
  });

  test('are applied once by processes that start together', async () => {
    await empty();
    const results = await Promise.all([apply(), apply(), apply()]);
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(definition.folder.migrations.length);
  });

  test('bring an older database up to date, function bodies and all', async () => {
    const sql = `CREATE FUNCTION "two"() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;
      CREATE TABLE "extra" ("n" int DEFAULT "two"()); INSERT INTO "extra" DEFAULT VALUES;`;
    expect(await apply(withMigration('99990101000000_extra', sql))).toEqual({
      applied: ['99990101000000_extra'],
    });
    expect(await run('SELECT n FROM extra')).toEqual([{ n: 2 }]);
  });

  test('refuse a database that is newer than the program', async () => {
    await apply(withMigration('99990101000000_future', 'SELECT 1;'));
    expect(await readMigrationStatus(database.connectionString)).toMatchObject({ kind: 'newer' });
    await expect(apply()).rejects.toMatchObject({
      reason: 'database_newer',
      message: expect.stringContaining('99990101000000_future'),
    });
  });

  test('refuse a migration that was changed after it was applied', async () => {
    await apply(withMigration('99990101000000_extra', 'SELECT 1;'));
    await expect(apply(withMigration('99990101000000_extra', 'SELECT 2;'))).rejects.toMatchObject({
      reason: 'migration_changed',
      message: expect.stringContaining('99990101000000_extra'),
    });
  });

  test('that fail leave nothing of themselves, and the next start says so', async () => {
    const broken = withMigration('99990101000000_broken', 'CREATE TABLE "half" ("n" int); SELECT nonsense;');
    await expect(apply(broken)).rejects.toMatchObject({ reason: 'migration_failed' });
    expect(await run(`SELECT to_regclass('half')::text AS found`)).toEqual([{ found: null }]);
    await expect(apply(broken)).rejects.toMatchObject({
      reason: 'migration_failed',
      message: expect.stringContaining('99990101000000_broken'),
    });
  });
});

describe('the tables', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await startTestDatabase();
  });
  afterEach(async () => {
    await database.stop();
  });

  test.each([
    [`UPDATE audit_entry SET action = 'other'`],
    ['UPDATE audit_entry SET chat_id = 2'],
    [`UPDATE audit_entry SET chat_id = NULL, action = 'other'`],
    ['DELETE FROM audit_entry'],
    ['TRUNCATE audit_entry'],
  ])('of the audit refuse %s', async (sql) => {
    const client = await connectAlone(database.connectionString, {
      applicationName: 'srok tests',
      statementTimeoutMs: 0,
    });
    try {
      await client.query(`INSERT INTO audit_entry (at, action, details) VALUES (now(), 'published', '{}')`);
      await expect(client.query(sql)).rejects.toThrow('append-only');
    } finally {
      await client.end();
    }
  });

  test.each([
    [`INSERT INTO organization (code, kind, name) VALUES ('A', 'ministry', 'x')`],
    [`INSERT INTO organization (code, kind, name, reminder_time) VALUES ('A', 'school', 'x', '24:00')`],
    [
      `INSERT INTO delivery (key, chat_id, kind, content, not_before, state) VALUES ('k', 1, 'x', '{}', now(), 'sending')`,
    ],
    [
      `INSERT INTO incoming_update (update_id, chat_key, payload, received_at, state) VALUES (1, 'x', '{}', now(), 'lost')`,
    ],
    [
      `INSERT INTO invitation (token_hash, role, uses_left, expires_at, created_at) VALUES ('h', 'executor', -1, now(), now())`,
    ],
  ])('refuse what the program has no word for: %s', async (sql) => {
    const client = await connectAlone(database.connectionString, {
      applicationName: 'srok tests',
      statementTimeoutMs: 0,
    });
    try {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '23514' });
    } finally {
      await client.end();
    }
  });
});
