import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { deliverMessageJob, QUEUES } from '../../jobs/queues.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { calendarWriter } from '../../src/adapters/calendar/write-calendar.ts';
import { openQueues } from '../../src/adapters/queue/open-queues.ts';
import { type BudgetSettings, TELEGRAM_BUDGET } from '../../src/adapters/telegram/budget.ts';
import { createTelegramClient } from '../../src/adapters/telegram/client.ts';
import { createMessenger } from '../../src/adapters/telegram/messenger.ts';
import { chatMessenger } from '../../src/app/chat-messenger.ts';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { FileStore, Store } from '../../src/app/ports.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../src/core/deadlines/index.ts';
import { defaultReminderPolicy } from '../../src/core/reminders/policy.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { IDLE_USE_CASES } from '../contracts/queue-workers.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { organization } from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';
import { waitUntil } from '../support/wait-until.ts';

const NOW = new Date('2026-09-15T10:00:00+03:00');
const SCHOOL = 'shkola';
const ROWS = 60;

/** Outbox, queue, workers and gate as the service has them. */
describe('a chat with sixty messages to come', () => {
  let store: Store;
  let connectionString: string;
  let stop: () => Promise<void>;
  let sandbox: Sandbox;
  let joined: number[];

  beforeAll(async () => {
    ({ store, connectionString, stop } = await openTestStore());
    sandbox = await startSandbox();
    await store.organizations.saveAll([organization(SCHOOL, { kind: 'school', parent: null })]);
    joined = await Promise.all(
      Array.from({ length: ROWS }, async (_, index) => {
        const number = 101 + index;
        return (await store.people.remember(5_000_000 + number, `Новый №${number}`)).id;
      }),
    );
  });
  afterAll(async () => {
    await sandbox.close();
    await stop();
  });

  const person = (): number => {
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.start(id);
    return id;
  };
  const group = (): number => sandbox.world.createGroup({ title: 'Район', members: [person()] }).chatId;

  /** The numbers of those of whom a chat has been told, in order. */
  const told = (chatId: number): readonly number[] =>
    sandbox.world.history(chatId).flatMap(({ text }) => {
      const found = /№(\d+)/.exec(text);
      return found === null ? [] : [Number(found[1])];
    });

  /** Starts the workers; returns how to write and ring for rows of a chat. */
  const work = async (budget: Partial<BudgetSettings>) => {
    const log = createSilentLog();
    const queues = await openQueues({
      backend: { kind: 'postgres', connectionString },
      names: Object.keys(QUEUES),
      deliver: deliverMessageJob,
      log,
    });
    const client = createTelegramClient({
      token: sandbox.token,
      apiRoot: sandbox.apiRoot,
      gate: { budget: { ...TELEGRAM_BUDGET, ...budget } },
    });
    const deps: Deps = {
      store,
      clock: { now: () => NOW },
      bell: queues.bell,
      files: {} as FileStore,
      calendar: russianCalendar,
      deadlinePolicy: defaultDeadlinePolicy,
      reminderPolicy: defaultReminderPolicy,
      calendarWriter,
    };
    const messenger = chatMessenger(createMessenger({ ...client, lane: 'bulk', encodeAction }), {
      ...deps,
      log,
    });
    let tries = 0;
    const workers = startWorkers({
      ...queues.workerConnection,
      log,
      useCases: {
        ...IDLE_USE_CASES,
        deliverMessage: (id) => {
          tries += 1;
          return deliverMessage({ ...deps, messenger }, id);
        },
      },
    });
    onTestFinished(async () => {
      await workers.close();
      await queues.close();
      client.close();
    });
    const tell = async (chatId: number, people: readonly number[]): Promise<void> => {
      const owner = await store.people.remember(Math.abs(chatId), 'Анна');
      await store.subscriptions.add({
        chatId,
        organizationCode: SCHOOL,
        role: 'executor',
        personId: owner.id,
      });
      const rows = people.map((personId, index) => ({
        key: `${chatId}:${String(index).padStart(3, '0')}`,
        chatId,
        content: { kind: 'people_changed', organizationCode: SCHOOL, personId, change: 'joined' } as const,
        notBefore: NOW,
      }));
      await deps.bell.deliveriesWaiting(await store.outbox.addMany(rows));
    };
    return { tell, log, tries: () => tries };
  };

  it.each([
    ['a private chat', person],
    ['a group', group],
  ])('does not hold up others: %s at the pace of Telegram', async (_, create) => {
    const { tell } = await work({});
    const busy = create();
    const others = Array.from({ length: 5 }, person);
    await tell(busy, joined);
    for (const chatId of others) await tell(chatId, joined.slice(0, 1));
    await waitUntil('the others are told', () => others.every((chatId) => told(chatId).length === 1));
    // Three at once and one a second: with all of them before the others there would be forty.
    expect(told(busy).length).toBeLessThan(20);
    await store.outbox.cancelWaiting(busy, NOW);
  });

  it('is told everything once and in order, and nothing is asked again and again meanwhile', async () => {
    const { tell, tries, log } = await work({ chatIntervalMs: 60 });
    const busy = person();
    await tell(busy, joined);
    await waitUntil('everything is told', () => told(busy).length >= ROWS);
    expect(told(busy)).toEqual(joined.map((_, index) => 101 + index));
    // Each once for the first ring, which mostly finds others before it, and once when its turn has come.
    expect(tries()).toBeLessThanOrEqual(2 * ROWS);
    expect(log.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it('is told everything in order although its group takes a few in a while and refuses one', async () => {
    const { tell, tries } = await work({ chatIntervalMs: 20, groupMessages: 10, groupWindowMs: 2_500 });
    const busy = group();
    sandbox.world.addFault({ method: 'sendMessage', kind: 'error_429', retryAfterSeconds: 2, times: 1 });
    await tell(busy, joined.slice(0, 30));
    await waitUntil('everything is told', () => told(busy).length >= 30);
    expect(told(busy)).toEqual(joined.slice(0, 30).map((_, index) => 101 + index));
    expect(tries()).toBeLessThan(80);
  });
});
