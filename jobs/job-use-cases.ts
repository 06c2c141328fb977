import type { DeliverMessageOutcome } from '../src/app/deliver-message.ts';

/** What the jobs do, one use case each, with its dependencies already inside. Made by main. */
export interface JobUseCases {
  deliverMessage(deliveryId: number): Promise<DeliverMessageOutcome>;
  sweepOutbox(): Promise<object>;
  fetchLateFiles(): Promise<object>;
  pauseGatherings(): Promise<object>;
  planMorning(): Promise<object>;
  openOccurrences(): Promise<object>;
  sendDepartmentSummary(): Promise<object>;
  forgetUpdates(): Promise<object>;
}
