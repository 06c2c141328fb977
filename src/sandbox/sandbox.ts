import type { AddressInfo } from 'node:net';
import { Callbacks } from './callbacks.ts';
import { Changes } from './changes.ts';
import { Chats } from './chats.ts';
import { refusals } from './errors.ts';
import type { Fault } from './faults.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import type { FloodLimits } from './flood.ts';
import { Flood } from './flood.ts';
import { createSandboxServer } from './server.ts';
import type { State } from './state.ts';
import { Updates } from './updates.ts';
import { World } from './world.ts';

/** What a sandbox may be told; everything has a default. */
export interface SandboxOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** 127.0.0.1 where absent. */
  readonly host?: string;
  readonly botToken?: string;
  readonly botUsername?: string;
  readonly botName?: string;
  /** Milliseconds since 1970 as the sandbox sees them: dates of messages, age of presses and updates. */
  readonly clock?: () => number;
  /** Flood control; none where absent or null. It runs on real time, not on `clock`. */
  readonly limits?: FloodLimits | null;
  readonly faults?: readonly Fault[];
  /** Turns Telegram's privacy mode off: the bot gets every message of its groups. */
  readonly readsAllGroupMessages?: boolean;
  /** First pause before an update is sent to a failing webhook again; 1000 where absent. */
  readonly webhookRetryMs?: number;
  /** Messages kept a chat; 2000 where absent, the oldest are forgotten. */
  readonly maxMessagesPerChat?: number;
  /** Bytes of files kept; 256 MiB where absent, the oldest are let go. */
  readonly maxFileBytes?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** For grammY's `client.apiRoot`, without a slash at the end. */
  readonly apiRoot: string;
  /** The same server for a browser. */
  readonly url: string;
  readonly token: string;
  /** The people. */
  readonly world: World;
  close(): Promise<void>;
}

const BOT_ID = 5_000_000_001;

/**
 * A Bot API server on this machine with a world of people behind it: the bot talks HTTP to it as to
 * api.telegram.org; `world` (or `/sandbox/…` over HTTP) lets people talk to the bot. Everything is in memory.
 *
 *   const sandbox = await startSandbox();
 *   const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
 *   const anna = sandbox.world.createUser({ first_name: 'Анна' });
 *   sandbox.world.start(anna.id);
 *
 * Knows private chats, groups and supergroups with topics; texts, documents, photographs, voice, albums; HTML as
 * the only parse mode; long polling and webhooks. Not channels, inline mode, payments, stickers.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const token = options.botToken ?? `${BOT_ID}:sandbox-token-for-tests-and-demos-x`;
  const state = createState(options, Number(token.split(':')[0]) || BOT_ID);
  for (const fault of options.faults ?? []) state.faults.add(fault);
  const world = new World(state);
  const server = createSandboxServer(state, world, token);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  return {
    apiRoot: url,
    url,
    token,
    world,
    close: async () => {
      state.updates.endPoll(refusals.internal());
      await state.webhook?.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function createState(options: SandboxOptions, botId: number): State {
  const nowMs = options.clock ?? Date.now;
  const changes = new Changes();
  return {
    bot: {
      id: botId,
      is_bot: true,
      first_name: options.botName ?? 'Срок',
      username: options.botUsername ?? 'srok_sandbox_bot',
    },
    chats: new Chats(changes, nowMs, options.maxMessagesPerChat ?? 2_000),
    files: new Files(options.maxFileBytes ?? 256 * 1024 * 1024),
    updates: new Updates(nowMs),
    callbacks: new Callbacks(changes, nowMs),
    changes,
    faults: new Faults(),
    profile: { commands: new Map(), texts: new Map(), menuButton: { type: 'commands' } },
    calls: new Map(),
    nowMs,
    readsAllGroupMessages: options.readsAllGroupMessages ?? false,
    webhookRetryMs: options.webhookRetryMs ?? 1_000,
    flood: options.limits ? new Flood(options.limits) : null,
    webhook: null,
  };
}
