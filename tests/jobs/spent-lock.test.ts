import { expect, test } from 'vitest';
import { isSpentLock } from '../../jobs/spent-lock.ts';

test.each([
  ['of a job that has ended', 'could not renew lock for job delivery-7', ['delivery-8'], true],
  ['of a repeated job that has ended', 'could not renew lock for job repeat:sweep-outbox:17', [], true],
  ['of a job that still runs', 'could not renew lock for job delivery-7', ['delivery-7'], false],
  ['in other words', 'Connection terminated', [], false],
])('a lock that was not renewed is no trouble or is one: %s', (_, message, running, spent) => {
  expect(isSpentLock(new Error(message), new Set(running))).toBe(spent);
});
