import type { Actor, Deps } from './deps.ts';
import { findDecisionRight } from './report-audience.ts';

/** `decided_already`: there is nothing to answer any more. */
export type ShowReportOutcome = {
  readonly kind: 'queued' | 'decided_already' | 'not_reviewer' | 'not_controller';
};

/** A report that waits for this chat's answer, sent once more with its files and the two answers to it. */
export async function showReport(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  actor: Actor,
  reportId: number,
): Promise<ShowReportOutcome> {
  const { store } = deps;
  const report = await store.reports.find(reportId);
  const assignment = report === null ? null : await store.assignments.find(report.assignmentId);
  // A report that does not exist and another's are not told apart for whoever guesses numbers.
  if (report === null || assignment === null) return { kind: 'not_reviewer' };
  const right = await findDecisionRight(store, actor, report, assignment);
  if (right.kind !== 'may') return right;
  if (report.outcome !== null) return { kind: 'decided_already' };
  const waiting = await store.outbox.addMany([
    {
      key: `report-again:${reportId}:${actor.updateId}:${actor.chatId}`,
      chatId: actor.chatId,
      content: { kind: 'report_received', reportId },
      notBefore: deps.clock.now(),
    },
  ]);
  await deps.bell.deliveriesWaiting(waiting);
  return { kind: 'queued' };
}
