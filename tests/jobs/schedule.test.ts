import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { QUEUES } from '../../jobs/queues.ts';
import { type Repetition, SCHEDULE } from '../../jobs/schedule.ts';

/** The cron reader that BullMQ itself uses. */
const cronParser = createRequire(createRequire(import.meta.url).resolve('bullmq'))('cron-parser') as {
  CronExpressionParser: {
    parse(pattern: string, options: object): { next(): { toISOString(): string | null } };
  };
};

function runsAfter(name: string, moment: string, count: number): (string | null)[] {
  const repeats: Repetition | undefined = SCHEDULE.find(({ job }) => job.name === name)?.repeats;
  if (repeats === undefined || !('pattern' in repeats)) throw new Error(`${name} follows no pattern`);
  const runs = cronParser.CronExpressionParser.parse(repeats.pattern, {
    currentDate: moment,
    tz: repeats.tz,
  });
  return Array.from({ length: count }, () => runs.next().toISOString());
}

describe('the schedule', () => {
  test('looks for reminders every five minutes from 06:00 to 20:55 in Moscow', () => {
    expect(runsAfter('plan-morning', '2026-09-01T02:52:00Z', 3)).toEqual([
      '2026-09-01T03:00:00.000Z',
      '2026-09-01T03:05:00.000Z',
      '2026-09-01T03:10:00.000Z',
    ]);
    expect(runsAfter('plan-morning', '2026-09-01T17:51:00Z', 2)).toEqual([
      '2026-09-01T17:55:00.000Z',
      '2026-09-02T03:00:00.000Z',
    ]);
  });

  test('opens occurrences ten minutes into the Moscow day, also at the turn of the year', () => {
    expect(runsAfter('open-occurrences', '2026-12-31T20:30:00Z', 1)).toEqual(['2026-12-31T21:10:00.000Z']);
  });

  test('sends the summary on Mondays at nine in Moscow', () => {
    expect(runsAfter('department-summary', '2026-09-01T00:00:00Z', 1)).toEqual(['2026-09-07T06:00:00.000Z']);
    expect(runsAfter('department-summary', '2026-09-07T17:45:00Z', 1)).toEqual(['2026-09-14T06:00:00.000Z']);
  });

  test.each([
    ['open-occurrences', '2026-08-31T21:09:00Z', '2026-08-31T21:14:00Z'],
    ['department-summary', '2026-09-07T05:58:00Z', '2026-09-07T06:02:00Z'],
    ['forget-updates', '2026-09-01T00:29:00Z', '2026-09-01T00:31:00Z'],
  ])('loses no run of %s where the service stood still from %s to %s', (name, from, to) => {
    const [missed] = runsAfter(name, from, 1);
    expect(Date.parse(missed ?? '')).toBeLessThan(Date.parse(to));
    const [next] = runsAfter(name, to, 1);
    expect(Date.parse(next ?? '') - Date.parse(to)).toBeLessThanOrEqual(3_600_000);
  });

  test('names every job once, in a queue that exists', () => {
    const names = SCHEDULE.map(({ job }) => job.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { job } of SCHEDULE) expect(Object.keys(QUEUES)).toContain(job.queue);
  });
});
