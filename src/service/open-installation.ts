import { join } from 'node:path';
import { deliverMessageJob, QUEUES } from '../../jobs/queues.ts';
import { calendarWriter } from '../adapters/calendar/write-calendar.ts';
import { openFileStore } from '../adapters/files/open-file-store.ts';
import { type OpenDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { openQueues, type Queues } from '../adapters/queue/open-queues.ts';
import type { Log } from '../app/ports/log.ts';
import type { Clock, FileStore, Store } from '../app/ports.ts';
import type { Config } from '../config.ts';
import { russianCalendar } from '../core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../core/deadlines/index.ts';
import { defaultReminderPolicy } from '../core/reminders/policy.ts';
import { findInviteLink } from './invite-link.ts';

/** An installation's data, open: what commands and the service work on. */
export interface Installation {
  readonly store: Store;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly calendar: typeof russianCalendar;
  readonly calendarWriter: typeof calendarWriter;
  readonly deadlinePolicy: typeof defaultDeadlinePolicy;
  readonly reminderPolicy: typeof defaultReminderPolicy;
  /** {@link OpenDatabase.asOnlySender} */
  readonly asOnlySender: OpenDatabase['asOnlySender'];
  /** Where the database is, for what needs a connection of its own. */
  readonly connectionString: string;
  /** The queues, opened at the first call. */
  readonly queues: () => Promise<Queues>;
  /** Jobs that wait or run, in all queues. */
  readonly queueDepth: () => Promise<number>;
  /** How an invitation's link is made; asks Telegram for the bot's name where it is not known yet. */
  readonly findInviteLink: () => Promise<(token: string) => string>;
  readonly close: () => Promise<void>;
}

/** A service that opens its installation names its role, and what to do when another has taken its place. */
export interface ServiceClaim {
  readonly role: Config['role'];
  readonly onLost: (error: Error) => void;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * Opens database and files as the configuration says; the embedded database is started where it is not running.
 *
 * @throws an error with a message for the operator where the database can't be reached or started
 */
export async function openInstallation(
  config: Config,
  log: Log,
  options: { readonly clock?: Clock; readonly service?: ServiceClaim } = {},
): Promise<Installation> {
  const { clock = systemClock, service } = options;
  const { databaseUrl, dataDir } = config;
  const database = await openDatabase({
    databaseUrl,
    dataDir,
    log,
    ...(service === undefined ? {} : { service }),
  });
  let queues: Promise<Queues> | null = null;
  const openOnce = (): Promise<Queues> => {
    queues ??= openQueues({
      backend:
        config.redisUrl === null
          ? { kind: 'postgres', connectionString: database.connectionString }
          : { kind: 'redis', url: config.redisUrl },
      names: Object.keys(QUEUES),
      deliver: deliverMessageJob,
      log,
    });
    return queues;
  };
  return {
    store: database.store,
    files: openFileStore(join(config.dataDir, 'files')),
    clock,
    calendar: russianCalendar,
    deadlinePolicy: defaultDeadlinePolicy,
    reminderPolicy: defaultReminderPolicy,
    calendarWriter,
    asOnlySender: database.asOnlySender,
    connectionString: database.connectionString,
    queues: openOnce,
    queueDepth: async () => {
      const depths = Object.values(await (await openOnce()).depth());
      return depths.reduce((sum, { waiting, active, delayed }) => sum + waiting + active + delayed, 0);
    },
    findInviteLink: () => findInviteLink(config, database.store),
    close: async () => {
      try {
        // Queues that could not be opened were told of then; there is nothing of them to close.
        await (await queues?.catch(() => null))?.close();
      } finally {
        await database.close();
      }
    },
  };
}
