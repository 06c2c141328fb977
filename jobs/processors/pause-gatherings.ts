import { parsePayload } from '../failures.ts';
import { pauseGatheringsJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Ends gatherings of reports that were left lying. */
export const processPauseGatherings: Processor = async (useCases, payload) => {
  parsePayload(pauseGatheringsJob.payload, payload);
  return useCases.pauseGatherings();
};
