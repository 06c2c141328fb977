import { afterEach, describe, expect, test } from 'vitest';
import { startUploadPump, type UploadPump } from '../../src/bot/upload-pump.ts';
import { waitUntil } from '../support/wait-until.ts';

const pumps: UploadPump[] = [];
afterEach(async () => {
  await Promise.all(pumps.splice(0).map((pump) => pump.stop()));
});

/** A pump over uploads that are due until their reading has ended; each reading ends when the test says so. */
function run(due: number[], options: { readonly fails?: number; readonly stopPatienceMs?: number } = {}) {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const errors: string[] = [];
  let failures = options.fails ?? 0;
  const pump = startUploadPump(
    {
      uploads: { due: async () => ({ ids: [...due], gathering: 0 }) },
      clock: { now: () => new Date('2026-09-15T06:00:00Z') },
      read: async (id) => {
        begun.push(id);
        if (failures > 0) {
          failures -= 1;
          throw new Error('the database does not answer');
        }
        await new Promise<void>((end) => ends.set(id, end));
        due.splice(due.indexOf(id), 1);
      },
      onError: (error) => errors.push(error instanceof Error ? error.message : ''),
    },
    { gatheringMs: 1, idleMs: 60_000, retryMs: 1, stopPatienceMs: options.stopPatienceMs ?? 60_000 },
  );
  pumps.push(pump);
  return {
    pump,
    begun,
    errors,
    end: (id: number) => ends.get(id)?.(),
    endAll: () => ends.forEach((end) => end()),
  };
}

describe('the pump of uploads', () => {
  test('reads four at a time, each once, and the next when one has ended', async () => {
    const { begun, end, endAll, pump } = run([1, 2, 3, 4, 5]);
    await waitUntil('four are begun', () => begun.length === 4);
    pump.notify();
    end(2);
    await waitUntil('the fifth is begun', () => begun.length === 5);
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    endAll();
  });

  test('begins again what has failed, and says so', async () => {
    const { begun, errors, endAll } = run([1], { fails: 2 });
    await waitUntil('the third try is begun', () => begun.length === 3);
    expect(errors).toEqual(['the database does not answer', 'the database does not answer']);
    endAll();
  });

  test('takes nothing new once it is stopped, and does not wait for ever for what is in hand', async () => {
    const due = [1];
    const { begun, pump, endAll } = run(due, { stopPatienceMs: 1 });
    await waitUntil('it is begun', () => begun.length === 1);
    await pump.stop();
    due.push(2);
    pump.notify();
    endAll();
    await waitUntil('the reading has ended', () => due.length === 1);
    expect(begun).toEqual([1]);
  });
});
