import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/adapters/postgres/embedded/server-process.ts';
import { readConfig } from '../../src/config.ts';
import { openService } from '../../src/service/open-service.ts';
import { BUILT_CLI, ROOT } from '../support/built-program.ts';
import { createSilentLog } from '../support/silent-log.ts';

const TOKEN = '123456789:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

/** Starts that do not come to an end, and starts that fail half-way. */
describe('a start', () => {
  let folder: string;
  let silent: Server;
  let telegramAsked: Promise<void>;
  let child: ChildProcess | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-start-'));
    // Takes connections and never answers, as a network that swallows everything.
    silent = createServer();
    telegramAsked = new Promise((resolve) => silent.once('connection', () => resolve()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    child?.kill('SIGKILL');
    child = null;
    silent.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (): { output: () => string; ended: Promise<number | NodeJS.Signals | null> } => {
    const started = spawn(process.execPath, [BUILT_CLI, 'start'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        DATA_DIR: join(folder, 'data'),
        PORT: '0',
        BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    started.stdout.on('data', collect);
    started.stderr.on('data', collect);
    return {
      output: () => output,
      ended: new Promise((resolve) => started.once('exit', (status, by) => resolve(status ?? by))),
    };
  };

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 0],
    // Its terminal was closed: it dies of that, in order.
    ['SIGHUP', 'SIGHUP'],
  ] as const)('that waits for Telegram ends in order at %s, its database too', async (signal, end) => {
    const run = start();
    await telegramAsked;
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(true);
    const beganMs = performance.now();
    // The terminal and npm both pass Ctrl+C on.
    child?.kill(signal);
    child?.kill(signal);
    expect(await run.ended).toBe(end);
    expect(performance.now() - beganMs).toBeLessThan(15_000);
    expect(run.output()).not.toContain('can not start');
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });

  it('that does not reach Redis says so, and leaves the data free for the next one', async () => {
    const log = createSilentLog();
    const onLost = (error: Error): never => {
      throw error;
    };
    const env = { DATA_DIR: join(folder, 'data'), PORT: '0' };
    const redisUrl = `redis://127.0.0.1:${await findFreePort()}`;
    await expect(openService(readConfig({ ...env, REDIS_URL: redisUrl }), log, { onLost })).rejects.toThrow(
      'check REDIS_URL: connect ECONNREFUSED',
    );
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
    const service = await openService(readConfig(env), log, { onLost });
    await service.stop();
  });

  it('that does not reach PostgreSQL says so', async () => {
    const databaseUrl = `postgresql://srok:word@127.0.0.1:${await findFreePort()}/srok`;
    const config = readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: '0' });
    const opening = openService(config, createSilentLog(), { onLost: () => undefined });
    await expect(opening).rejects.toThrow('check DATABASE_URL: connect ECONNREFUSED');
  });
});
