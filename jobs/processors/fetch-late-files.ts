import { parsePayload } from '../failures.ts';
import { fetchLateFilesJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Copies files out of Telegram that could not be had at once. */
export const processFetchLateFiles: Processor = async (useCases, payload) => {
  parsePayload(fetchLateFilesJob.payload, payload);
  return useCases.fetchLateFiles();
};
