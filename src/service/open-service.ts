import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { SCHEDULE } from '../../jobs/schedule.ts';
import { startWorkers } from '../../jobs/worker.ts';
import { readSources } from '../adapters/readers/read-sources.ts';
import { createTelegramClient, type TelegramClient } from '../adapters/telegram/client.ts';
import { createFileFetcher } from '../adapters/telegram/files.ts';
import { createMessenger } from '../adapters/telegram/messenger.ts';
import { readCalendarFeed } from '../app/calendar-feed.ts';
import { chatMessenger } from '../app/chat-messenger.ts';
import { deliverMessage } from '../app/deliver-message.ts';
import type { Deps } from '../app/deps.ts';
import { fetchLateFiles } from '../app/fetch-late-files.ts';
import { forgetUpdates } from '../app/forget-updates.ts';
import { openOccurrences } from '../app/open-occurrences.ts';
import { pauseGatherings } from '../app/pause-gatherings.ts';
import { storeMorning } from '../app/plan-morning.ts';
import type { Log } from '../app/ports/log.ts';
import type { Clock } from '../app/ports.ts';
import { resumeDeliveries } from '../app/resume-deliveries.ts';
import { sendDepartmentSummary } from '../app/send-department-summary.ts';
import { sweepOutbox } from '../app/sweep-outbox.ts';
import type { Config } from '../config.ts';
import { encodeAction } from '../messages/actions.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { CALENDAR_PATH, createWeb } from '../web/create-web.ts';
import { type HealthCheck, health } from '../web/routes/health.ts';
import { claimInstallation } from './claim-installation.ts';
import { findBot } from './find-bot.ts';
import { healthChecks } from './health-checks.ts';
import { SANDBOX_BOT_USERNAME } from './invite-link.ts';
import { keepSchedule } from './keep-schedule.ts';
import { type Installation, openInstallation, systemClock } from './open-installation.ts';
import { type RunningBot, runBot } from './run-bot.ts';
import { watchFolder } from './watch-folder.ts';
import { watchOutages } from './watch-outages.ts';

/** The service at work. */
export interface Service {
  readonly installation: Installation;
  readonly deps: Deps;
  /** The local Bot API, where the service has no token. */
  readonly sandbox: Sandbox | null;
  /** Null where ROLE has no part that talks with Telegram. */
  readonly botUsername: string | null;
  /** Where health answers; null where ROLE has no HTTP part. */
  readonly url: string | null;
  /** Takes nothing new, lets what is in hand end, closes everything; twice is once. */
  readonly stop: () => Promise<void>;
}

const WEBHOOK_PATH = '/telegram/webhook';

/**
 * Starts what ROLE says: the bot (updates), the workers (deliveries and repeating jobs), HTTP. Without a token
 * everything talks to a sandbox that is started here.
 *
 * @throws an error with a message for the operator, or the signal's reason; what was started by then is stopped
 */
export async function openService(
  config: Config,
  log: Log,
  options: {
    readonly clock?: Clock;
    /** Gives the start up; no longer heeded once the service runs. */
    readonly signal?: AbortSignal;
    /**
     * Another process has taken this one's place, the data folder is gone, or the database has been away for too
     * long: the service must be stopped. The message is for the operator.
     */
    readonly onLost: (error: Error) => void;
  },
): Promise<Service> {
  const { clock = systemClock, signal = new AbortController().signal } = options;
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (const close of stops.reverse()) {
      // One part that does not stop in order must not keep the others open, the database least of all.
      await close().catch((error: unknown) => log.error({ err: error }, 'a part did not stop in order'));
    }
  };
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= stopAll();
    return stopped;
  };
  try {
    signal.throwIfAborted();
    const installation = await openInstallation(config, log, {
      clock,
      service: { role: config.role, onLost: options.onLost },
    });
    stops.push(installation.close);
    signal.throwIfAborted();
    // A part of a larger installation is never the sandbox's: one that needs no token (web) has none.
    const isSandbox = config.botToken === null && config.role === 'all';
    await claimInstallation(installation.store, isSandbox ? 'sandbox' : 'telegram');
    const queues = await installation.queues();
    const deps: Deps = { ...installation, bell: queues.bell };

    const sandbox = isSandbox
      ? await startSandbox({
          botUsername: SANDBOX_BOT_USERNAME,
          clock: () => clock.now().getTime(),
        })
      : null;
    if (sandbox !== null) stops.push(() => sandbox.close());

    const has = (role: Config['role']): boolean => config.role === 'all' || config.role === role;
    const talks = has('bot') || has('worker');
    const telegram = talks ? connectTelegram(config, sandbox) : null;
    if (telegram !== null) stops.push(async () => telegram.close());

    let bot: RunningBot | null = null;
    let botUsername: string | null = null;
    if (telegram !== null && has('bot')) {
      const me = await findBot({ telegram, settings: deps.store.settings, log, signal });
      botUsername = me.username;
      bot = await runBot({
        deps,
        telegram,
        me,
        reader: { read: readSources },
        log,
        // Every sandbox numbers its updates anew; a bot of Telegram's keeps its numbers.
        botKey: sandbox === null ? `telegram-${me.id}` : `sandbox-${clock.now().getTime()}`,
        ...(config.publicUrl === null
          ? {}
          : {
              webhook: { url: publicAddress(config.publicUrl, WEBHOOK_PATH), secret: config.webhookSecret },
              calendarLink: (token: string) =>
                publicAddress(config.publicUrl ?? '', `${CALENDAR_PATH}/${token}.ics`),
            }),
      });
      stops.push(bot.stop);
    }
    if (telegram !== null && has('worker')) {
      stops.push(await runWorkers({ deps, telegram, installation, log }));
    }
    const checks = healthChecks({
      settings: deps.store.settings,
      probeQueue: queues.probe,
      queueIsRedis: config.redisUrl !== null,
      dataDir: config.dataDir,
    });
    const web = await serveWeb({ config, checks, deps, bot, log });
    stops.push(web.close);
    const folders = [
      config.dataDir,
      ...(config.databaseUrl === null ? [join(config.dataDir, 'postgres')] : []),
    ];
    const unwatch = [
      watchOutages({ look: () => health(checks), vital: ['database'], onGivenUp: options.onLost, log }),
      ...(await Promise.all(folders.map((folder) => watchFolder(folder, options.onLost)))),
    ];
    stops.push(async () => {
      for (const end of unwatch) end();
    });
    signal.throwIfAborted();
    return { installation, deps, sandbox, botUsername, url: web.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function publicAddress(publicUrl: string, path: string): string {
  return `${publicUrl.replace(/\/$/, '')}${path}`;
}

function connectTelegram(config: Config, sandbox: Sandbox | null): TelegramClient {
  return createTelegramClient({
    token: sandbox?.token ?? config.botToken ?? '',
    apiRoot: sandbox?.apiRoot ?? config.telegramApiRoot ?? undefined,
    proxy: sandbox === null ? (config.telegramProxy ?? undefined) : undefined,
  });
}

async function runWorkers(parts: {
  readonly deps: Deps;
  readonly telegram: TelegramClient;
  readonly installation: Installation;
  readonly log: Log;
}): Promise<() => Promise<void>> {
  const { deps, telegram, log } = parts;
  const messenger = chatMessenger(createMessenger({ ...telegram, lane: 'bulk', encodeAction }), {
    ...deps,
    log,
  });
  const delivering = { ...deps, messenger };
  const fetcher = createFileFetcher(telegram);
  const queues = await parts.installation.queues();
  await queues.schedule(SCHEDULE);
  await parts.installation.asOnlySender(async () => {
    const { resumed } = await resumeDeliveries(deps);
    if (resumed > 0)
      log.info({ deliveries: resumed }, 'a service that was killed was sending; going on with it');
  });
  const workers = startWorkers({
    useCases: {
      deliverMessage: (deliveryId) => deliverMessage(delivering, deliveryId),
      sweepOutbox: () => sweepOutbox(deps),
      fetchLateFiles: () => fetchLateFiles({ ...deps, fetcher }),
      pauseGatherings: () => pauseGatherings(deps),
      planMorning: () => storeMorning(deps),
      openOccurrences: () => openOccurrences(deps),
      sendDepartmentSummary: () => sendDepartmentSummary(deps),
      forgetUpdates: () => forgetUpdates(deps),
    },
    connection: queues.workerConnection.connection,
    backend: queues.workerConnection.backend,
    log,
  });
  const stopKeeping = keepSchedule(queues, log);
  return async () => {
    stopKeeping();
    await workers.close();
  };
}

async function serveWeb(parts: {
  readonly config: Config;
  readonly checks: Readonly<Record<string, HealthCheck>>;
  readonly deps: Deps;
  readonly bot: RunningBot | null;
  readonly log: Log;
}): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { config, checks, deps, bot, log } = parts;
  const receive = bot?.receive ?? null;
  const app = createWeb({
    checks,
    ...(receive === null ? {} : { webhook: { path: WEBHOOK_PATH, receive } }),
    readCalendar: (token) => readCalendarFeed(deps, token),
    onError: (error) => log.error({ err: error }, 'a request failed'),
  });
  const { host, port } = config;
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(started));
    started.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        inUse ? new Error(`${host}:${port} is in use: set PORT to a free one.`, { cause: error }) : error,
      );
    });
  });
  // Unheard, an error of the listening socket (no file handles left) would end the process.
  server.on('error', (error) => log.error({ err: error }, 'HTTP does not listen as it should'));
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
