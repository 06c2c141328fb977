import {
  changeAddressees,
  describeAddressees,
  findAddressees,
  type PressedChoice,
} from '../../app/choose-addressees.ts';
import type { SeenPoint } from '../../app/review-point.ts';
import { addresseeCandidates, addresseeList, askAddressee } from '../../messages/addressee-choice.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { findDraft } from './publishing.ts';
import { askAboutPoint, tellReviewed } from './review.ts';

/** «Кому»: the addressees of a point, in place of its page. */
export async function showAddressees(deps: BotDeps, ctx: BotContext, decisionId: number): Promise<void> {
  const point = await deps.store.documents.findDecision(decisionId);
  if (point === null) return toast(ctx, REPLIES.pointGone, true);
  if ((await findDraft(deps, ctx, point.documentId)) === null) return;
  await toast(ctx);
  await replaceByAddressees(deps, ctx, decisionId);
}

/** A page of those who may take a place among the addressees. */
export async function offerAddressees(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
  page: number,
): Promise<void> {
  const found = await findAddressees(deps, ctx.actor, seen, null, place);
  if (found.kind !== 'found') return tellReviewed(deps, ctx, seen.decisionId, found, 'same');
  await toast(ctx);
  await replace(deps, ctx, addresseeCandidates(found, place, page));
}

/** «Найти по названию»: asks for words. */
export async function searchAddressee(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
): Promise<void> {
  await askAboutPoint(deps, ctx, seen, askAddressee, { kind: 'addressee', place });
}

/**
 * An addressee was chosen, removed or made to answer for the point; the addressees as they are now follow, or the next
 * doubtful point where the choice has settled this one.
 */
export async function chooseAddressee(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  choice: PressedChoice,
): Promise<void> {
  const outcome = await changeAddressees(deps, ctx.actor, seen, choice);
  if (outcome.kind === 'entry_gone') return toast(ctx, REPLIES.entryGone, true);
  if (outcome.kind !== 'changed') return tellReviewed(deps, ctx, seen.decisionId, outcome, 'same');
  // With the last doubt about the point gone, the next doubtful one opens.
  if (choice.kind === 'put' && outcome.settled)
    return tellReviewed(deps, ctx, seen.decisionId, outcome, 'settled');
  await toast(ctx);
  await replaceByAddressees(deps, ctx, seen.decisionId);
}

async function replaceByAddressees(deps: BotDeps, ctx: BotContext, decisionId: number): Promise<void> {
  const described = await describeAddressees(deps, decisionId);
  if (described !== null) await replace(deps, ctx, addresseeList(described));
}
