import { setTimeout } from 'node:timers/promises';
import { type ForeseenMorning, foreseeMornings } from '../app/foresee-morning.ts';
import { listOrganizations } from '../app/list-organizations.ts';
import type { Log } from '../app/ports/log.ts';
import { type Config, readConfig } from '../config.ts';
import { addDays, type CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf, moscowInstant } from '../core/calendar/moscow-time.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { createLog } from '../log.ts';
import { plainText } from '../messages/html.ts';
import { admitControllers } from './admit-controllers.ts';
import { EXAMPLE_PEOPLE, loadExample } from './load-example.ts';
import { openService, type Service } from './open-service.ts';

/** Mornings that a start in the sandbox looks ahead. */
const MORNINGS = 3;

/**
 * A start that is told to stop has this long to undo itself, less than the 10 s before `docker stop` kills. Whatever it
 * was doing survives being cut off, but its database server would stay behind.
 */
const LEAVE_START_MS = 8_000;
/** The same for a service that runs; a little less than the 30 s that containers are given. */
const LEAVE_SERVICE_MS = 25_000;
/** Ctrl+C reaches the program twice, from the terminal and from npm; later it is impatience. */
const SAME_WISH_MS = 1_000;
const LOOK_FOR_NPM_MS = 500;
const HEAR_MS = 50;

/**
 * Runs the service until SIGTERM, SIGINT or SIGHUP (its terminal was closed), which also end a start that is still
 * under way. What keeps it from starting is said in one message on stderr and exit status 1.
 */
export async function startService(env: NodeJS.ProcessEnv): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopAsked = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const isHungUp = hearSignals(() => stopping.abort());
  // What nobody reads any more (the terminal is closed, the pipe has ended) is no reason to end without order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  missNpm(env, () => stopping.abort());
  let service: Service | null = null;
  try {
    const config = readConfig(env);
    const log = createLog({ level: config.logLevel });
    const hurry = (): void => endWithin(LEAVE_START_MS);
    signal.addEventListener('abort', hurry, { once: true });
    service = await openService(config, log, {
      signal,
      onLost: (error) => {
        if (signal.aborted) return;
        process.stderr.write(`Srok ends. ${error.message}\n`);
        process.exitCode = 1;
        stopping.abort();
      },
    });
    signal.removeEventListener('abort', hurry);
    await Promise.race([greet(service, config, log), stopAsked]);
  } catch (error) {
    // Ctrl+C also ends what the start was running, and is heard here only after that has failed.
    await setTimeout(HEAR_MS);
    if (!signal.aborted) {
      process.stderr.write(`Srok can not start. ${describeFailure(error, env)}\n`);
      process.exitCode = 1;
    }
    endWithin(LEAVE_SERVICE_MS);
    await service?.stop();
    leave(isHungUp());
    return;
  }
  await stopAsked;
  endWithin(LEAVE_SERVICE_MS);
  await service.stop();
  leave(isHungUp());
}

/** Lets the first controllers in, fills a new sandbox, and tells whoever started the service how to go on. */
async function greet(service: Service, config: Config, log: Log): Promise<void> {
  const { deps, sandbox, botUsername } = service;
  log.info({ role: config.role, url: service.url }, 'Srok is running');
  const hasExample = sandbox !== null && (await loadExample(deps, sandbox, log));
  const code = botUsername === null ? null : await admitControllers(deps, config.controllers);
  if (sandbox !== null) process.stdout.write(`${await describeSandbox(service, hasExample)}\n`);
  if (code !== null) {
    // Whatever LOG_LEVEL says: without the code nobody gets in.
    createLog({ level: 'info' }).info(
      {},
      `No controller yet: send @${botUsername} this once: /start ${code}`,
    );
  }
}

/**
 * The first of these signals asks to stop; one more, later, ends the process at once.
 *
 * @returns whether the terminal was closed
 */
function hearSignals(askToStop: () => void): () => boolean {
  let askedMs: number | null = null;
  let hungUp = false;
  const hear = (heard: NodeJS.Signals): void => {
    hungUp ||= heard === 'SIGHUP';
    if (askedMs === null) {
      askedMs = performance.now();
      askToStop();
    } else if (performance.now() - askedMs > SAME_WISH_MS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, hear);
  return () => hungUp;
}

/** Ends the process, of which everything is closed: a timer of the migrations' engine would hold it for seconds. */
function leave(isHungUp: boolean): void {
  if (!isHungUp) process.exit();
  // On its usual way out Node puts the terminal back as it was, and aborts where there is none any more.
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/**
 * `npx srok start` and `npm run dev` have a shell between npm and this process, which dies of a signal and passes
 * nothing on. A service that was started so ends with it: nobody would know of it any more.
 */
function missNpm(env: NodeJS.ProcessEnv, askToStop: () => void): void {
  if (env['npm_command'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    askToStop();
  }, LOOK_FOR_NPM_MS);
  timer.unref();
}

/** Ends the process after this time, if it has not ended by itself. */
function endWithin(ms: number): void {
  globalThis.setTimeout(() => process.exit(), ms).unref();
}

/** One message; with LOG_LEVEL=debug also where it comes from. */
function describeFailure(error: unknown, env: NodeJS.ProcessEnv): string {
  if (!(error instanceof Error)) return String(error);
  return env['LOG_LEVEL'] === 'debug' ? `${error.message}\n${error.stack}` : error.message;
}

/** What a newcomer wants to know of the sandbox. */
async function describeSandbox(service: Service, hasExample: boolean): Promise<string> {
  const { installation, sandbox, url } = service;
  const now = installation.clock.now();
  const mornings = await foreseeMornings(installation, nextMornings(moscowDateOf(now), now));
  const subscribed = (await listOrganizations(installation)).filter(({ chats }) => chats > 0);
  return [
    '',
    'Srok is running in the sandbox: there is no BOT_TOKEN, so it talks to a Bot API on this machine.',
    '',
    'Subscribed:',
    ...(hasExample
      ? [`  ${EXAMPLE_PEOPLE.controller.first_name} ${EXAMPLE_PEOPLE.controller.last_name} — controller`]
      : []),
    ...subscribed.map(({ code, name, chats }) => `  ${name} (${code}) — ${chats} chat(s)`),
    '',
    `The next ${MORNINGS} mornings will send:`,
    ...mornings.flatMap(describeMorning),
    '',
    `Health:   ${url}/health`,
    `Sandbox:  ${sandbox?.url}/sandbox (the Bot API: ${sandbox?.apiRoot}/bot${sandbox?.token}/…)`,
    '',
    'How to go on:',
    '  npm run demo                   the whole story on the terminal, in under a minute',
    '  npx srok plan --at MOMENT      what a morning would send',
    '  BOT_TOKEN=… npm start          a real bot; get a token from @BotFather in Telegram',
    '  Ctrl+C                         stop',
  ].join('\n');
}

function describeMorning(morning: ForeseenMorning): string[] {
  const head = `  ${shortDateWithWeekday(morning.on)}`;
  if (morning.messages.length === 0) return [`${head}: nothing`];
  return morning.messages.map(({ organizationCode, kind, reasons, messages }) => {
    const title = plainText(messages[0]?.html ?? '').split('\n')[0] ?? '';
    return `${head}: ${organizationCode ?? kind} — ${reasons.length} point(s) — ${title}`;
  });
}

/** Ten in the morning of the next days, beginning with today where it is still ahead. */
function nextMornings(today: CalendarDate, now: Date): Date[] {
  const first = moscowInstant(today, '10:00') > now ? today : addDays(today, 1);
  return Array.from({ length: MORNINGS }, (_, day) => moscowInstant(addDays(first, day), '10:00'));
}
