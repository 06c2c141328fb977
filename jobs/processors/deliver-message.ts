import { JobDelay, parsePayload, QueuePause } from '../failures.ts';
import { deliverMessageJob } from '../queues.ts';
import type { Processor } from './processor.ts';

/** Sends one outbox row. Where Telegram asks everybody to wait, the queue waits; where its chat is busy, the job. */
export const processDeliverMessage: Processor = async (useCases, payload) => {
  const { deliveryId } = parsePayload(deliverMessageJob.payload, payload);
  const outcome = await useCases.deliverMessage(deliveryId);
  if (outcome.kind === 'rate_limited') throw new QueuePause(outcome.retryAfterSeconds * 1000);
  if (outcome.kind === 'chat_busy') throw new JobDelay(outcome.waitMs);
  return outcome;
};
