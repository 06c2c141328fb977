import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/adapters/postgres/embedded/server-process.ts';
import { stopProcess } from './installed-postgres.ts';

/** A Redis of its own, empty, on a free port of 127.0.0.1. */
export interface TestRedis {
  readonly url: string;
  /** Ends it as a power failure would. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Whether the machine has a redis-server, which part of the tests runs on. Without one they are skipped, by
 * name; in CI they are not skipped but fail.
 */
export function hasRedis(): boolean {
  return process.env['CI'] === 'true' || spawnSync('redis-server', ['--version']).status === 0;
}

/** Starts the machine's redis-server; nothing of it is kept. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'],
    { cwd: '/tmp', stdio: 'ignore' },
  );
  let failure: Error | null = null;
  server.once('error', (error) => {
    failure = error;
  });
  const url = `redis://127.0.0.1:${port}`;
  for (const until = Date.now() + 20_000; ; ) {
    if (failure !== null)
      throw new Error('redis-server does not start: apt-get install redis-server', { cause: failure });
    if (await answers(url)) break;
    if (Date.now() > until) throw new Error('redis-server is not ready after 20 s');
    await sleep(20);
  }
  return { url, kill: () => stopProcess(server, 'SIGKILL'), stop: () => stopProcess(server, 'SIGTERM') };
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
