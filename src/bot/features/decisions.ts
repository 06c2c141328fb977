import { type DecideReportOutcome, decideReport, findReportForReturn } from '../../app/decide-report.ts';
import { REPLIES } from '../../messages/reply.ts';
import { askReturnComment, reportDecided } from '../../messages/report.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { RETURN_REPORT } from '../conversations/return-report.ts';

/** «Принять». */
export async function accept(deps: BotDeps, ctx: BotContext, reportId: number): Promise<void> {
  const command = { actor: ctx.actor, reportId, outcome: 'accepted', comment: null } as const;
  await tellDecision(deps, ctx, await decideReport(deps, command));
}

/** «Вернуть на доработку»: asks for the comment first. */
export async function askReturn(deps: BotDeps, ctx: BotContext, reportId: number): Promise<void> {
  const found = await findReportForReturn(deps, ctx.actor, reportId);
  if (found.kind !== 'undecided') return tellDecision(deps, ctx, found);
  await toast(ctx);
  await say(deps, ctx, askReturnComment(found.point));
  // One dialogue at a time: a second «Вернуть» replaces the question before it.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(RETURN_REPORT, {
    reportId,
    messageId: ctx.callbackQuery?.message?.message_id ?? null,
  });
}

async function tellDecision(deps: BotDeps, ctx: BotContext, outcome: DecideReportOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
    case 'not_reviewer':
      return toast(ctx, REPLIES.notReviewer, true);
    case 'report_gone':
      return toast(ctx, REPLIES.reportGone, true);
    case 'comment_needed':
      return toast(ctx, REPLIES.commentNeeded, true);
    case 'decided':
    case 'decided_already':
      await toast(ctx, outcome.kind === 'decided' ? REPLIES.accepted : REPLIES.decidedAlready);
      return replace(deps, ctx, reportDecided(outcome.point, outcome.outcome, outcome.comment));
  }
}
