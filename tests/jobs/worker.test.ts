import { expect, it } from 'vitest';
import { WORKER_TIMING } from '../../jobs/worker.ts';

it('jobs of a killed process are run again within 15 s, and a stop ends well before a container is killed', () => {
  const { lockMs, stalledCheckMs, closePatienceMs } = WORKER_TIMING;
  expect(lockMs + stalledCheckMs).toBeLessThanOrEqual(15_000);
  // Renewed every half of it; a machine that stops for seconds must not lose its jobs.
  expect(lockMs).toBeGreaterThanOrEqual(10_000);
  expect(closePatienceMs).toBeLessThanOrEqual(10_000);
});
