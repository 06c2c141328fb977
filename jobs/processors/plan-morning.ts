import { parsePayload } from '../failures.ts';
import { planMorningJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Works out and queues the reminders that are due. */
export const processPlanMorning: Processor = async (useCases, payload) => {
  parsePayload(planMorningJob.payload, payload);
  return useCases.planMorning();
};
