import { confirmWarnings } from '../../app/confirm-warnings.ts';
import { describeDraft } from '../../app/describe-draft.ts';
import type { StoredDecision } from '../../app/ports.ts';
import {
  confirmPoint,
  dropPoint,
  findSeen,
  type ReviewPointOutcome,
  type SeenPoint,
} from '../../app/review-point.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { REPLIES } from '../../messages/reply.ts';
import { changedMeanwhile, doubtfulFrom, type ReviewPlace, reviewPage } from '../../messages/review.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ANSWER_FOR_POINT, type PointMatter } from '../conversations/answer-for-point.ts';
import { findDraft, showDraft } from './publishing.ts';

/** «Проверить пункты» and its pages, in place: the first doubtful point, as long as there are any. */
export async function review(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  place: ReviewPlace,
): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  await toast(ctx);
  const shown = place.through === 'doubts' ? doubtfulFrom(found.draft, place.index) : place;
  await replace(deps, ctx, reviewPage(found.draft, shown, deps.calendar));
}

/** «Подтвердить замечания к документу». */
export async function confirmDocument(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const outcome = await confirmWarnings(deps, { actor: ctx.actor, documentId });
  switch (outcome.kind) {
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
    case 'document_gone':
      return toast(ctx, REPLIES.documentGone, true);
    case 'draft_gone':
      return toast(ctx, REPLIES.draftGone, true);
    case 'confirmed':
      return showDraft(deps, ctx, documentId);
  }
}

/** «Подтвердить как есть»; the next doubtful point follows. */
export async function confirm(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  const outcome = await confirmPoint(deps, ctx.actor, seen);
  await tellReviewed(deps, ctx, seen.decisionId, outcome, 'next');
}

/** «Снять пункт», «Вернуть пункт». */
export async function drop(deps: BotDeps, ctx: BotContext, seen: SeenPoint, dropped: boolean): Promise<void> {
  const outcome = await dropPoint(deps, ctx.actor, seen, dropped);
  await tellReviewed(deps, ctx, seen.decisionId, outcome, 'same');
}

/** Back to the page of a point, in place. */
export async function showPoint(deps: BotDeps, ctx: BotContext, decisionId: number): Promise<void> {
  const point = await deps.store.documents.findDecision(decisionId);
  if (point === null) return toast(ctx, REPLIES.pointGone, true);
  const found = await findDraft(deps, ctx, point.documentId);
  if (found === null) return;
  // Whoever goes back does not answer the question any more.
  await ctx.conversation.exitAll();
  await toast(ctx);
  const index = found.draft.points.findIndex(({ id }) => id === decisionId);
  const { through } = doubtfulFrom(found.draft, index);
  await replace(deps, ctx, reviewPage(found.draft, { index, through }, deps.calendar));
}

/** Asks a controller about a point they saw, in a message of its own; the next words are the answer. */
export async function askAboutPoint(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  question: (point: StoredDecision) => OutgoingMessage,
  about: PointMatter,
): Promise<void> {
  const found = await findSeen(deps.store, ctx.actor, seen);
  if (found.kind !== 'seen') return tellReviewed(deps, ctx, seen.decisionId, found, 'same');
  await toast(ctx);
  await say(deps, ctx, question(found.point));
  // One dialogue at a time: a second question replaces the one before it.
  await ctx.conversation.exitAll();
  const { decisionId, revision } = seen;
  await ctx.conversation.enter(ANSWER_FOR_POINT, { decisionId, revision, about });
}

/** What became of a change that was pressed: the point as it is now, or the next doubtful one. */
export async function tellReviewed(
  deps: BotDeps,
  ctx: BotContext,
  decisionId: number,
  outcome: ReviewPointOutcome,
  then: 'same' | 'next',
): Promise<void> {
  switch (outcome.kind) {
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
    case 'point_gone':
      return toast(ctx, REPLIES.pointGone, true);
    case 'draft_gone':
      return toast(ctx, REPLIES.draftGone, true);
    case 'changed_meanwhile':
    case 'changed': {
      const found = await describeDraft(deps, outcome.documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      const { draft } = found;
      const index = draft.points.findIndex(({ id }) => id === decisionId);
      const onward = doubtfulFrom(draft, index);
      const moves = then === 'next' && outcome.kind === 'changed';
      const settled = onward.through === 'all' && draft.warnings.length === 0;
      if (outcome.kind === 'changed_meanwhile')
        await toast(ctx, changedMeanwhile(outcome.by, outcome.own), true);
      else if (moves && settled) await toast(ctx, REPLIES.noDoubtsLeft);
      else await toast(ctx);
      const place = moves ? onward : { index, through: onward.through };
      await replace(deps, ctx, reviewPage(draft, place, deps.calendar));
    }
  }
}
