import pg from 'pg';
import type { Log } from '../../app/ports/log.ts';
import type { Store } from '../../app/ports.ts';
import { startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts';
import { applyMigrations } from './migrations.ts';
import { openStore } from './open-store.ts';
import {
  type ServiceLock,
  type ServiceLockError,
  type ServiceRole,
  takeServiceLock,
} from './service-lock.ts';

/** An installation's database, brought up to date and open. */
export interface OpenDatabase {
  readonly store: Store;
  readonly connectionString: string;
  readonly kind: 'embedded' | 'external';
  /** {@link ServiceLock.asOnlySender}; false, too, where no service has opened it. */
  readonly asOnlySender: ServiceLock['asOnlySender'];
  /** Closes the store, and stops the embedded server where nobody else uses it. Close other connections first. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the database that the configuration names: DATABASE_URL, or the embedded one in DATA_DIR, which is
 * joined where it runs and started where it does not. So a command works beside a running service and without.
 *
 * A service names its role: it takes its lock before anything is changed, and holds it until `close`.
 *
 * @throws EmbeddedPostgresError, ServiceLockError, MigrationError, Error of a connection that can't be made, with
 *   a message for the operator; StoreError
 */
export async function openDatabase(options: {
  databaseUrl: string | null;
  dataDir: string;
  log: Log;
  service?: { role: ServiceRole; onLost: (error: ServiceLockError) => void };
}): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, log } = options;
  const embedded = databaseUrl === null ? await startEmbeddedPostgres({ dataDir, log }) : null;
  const { connectionString } = embedded ?? { connectionString: databaseUrl ?? '' };
  let lock: ServiceLock | null = null;
  try {
    if (options.service) lock = await takeServiceLock({ connectionString, log, ...options.service });
    await applyMigrations({ connectionString, log });
    const { store, close } = await openStore({ connectionString, log });
    return {
      store,
      connectionString,
      kind: embedded === null ? 'external' : 'embedded',
      asOnlySender: async (work) => (await lock?.asOnlySender(work)) ?? false,
      async close() {
        try {
          await close();
        } finally {
          await lock?.release();
          await embedded?.stop();
        }
      },
    };
  } catch (error) {
    await lock?.release();
    await embedded?.stop();
    throw embedded === null ? asUnreachable(error) : error;
  }
}

/** What the driver says where a connection was not made in time, or broke off before it was. */
const NO_CONNECTION = /^(timeout expired|Connection terminated)/;
/** Classes of SQLSTATE by which a server turns a connection away: account, database, too many, not ready. */
const TURNED_AWAY = /^(28|3D|53|57)/;

/** A connection that could not be made, in the operator's words; other errors come back as they are. */
function asUnreachable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (/^E[A-Z]+$/.test(code) || NO_CONNECTION.test(error.message)) {
    return new Error(`PostgreSQL can not be reached, check DATABASE_URL: ${error.message}`, { cause: error });
  }
  if (error instanceof pg.DatabaseError && TURNED_AWAY.test(code)) {
    return new Error(`PostgreSQL turns the service away, check DATABASE_URL: ${error.message}`, {
      cause: error,
    });
  }
  return error;
}
