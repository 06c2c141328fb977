import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from '../../../app/ports/log.ts';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { connectAlone } from '../connection.ts';
import { type Cluster, EMBEDDED_DATABASE, prepareCluster, SOCKET_PORT } from './cluster.ts';
import { asEmbeddedFailure, EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { findForeignUser, signFolder } from './foreign-host.ts';
import { isAlive, isServerOf, readPostmaster, readPostmasterPid } from './postmaster-file.ts';
import {
  connectionStringOf,
  findFreePort,
  launchServer,
  removeStalePostmasterFile,
} from './server-process.ts';
import { stopServer, stopServerAtOnce } from './stop-server.ts';

/** The embedded database, serving. */
export interface EmbeddedPostgres {
  /** The same for as long as the data folder stays where it is and its socket folder is usable. */
  readonly connectionString: string;
  /** False where a server that was running already is used. */
  readonly startedHere: boolean;
  /**
   * Leaves the database; stops it unless another program of this machine still uses it. Close every pool first.
   */
  readonly stop: () => Promise<void>;
}

/** Recovery after a power failure may take long; the server says that it is starting all the while. */
const START_PATIENCE_MS = 180_000;
/** A server that is alive but can't be reached for so long is replaced. */
const UNREACHABLE_MS = 10_000;
const RETRY_MS = 40;

const SESSION = { applicationName: 'srok embedded', statementTimeoutMs: 15_000 };

/**
 * Starts the PostgreSQL that comes with the program on `<dataDir>/postgres`, or joins the one that is running
 * there: after a kill -9 of the service, or beside it (a command line). A server that dies is started again.
 *
 * Whoever uses the database holds a shared lock in it; the last to leave stops the server.
 *
 * @throws EmbeddedPostgresError with a message for the operator
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  const cluster = await prepareCluster(options.dataDir, log);
  const dataDir = path.dirname(cluster.dir);
  let port = SOCKET_PORT;
  const stopping = new AbortController();
  let recovering: Promise<void> = Promise.resolve();
  let unsign: () => void = () => undefined;

  const joinServer = async (): Promise<{ server: Server; presence: pg.Client }> => {
    const until = Date.now() + START_PATIENCE_MS;
    for (;;) {
      const server = await ensureServer(cluster, { dataDir, port, log, until, stopping: stopping.signal });
      port = server.port;
      const presence = await announcePresence(server.connectionString);
      if (presence !== null) return { server, presence };
      await sleep(RETRY_MS); // Somebody is stopping this server: wait until it is gone, then start our own.
    }
  };

  if (cluster.socketDir === null) port = await findFreePort();
  /** The last to leave stops the server. */
  const leaveServer = async (): Promise<void> => {
    unsign();
    if (await leave(presence)) {
      // Where its folder was removed or replaced it may write nothing more into what lies there now.
      const stop = readPostmasterPid(cluster.dir) === server.pid ? stopServer : stopServerAtOnce;
      await stop(cluster.dir, server.pid);
    } else log.info({ pid: server.pid }, 'the embedded database stays: another program uses it');
    await presence.end().catch(() => undefined);
  };

  let { server, presence } = await joinServer();
  try {
    unsign = signFolderOrFail(dataDir);
    await createDatabase(server.connectionString);
  } catch (error) {
    await leaveServer();
    throw error;
  }
  watch(presence);

  function watch(client: pg.Client): void {
    client.once('end', () => {
      if (!stopping.signal.aborted) recovering = recover();
    });
  }

  async function recover(): Promise<void> {
    log.warn({}, 'the embedded database is gone, starting it again');
    for (let delayMs = 100; !stopping.signal.aborted; delayMs = Math.min(delayMs * 2, 10_000)) {
      try {
        ({ server, presence } = await joinServer());
        log.info({ pid: server.pid }, 'the embedded database serves again');
        watch(presence);
        return;
      } catch (error) {
        log.error({ err: error }, 'the embedded database does not start');
        await sleep(delayMs, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  return {
    connectionString: withDatabase(server.connectionString),
    startedHere: server.startedHere,
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await recovering;
      await leaveServer();
    },
  };
}

interface Server {
  readonly pid: number;
  readonly port: number;
  /** To the maintenance database `postgres`. */
  readonly connectionString: string;
  readonly startedHere: boolean;
}

type Reached = 'ready' | 'starting' | 'unreachable';

/** Returns when a server of this cluster answers, having started one where none runs. */
async function ensureServer(
  cluster: Cluster,
  options: { dataDir: string; port: number; log: Log; until: number; stopping: AbortSignal },
): Promise<Server> {
  let launched: ReturnType<typeof launchServer> | null = null;
  let unreachableSince: number | null = null;
  // A server once launched is seen through even when told to stop meanwhile: else nobody would stop it.
  while (Date.now() < options.until && (!options.stopping.aborted || launched !== null)) {
    const pid = readPostmasterPid(cluster.dir);
    const running = readPostmaster(cluster.dir);
    if (pid !== null && isServerOf(pid, cluster.dir)) {
      const connectionString = running && connectionStringOf(cluster, running, 'postgres');
      const reached = connectionString === null ? 'starting' : await tryToReach(connectionString, cluster);
      if (reached === 'ready' && running !== null && connectionString !== null) {
        return { pid, port: running.port, connectionString, startedHere: launched !== null };
      }
      if (reached === 'unreachable') {
        unreachableSince ??= Date.now();
        if (Date.now() - unreachableSince > UNREACHABLE_MS) {
          options.log.warn({ pid }, 'the embedded database can not be reached, replacing it');
          await stopServer(cluster.dir, pid);
          [launched, unreachableSince] = [null, null];
        }
      }
    } else if (launched === null) {
      await refuseForeignUser(options.dataDir);
      if (pid !== null && isAlive(pid)) {
        options.log.warn({ pid }, 'postmaster.pid names another program, removing it');
        removeStalePostmasterFile(cluster, pid);
      }
      launched = launchServer(cluster, options.port);
    } else {
      const failure = launched.failure();
      if (failure !== null) {
        const winner = readPostmasterPid(cluster.dir);
        // Two starts at once: the other one's server is as good.
        if (winner === null || !isServerOf(winner, cluster.dir)) throw failure;
        launched = null;
      }
    }
    await sleep(RETRY_MS);
  }
  throw new EmbeddedPostgresError(
    'start_failed',
    `The embedded database in ${cluster.dir} did not answer in ${START_PATIENCE_MS / 1000} s. See ${cluster.logFile}`,
  );
}

async function tryToReach(connectionString: string, cluster: Cluster): Promise<Reached> {
  try {
    const client = await connectAlone(connectionString, SESSION);
    await client.end();
    return 'ready';
  } catch (error) {
    const code = (error as { code?: string }).code;
    // 57P03: starting up, recovering or shutting down.
    if (code === '57P03') return 'starting';
    if (code === '28P01' || code === '28000') {
      throw new EmbeddedPostgresError(
        'not_permitted',
        `The embedded database refuses its password: srok.password in ${cluster.dir} was changed.`,
        error,
      );
    }
    return 'unreachable';
  }
}

/** A session that says «in use»; null where the server is being stopped. */
async function announcePresence(connectionString: string): Promise<pg.Client | null> {
  let client: pg.Client;
  try {
    client = await connectAlone(connectionString, { ...SESSION, applicationName: `srok pid ${process.pid}` });
  } catch {
    return null; // Gone between the check and now; the caller looks again.
  }
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock_shared($1) AS taken',
      [ADVISORY_LOCKS.presence],
    );
    if (rows[0]?.taken === true) return client;
  } catch {
    // The server went down under us, which is what the answer below says.
  }
  await client.end().catch(() => undefined);
  return null;
}

/** Whether we were the last; then nobody can join any more, because we hold the lock alone. */
async function leave(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query('SELECT pg_advisory_unlock_shared($1)', [ADVISORY_LOCKS.presence]);
    const { rows } = await presence.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      ADVISORY_LOCKS.presence,
    ]);
    return rows[0]?.taken === true;
  } catch {
    return true; // No server answers: whatever is left of it is to be stopped.
  }
}

async function createDatabase(connectionString: string): Promise<void> {
  const client = await connectAlone(connectionString, SESSION);
  try {
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [EMBEDDED_DATABASE]);
    if (rows.length === 0) await client.query(`CREATE DATABASE ${EMBEDDED_DATABASE}`);
  } catch (error) {
    // 42P04, 23505: another start has just made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function refuseForeignUser(dataDir: string): Promise<void> {
  const host = await findForeignUser(dataDir);
  if (host === null) return;
  throw new EmbeddedPostgresError(
    'used_elsewhere',
    `The data folder ${dataDir} is in use on another machine or in another container (${host}). ` +
      'Stop the service there, or name another folder in DATA_DIR.',
  );
}

function signFolderOrFail(dataDir: string): () => void {
  try {
    return signFolder(dataDir);
  } catch (error) {
    throw asEmbeddedFailure(error, dataDir);
  }
}

function withDatabase(connectionString: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${EMBEDDED_DATABASE}`;
  return url.href;
}
