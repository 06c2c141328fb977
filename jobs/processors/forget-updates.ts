import { parsePayload } from '../failures.ts';
import { forgetUpdatesJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Removes what is no longer needed of what people wrote. */
export const processForgetUpdates: Processor = async (useCases, payload) => {
  parsePayload(forgetUpdatesJob.payload, payload);
  return useCases.forgetUpdates();
};
