import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What the environment says, checked. Null stands for «the default way»: sandbox, embedded, long polling. */
export interface Config {
  readonly botToken: string | null;
  /** Without a slash at the end. */
  readonly telegramApiRoot: string | null;
  readonly telegramProxy: string | null;
  /** Telegram user ids that are controllers from the first start. */
  readonly controllers: readonly number[];
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** Without a slash at the end. */
  readonly publicUrl: string | null;
  readonly webhookSecret: string;
  readonly role: 'all' | 'bot' | 'worker' | 'web';
  readonly logLevel: LogLevel;
}

/** How much is logged. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Every variable the program reads; each of {@link SECRETS} has a twin `…_FILE` that names a file with the value. */
export const CONFIG_KEYS = [
  'BOT_TOKEN',
  'TELEGRAM_API_ROOT',
  'TELEGRAM_PROXY',
  'CONTROLLERS',
  'DATABASE_URL',
  'REDIS_URL',
  'DATA_DIR',
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'WEBHOOK_SECRET',
  'ROLE',
  'LOG_LEVEL',
] as const;

/** Variables whose values are never shown. */
export const SECRETS = [
  'BOT_TOKEN',
  'TELEGRAM_PROXY',
  'DATABASE_URL',
  'REDIS_URL',
  'WEBHOOK_SECRET',
] as const;

type Key = (typeof CONFIG_KEYS)[number];
type Environment = Readonly<Record<string, string | undefined>>;
type Values = Partial<Record<Key, string>>;

/** The environment is wrong. The message lists everything that is, one line each, without values of secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration is wrong:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const ROLES = ['all', 'bot', 'worker', 'web'] as const;
/** Telegram calls webhooks on these ports only. */
const WEBHOOK_PORTS = ['', '443', '80', '88', '8443'];
/** Telegram keeps ids within 52 bits. */
const LARGEST_ID = 2 ** 52;

const address = (schemes: readonly string[]) =>
  z.string().refine((value) => hasScheme(value, schemes), {
    error: `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
const withoutSlash = (value: string) => value.replace(/\/$/, '');
const wholeNumber = /^\d{1,16}$/;

const schema = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, 'must be a token of @BotFather, digits:letters')
    .nullable()
    .default(null),
  TELEGRAM_API_ROOT: address(['https', 'http']).transform(withoutSlash).nullable().default(null),
  TELEGRAM_PROXY: address(['http', 'https', 'socks5', 'socks5h']).nullable().default(null),
  CONTROLLERS: z
    .string()
    .default('')
    .transform((value) => value.split(',').map((id) => id.trim()))
    .transform((ids) => ids.filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => wholeNumber.test(id) && Number(id) > 0 && Number(id) < LARGEST_ID), {
      error: 'must be Telegram user ids (numbers, not names), separated by commas',
    })
    .transform((ids) => [...new Set(ids.map(Number))]),
  DATABASE_URL: address(['postgresql', 'postgres']).nullable().default(null),
  REDIS_URL: address(['redis', 'rediss']).nullable().default(null),
  DATA_DIR: z.string().default('./data'),
  PORT: z
    .string()
    .default('8080')
    .refine((value) => wholeNumber.test(value) && Number(value) <= 65_535, {
      error: 'must be a port number, 0 to 65535 (0 = any free one)',
    })
    .transform(Number),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a name of this machine, such as 127.0.0.1, 0.0.0.0 or ::')
    .default('127.0.0.1'),
  PUBLIC_URL: address(['https', 'http'])
    .refine((value) => !/[?#]/.test(value), { error: 'must have neither ? nor #' })
    .transform(withoutSlash)
    .nullable()
    .default(null),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 of A-Z a-z 0-9 _ -')
    .default(() => randomBytes(32).toString('base64url')),
  ROLE: z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }).default('all'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/**
 * Reads the environment. An empty variable counts as absent.
 *
 *   readConfig({ BOT_TOKEN_FILE: '/run/secrets/bot_token', PORT: '9000' })
 *
 * @throws ConfigError that lists everything wrong or contradictory
 */
export function readConfig(env: Environment): Config {
  const { values, problems: unread } = readValues(env);
  const parsed = schema.safeParse(values);
  const malformed = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const problems = [...unread, ...malformed, ...findContradictions(values)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const found = parsed.data;
  return {
    botToken: found.BOT_TOKEN,
    telegramApiRoot: found.TELEGRAM_API_ROOT,
    telegramProxy: found.TELEGRAM_PROXY,
    controllers: found.CONTROLLERS,
    databaseUrl: found.DATABASE_URL,
    redisUrl: found.REDIS_URL,
    dataDir: path.resolve(found.DATA_DIR),
    port: found.PORT,
    host: found.HOST,
    publicUrl: found.PUBLIC_URL,
    webhookSecret: found.WEBHOOK_SECRET,
    role: found.ROLE,
    logLevel: found.LOG_LEVEL,
  };
}

/** The values that are there, those of files read. */
function readValues(env: Environment): { values: Values; problems: string[] } {
  const values: Values = {};
  const problems: string[] = [];
  for (const key of CONFIG_KEYS) {
    const value = env[key]?.trim();
    if (value) values[key] = value;
  }
  for (const key of SECRETS) {
    const file = env[`${key}_FILE`]?.trim();
    if (!file) continue;
    if (values[key] !== undefined) {
      problems.push(`${key} and ${key}_FILE are both set: leave one`);
      continue;
    }
    const read = readSecret(file);
    if (read.kind === 'secret') values[key] = read.value;
    else problems.push(`${key}_FILE names a file that ${read.why}: ${file}`);
  }
  return { values, problems };
}

function readSecret(file: string): { kind: 'secret'; value: string } | { kind: 'unreadable'; why: string } {
  try {
    const value = readFileSync(file, 'utf8').trim();
    return value === '' ? { kind: 'unreadable', why: 'is empty' } : { kind: 'secret', value };
  } catch (error) {
    return {
      kind: 'unreadable',
      why: `can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    };
  }
}

/** What is right alone and wrong together. */
function findContradictions(values: Values): string[] {
  const problems: string[] = [];
  const { ROLE: role = 'all', PUBLIC_URL: publicUrl } = values;
  const isPart = role === 'bot' || role === 'worker' || role === 'web';
  if (isPart && values.DATABASE_URL === undefined) {
    problems.push(
      `ROLE=${role} needs DATABASE_URL: the embedded database belongs to a service that is whole`,
    );
  }
  if (isPart && role !== 'web' && values.BOT_TOKEN === undefined) {
    problems.push(`ROLE=${role} needs BOT_TOKEN: the sandbox belongs to a service that is whole`);
  }
  if (values.TELEGRAM_API_ROOT !== undefined && values.BOT_TOKEN === undefined) {
    problems.push('TELEGRAM_API_ROOT needs BOT_TOKEN: without a token the sandbox answers');
  }
  // A Bot API server of one's own calls any address; Telegram's calls https on four ports.
  if (publicUrl !== undefined && values.TELEGRAM_API_ROOT === undefined && URL.canParse(publicUrl)) {
    const { protocol, port } = new URL(publicUrl);
    if (protocol === 'http:')
      problems.push('PUBLIC_URL must begin with https://: Telegram calls nothing else');
    else if (!WEBHOOK_PORTS.includes(port)) {
      problems.push(`PUBLIC_URL has the port ${port}: Telegram calls 443, 80, 88 and 8443 only`);
    }
  }
  return problems;
}

function hasScheme(value: string, schemes: readonly string[]): boolean {
  return URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1));
}
