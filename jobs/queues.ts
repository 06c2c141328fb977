import { z } from 'zod';

/** How often a job is tried before it is given up, and the pause after the first failure; it doubles each time. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoffMs: number;
}

/** One kind of job: the queue it waits in, what it carries, how it is retried. */
export interface JobKind<Payload> extends RetryPolicy {
  readonly queue: QueueName;
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

/**
 * The queues, and how many jobs of each run at once in a process.
 *
 *   deliveries  one job an outbox row that waits; about as many in flight as Telegram answers in a second
 *   routine     the repeating jobs; two, so that a long morning does not hold up the sweep
 */
export const QUEUES = {
  deliveries: { concurrency: 20 },
  routine: { concurrency: 2 },
} as const;

/** Name of a queue. */
export type QueueName = keyof typeof QUEUES;

/** What a repeating job carries: nothing; the facts are in the database. */
const nothing = z.strictObject({});

/** «Something waits in the outbox»: ids only, because the queue's contents are clear text. */
export const deliverMessageJob = {
  queue: 'deliveries',
  name: 'deliver-message',
  payload: z.strictObject({ deliveryId: z.int().positive() }),
  // Only failures of our own side come here; a message Telegram did not take is put off in the outbox.
  attempts: 5,
  backoffMs: 1_000,
} satisfies JobKind<{ deliveryId: number }>;

const routine = { queue: 'routine', payload: nothing, attempts: 3, backoffMs: 2_000 } as const;

/** Rings for what the queue has lost. It comes again in seconds, so a failure is not retried. */
export const sweepOutboxJob = { ...routine, name: 'sweep-outbox', attempts: 1 } satisfies JobKind<object>;
/** Copies files out of Telegram that could not be had at once; it comes again in seconds too. */
export const fetchLateFilesJob = {
  ...routine,
  name: 'fetch-late-files',
  attempts: 1,
} satisfies JobKind<object>;
/** Ends gatherings of reports that were left lying. */
export const pauseGatheringsJob = { ...routine, name: 'pause-gatherings' } satisfies JobKind<object>;
/** Works out which reminders are due. */
export const planMorningJob = { ...routine, name: 'plan-morning' } satisfies JobKind<object>;
/** Opens the next occurrence of recurring assignments. */
export const openOccurrencesJob = {
  ...routine,
  name: 'open-occurrences',
  attempts: 8,
} satisfies JobKind<object>;
/** The Department's Monday summary. */
export const departmentSummaryJob = {
  ...routine,
  name: 'department-summary',
  attempts: 8,
} satisfies JobKind<object>;
/** Removes what people wrote and is no longer needed. */
export const forgetUpdatesJob = { ...routine, name: 'forget-updates' } satisfies JobKind<object>;
