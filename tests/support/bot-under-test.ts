import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarWriter } from '../../src/adapters/calendar/write-calendar.ts';
import { openFileStore } from '../../src/adapters/files/open-file-store.ts';
import { readSources } from '../../src/adapters/readers/read-sources.ts';
import { createTelegramClient, type TelegramClient } from '../../src/adapters/telegram/client.ts';
import type { GateSettings } from '../../src/adapters/telegram/gate.ts';
import { createMessenger } from '../../src/adapters/telegram/messenger.ts';
import { chatMessenger } from '../../src/app/chat-messenger.ts';
import { createInvitation } from '../../src/app/create-invitation.ts';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import type { Deps } from '../../src/app/deps.ts';
import { importDirectory } from '../../src/app/import-directory.ts';
import { storeMorning } from '../../src/app/plan-morning.ts';
import type { Bell, Messenger, SourceReader, Store } from '../../src/app/ports.ts';
import { sweepOutbox } from '../../src/app/sweep-outbox.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../src/core/deadlines/index.ts';
import { defaultReminderPolicy } from '../../src/core/reminders/policy.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { readExampleDirectory } from '../../src/service/load-example.ts';
import { type RunningBot, runBot } from '../../src/service/run-bot.ts';
import { createSilentLog } from './silent-log.ts';
import { openTestStore } from './test-database.ts';
import { waitUntil } from './wait-until.ts';

/** A clock the test moves. */
export interface TestClock {
  now(): Date;
  set(moment: string): void;
}

/** What an invitation is made with: an executor's, for one use and one day, where nothing is said. */
export interface InviteOptions {
  readonly role?: 'executor' | 'observer';
  readonly uses?: number;
  readonly days?: number;
}

/** Telegram's own limits would make every chat wait a second a message. */
const FAST_GATE: Partial<GateSettings> = {
  budget: { gapMs: 0, chatIntervalMs: 0, chatBurst: 1_000, groupMessages: 10_000, groupWindowMs: 1 },
  firstPauseMs: 20,
};

/** The address of a private calendar of the installation under test. */
export const CALENDAR_LINK = (token: string): string => `https://srok.test/calendar/${token}.ics`;

/** The bot at work against the sandbox, with a database of its own; deliveries go out at once, without a queue. */
export interface BotUnderTest {
  readonly sandbox: Sandbox;
  readonly store: Store;
  readonly deps: Deps & { readonly messenger: Messenger };
  readonly clock: TestClock;
  readonly telegram: TelegramClient;
  /** What the bot has logged. */
  readonly log: ReturnType<typeof createSilentLog>;
  /** A token that joins a chat to an organization; null makes a controller. */
  invite(organizationCode: string | null, options?: InviteOptions): Promise<string>;
  /** Makes a person of the sandbox who has not talked to the bot. */
  person(name: string): number;
  /** Makes a person of the sandbox and joins them to an organization; null makes a controller. */
  join(person: string, organizationCode: string | null, options?: InviteOptions): Promise<number>;
  /** Joins a person or group that is there to one more organization. */
  joinAgain(
    userId: number,
    organizationCode: string,
    options?: InviteOptions & { chat?: number; topic?: number },
  ): Promise<void>;
  /** Until everything said to the bot so far has been handled. */
  settle(): Promise<void>;
  /** False: nobody rings for what waits in the outbox, as with a queue that is lost. */
  ring(rings: boolean): void;
  /** Plans the morning of the clock's moment and delivers it. */
  morning(): Promise<void>;
  /** Delivers what waits at the clock's moment. */
  deliver(): Promise<void>;
  /** Stops the bot; what it has in hand finishes. `startBot` brings it back. */
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the bot on the example directory at a moment, e.g. "2026-09-03T10:00:00+03:00". */
export async function startBotUnderTest(options: {
  readonly at: string;
  /** What differs from a gate so fast that nobody waits for Telegram's limits. */
  readonly gate?: Partial<GateSettings>;
  /** Where reading itself is not what is tested. */
  readonly reader?: SourceReader;
  /** Telegram's privacy mode is off: the bot gets all that is said in its groups. */
  readonly readsAllGroupMessages?: boolean;
}): Promise<BotUnderTest> {
  let now = new Date(options.at);
  const clock: TestClock = {
    now: () => now,
    set: (moment) => {
      now = new Date(moment);
    },
  };
  const folder = await mkdtemp(join(tmpdir(), 'srok-bot-'));
  const { store, stop: dropStore } = await openTestStore();
  const { readsAllGroupMessages = false } = options;
  const sandbox = await startSandbox({ readsAllGroupMessages });
  const telegram = createTelegramClient({
    token: sandbox.token,
    apiRoot: sandbox.apiRoot,
    gate: { ...FAST_GATE, ...options.gate },
  });
  const log = createSilentLog();
  let rings = true;
  const bell: Bell = {
    deliveriesWaiting: async (ids) => {
      if (!rings) return;
      for (const id of ids) await deliverMessage(deps, id);
    },
    turnComes: async (id, waitMs) => {
      if (rings && waitMs === 0) await deliverMessage(deps, id);
    },
    senderGone: async (ids) => bell.deliveriesWaiting(ids),
  };
  const messenger = chatMessenger(createMessenger({ ...telegram, lane: 'bulk', encodeAction }), {
    store,
    clock,
    bell,
    log,
  });
  const deps: BotUnderTest['deps'] = {
    store,
    clock,
    bell,
    messenger,
    files: openFileStore(folder),
    calendar: russianCalendar,
    deadlinePolicy: defaultDeadlinePolicy,
    reminderPolicy: defaultReminderPolicy,
    calendarWriter,
  };
  await importDirectory(deps, await readExampleDirectory());
  const me = await telegram.api.getMe();
  const launch = (): Promise<RunningBot> =>
    runBot({
      deps,
      telegram,
      me,
      reader: options.reader ?? { read: readSources },
      log,
      botKey: 'test',
      calendarLink: CALENDAR_LINK,
      timings: { retryPauseMs: 20 },
    });
  let bot: RunningBot | null = await launch();
  let people = 0;
  const person = (name: string): number => {
    people += 1;
    return sandbox.world.createUser({ id: 1_000 + people, first_name: name }).id;
  };
  const invite: BotUnderTest['invite'] = async (organizationCode, invitation = {}) => {
    const role = organizationCode === null ? 'controller' : (invitation.role ?? 'executor');
    const { uses = 1, days = 1 } = invitation;
    const made = await createInvitation(deps, { organizationCode, role, uses, days });
    if (made.kind !== 'created') throw new Error(`no invitation for ${organizationCode}: ${made.kind}`);
    return made.token;
  };
  const joinChat = async (userId: number, chat: number, token: string, topic?: number): Promise<void> => {
    const { messageId } = sandbox.world.say(userId, `/start ${token}`, { chat, topic });
    await sandbox.world.waitFor(
      chat,
      (message) => message.messageId > messageId && message.text.startsWith('Готово'),
    );
  };
  return {
    sandbox,
    store,
    deps,
    clock,
    telegram,
    log,
    invite,
    person,
    join: async (name, organizationCode, invitation) => {
      const id = person(name);
      await joinChat(id, id, await invite(organizationCode, invitation));
      return id;
    },
    joinAgain: async (userId, organizationCode, { chat = userId, topic, ...invitation } = {}) =>
      joinChat(userId, chat, await invite(organizationCode, invitation), topic),
    settle: async () => {
      await waitUntil(
        'everything said to the bot is handled',
        async () =>
          sandbox.world.pendingUpdates() === 0 &&
          (await store.updates.pending(1)).length === 0 &&
          (await store.uploads.due(now)).ids.length === 0,
      );
    },
    ring: (now) => {
      rings = now;
    },
    morning: async () => {
      await storeMorning(deps);
    },
    deliver: async () => {
      await sweepOutbox(deps);
    },
    stopBot: async () => {
      await bot?.stop();
      bot = null;
    },
    startBot: async () => {
      bot ??= await launch();
    },
    stop: async () => {
      await bot?.stop();
      telegram.close();
      await sandbox.close();
      await dropStore();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
