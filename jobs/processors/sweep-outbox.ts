import { parsePayload } from '../failures.ts';
import { sweepOutboxJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Rings for what waits in the outbox. */
export const processSweepOutbox: Processor = async (useCases, payload) => {
  parsePayload(sweepOutboxJob.payload, payload);
  return useCases.sweepOutbox();
};
