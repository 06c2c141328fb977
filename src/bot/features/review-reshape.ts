import { describeDraft } from '../../app/describe-draft.ts';
import {
  findCutPlaces,
  findMerge,
  mergeWithNext,
  type ReshapeOutcome,
  splitPointAt,
  undoReshape,
} from '../../app/reshape-points.ts';
import type { SeenPoint } from '../../app/review-point.ts';
import { askMerge, askSplit } from '../../messages/point-reshape.ts';
import { REPLIES } from '../../messages/reply.ts';
import { indexOfPoint, reviewPage } from '../../messages/review.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { askAboutPoint, tellReviewed } from './review.ts';

/** «Разделить»: where? By a button, or by words. */
export async function askToSplit(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  const found = await findCutPlaces(deps, ctx.actor, seen);
  if (found.kind !== 'found') return tellReviewed(deps, ctx, seen.decisionId, found, 'same');
  await askAboutPoint(deps, ctx, seen, (point) => askSplit(point, found.places), { kind: 'split' });
}

/** «✂ Перед 2». */
export async function split(deps: BotDeps, ctx: BotContext, seen: SeenPoint, offset: number): Promise<void> {
  // The place was chosen; the next words are no answer any more.
  await ctx.conversation.exitAll();
  await tellReshaped(deps, ctx, seen, await splitPointAt(deps, ctx.actor, seen, offset), REPLIES.pointSplit);
}

/** «Объединить со следующим»: shows both, in place, and asks for the deadline where they differ. */
export async function askToMerge(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  const found = await findMerge(deps, ctx.actor, seen);
  if (found.kind === 'no_next_point') return toast(ctx, REPLIES.noNextPoint, true);
  if (found.kind !== 'found') return tellReviewed(deps, ctx, seen.decisionId, found, 'same');
  await toast(ctx);
  await replace(deps, ctx, askMerge(found.point, found.next, deps.calendar));
}

/** «Объединить». */
export async function merge(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  next: SeenPoint,
  deadlineOf: 'first' | 'second',
): Promise<void> {
  const outcome = await mergeWithNext(deps, ctx.actor, seen, next, deadlineOf);
  await tellReshaped(deps, ctx, seen, outcome, REPLIES.pointsMerged);
}

/** «Отменить разделение», «Отменить объединение». */
export async function undo(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  await tellReshaped(deps, ctx, seen, await undoReshape(deps, ctx.actor, seen), REPLIES.reshapeUndone);
}

/** The first of the points there are now, among all of them: the others follow it. */
async function tellReshaped(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  outcome: ReshapeOutcome,
  done: string,
): Promise<void> {
  switch (outcome.kind) {
    case 'no_such_place':
      return toast(ctx, REPLIES.noSuchPlace, true);
    case 'no_next_point':
      return toast(ctx, REPLIES.noNextPoint, true);
    case 'reshaped_again':
      return toast(ctx, REPLIES.reshapedAgain, true);
    case 'reshaped': {
      const found = await describeDraft(deps, outcome.documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      await toast(ctx, done);
      const index = indexOfPoint(found.draft, outcome.decisionId);
      return replace(deps, ctx, reviewPage(found.draft, { index, through: 'all' }, deps.calendar));
    }
    case 'not_controller':
    case 'point_gone':
    case 'draft_gone':
    case 'changed_meanwhile':
      return tellReviewed(deps, ctx, seen.decisionId, outcome, 'same');
  }
}
