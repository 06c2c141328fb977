import { statfs } from 'node:fs/promises';
import type { SettingRecords } from '../app/ports.ts';
import type { HealthCheck } from '../web/routes/health.ts';

/** Whether something can be written is asked so seldom; in between the database is only read. */
const WRITE_EVERY_MS = 10_000;
const PROBE_KEY = 'health';
/** Two segments of PostgreSQL's log, or one file of the largest that Telegram gives out. */
const LEAST_ROOM_BYTES = 32 * 1024 * 1024;

/**
 * What the service can't do without, and what is said of it where it fails: what is wrong, no addresses.
 *
 * A database or a Redis that is full or read-only still answers, so something is written into both.
 */
export function healthChecks(parts: {
  readonly settings: SettingRecords;
  readonly probeQueue: () => Promise<void>;
  readonly queueIsRedis: boolean;
  readonly dataDir: string;
}): Readonly<Record<'database' | 'queue' | 'disk', HealthCheck>> {
  const { settings, probeQueue, queueIsRedis, dataDir } = parts;
  let writtenMs = -Infinity;
  return {
    database: {
      ask: async () => {
        const nowMs = performance.now();
        if (nowMs - writtenMs < WRITE_EVERY_MS) {
          await settings.read(PROBE_KEY);
          return;
        }
        await settings.write(PROBE_KEY, 'ok');
        writtenMs = nowMs;
      },
      describe: describeDatabaseTrouble,
    },
    queue: {
      ask: probeQueue,
      describe: queueIsRedis
        ? describeRedisTrouble
        : (error) => `The queue is in the database. ${describeDatabaseTrouble(error)}`,
    },
    disk: {
      ask: async () => {
        if (!(await hasRoom(dataDir))) throw new Error(`less than ${LEAST_ROOM_BYTES} bytes are left`);
      },
      describe: (error) =>
        error === null
          ? 'The disk of the data folder does not answer.'
          : 'The disk of the data folder is full.',
    },
  };
}

/** A folder that is not there yet is not full. */
async function hasRoom(folder: string): Promise<boolean> {
  const found = await statfs(folder).catch(() => null);
  return found === null || found.bavail * found.bsize >= LEAST_ROOM_BYTES;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DATABASE_TROUBLE: Readonly<Record<string, string>> = {
  '53100': 'There is no room left on the disk of the database.',
  '53300': 'The database has no connection to spare.',
  '25006': 'The database can only be read.',
  '28P01': 'The database refuses the password.',
};

function describeDatabaseTrouble(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return DATABASE_TROUBLE[String(code)] ?? 'The database does not answer.';
}

/** What Redis says where it answers and takes nothing: its replies begin so. */
const REDIS_TROUBLE: readonly (readonly [start: string, words: string])[] = [
  ['OOM', 'Redis is full: it takes nothing more (maxmemory).'],
  ['READONLY', 'Redis can only be read: it is a replica.'],
  ['MISCONF', 'Redis can not write to its disk and takes nothing more.'],
  ['LOADING', 'Redis is still starting.'],
  ['NOAUTH', 'Redis refuses the password.'],
  ['WRONGPASS', 'Redis refuses the password.'],
];

function describeRedisTrouble(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  return REDIS_TROUBLE.find(([start]) => said.startsWith(start))?.[1] ?? 'Redis does not answer.';
}
