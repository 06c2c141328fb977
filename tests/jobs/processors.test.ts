import { UnrecoverableError } from 'bullmq';
import { describe, expect, test } from 'vitest';
import { asJobFailure, JobDelay, QueuePause } from '../../jobs/failures.ts';
import type { JobUseCases } from '../../jobs/job-use-cases.ts';
import { processDeliverMessage } from '../../jobs/processors/deliver-message.ts';
import { processDepartmentSummary } from '../../jobs/processors/department-summary.ts';
import { processFetchLateFiles } from '../../jobs/processors/fetch-late-files.ts';
import { processForgetUpdates } from '../../jobs/processors/forget-updates.ts';
import { processOpenOccurrences } from '../../jobs/processors/open-occurrences.ts';
import { processPauseGatherings } from '../../jobs/processors/pause-gatherings.ts';
import { processPlanMorning } from '../../jobs/processors/plan-morning.ts';
import { processSweepOutbox } from '../../jobs/processors/sweep-outbox.ts';

/** Use cases that say which of them was called. */
const useCases: JobUseCases = {
  deliverMessage: async (id) =>
    id === 429 ? { kind: 'rate_limited', retryAfterSeconds: 7 } : { kind: 'failed', reason: `of ${id}` },
  sweepOutbox: async () => ({ called: 'sweepOutbox' }),
  fetchLateFiles: async () => ({ called: 'fetchLateFiles' }),
  pauseGatherings: async () => ({ called: 'pauseGatherings' }),
  planMorning: async () => ({ called: 'planMorning' }),
  openOccurrences: async () => ({ called: 'openOccurrences' }),
  sendDepartmentSummary: async () => ({ called: 'sendDepartmentSummary' }),
  forgetUpdates: async () => ({ called: 'forgetUpdates' }),
};

describe('a processor', () => {
  test.each([
    [processSweepOutbox, 'sweepOutbox'],
    [processFetchLateFiles, 'fetchLateFiles'],
    [processPauseGatherings, 'pauseGatherings'],
    [processPlanMorning, 'planMorning'],
    [processOpenOccurrences, 'openOccurrences'],
    [processDepartmentSummary, 'sendDepartmentSummary'],
    [processForgetUpdates, 'forgetUpdates'],
  ])('of a repeating job calls its use case: %o → %s', async (processor, called) => {
    expect(await processor(useCases, {})).toEqual({ called });
    await expect(processor(useCases, { surprise: 1 })).rejects.toThrow(UnrecoverableError);
  });

  test('of a delivery hands over the id and gives back the outcome', async () => {
    expect(await processDeliverMessage(useCases, { deliveryId: 5 })).toEqual({
      kind: 'failed',
      reason: 'of 5',
    });
  });

  test.each([
    [{}],
    [{ deliveryId: '5' }],
    [{ deliveryId: 0 }],
    [{ deliveryId: 1.5 }],
    [null],
    [{ deliveryId: 5, text: 'x' }],
  ])('of a delivery refuses %j for good', async (payload) => {
    await expect(processDeliverMessage(useCases, payload)).rejects.toThrow(UnrecoverableError);
  });

  test('of a delivery whose chat is busy puts the job off, not the queue', async () => {
    const busy = { ...useCases, deliverMessage: async () => ({ kind: 'chat_busy', waitMs: 900 }) as const };
    const put = processDeliverMessage(busy, { deliveryId: 5 });
    await expect(put).rejects.toBeInstanceOf(JobDelay);
    await expect(put).rejects.toMatchObject({ delayMs: 900 });
  });

  test('of a delivery makes the queue pause as long as Telegram asks', async () => {
    await expect(processDeliverMessage(useCases, { deliveryId: 429 })).rejects.toMatchObject({
      pauseMs: 7000,
    });
  });
});

describe('a failure of a job', () => {
  test('is for good where the edge says so, and keeps its cause', () => {
    const refused = Object.assign(new Error('refused'), { permanent: true });
    expect(asJobFailure(refused)).toBeInstanceOf(UnrecoverableError);
    expect(asJobFailure(refused)).toMatchObject({ message: 'refused', cause: refused });
  });

  test.each([
    [Object.assign(new Error('lost'), { permanent: false })],
    [new TypeError('a bug')],
    [new QueuePause(5)],
    [new JobDelay(5)],
    [new UnrecoverableError('no')],
  ])('is thrown on as it is otherwise: %s', (error) => {
    expect(asJobFailure(error)).toBe(error);
  });

  test('is an error even where something else was thrown', () => {
    expect(asJobFailure('words')).toBeInstanceOf(Error);
  });
});
