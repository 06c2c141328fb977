import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG_KEYS, ConfigError, readConfig, SECRETS } from '../src/config.ts';

const TOKEN = '123456789:AAHtoken_of-a-bot-that-is-nobodys';
const DATABASE = 'postgresql://srok:hidden-word@db.example:5432/srok';

/** What is wrong with an environment; empty where nothing is. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'srok-config-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  test('of an empty environment is a whole service in the sandbox', () => {
    const { webhookSecret, ...rest } = readConfig({ PATH: '/bin', BOT_TOKEN: '', CONTROLLERS: '  ' });
    expect(rest).toEqual({
      botToken: null,
      telegramApiRoot: null,
      telegramProxy: null,
      controllers: [],
      databaseUrl: null,
      redisUrl: null,
      dataDir: path.resolve('data'),
      port: 8080,
      host: '127.0.0.1',
      publicUrl: null,
      role: 'all',
      logLevel: 'info',
    });
    expect(webhookSecret).toMatch(/^[A-Za-z0-9_-]{32,256}$/);
    expect(readConfig({}).webhookSecret).not.toBe(webhookSecret);
  });

  test('reads every variable', () => {
    expect(
      readConfig({
        BOT_TOKEN: ` ${TOKEN}\n`,
        TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
        TELEGRAM_PROXY: 'socks5://user:word@proxy.example:1080',
        CONTROLLERS: '5000000001, 42,42',
        DATABASE_URL: DATABASE,
        REDIS_URL: 'rediss://:word@cache.example:6380/1',
        DATA_DIR: '/var/lib/srok',
        PORT: '0',
        HOST: '::',
        PUBLIC_URL: 'https://srok.example/bot/',
        WEBHOOK_SECRET: 'a_B-9',
        ROLE: 'worker',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      botToken: TOKEN,
      telegramApiRoot: 'http://127.0.0.1:8081',
      telegramProxy: 'socks5://user:word@proxy.example:1080',
      controllers: [5_000_000_001, 42],
      databaseUrl: DATABASE,
      redisUrl: 'rediss://:word@cache.example:6380/1',
      dataDir: '/var/lib/srok',
      port: 0,
      host: '::',
      publicUrl: 'https://srok.example/bot',
      webhookSecret: 'a_B-9',
      role: 'worker',
      logLevel: 'debug',
    });
  });

  test('reads every secret from a file', () => {
    const values: Record<(typeof SECRETS)[number], string> = {
      BOT_TOKEN: TOKEN,
      TELEGRAM_PROXY: 'http://proxy.example:3128',
      DATABASE_URL: DATABASE,
      REDIS_URL: 'redis://cache.example',
      WEBHOOK_SECRET: 'secret',
    };
    const direct = readConfig(values);
    const files = SECRETS.map((key) => [`${key}_FILE`, file(key, `${values[key]}\n`)] as const);
    expect(readConfig(Object.fromEntries(files))).toEqual(direct);
  });

  test.each<[Record<string, string>, string]>([
    [{ BOT_TOKEN: 'my bot' }, 'BOT_TOKEN must be a token'],
    [{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'api.telegram.org' }, 'TELEGRAM_API_ROOT must be an address'],
    [{ TELEGRAM_PROXY: 'ftp://proxy.example' }, 'TELEGRAM_PROXY must be an address'],
    [{ CONTROLLERS: '12,@vera' }, 'CONTROLLERS must be Telegram user ids'],
    [{ CONTROLLERS: '0' }, 'CONTROLLERS must be Telegram user ids'],
    [{ CONTROLLERS: '99999999999999999999' }, 'CONTROLLERS must be Telegram user ids'],
    [{ DATABASE_URL: 'mysql://db.example/srok' }, 'DATABASE_URL must be an address'],
    [{ REDIS_URL: 'cache.example:6379' }, 'REDIS_URL must be an address'],
    [{ PORT: '80a' }, 'PORT must be a port number'],
    [{ PORT: '65536' }, 'PORT must be a port number'],
    [{ PORT: '-1' }, 'PORT must be a port number'],
    [{ HOST: 'http://0.0.0.0' }, 'HOST must be an address'],
    [{ PUBLIC_URL: 'srok.example' }, 'PUBLIC_URL must be an address'],
    [{ PUBLIC_URL: 'https://srok.example/?a=1' }, 'PUBLIC_URL must have neither'],
    [{ WEBHOOK_SECRET: 'пароль' }, 'WEBHOOK_SECRET must be 1 to 256'],
    [{ WEBHOOK_SECRET: 'a'.repeat(257) }, 'WEBHOOK_SECRET must be 1 to 256'],
    [{ ROLE: 'everything' }, 'ROLE must be one of all, bot, worker, web'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    [{ BOT_TOKEN_FILE: '/nowhere/token' }, 'BOT_TOKEN_FILE names a file that can not be read (ENOENT)'],
    [{ ROLE: 'web' }, 'ROLE=web needs DATABASE_URL'],
    [{ ROLE: 'bot', DATABASE_URL: DATABASE }, 'ROLE=bot needs BOT_TOKEN'],
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' }, 'TELEGRAM_API_ROOT needs BOT_TOKEN'],
    [{ PUBLIC_URL: 'http://srok.example' }, 'PUBLIC_URL must begin with https://'],
    [{ PUBLIC_URL: 'https://srok.example:9000' }, 'PUBLIC_URL has the port 9000'],
  ])('refuses %j and nothing else in it', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(problem)]);
  });

  test('takes a public address without https where the Bot API is one’s own', () => {
    const own = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' };
    expect(problemsOf({ ...own, PUBLIC_URL: 'http://127.0.0.1:9000' })).toEqual([]);
  });

  test('refuses a secret that is given twice or whose file is empty', () => {
    const env = {
      BOT_TOKEN: TOKEN,
      BOT_TOKEN_FILE: file('twice', TOKEN),
      REDIS_URL_FILE: file('empty', ' \n'),
    };
    expect(problemsOf(env)).toEqual([
      'BOT_TOKEN and BOT_TOKEN_FILE are both set: leave one',
      expect.stringMatching(/^REDIS_URL_FILE names a file that is empty/),
    ]);
  });

  test('lists everything wrong in one message and shows no secret', () => {
    const secrets = {
      BOT_TOKEN: 'not-a-token-hidden',
      DATABASE_URL: 'hidden-database',
      REDIS_URL: 'hidden-redis',
      TELEGRAM_PROXY: 'hidden-proxy',
      WEBHOOK_SECRET: 'hidden секрет',
    };
    const env = {
      ...secrets,
      PORT: 'x',
      ROLE: 'x',
      LOG_LEVEL: 'x',
      CONTROLLERS: 'x',
      PUBLIC_URL: 'x',
      HOST: '/',
    };
    expect(() => readConfig(env)).toThrow(ConfigError);
    const problems = problemsOf(env);
    expect(new Set(problems.map((problem) => problem.split(' ')[0]))).toEqual(new Set(Object.keys(env)));
    expect(problems).toHaveLength(Object.keys(env).length);
    expect(problems.join('\n')).not.toContain('hidden');
    expect(new ConfigError(problems).message.split('\n')).toHaveLength(problems.length + 1);
  });

  test('is what .env.example explains, variable by variable', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const explained = [...text.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained).toHaveLength(CONFIG_KEYS.length);
    expect(new Set(explained)).toEqual(new Set(CONFIG_KEYS));
  });
});
