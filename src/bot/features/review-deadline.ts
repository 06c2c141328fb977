import type { SeenPoint } from '../../app/review-point.ts';
import { setDefaultDeadline, setTypedDeadline } from '../../app/set-deadline.ts';
import { askDeadline } from '../../messages/point-questions.ts';
import { REPLIES } from '../../messages/reply.ts';
import { toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { askAboutPoint, tellReviewed } from './review.ts';

/** «Срок»: asks for words; «Написать иначе» asks again. */
export async function askForDeadline(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  await askAboutPoint(deps, ctx, seen, askDeadline, { kind: 'deadline' });
}

/** «Верно» under what was understood. */
export async function acceptDeadline(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  typedByUpdateId: number,
): Promise<void> {
  const outcome = await setTypedDeadline(deps, ctx.actor, seen, typedByUpdateId);
  if (outcome.kind === 'words_gone') return toast(ctx, REPLIES.wordsGone, true);
  await tellReviewed(deps, ctx, seen.decisionId, outcome, 'settled');
}

/** «Срок по умолчанию (месяц)». */
export async function takeDefaultDeadline(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  const outcome = await setDefaultDeadline(deps, ctx.actor, seen);
  await tellReviewed(deps, ctx, seen.decisionId, outcome, 'settled');
}
