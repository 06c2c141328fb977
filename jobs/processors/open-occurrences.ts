import { parsePayload } from '../failures.ts';
import { openOccurrencesJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Opens the next occurrences of recurring assignments. */
export const processOpenOccurrences: Processor = async (useCases, payload) => {
  parsePayload(openOccurrencesJob.payload, payload);
  return useCases.openOccurrences();
};
