import type { ApiClientOptions } from 'grammy';
import { Api } from 'grammy';
import type { GateSettings } from './gate.ts';
import { Gate } from './gate.ts';
import type { CallTimeouts } from './gated-fetch.ts';
import { CALL_TIMEOUTS, createGatedFetch } from './gated-fetch.ts';
import type { HttpClient } from './http-client.ts';
import { createHttpClient } from './http-client.ts';
import { createAgent } from './proxy.ts';

/** How Telegram is reached; what is absent is as the gate and the calls have it. */
export interface TelegramSettings {
  readonly token: string;
  /** Without a slash at the end; Telegram's where absent. */
  readonly apiRoot?: string | undefined;
  /** http(s):// or socks5://; none where absent. */
  readonly proxy?: string | undefined;
  readonly gate?: Partial<GateSettings> | undefined;
  readonly timeouts?: Partial<CallTimeouts> | undefined;
}

/** One connection to Telegram, shared by everything in the process: there is one budget. */
export interface TelegramClient {
  /** For `new Bot(token, { client })`: the bot then goes through the same gate. */
  readonly options: ApiClientOptions;
  readonly api: Api;
  readonly token: string;
  readonly apiRoot: string;
  readonly timeouts: CallTimeouts;
  /** How long one more message to this chat would wait for its turn there, milliseconds. */
  readonly waitMs: (chatId: number) => number;
  /** Past the gate, for downloads. */
  readonly http: HttpClient;
  /** Closes the connections; calls under way fail. */
  close(): void;
}

const TELEGRAM_ROOT = 'https://api.telegram.org';

/** @throws Error for a proxy address of an unknown kind */
export function createTelegramClient(settings: TelegramSettings): TelegramClient {
  const { token } = settings;
  const apiRoot = (settings.apiRoot ?? TELEGRAM_ROOT).replace(/\/$/, '');
  const agent = createAgent(apiRoot, settings.proxy ?? null);
  const http = createHttpClient(agent);
  const timeouts = { ...CALL_TIMEOUTS, ...settings.timeouts };
  const gate = new Gate(settings.gate);
  const options: ApiClientOptions = { apiRoot, fetch: createGatedFetch(gate, http, timeouts) };
  return {
    options,
    api: new Api(token, options),
    token,
    apiRoot,
    timeouts,
    waitMs: (chatId) => gate.waitMs(chatId),
    http,
    close: () => agent.destroy(),
  };
}
