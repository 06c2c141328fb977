import {
  type BackendFactory,
  DelayedError,
  type Job,
  RateLimitError,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import type { Log } from '../src/app/ports/log.ts';
import { asJobFailure, JobDelay, QueuePause } from './failures.ts';
import type { JobUseCases } from './job-use-cases.ts';
import { processDeliverMessage } from './processors/deliver-message.ts';
import { processDepartmentSummary } from './processors/department-summary.ts';
import { processFetchLateFiles } from './processors/fetch-late-files.ts';
import { processForgetUpdates } from './processors/forget-updates.ts';
import { processOpenOccurrences } from './processors/open-occurrences.ts';
import { processPauseGatherings } from './processors/pause-gatherings.ts';
import { processPlanMorning } from './processors/plan-morning.ts';
import type { Processor } from './processors/processor.ts';
import { processSweepOutbox } from './processors/sweep-outbox.ts';
import {
  deliverMessageJob,
  departmentSummaryJob,
  fetchLateFilesJob,
  forgetUpdatesJob,
  openOccurrencesJob,
  pauseGatheringsJob,
  planMorningJob,
  QUEUES,
  type QueueName,
  sweepOutboxJob,
} from './queues.ts';
import { isSpentLock } from './spent-lock.ts';

/** The workers of this process, running. */
export interface Workers {
  /** Takes no new jobs, lets those under way end, and when patience ends leaves them to be run again. */
  readonly close: () => Promise<void>;
}

const PROCESSORS: Readonly<Record<string, Processor>> = {
  [deliverMessageJob.name]: processDeliverMessage,
  [sweepOutboxJob.name]: processSweepOutbox,
  [fetchLateFilesJob.name]: processFetchLateFiles,
  [pauseGatheringsJob.name]: processPauseGatherings,
  [planMorningJob.name]: processPlanMorning,
  [openOccurrencesJob.name]: processOpenOccurrences,
  [departmentSummaryJob.name]: processDepartmentSummary,
  [forgetUpdatesJob.name]: processForgetUpdates,
};

/** How long the workers trust one another, milliseconds. */
export interface WorkerTiming {
  /** A worker that has not said for so long that it lives has left its job. */
  readonly lockMs: number;
  /** How often jobs are looked for that were left so. */
  readonly stalledCheckMs: number;
  /** How long jobs under way are waited for at the end. */
  readonly closePatienceMs: number;
}

/** Jobs of a process that was killed are run again after 10 to 15 seconds. */
export const WORKER_TIMING: WorkerTiming = { lockMs: 10_000, stalledCheckMs: 5_000, closePatienceMs: 8_000 };

/** A process may be killed again and again over the same job; outbox and ledger make running it again harmless. */
const MAX_STALLED = 100;
/** New jobs announce themselves; this is only how long a worker trusts that. */
const IDLE_SECONDS = 30;
/** Between attempts to write down how a job has ended, where the queue's server refuses connections. */
const RETRY_MS = 1_000;
/** A worker heeds a pause only where it has a limit; this one is never reached. */
const NO_LIMIT = { max: 100_000, duration: 1_000 };
/** Telegram has asked for hours; the queue looks again sooner. */
const LONGEST_PAUSE_MS = 60_000;

/** What the workers run with. */
export interface WorkerDeps {
  readonly useCases: JobUseCases;
  readonly connection: WorkerOptions['connection'];
  readonly backend: BackendFactory;
  readonly log: Log;
  /** {@link WORKER_TIMING} where absent. */
  readonly timing?: WorkerTiming;
}

/** Starts a worker a queue. A job that fails is logged and retried as jobs/queues.ts says. */
export function startWorkers(deps: WorkerDeps): Workers {
  const { log, timing = WORKER_TIMING } = deps;
  const workers = (Object.keys(QUEUES) as QueueName[]).map((queue) => startWorker(queue, deps, timing));
  return {
    async close() {
      await Promise.all(workers.map((worker) => closeInTime(worker, timing.closePatienceMs, log)));
    },
  };
}

function startWorker(queue: QueueName, deps: WorkerDeps, timing: WorkerTiming) {
  const { log } = deps;
  const running = new Set<string>();
  const run = async (job: Job, token?: string): Promise<object> => {
    running.add(job.id ?? '');
    try {
      return await process(job, token);
    } finally {
      running.delete(job.id ?? '');
    }
  };
  const process = async (job: Job, token?: string): Promise<object> => {
    const processor = PROCESSORS[job.name];
    if (processor === undefined) throw asJobFailure(new Error(`no processor for the job ${job.name}`));
    try {
      const outcome = await processor(deps.useCases, job.data);
      log.debug({ job: job.name, id: job.id, outcome }, 'job done');
      return outcome;
    } catch (error) {
      const failure = asJobFailure(error);
      if (failure instanceof JobDelay) {
        log.debug({ job: job.name, id: job.id, delayMs: failure.delayMs }, 'job put off');
        await job.moveToDelayed(Date.now() + Math.min(failure.delayMs, LONGEST_PAUSE_MS), token);
        throw new DelayedError();
      }
      if (!(failure instanceof QueuePause)) throw failure;
      await worker.rateLimit(Math.min(failure.pauseMs, LONGEST_PAUSE_MS));
      throw new RateLimitError();
    }
  };
  const worker = new Worker(
    queue,
    run,
    {
      connection: deps.connection,
      concurrency: QUEUES[queue].concurrency,
      limiter: NO_LIMIT,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledCheckMs,
      maxStalledCount: MAX_STALLED,
      drainDelay: IDLE_SECONDS,
      runRetryDelay: RETRY_MS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
    deps.backend,
  );
  worker.on('failed', (job, error) =>
    log.error({ job: job?.name, id: job?.id, attempt: job?.attemptsMade, err: error }, 'a job failed'),
  );
  worker.on('error', (error) => {
    if (isSpentLock(error, running)) return;
    log.warn({ err: error, queue }, 'the worker does not reach its queue');
  });
  worker.on('stalled', (id) => log.warn({ queue, id }, 'a job was left by its worker and is run again'));
  return worker;
}

async function closeInTime(
  worker: ReturnType<typeof startWorker>,
  patienceMs: number,
  log: Log,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs);
  });
  // Pausing waits for the jobs under way; closing would too, and could not be hurried afterwards.
  const isLate = (await Promise.race([worker.pause(), late])) === 'late';
  clearTimeout(timer);
  if (isLate) log.warn({ queue: worker.name }, 'jobs do not end in time; they will be run again');
  await worker.close(isLate);
}
