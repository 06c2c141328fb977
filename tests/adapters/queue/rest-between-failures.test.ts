import type { BackendFactory } from 'bullmq';
import { describe, expect, test } from 'vitest';
import { restBetweenFailures } from '../../../src/adapters/queue/rest-between-failures.ts';

/** A worker's backend on a server that is away, and the rests it takes, which end when the test says so. */
function createBackend() {
  const server = { away: true };
  const rests: { readonly ms: number; readonly signal: AbortSignal; readonly end: () => void }[] = [];
  const ask = async () => {
    if (server.away) throw new Error('connect ENOENT /tmp/socket');
    return [];
  };
  const make = () => ({
    moveToActive: ask,
    waitForJob: ask,
    disconnectBlocking: async () => undefined,
    reconnectBlocking: async () => undefined,
  });
  const restFor = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((end) => {
      rests.push({ ms, signal, end });
      if (signal.aborted) end();
      signal.addEventListener('abort', () => end(), { once: true });
    });
  const backend = restBetweenFailures(make as unknown as BackendFactory, restFor)('routine', {} as never);
  /** Asks, lets the rest end, and gives how long it was. */
  const failOnce = async (how: 'moveToActive' | 'waitForJob'): Promise<number | undefined> => {
    const asking = expect(how === 'moveToActive' ? backend.moveToActive('token') : backend.waitForJob(1));
    const failed = asking.rejects.toThrow('ENOENT');
    await Promise.resolve();
    rests.at(-1)?.end();
    await failed;
    return rests.at(-1)?.ms;
  };
  return { server, rests, backend, failOnce };
}

describe('a worker whose queue can not be reached', () => {
  test('rests after every failure, longer and longer, up to five seconds', async () => {
    const { rests, failOnce } = createBackend();
    for (let time = 1; time <= 4; time++) {
      await failOnce('moveToActive');
      await failOnce('waitForJob');
    }
    expect(rests.map(({ ms }) => ms)).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  });

  test('begins with the shortest rest again after a success', async () => {
    const { server, backend, failOnce } = createBackend();
    for (let time = 1; time <= 5; time++) await failOnce('moveToActive');
    server.away = false;
    await backend.moveToActive('token');
    server.away = true;
    expect(await failOnce('moveToActive')).toBe(100);
  });

  test('does not keep a stop waiting, and rests again where it goes on', async () => {
    const { rests, backend } = createBackend();
    const failed = expect(backend.moveToActive('token')).rejects.toThrow('ENOENT');
    await backend.disconnectBlocking();
    await failed;
    expect(rests.at(-1)?.signal.aborted).toBe(true);
    await backend.reconnectBlocking();
    const again = expect(backend.moveToActive('token')).rejects.toThrow('ENOENT');
    await Promise.resolve();
    expect(rests.at(-1)?.signal.aborted).toBe(false);
    rests.at(-1)?.end();
    await again;
  });
});
