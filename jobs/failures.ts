import { UnrecoverableError } from 'bullmq';
import type { z } from 'zod';

/** Every sender is to wait: the whole queue pauses, and the job that met the limit uses up no attempt. */
export class QueuePause extends Error {
  readonly pauseMs: number;

  constructor(pauseMs: number) {
    super(`the queue pauses for ${pauseMs} ms`);
    this.name = 'QueuePause';
    this.pauseMs = pauseMs;
  }
}

/** This job alone is to wait; it uses up no attempt. */
export class JobDelay extends Error {
  readonly delayMs: number;

  constructor(delayMs: number) {
    super(`the job waits ${delayMs} ms`);
    this.name = 'JobDelay';
    this.delayMs = delayMs;
  }
}

/** The payload as its schema says; a job that carries anything else is never tried again. */
export function parsePayload<Payload>(schema: z.ZodType<Payload>, data: unknown): Payload {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new UnrecoverableError(`payload refused: ${parsed.error.message}`);
}

/** A failure as the queue understands it: what is permanent is not tried again. */
export function asJobFailure(error: unknown): Error {
  if (error instanceof UnrecoverableError || error instanceof QueuePause || error instanceof JobDelay)
    return error;
  if (!(error instanceof Error)) return new Error(`a job failed with ${String(error)}`);
  const permanent = 'permanent' in error && error.permanent === true;
  return permanent ? Object.assign(new UnrecoverableError(error.message), { cause: error }) : error;
}
