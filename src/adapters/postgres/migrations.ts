import type pg from 'pg';
import type { Log } from '../../app/ports/log.ts';
import { ADVISORY_LOCKS } from './advisory-locks.ts';
import { connectAlone } from './connection.ts';
import { type DatabaseDefinition, type Migration, readDatabaseDefinition } from './migration-folder.ts';
import { openMigrationEngine } from './schema-engine.ts';

/** Why the database can't be brought to this version of the program. */
export type MigrationFailure =
  | 'database_newer'
  | 'migration_changed'
  | 'migration_failed'
  | 'server_too_old'
  | 'locked';

/** The database does not fit the program. The message is for the operator. Never heals by itself. */
export class MigrationError extends Error {
  readonly reason: MigrationFailure;
  readonly permanent = true;

  constructor(reason: MigrationFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationError';
    this.reason = reason;
  }
}

/** How a database stands to the program's migrations. */
export type MigrationStatus =
  | { readonly kind: 'current' }
  | { readonly kind: 'behind'; readonly missing: readonly string[] }
  | { readonly kind: 'newer'; readonly unknown: readonly string[] }
  | { readonly kind: 'changed'; readonly changed: readonly string[] }
  | { readonly kind: 'failed'; readonly failed: readonly string[] };

/** A row of Prisma's own table. */
interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

const OLDEST_SERVER = 15;
const LOCK_PATIENCE_MS = 120_000;

/**
 * Brings the database to this version of the program; does nothing where it is there already. Of several
 * processes that start at once one applies and the others wait.
 *
 * @throws MigrationError where the database is newer than the program, an applied migration was changed, one
 *   failed half-way, or the server is older than 15
 */
export async function applyMigrations(options: {
  connectionString: string;
  log: Log;
  definition?: DatabaseDefinition;
}): Promise<{ readonly applied: readonly string[] }> {
  const definition = options.definition ?? readDatabaseDefinition();
  const session = { applicationName: 'srok migrations', statementTimeoutMs: LOCK_PATIENCE_MS };
  const client = await connectAlone(options.connectionString, session);
  try {
    await refuseOldServer(client);
    await takeLock(client);
    const status = compareMigrations(await readApplied(client), definition.folder.migrations);
    if (status.kind === 'current') return { applied: [] };
    if (status.kind !== 'behind') throw describeMisfit(status);
    const applied = await applyMissing(options.connectionString, definition);
    options.log.info({ migrations: applied }, 'migrations applied');
    return { applied };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How the database stands, without changing it: for the operator's check-up. */
export async function readMigrationStatus(connectionString: string): Promise<MigrationStatus> {
  const session = { applicationName: 'srok migrations', statementTimeoutMs: 10_000 };
  const client = await connectAlone(connectionString, session);
  try {
    return compareMigrations(await readApplied(client), readDatabaseDefinition().folder.migrations);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The comparison alone: what is written down in the database against what the program brings. */
function compareMigrations(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): MigrationStatus {
  const failed = applied.filter((row) => !row.finished).map((row) => row.migration_name);
  if (failed.length > 0) return { kind: 'failed', failed };
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  const unknown = applied.filter((row) => !known.has(row.migration_name)).map((row) => row.migration_name);
  if (unknown.length > 0) return { kind: 'newer', unknown };
  const changed = applied
    .filter((row) => known.get(row.migration_name) !== row.checksum)
    .map((row) => row.migration_name);
  if (changed.length > 0) return { kind: 'changed', changed };
  const done = new Set(applied.map((row) => row.migration_name));
  const missing = migrations.map((migration) => migration.name).filter((name) => !done.has(name));
  return missing.length === 0 ? { kind: 'current' } : { kind: 'behind', missing };
}

async function applyMissing(
  connectionString: string,
  definition: DatabaseDefinition,
): Promise<readonly string[]> {
  const engine = await openMigrationEngine(connectionString, definition.schema);
  try {
    return await engine.apply(definition.folder);
  } catch (cause) {
    throw new MigrationError(
      'migration_failed',
      `The database could not be brought up to date: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Restore it from a backup made before, and report the error.',
      cause,
    );
  } finally {
    await engine.close();
  }
}

async function readApplied(client: pg.Client): Promise<readonly AppliedMigration[]> {
  const { rows: found } = await client.query<{ table: string | null }>(
    `SELECT to_regclass('_prisma_migrations')::text AS "table"`,
  );
  if (found[0] === undefined || found[0].table === null) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    `SELECT current_setting('server_version_num') AS version`,
  );
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major >= OLDEST_SERVER) return;
  throw new MigrationError(
    'server_too_old',
    `PostgreSQL ${OLDEST_SERVER} or newer is needed; the server in DATABASE_URL is ${major}.`,
  );
}

async function takeLock(client: pg.Client): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS.migrations]);
  } catch (cause) {
    // 57014: the statement timeout.
    if ((cause as { code?: string }).code !== '57014') throw cause;
    throw new MigrationError(
      'locked',
      `Another process has been migrating the database for more than ${LOCK_PATIENCE_MS / 1000} s. ` +
        'See whether it hangs, and start again.',
      cause,
    );
  }
}

function describeMisfit(status: Exclude<MigrationStatus, { kind: 'current' | 'behind' }>): MigrationError {
  switch (status.kind) {
    case 'newer':
      return new MigrationError(
        'database_newer',
        `The database is newer than this program, which does not know its migrations ${status.unknown.join(', ')}. ` +
          'Install the version that the database was used with, or a newer one.',
      );
    case 'changed':
      return new MigrationError(
        'migration_changed',
        `Migrations were changed after they had been applied: ${status.changed.join(', ')}. ` +
          'Install the program anew from an unchanged release.',
      );
    case 'failed':
      return new MigrationError(
        'migration_failed',
        `A migration broke off and was not completed: ${status.failed.join(', ')}. ` +
          'Restore the database from a backup made before it, and start again.',
      );
  }
}
