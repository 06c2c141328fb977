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
  /** Makes the repeating jobs exactly these. */
  schedule(jobs: readonly RepeatedJob[]): Promise<void>;
  /** For the workers. */
  readonly workerConnection: QueueConnection;
  /** Close the workers first. */
  readonly close: () => Promise<void>;
}

const RINGS_AT_ONCE = 1_000;

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
  return {
    workerConnection: connections.forWorkers,
    bell: {
      async deliveriesWaiting(ids) {
        try {
          for (let start = 0; start < ids.length; start += RINGS_AT_ONCE) {
            const some = ids.slice(start, start + RINGS_AT_ONCE);
            await queueOf(deliver).addBulk(
              some.map((deliveryId) => ({
                name: deliver.name,
                data: { deliveryId },
                // One job a row: a ring for a row that waits already adds nothing.
                opts: { ...optionsOf(deliver), jobId: `delivery-${deliveryId}` },
              })),
            );
          }
        } catch (error) {
          log.warn(
            { err: error, deliveries: ids.length },
            'the bell could not be rung; the sweep will ring it',
          );
        }
      },
    },
    async depth() {
      const counted = [...queues].map(async ([name, queue]) => {
        const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed');
        const waiting = (counts['wait'] ?? 0) + (counts['prioritized'] ?? 0);
        return [name, { waiting, active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0 }] as const;
      });
      return Object.fromEntries(await Promise.all(counted));
    },
    async schedule(jobs) {
      for (const { job, repeats } of jobs) {
        const rhythm =
          'everyMs' in repeats ? { every: repeats.everyMs } : { pattern: repeats.pattern, tz: repeats.tz };
        await queueOf(job).upsertJobScheduler(job.name, rhythm, {
          name: job.name,
          data: {},
          opts: optionsOf(job),
        });
      }
      for (const [name, queue] of queues) {
        const wanted = new Set(jobs.filter(({ job }) => job.queue === name).map(({ job }) => job.name));
        for (const { key } of await queue.getJobSchedulers()) {
          if (!wanted.has(key)) await queue.removeJobScheduler(key);
        }
      }
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
