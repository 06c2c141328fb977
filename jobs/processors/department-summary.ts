import { parsePayload } from '../failures.ts';
import { departmentSummaryJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Queues the Department's summary. */
export const processDepartmentSummary: Processor = async (useCases, payload) => {
  parsePayload(departmentSummaryJob.payload, payload);
  return useCases.sendDepartmentSummary();
};
