import { confirmWarnings } from '../../app/confirm-warnings.ts';
import { describeDraft } from '../../app/describe-draft.ts';
import type { StoredDecision } from '../../app/ports.ts';
import {
  confirmPoint,
  dropPoint,
  findSeen,
  type ReviewPointOutcome,
  requireFileForPoint,
  type SeenPoint,
} from '../../app/review-point.ts';
import type { DraftFacts } from '../../messages/draft.ts';
import { plainText } from '../../messages/html.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { REPLIES } from '../../messages/reply.ts';
import {
  changedMeanwhile,
  doubtfulFrom,
  indexOfPoint,
  isDoubtful,
  type ReviewPlace,
  remainingLine,
  reviewPage,
} from '../../messages/review.ts';
import { nextStep } from '../../messages/review-steps.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ANSWER_FOR_POINT, type PointMatter } from '../conversations/answer-for-point.ts';
import { DRAFT_REFUSED } from '../draft-refused.ts';
import { findDraft } from './publishing.ts';

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

/** «Подтвердить замечания к документу»; what is still doubtful follows. */
export async function confirmDocument(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const outcome = await confirmWarnings(deps, { actor: ctx.actor, documentId });
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'confirmed': {
      const found = await findDraft(deps, ctx, documentId);
      if (found !== null) await goOn(deps, ctx, found.draft, 0);
    }
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

/** «Требовать файл», «Файл не требовать». */
export async function requireFile(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  requiresFile: boolean,
): Promise<void> {
  const outcome = await requireFileForPoint(deps, ctx.actor, seen, requiresFile);
  await tellReviewed(deps, ctx, seen.decisionId, outcome, 'same');
}

/** Back to the page of a point, in place, or behind its «Ещё…». */
export async function showPoint(
  deps: BotDeps,
  ctx: BotContext,
  decisionId: number,
  buttons: 'likely' | 'rest',
): Promise<void> {
  const point = await deps.store.documents.findDecision(decisionId);
  if (point === null) return toast(ctx, REPLIES.pointGone, true);
  const found = await findDraft(deps, ctx, point.documentId);
  if (found === null) return;
  // Whoever goes back does not answer the question any more.
  await ctx.conversation.exitAll();
  await toast(ctx);
  const index = indexOfPoint(found.draft, decisionId);
  const { through } = doubtfulFrom(found.draft, index);
  await replace(deps, ctx, reviewPage(found.draft, { index, through }, deps.calendar, buttons));
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

/**
 * What became of a change that was pressed: the point as it is now, or the next doubtful one: always, or only where
 * the change has settled the point.
 */
export async function tellReviewed(
  deps: BotDeps,
  ctx: BotContext,
  decisionId: number,
  outcome: ReviewPointOutcome,
  then: 'same' | 'settled' | 'next',
): Promise<void> {
  switch (outcome.kind) {
    case 'not_controller':
    case 'point_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'changed_meanwhile':
    case 'changed': {
      const found = await describeDraft(deps, outcome.documentId);
      if (found === null) return toast(ctx, REPLIES.documentGone, true);
      const { draft } = found;
      const index = indexOfPoint(draft, decisionId);
      if (outcome.kind === 'changed' && (then === 'next' || (then === 'settled' && outcome.settled))) {
        return goOn(deps, ctx, draft, index);
      }
      if (outcome.kind === 'changed_meanwhile')
        await toast(ctx, changedMeanwhile(outcome.by, outcome.own), true);
      else await toast(ctx);
      const { through } = doubtfulFrom(draft, index);
      await replace(deps, ctx, reviewPage(draft, { index, through }, deps.calendar));
    }
  }
}

/** The next doubtful point after one that is settled, or what comes after the last of them. */
export async function goOn(deps: BotDeps, ctx: BotContext, draft: DraftFacts, index: number): Promise<void> {
  await toast(ctx, isDoubtful(draft) ? plainText(remainingLine(draft)) : REPLIES.noDoubtsLeft);
  await replace(deps, ctx, nextStep(draft, index, deps.calendar));
}
