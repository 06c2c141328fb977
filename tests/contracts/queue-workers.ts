import type { JobUseCases } from '../../jobs/job-use-cases.ts';
import type { WorkerTiming } from '../../jobs/worker.ts';

/** Use cases that do nothing. */
export const IDLE_USE_CASES: JobUseCases = {
  deliverMessage: async () => ({ kind: 'sent' }),
  sweepOutbox: async () => ({}),
  fetchLateFiles: async () => ({}),
  pauseGatherings: async () => ({}),
  planMorning: async () => ({}),
  openOccurrences: async () => ({}),
  sendDepartmentSummary: async () => ({}),
  forgetUpdates: async () => ({}),
};

/** Less patient than a service: what happens when patience ends is the same. */
export const HASTY_WORKERS: WorkerTiming = { lockMs: 3_000, stalledCheckMs: 500, closePatienceMs: 800 };
