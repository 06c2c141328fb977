import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a state: asks again and again until the answer is neither false nor null, and returns it.
 *
 * @throws Error naming what was waited for when it does not come in time
 */
export async function waitUntil<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeoutMs = 40_000,
): Promise<Exclude<T, false | null | undefined>> {
  for (const until = Date.now() + timeoutMs; Date.now() < until; ) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) {
      return answer as Exclude<T, false | null | undefined>;
    }
    await sleep(10);
  }
  throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
}
