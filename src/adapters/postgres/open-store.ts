import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Log } from '../../app/ports/log.ts';
import type { Records, Store } from '../../app/ports.ts';
import { absenceRecords } from './absences.ts';
import { acknowledgementRecords } from './acknowledgements.ts';
import { assignmentRecords } from './assignments.ts';
import { auditRecords } from './audit.ts';
import { calendarFeedRecords } from './calendar-feeds.ts';
import { sessionConfig } from './connection.ts';
import { controllerRecords } from './controllers.ts';
import { countInstallation } from './counts.ts';
import type { Database } from './database.ts';
import { delegationRecords } from './delegations.ts';
import { dialogueRecords } from './dialogues.ts';
import { documentRecords } from './documents.ts';
import { extensionRecords } from './extensions.ts';
import { PrismaClient } from './generated/client.ts';
import { invitationRecords } from './invitations.ts';
import { organizationRecords } from './organizations.ts';
import { outboxRecords } from './outbox.ts';
import { peopleRecords } from './people.ts';
import { reminderSettingRecords } from './reminder-settings.ts';
import { reportDraftRecords } from './report-drafts.ts';
import { reportRecords } from './reports.ts';
import { sentMessageRecords } from './sent-messages.ts';
import { settingRecords } from './settings.ts';
import { asStoreError, StoreError } from './store-error.ts';
import { subscriptionRecords } from './subscriptions.ts';
import { updateRecords } from './updates.ts';
import { uploadRecords } from './uploads.ts';
import { versionRecords } from './versions.ts';

const POOL_SIZE = 10;
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
/** Where the server does not answer at all: a little longer than its own time limit. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 } as const;
const MOST_ATTEMPTS = 6;

/**
 * Opens the database of an installation; its migrations must have been applied. Connections that are lost are
 * made anew by the next call. Every call may throw a StoreError.
 */
export async function openStore(options: {
  connectionString: string;
  log: Log;
  poolSize?: number;
}): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> {
  const pool = new pg.Pool({
    ...sessionConfig(options.connectionString, {
      applicationName: 'srok',
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: LOCK_TIMEOUT_MS,
    }),
    max: options.poolSize ?? POOL_SIZE,
    query_timeout: ANSWER_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection was lost'));
  const client = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  try {
    await client.$queryRaw`SELECT 1`;
  } catch (error) {
    await pool.end();
    throw asStoreError(error, 'opening the database');
  }
  const records = recordsOf(client);
  const store: Store = {
    ...records,
    outbox: {
      ...records.outbox,
      // Given up, the message that is recorded would be sent again.
      partSent: (...part) => untilAlone(() => records.outbox.partSent(...part), options.log),
    },
    transaction: (work) =>
      untilAlone(
        () => guard('transaction', () => client.$transaction((db) => work(recordsOf(db)), TRANSACTION)),
        options.log,
      ),
    counts: () => guard('counts', () => countInstallation(client)),
  };
  return {
    store,
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}

function recordsOf(db: Database): Records {
  return {
    organizations: guardAll('organizations', organizationRecords(db)),
    people: guardAll('people', peopleRecords(db)),
    subscriptions: guardAll('subscriptions', subscriptionRecords(db)),
    absences: guardAll('absences', absenceRecords(db)),
    reminderSettings: guardAll('reminderSettings', reminderSettingRecords(db)),
    controllers: guardAll('controllers', controllerRecords(db)),
    invitations: guardAll('invitations', invitationRecords(db)),
    documents: guardAll('documents', documentRecords(db)),
    versions: guardAll('versions', versionRecords(db)),
    assignments: guardAll('assignments', assignmentRecords(db)),
    acknowledgements: guardAll('acknowledgements', acknowledgementRecords(db)),
    reports: guardAll('reports', reportRecords(db)),
    delegations: guardAll('delegations', delegationRecords(db)),
    reportDrafts: guardAll('reportDrafts', reportDraftRecords(db)),
    audit: guardAll('audit', auditRecords(db)),
    outbox: guardAll('outbox', outboxRecords(db)),
    sentMessages: guardAll('sentMessages', sentMessageRecords(db)),
    updates: guardAll('updates', updateRecords(db)),
    uploads: guardAll('uploads', uploadRecords(db)),
    extensions: guardAll('extensions', extensionRecords(db)),
    calendarFeeds: guardAll('calendarFeeds', calendarFeedRecords(db)),
    dialogues: guardAll('dialogues', dialogueRecords(db)),
    settings: guardAll('settings', settingRecords(db)),
  };
}

/** Tries again what met another transaction: of such two, the database undoes one. */
async function untilAlone<T>(work: () => Promise<T>, log: Log): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof StoreError && error.reason === 'conflict' && attempt < MOST_ATTEMPTS;
      if (!again) throw error;
      log.debug({ attempt, code: error.code }, 'transactions met, trying again');
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Every method of a record throws StoreError and says which it was. */
function guardAll<R extends object>(name: string, records: R): R {
  const guarded = Object.entries(records).map(([method, call]) => [
    method,
    (...args: unknown[]) =>
      guard(`${name}.${method}`, () => (call as (...all: unknown[]) => Promise<unknown>)(...args)),
  ]);
  return Object.fromEntries(guarded) as R;
}

async function guard<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asStoreError(error, doing);
  }
}
