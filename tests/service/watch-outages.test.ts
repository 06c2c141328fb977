import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchOutages } from '../../src/service/watch-outages.ts';
import type { HealthReport } from '../../src/web/routes/health.ts';
import { createSilentLog } from '../support/silent-log.ts';

const AWAY = 'The database does not answer.';

/** Watches two parts, of which only the database is vital. */
function watch() {
  const problems: Record<string, string> = {};
  const log = createSilentLog();
  const givenUp: string[] = [];
  const look = async (): Promise<HealthReport> => ({
    status: 'ok',
    checks: { database: 'ok', queue: 'ok' },
    problems,
  });
  const stop = watchOutages({
    look,
    vital: ['database'],
    onGivenUp: ({ message }) => givenUp.push(message),
    log,
    nowMs: () => Date.now(),
  });
  return { problems, log, givenUp, stop, told: () => log.lines.map(({ message }) => message) };
}

describe('an outage', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told of once, then every minute, in other words where they change, and when it is over', async () => {
    const { problems, log, stop, told } = watch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told()).toEqual([]);
    problems['queue'] = 'Redis does not answer.';
    await vi.advanceTimersByTimeAsync(90_000);
    expect(told()).toEqual(['Redis does not answer.', 'Redis does not answer.']);
    problems['queue'] = 'Redis is still starting.';
    await vi.advanceTimersByTimeAsync(10_000);
    delete problems['queue'];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told().slice(2)).toEqual(['Redis is still starting.', 'works again']);
    expect(log.lines.at(-1)).toEqual({
      level: 'info',
      fields: { part: 'queue', seconds: 100 },
      message: 'works again',
    });
    stop();
  });

  it('of a vital part is given up after ten minutes, once', async () => {
    const { problems, givenUp } = watch();
    problems['database'] = AWAY;
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(givenUp).toEqual([]);
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(givenUp).toEqual([`${AWAY} It has been so for 10 minutes.`]);
  });

  it('is not given up while it comes back now and then, nor for a part that is not vital', async () => {
    const { problems, givenUp, stop } = watch();
    problems['queue'] = 'Redis does not answer.';
    for (let time = 1; time <= 5; time++) {
      problems['database'] = AWAY;
      await vi.advanceTimersByTimeAsync(9 * 60_000);
      delete problems['database'];
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(givenUp).toEqual([]);
    stop();
  });
});
