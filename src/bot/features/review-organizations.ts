import {
  clearPicked,
  describePicking,
  findPicking,
  pickEverybody,
  toggleOrganization,
} from '../../app/pick-organizations.ts';
import type { ReviewPointOutcome, SeenPoint } from '../../app/review-point.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import {
  askGroupName,
  askPicked,
  type PickingFacts,
  pickingMunicipalities,
  pickingPage,
} from '../../messages/organization-picking.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { askAboutPoint, tellReviewed } from './review.ts';

/** «Кто именно»: a page of the organizations that may be marked for an addressee, in place. */
export async function offerOrganizations(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
  page: number,
): Promise<void> {
  await offer(deps, ctx, seen, place, (picking) => pickingPage(picking, page));
}

/** An organization was marked, or its mark was taken off. */
export async function markOrganization(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  pressed: { readonly place: number; readonly page: number; readonly entryKey: number },
): Promise<void> {
  const outcome = await toggleOrganization(deps, ctx.actor, seen, pressed);
  if (outcome.kind === 'entry_gone') return toast(ctx, REPLIES.entryGone, true);
  await showPicked(deps, ctx, seen, outcome, pressed.place, pressed.page);
}

/** «По муниципалитетам»: a way to the page of each. */
export async function offerMunicipalities(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
  page: number,
): Promise<void> {
  await offer(deps, ctx, seen, place, (picking) => pickingMunicipalities(picking, page));
}

/** «Отметить всех». */
export async function markEverybody(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
): Promise<void> {
  await showPicked(deps, ctx, seen, await pickEverybody(deps, ctx.actor, seen, place), place, 0);
}

/** «Снять отметки». */
export async function unmarkOrganizations(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
): Promise<void> {
  await showPicked(deps, ctx, seen, await clearPicked(deps, ctx.actor, seen, place), place, 0);
}

/** «Написать списком»: asks for numbers or names. */
export async function askForOrganizations(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
): Promise<void> {
  await askAboutPoint(deps, ctx, seen, askPicked, { kind: 'organizations', place });
}

/** «Сохранить как группу»: asks for a name. */
export async function askForGroupName(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
): Promise<void> {
  await askAboutPoint(deps, ctx, seen, askGroupName, { kind: 'group_name', place });
}

async function offer(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  place: number,
  word: (picking: PickingFacts) => OutgoingMessage,
): Promise<void> {
  const found = await findPicking(deps, ctx.actor, seen, place);
  if (found.kind === 'addressee_gone') return toast(ctx, REPLIES.addresseeGone, true);
  if (found.kind !== 'found') return tellReviewed(deps, ctx, seen.decisionId, found, 'same');
  await toast(ctx);
  await replace(deps, ctx, word(found.picking));
}

async function showPicked(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  outcome: ReviewPointOutcome,
  place: number,
  page: number,
): Promise<void> {
  if (outcome.kind !== 'changed') return tellReviewed(deps, ctx, seen.decisionId, outcome, 'same');
  const picking = await describePicking(deps, seen.decisionId, place);
  if (picking === null) return toast(ctx, REPLIES.addresseeGone, true);
  await toast(ctx);
  await replace(deps, ctx, pickingPage(picking, page));
}
