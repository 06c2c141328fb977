import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SCHEDULE } from '../../jobs/schedule.ts';
import { keepSchedule } from '../../src/service/keep-schedule.ts';
import { createSilentLog } from '../support/silent-log.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the schedule is looked after every minute, trouble or not, until it is stopped', async () => {
  const log = createSilentLog();
  const mendSchedule = vi
    .fn<(jobs: typeof SCHEDULE, nowMs: number) => Promise<readonly string[]>>()
    .mockResolvedValueOnce([])
    .mockRejectedValueOnce(new Error('the queue is away'))
    .mockResolvedValueOnce(['sweep-outbox'])
    .mockResolvedValue([]);
  const stop = keepSchedule({ mendSchedule }, log);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(mendSchedule).toHaveBeenLastCalledWith(SCHEDULE, Date.now());
  expect(log.lines).toEqual([]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(log.lines.map(({ level, fields }) => [level, fields])).toMatchObject([
    ['warn', { err: { message: 'the queue is away' } }],
    ['warn', { jobs: ['sweep-outbox'] }],
  ]);
  stop();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(mendSchedule).toHaveBeenCalledTimes(3);
});

test('a look that takes long is not overtaken by the next', async () => {
  const mendSchedule = vi.fn(() => new Promise<readonly string[]>(() => undefined));
  const stop = keepSchedule({ mendSchedule }, createSilentLog());
  await vi.advanceTimersByTimeAsync(600_000);
  expect(mendSchedule).toHaveBeenCalledTimes(1);
  stop();
});
