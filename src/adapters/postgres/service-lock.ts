import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from '../../app/ports/log.ts';
import { ADVISORY_LOCKS } from './advisory-locks.ts';
import { connectAlone } from './connection.ts';

/** What a process of the installation does. */
export type ServiceRole = 'all' | 'bot' | 'worker' | 'web';

/** The lock, held. */
export interface ServiceLock {
  /**
   * Does the work where no other process of the installation sends what waits in the outbox, and none begins to
   * before it is done. False where another does; then nothing was done.
   */
  readonly asOnlySender: (work: () => Promise<void>) => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** The data, held by who replaces it. */
export interface MaintenanceLock {
  readonly release: () => Promise<void>;
}

/** Another process holds what this one needs. The message is for the operator and names its pid. */
export class ServiceLockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServiceLockError';
  }
}

/** A process that was killed a moment ago may still seem to be there. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 250;

/**
 * Takes the database's locks for a running service: at most one process of an installation talks with people
 * (ROLE all or bot), any number do the rest, and none runs while the data is being replaced.
 *
 * The locks belong to a session of their own: a kill -9 lets them go at once. When the session is lost the locks
 * are taken again; where somebody was faster, `onLost` is called once and the service must stop.
 *
 * @throws ServiceLockError; the driver's error where the server can't be reached
 */
export async function takeServiceLock(options: {
  connectionString: string;
  role: ServiceRole;
  log: Log;
  onLost: (error: ServiceLockError) => void;
  /** How long another holder is waited for, milliseconds; 5,000 where absent. */
  patienceMs?: number;
}): Promise<ServiceLock> {
  const { connectionString, role, log, patienceMs = PATIENCE_MS } = options;
  let released = false;
  let session = await takeLocks(connectionString, role, patienceMs);

  function watch(client: pg.Client): void {
    client.once('end', () => {
      if (!released) void retake();
    });
  }

  async function retake(): Promise<void> {
    log.warn({ role }, 'the session of the service lock was lost, taking it again');
    while (!released) {
      try {
        session = await takeLocks(connectionString, role, patienceMs);
        if (released) await session.end();
        else watch(session);
        return;
      } catch (error) {
        if (error instanceof ServiceLockError) {
          log.error({ role, err: error }, 'another process has taken the service lock');
          options.onLost(error);
          return;
        }
        await sleep(1_000, undefined, { ref: false }); // The database is away; nobody else can take it either.
      }
    }
  }

  watch(session);
  return {
    async asOnlySender(work) {
      if (!sends(role)) return false;
      const client = session;
      // The session's own shared lock is not in its way.
      if (!(await tryLock(client, 'pg_try_advisory_lock', ADVISORY_LOCKS.senders))) return false;
      try {
        await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.senders]);
      }
      return true;
    },
    async release() {
      released = true;
      await session.end().catch(() => undefined);
    },
  };
}

/**
 * Takes the installation for maintenance that no service may meet: replacing the data. Services can't start until
 * it is released.
 *
 * @throws ServiceLockError naming the service that runs
 */
export async function takeMaintenanceLock(connectionString: string): Promise<MaintenanceLock> {
  const client = await connectAlone(connectionString, sessionOf('maintenance'));
  const taken = await tryLock(client, 'pg_try_advisory_lock', ADVISORY_LOCKS.service);
  if (!taken) {
    const holder = await describeHolder(client, ADVISORY_LOCKS.service);
    await client.end();
    throw new ServiceLockError(`The service is running (${holder}). Stop it first.`);
  }
  return {
    async release() {
      await client.end().catch(() => undefined);
    },
  };
}

async function takeLocks(
  connectionString: string,
  role: ServiceRole,
  patienceMs: number,
): Promise<pg.Client> {
  const client = await connectAlone(connectionString, sessionOf(role));
  const until = Date.now() + patienceMs;
  try {
    for (;;) {
      const refusal = await tryLocks(client, role);
      if (refusal === null) return client;
      if (Date.now() >= until) throw new ServiceLockError(refusal);
      await sleep(RETRY_MS);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Null when all locks of the role are held, else what is in the way; then none is held. */
async function tryLocks(client: pg.Client, role: ServiceRole): Promise<string | null> {
  if (!(await tryLock(client, 'pg_try_advisory_lock_shared', ADVISORY_LOCKS.service))) {
    const holder = await describeHolder(client, ADVISORY_LOCKS.service);
    return `The installation is under maintenance (${holder}). Start the service when that is done.`;
  }
  let refusal: string | null = null;
  if (talks(role) && !(await tryLock(client, 'pg_try_advisory_lock', ADVISORY_LOCKS.bot))) {
    const holder = await describeHolder(client, ADVISORY_LOCKS.bot);
    refusal = `The service is running already (${holder}). Stop it, or start this one on another DATA_DIR or DATABASE_URL.`;
  } else if (sends(role) && !(await tryLock(client, 'pg_try_advisory_lock_shared', ADVISORY_LOCKS.senders))) {
    const holder = await describeHolder(client, ADVISORY_LOCKS.senders);
    refusal = `Another worker is just starting (${holder}). Start this one again.`;
  }
  if (refusal !== null) await client.query('SELECT pg_advisory_unlock_all()');
  return refusal;
}

/** Whether it takes what people say. */
function talks(role: ServiceRole): boolean {
  return role === 'all' || role === 'bot';
}

/** Whether it sends what waits in the outbox. */
function sends(role: ServiceRole): boolean {
  return role === 'all' || role === 'worker';
}

async function tryLock(
  client: pg.Client,
  how: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared',
  key: number,
): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT ${how}($1) AS taken`, [key]);
  return rows[0]?.taken === true;
}

/** «srok all, pid 4711 on host db1», from the name that the holder's session gives itself. */
async function describeHolder(client: pg.Client, key: number): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT activity.application_name AS name
       FROM pg_locks held JOIN pg_stat_activity activity USING (pid)
      WHERE held.locktype = 'advisory' AND held.objid = $1::oid AND held.granted AND held.pid <> pg_backend_pid()
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      LIMIT 1`,
    [key],
  );
  return rows[0]?.name ?? 'it has just ended';
}

/** PostgreSQL keeps 63 bytes of a name. */
function sessionOf(role: ServiceRole | 'maintenance'): {
  applicationName: string;
  statementTimeoutMs: number;
} {
  const host = hostname()
    .replaceAll(/[^\w.-]/g, '')
    .slice(0, 24);
  return { applicationName: `srok ${role}, pid ${process.pid} on host ${host}`, statementTimeoutMs: 15_000 };
}
