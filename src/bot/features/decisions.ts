import { type DecideReportOutcome, decideReport, findReportForReturn } from '../../app/decide-report.ts';
import { listReportsToAnswer } from '../../app/list-waiting-reports.ts';
import { type TakeBackAcceptanceOutcome, takeBackAcceptance } from '../../app/take-back-acceptance.ts';
import { wordDelivery } from '../../app/word-delivery.ts';
import { REPLIES } from '../../messages/reply.ts';
import {
  askAcceptingParts,
  askReturnComment,
  reportDecided,
  reportReceived,
} from '../../messages/report-to-decide.ts';
import { ask, replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { RETURN_REPORT } from '../conversations/return-report.ts';
import { sendReportAgain } from './schools.ts';

/**
 * «Принять»; «Принять всё же» of a point that has been changed since, as it reads in this decision; «Принять вместе с
 * ними» of one with which so many waiting reports of others are accepted.
 */
export async function accept(
  deps: BotDeps,
  ctx: BotContext,
  reportId: number,
  seenDecisionId?: number,
  closesWith = 0,
): Promise<void> {
  const command = { actor: ctx.actor, reportId, outcome: 'accepted', comment: null, closesWith } as const;
  const seen = seenDecisionId === undefined ? {} : { seenDecisionId };
  await tellDecision(deps, ctx, reportId, await decideReport(deps, { ...command, ...seen }));
}

/** «Вернуть на доработку»: asks for the comment first. */
export async function askReturn(deps: BotDeps, ctx: BotContext, reportId: number): Promise<void> {
  const found = await findReportForReturn(deps, ctx.actor, reportId);
  if (found.kind !== 'undecided') return tellDecision(deps, ctx, reportId, found);
  await toast(ctx);
  await ask(deps, ctx.actor, askReturnComment(found.point));
  // One dialogue at a time: a second «Вернуть» replaces the question before it.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(RETURN_REPORT, {
    reportId,
    messageId: ctx.callbackQuery?.message?.message_id ?? null,
  });
}

/** «Отменить принятие»: the report is shown with its buttons again. */
export async function takeBack(deps: BotDeps, ctx: BotContext, reportId: number): Promise<void> {
  const { kind } = await takeBackAcceptance(deps, { actor: ctx.actor, reportId });
  if (kind !== 'taken_back') return toast(ctx, TAKE_BACK_REFUSALS[kind], true);
  await toast(ctx, REPLIES.acceptanceTakenBack);
  const wording = await wordDelivery(deps, {
    content: { kind: 'report_received', reportId },
    chatId: ctx.actor.chatId,
  });
  const [report] = wording.kind === 'messages' ? wording.parts : [];
  if (report !== undefined) await replace(deps, ctx, report.message);
}

/** «Следующий отчёт»: the one that has waited longest. */
export async function showNextReport(deps: BotDeps, ctx: BotContext): Promise<void> {
  const [next] = await listReportsToAnswer(deps, ctx.actor);
  if (next === undefined) return toast(ctx, REPLIES.noReportsWaiting, true);
  await sendReportAgain(deps, ctx, next.reportId);
}

const TAKE_BACK_REFUSALS: {
  readonly [K in Exclude<TakeBackAcceptanceOutcome['kind'], 'taken_back'>]: string;
} = {
  not_controller: REPLIES.notController,
  not_reviewer: REPLIES.notReviewer,
  report_gone: REPLIES.reportGone,
  not_accepted: REPLIES.notAccepted,
  too_late: REPLIES.acceptedLongAgo,
  others_closed: REPLIES.closedTogether,
};

async function tellDecision(
  deps: BotDeps,
  ctx: BotContext,
  reportId: number,
  outcome: DecideReportOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
    case 'not_reviewer':
      return toast(ctx, REPLIES.notReviewer, true);
    case 'report_gone':
      return toast(ctx, REPLIES.reportGone, true);
    case 'comment_needed':
      return toast(ctx, REPLIES.commentNeeded, true);
    case 'withdrawn':
    case 'changed_since':
      await toast(ctx, STOPPED[outcome.kind], true);
      return replace(deps, ctx, reportReceived(outcome.report));
    case 'parts_wait':
      await toast(ctx, REPLIES.partsWait, true);
      return replace(deps, ctx, askAcceptingParts(outcome.report, outcome.parts, outcome.decisionId));
    case 'decided':
    case 'decided_already':
      await toast(ctx, outcome.kind === 'decided' ? REPLIES.accepted : REPLIES.decidedAlready);
      return replace(
        deps,
        ctx,
        reportDecided({
          ...outcome,
          reportId,
          waiting: (await listReportsToAnswer(deps, ctx.actor)).length,
        }),
      );
  }
}

const STOPPED = { withdrawn: REPLIES.reportOfWithdrawn, changed_since: REPLIES.changedAfterReport } as const;
