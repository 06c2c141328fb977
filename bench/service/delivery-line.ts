import path from 'node:path';
import { deliverMessageJob, QUEUES } from '../../jobs/queues.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { calendarWriter } from '../../src/adapters/calendar/write-calendar.ts';
import { openFileStore } from '../../src/adapters/files/open-file-store.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { applyMigrations } from '../../src/adapters/postgres/migrations.ts';
import { openStore } from '../../src/adapters/postgres/open-store.ts';
import { openQueues } from '../../src/adapters/queue/open-queues.ts';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { DeliveryContent, Messenger } from '../../src/app/ports.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../src/core/deadlines/index.ts';
import { defaultReminderPolicy } from '../../src/core/reminders/policy.ts';
import { troubleLog } from './trouble-log.ts';

/** One message that waits: to whom and about what. */
export interface WaitingMessage {
  readonly chatId: number;
  readonly content: DeliveryContent;
}

/** Outbox, queue and workers as the service has them, on an embedded database of their own. */
export interface DeliveryLine {
  readonly deps: Deps;
  /** Writes the messages into the outbox, rings the bell and returns when every one has been sent. */
  deliver(messages: readonly WaitingMessage[], messenger: Messenger): Promise<void>;
  close(): Promise<void>;
}

/** Opens a line in an empty folder. */
export async function openDeliveryLine(dataDir: string): Promise<DeliveryLine> {
  const server = await startEmbeddedPostgres({ dataDir, log: troubleLog });
  const { connectionString } = server;
  await applyMigrations({ connectionString, log: troubleLog });
  const database = await openStore({ connectionString, log: troubleLog });
  const { store } = database;
  const queues = await openQueues({
    backend: { kind: 'postgres', connectionString },
    names: Object.keys(QUEUES),
    deliver: deliverMessageJob,
    log: troubleLog,
  });
  const deps: Deps = {
    store,
    clock: { now: () => new Date() },
    bell: queues.bell,
    files: openFileStore(path.join(dataDir, 'files')),
    calendar: russianCalendar,
    deadlinePolicy: defaultDeadlinePolicy,
    reminderPolicy: defaultReminderPolicy,
    calendarWriter,
  };
  let shift: Shift | null = null;
  const workers = startWorkers({
    useCases: {
      ...NOTHING_SCHEDULED,
      deliverMessage: async (deliveryId) => {
        if (shift === null) throw new Error(`delivery ${deliveryId} came before any was ordered`);
        const { messenger, arrived } = shift;
        const outcome = await deliverMessage({ ...deps, messenger }, deliveryId);
        if (outcome.kind === 'sent') arrived();
        return outcome;
      },
    },
    ...queues.workerConnection,
    log: troubleLog,
  });
  let shifts = 0;
  return {
    deps,
    async deliver(messages, messenger) {
      shifts += 1;
      const rows = messages.map(({ chatId, content }) => ({
        key: `bench:${shifts}:${chatId}`,
        chatId,
        content,
        notBefore: deps.clock.now(),
      }));
      await new Promise<void>((resolve, reject) => {
        let left = rows.length;
        shift = {
          messenger,
          arrived: () => {
            left -= 1;
            if (left === 0) resolve();
          },
        };
        store.outbox
          .addMany(rows)
          .then((ids) => queues.bell.deliveriesWaiting(ids))
          .catch(reject);
      });
    },
    async close() {
      await workers.close();
      await queues.close();
      await database.close();
      await server.stop();
    },
  };
}

/** Who sends for the deliveries under way, and whom to tell that one was sent. */
interface Shift {
  readonly messenger: Messenger;
  readonly arrived: () => void;
}

const refuse = (): Promise<never> => Promise.reject(new Error('the bench schedules no jobs'));
const NOTHING_SCHEDULED = {
  sweepOutbox: refuse,
  fetchLateFiles: refuse,
  pauseGatherings: refuse,
  planMorning: refuse,
  openOccurrences: refuse,
  sendDepartmentSummary: refuse,
  forgetUpdates: refuse,
};
