import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { decideReport } from '../../app/decide-report.ts';
import type { Actor } from '../../app/deps.ts';
import { listReportsToAnswer } from '../../app/list-waiting-reports.ts';
import { REPLIES } from '../../messages/reply.ts';
import { reportDecided } from '../../messages/report-to-decide.ts';
import { replaceMessage } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { saysWords } from './says-words.ts';

/** The dialogue's name in storage. */
export const RETURN_REPORT = 'return-report';

/** The report that goes back, and the message with its buttons. */
export interface ReturnedReport {
  readonly reportId: number;
  readonly messageId: number | null;
}

/**
 * Waits for the controller's comment and returns the report with it. Commands, menu labels, files and foreign
 * buttons pass by, so nothing pressed meanwhile is swallowed. A repeat of the update after a crash is
 * recognized by the use case.
 */
export function returnReport(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    { reportId, messageId }: ReturnedReport,
  ): Promise<void> => {
    const answer = await conversation.waitUntil((ctx) => saysWords(ctx), { next: true });
    const comment = answer.message?.text ?? '';
    await conversation.external((outside) =>
      runInDialogue(outside, () => tellReturn(deps, outside.actor, { reportId, messageId }, comment)),
    );
  };
}

async function tellReturn(
  deps: BotDeps,
  actor: Actor,
  { reportId, messageId }: ReturnedReport,
  comment: string,
): Promise<void> {
  const outcome = await decideReport(deps, { actor, reportId, outcome: 'returned', comment });
  if (outcome.kind !== 'decided' && outcome.kind !== 'decided_already') {
    await deps.messenger.send(actor, { html: REFUSALS[outcome.kind] });
    return;
  }
  const text = outcome.kind === 'decided' ? REPLIES.returned : REPLIES.decidedAlready;
  await deps.messenger.send(actor, { html: text });
  if (messageId === null) return;
  const waiting = (await listReportsToAnswer(deps, actor)).length;
  const decided = reportDecided({ ...outcome, reportId, waiting });
  await replaceMessage(deps, actor, messageId, decided);
}

const REFUSALS = {
  not_controller: REPLIES.notController,
  not_reviewer: REPLIES.notReviewer,
  report_gone: REPLIES.reportGone,
  comment_needed: REPLIES.commentNeeded,
  withdrawn: REPLIES.reportOfWithdrawn,
  parts_wait: REPLIES.partsWait,
  changed_since: REPLIES.changedAfterReport,
} as const;
