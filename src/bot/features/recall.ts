import { findRecall, type RecallRefusal, type RecallTarget, recall } from '../../app/recall.ts';
import { confirmRecall, recallChoice, recalled } from '../../messages/recall.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** «Отозвать у школы…»: a page of those who have the point in hand, in place of who has done it. */
export async function chooseRecall(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  page: number,
): Promise<void> {
  const found = await findRecall(deps, ctx.actor, { of: 'all', assignmentId });
  if (found.kind !== 'offer') return toast(ctx, RECALL_REFUSED[found.kind], true);
  await toast(ctx);
  await replace(deps, ctx, recallChoice(found.offer, page));
}

/** Asks before anything is taken back. */
export async function askRecall(deps: BotDeps, ctx: BotContext, target: RecallTarget): Promise<void> {
  const found = await findRecall(deps, ctx.actor, target);
  if (found.kind !== 'offer') return toast(ctx, RECALL_REFUSED[found.kind], true);
  await toast(ctx);
  await replace(deps, ctx, confirmRecall(found.offer, target.of));
}

/** «Отозвать». */
export async function recallNow(
  deps: BotDeps,
  ctx: BotContext,
  target: RecallTarget,
  seen?: number,
): Promise<void> {
  const { actor } = ctx;
  const outcome = await recall(deps, seen === undefined ? { actor, target } : { actor, target, seen });
  if (outcome.kind !== 'recalled') return toast(ctx, RECALL_REFUSED[outcome.kind], true);
  await toast(ctx);
  await replace(deps, ctx, recalled(outcome.offer));
}

const RECALL_REFUSED: { readonly [K in RecallRefusal['kind']]: string } = {
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  nobody: REPLIES.nobodyToRecall,
  report_waits: REPLIES.recallReportWaits,
  changed: REPLIES.recallChanged,
};
