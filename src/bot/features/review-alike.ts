import { describeDraft } from '../../app/describe-draft.ts';
import { confirmAlike, type ReviewAlikeOutcome, type SeenAlike } from '../../app/review-alike.ts';
import { setDefaultDeadlines } from '../../app/set-deadline.ts';
import { alikeDoubts } from '../../core/review/alike-doubts.ts';
import { REPLIES } from '../../messages/reply.ts';
import { alikePage } from '../../messages/review-steps.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { DRAFT_REFUSED } from '../draft-refused.ts';
import { findDraft } from './publishing.ts';
import { goOn } from './review.ts';

/** «Похожие сомнения»: the points that are doubted for one reason, each of them named, in place. */
export async function showAlike(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  doubtKey: number,
): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  const alike = alikeDoubts(found.draft.points, doubtKey);
  if (alike === null) return toast(ctx, REPLIES.alikeGone, true);
  await toast(ctx);
  await replace(deps, ctx, alikePage(found.draft, alike, deps.calendar));
}

/** «Подтвердить эти 7 пунктов как есть». */
export async function confirmShown(deps: BotDeps, ctx: BotContext, seen: SeenAlike): Promise<void> {
  await tellAlike(deps, ctx, seen, await confirmAlike(deps, ctx.actor, seen));
}

/** «Срок по умолчанию для этих 7 пунктов». */
export async function takeDefaultDeadlines(deps: BotDeps, ctx: BotContext, seen: SeenAlike): Promise<void> {
  await tellAlike(deps, ctx, seen, await setDefaultDeadlines(deps, ctx.actor, seen));
}

/** The next of the alike points, as long as there are several; else whatever is doubtful next. */
async function tellAlike(
  deps: BotDeps,
  ctx: BotContext,
  { documentId, doubtKey }: SeenAlike,
  outcome: ReviewAlikeOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'changed_meanwhile':
    case 'changed': {
      const found = await describeDraft(deps, documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      const { draft } = found;
      const left = alikeDoubts(draft.points, doubtKey);
      const isChanged = outcome.kind === 'changed';
      if (left === null || (isChanged && left.count < 2)) return goOn(deps, ctx, draft, 0);
      await toast(ctx, isChanged ? undefined : REPLIES.alikeChanged, !isChanged);
      await replace(deps, ctx, alikePage(draft, left, deps.calendar));
    }
  }
}
