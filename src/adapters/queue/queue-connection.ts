import { type BackendFactory, createPostgresBackend, createRedisBackend, runMigrations } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '../../app/ports/log.ts';
import { pauseAfter, restBetweenFailures } from './rest-between-failures.ts';

/** Where the queue lives. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly connectionString: string };

/** What BullMQ's classes are given to reach it: `new Queue(name, { connection }, backend)`. */
export interface QueueConnection {
  /** A Redis client or a pool of PostgreSQL connections. */
  readonly connection: Redis;
  readonly backend: BackendFactory;
}

/** One address, reached in the two ways that producers and workers need. */
export interface QueueConnections {
  /** Fails soon where the server is away: nobody waits for a bell. */
  readonly forQueues: QueueConnection;
  /** Waits for the server to come back, with growing pauses. */
  readonly forWorkers: QueueConnection;
  /** Rejects where the server takes nothing: it is away, full or read-only. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** LISTEN takes one a worker; the rest serves jobs, which run a statement or two each. */
const POOL_SIZE = 8;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Where the server does not answer at all: a little longer than its own time limit. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** In BullMQ's own part of the keys, which is all that an account may be allowed. */
const PROBE_KEY = 'bull:srok-probe';
const PROBE_SECONDS = 60;

/**
 * Connects to the queue's server; on PostgreSQL brings the queue's tables (schema `bullmq`) up to date.
 *
 * @throws Error for the operator where Redis can't be reached; PostgreSQL's driver's error
 */
export async function connectQueue(backend: QueueBackend, log: Log): Promise<QueueConnections> {
  return backend.kind === 'redis'
    ? connectRedis(backend.url, log)
    : connectPostgres(backend.connectionString, log);
}

async function connectRedis(url: string, log: Log): Promise<QueueConnections> {
  let failure: Error | null = null;
  const open = (settings: object): Redis => {
    const client = new Redis(url, {
      lazyConnect: true,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: pauseAfter,
      ...settings,
    });
    client.on('error', (error) => {
      failure = error;
      log.warn({ err: error }, 'the queue server is away');
    });
    return client;
  };
  const forQueues = open({ maxRetriesPerRequest: 1, commandTimeout: CONNECT_TIMEOUT_MS });
  const forWorkers = open({ maxRetriesPerRequest: null });
  try {
    await Promise.all([forQueues.connect(), forWorkers.connect()]);
  } catch (error) {
    forQueues.disconnect();
    forWorkers.disconnect();
    // The client's own words are «Connection is closed»; what was wrong it has told to its listener.
    const cause = failure ?? error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Redis can not be reached, check REDIS_URL: ${why}`, { cause });
  }
  return {
    forQueues: { connection: forQueues, backend: createRedisBackend },
    forWorkers: { connection: forWorkers, backend: restBetweenFailures(createRedisBackend) },
    async probe() {
      // Reading would also work where nothing can be put into the queue.
      await forQueues.set(PROBE_KEY, '1', 'EX', PROBE_SECONDS);
    },
    async close() {
      forQueues.disconnect();
      forWorkers.disconnect();
    },
  };
}

async function connectPostgres(connectionString: string, log: Log): Promise<QueueConnections> {
  const url = new URL(connectionString);
  const settings = ['search_path=bullmq', 'TimeZone=UTC', `statement_timeout=${STATEMENT_TIMEOUT_MS}`];
  const options = [url.searchParams.get('options') ?? '', ...settings.map((setting) => `-c ${setting}`)];
  url.searchParams.set('options', options.join(' ').trim());
  url.searchParams.set('application_name', 'srok queue');
  const pool = new pg.Pool({
    connectionString: url.href,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle queue connection was lost'));
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  // BullMQ's options are typed for Redis; its PostgreSQL backend takes a pool in the same place.
  const connection = {
    connection: pool as unknown as Redis,
    backend: createPostgresBackend as unknown as BackendFactory,
  };
  const forWorkers = { ...connection, backend: restBetweenFailures(connection.backend) };
  return {
    forQueues: connection,
    forWorkers,
    async probe() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}
