import {
  type DelegateRefusal,
  delegateAssignment,
  inviteColleague,
  listColleagues,
  takeBack,
} from '../../app/delegate-assignment.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { chooseColleague, colleagueInvited, delegated } from '../../messages/delegation.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** What a colleague's link is good for. */
const INVITATION_DAYS = 14;

/** «Поручить сотруднику»: who? A new message, so that the card stays; its pages (`turn`) are turned in place. */
export async function offerColleagues(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  show: 'open' | { readonly turn: number },
): Promise<void> {
  const found = await listColleagues(deps, ctx.actor, assignmentId);
  if (found.kind !== 'listed') return toast(ctx, REFUSALS[found.kind], true);
  await toast(ctx);
  if (show === 'open') await say(deps, ctx, chooseColleague(found.point, found.colleagues, 0));
  else await replace(deps, ctx, chooseColleague(found.point, found.colleagues, show.turn));
}

/** A colleague was chosen. */
export async function handToColleague(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  personId: number,
): Promise<void> {
  const outcome = await delegateAssignment(deps, { actor: ctx.actor, assignmentId, personId });
  if (outcome.kind === 'colleague_gone') return toast(ctx, REPLIES.colleagueGone, true);
  if (outcome.kind !== 'delegated') return toast(ctx, REFUSALS[outcome.kind], true);
  await toast(ctx);
  await replace(deps, ctx, delegated(outcome.point, outcome.person));
}

/** «Забрать обратно». */
export async function takeFromColleague(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const { kind } = await takeBack(deps, ctx.actor, assignmentId);
  if (kind === 'not_delegated') return toast(ctx, REPLIES.notDelegated, true);
  if (kind !== 'taken_back') return toast(ctx, REFUSALS[kind], true);
  await toast(ctx);
  await replace(deps, ctx, { html: REPLIES.takenBack });
}

/** «Пригласить нового»: a link to pass on. */
export async function inviteNewColleague(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
): Promise<void> {
  const made = await inviteColleague(deps, ctx.actor, assignmentId, INVITATION_DAYS);
  if (made.kind !== 'created') return toast(ctx, REFUSALS[made.kind], true);
  await toast(ctx);
  const { point, token, expiresAt } = made;
  const link = deps.inviteLink(token);
  await say(deps, ctx, colleagueInvited(point, point.organizationName, link, moscowDateOf(expiresAt)));
}

const REFUSALS: { readonly [K in DelegateRefusal['kind']]: string } = {
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  not_in_hand: REPLIES.notInHand,
};
