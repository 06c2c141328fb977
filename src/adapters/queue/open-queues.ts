import { type JobsOptions, Queue } from 'bullmq';
import type { Log } from '../../app/ports/log.ts';
import type { Bell } from '../../app/ports.ts';
import { connectQueue, type QueueBackend, type QueueConnection } from './queue-connection.ts';

/** A kind of job as far as a producer must know it. */
export interface ProducedJob {
  readonly queue: string;
  readonly name: string;
  readonly attempts: number;
  /** The pause after the first failure; it doubles each time. */
  readonly backoffMs: number;
}

/** A repeating job: by a cron pattern in a zone, or with a pause between runs. */
export interface RepeatedJob {
  readonly job: ProducedJob;
  readonly repeats: { readonly pattern: string; readonly tz: string } | { readonly everyMs: number };
}

/** Jobs of a queue by what they are doing. */
export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The queues, open. */
export interface Queues {
  /** Never throws: a ring that is lost is rung again by the sweep. */
  readonly bell: Bell;
  /** By queue. */
  depth(): Promise<Readonly<Record<string, QueueDepth>>>;
  /** Rejects where nothing can be put into the queues. */
  readonly probe: () => Promise<void>;
  /** Makes the repeating jobs exactly these. */
  schedule(jobs: readonly RepeatedJob[]): Promise<void>;
  /**
   * Makes anew what should have run by now and has no next run, or is not there at all: the queue's server was wiped,
   * or a run could not make the next one. Returns the names.
   */
  mendSchedule(jobs: readonly RepeatedJob[], nowMs: number): Promise<readonly string[]>;
  /** For the workers. */
  readonly workerConnection: QueueConnection;
  /** Close the workers first. */
  readonly close: () => Promise<void>;
}

const RINGS_AT_ONCE = 1_000;
/** A run that is so late has waited for a long one before it, or never comes. */
const OVERDUE_MS = 60_000;

/**
 * Opens the queues on Redis or on PostgreSQL. `deliver` is the job that the bell adds, one an outbox row.
 *
 * @throws Error where the server can't be reached; for Redis with a message for the operator
 */
export async function openQueues(options: {
  backend: QueueBackend;
  names: readonly string[];
  deliver: ProducedJob;
  log: Log;
}): Promise<Queues> {
  const { log, deliver } = options;
  const connections = await connectQueue(options.backend, log);
  const queues = new Map(options.names.map((name) => [name, openQueue(name, connections.forQueues, log)]));
  const queueOf = (job: ProducedJob): OpenQueue => {
    const queue = queues.get(job.queue);
    if (queue === undefined) throw new Error(`job ${job.name} names the unknown queue ${job.queue}`);
    return queue;
  };
  const repeat = async ({ job, repeats }: RepeatedJob): Promise<void> => {
    const rhythm =
      'everyMs' in repeats ? { every: repeats.everyMs } : { pattern: repeats.pattern, tz: repeats.tz };
    await queueOf(job).upsertJobScheduler(job.name, rhythm, {
      name: job.name,
      data: {},
      opts: optionsOf(job),
    });
  };
  const ring = async (jobs: Parameters<OpenQueue['addBulk']>[0]): Promise<void> => {
    try {
      for (let start = 0; start < jobs.length; start += RINGS_AT_ONCE) {
        await queueOf(deliver).addBulk(jobs.slice(start, start + RINGS_AT_ONCE));
      }
    } catch (error) {
      log.warn({ err: error, deliveries: jobs.length }, 'the bell could not be rung; the sweep will ring it');
    }
  };
  const ringFor = (deliveryId: number, options: JobsOptions) => ({
    name: deliver.name,
    data: { deliveryId },
    opts: { ...optionsOf(deliver), ...options },
  });
  return {
    workerConnection: connections.forWorkers,
    bell: {
      // One job a row: a ring for a row that waits already adds nothing.
      deliveriesWaiting: (ids) => ring(ids.map((id) => ringFor(id, { jobId: `delivery-${id}` }))),
      // Under a name of its own: the job that has just found the row's turn not come may not be gone yet. At the end
      // of the queue, so that chats take turns.
      turnComes: (id, waitMs) => ring([ringFor(id, { jobId: `turn-${id}`, delay: Math.ceil(waitMs) })]),
      // Under no name that the job of the dead could have.
      senderGone: (ids) => ring(ids.map((id) => ringFor(id, {}))),
    },
    async depth() {
      const counted = [...queues].map(async ([name, queue]) => {
        const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed');
        const waiting = (counts['wait'] ?? 0) + (counts['prioritized'] ?? 0);
        return [name, { waiting, active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0 }] as const;
      });
      return Object.fromEntries(await Promise.all(counted));
    },
    probe: connections.probe,
    async schedule(jobs) {
      for (const job of jobs) await repeat(job);
      for (const [name, queue] of queues) {
        const wanted = new Set(jobs.filter(({ job }) => job.queue === name).map(({ job }) => job.name));
        for (const { key } of await queue.getJobSchedulers()) {
          if (!wanted.has(key)) await queue.removeJobScheduler(key);
        }
      }
    },
    async mendSchedule(jobs, nowMs) {
      const mended: string[] = [];
      for (const repeated of jobs) {
        const { name } = repeated.job;
        const planned = await queueOf(repeated.job).getJobScheduler(name);
        if (planned?.next !== undefined && planned.next > nowMs - OVERDUE_MS) continue;
        await repeat(repeated);
        mended.push(name);
      }
      return mended;
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await connections.close();
    },
  };
}

type OpenQueue = ReturnType<typeof openQueue>;

function openQueue(name: string, { connection, backend }: QueueConnection, log: Log) {
  const queue = new Queue(name, { connection }, backend);
  queue.on('error', (error) => log.warn({ err: error, queue: name }, 'the queue is not reached'));
  return queue;
}

/** Jobs leave nothing behind: what happened is in the database, and a job that stayed would silence its bell. */
function optionsOf(job: ProducedJob): JobsOptions {
  return {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    removeOnComplete: true,
    removeOnFail: true,
  };
}
