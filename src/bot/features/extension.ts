import { type AskExtensionOutcome, confirmExtension } from '../../app/ask-extension.ts';
import { cancelGathering } from '../../app/change-gathered.ts';
import {
  type DecideExtensionOutcome,
  findExtensionToDecide,
  type GrantedDay,
  grantExtension,
  withdrawExtension,
} from '../../app/decide-extension.ts';
import { messageDay } from '../../app/deps.ts';
import { findExtensionPoint } from '../../app/request-extension.ts';
import { askExtension, extensionAsked } from '../../messages/extension.ts';
import { askOtherDay, askRefusalReason, extensionClosed } from '../../messages/extension-decision.ts';
import { REPLIES } from '../../messages/reply.ts';
import { ask, replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ASK_EXTENSION, tellTyped } from '../conversations/ask-extension.ts';
import { DECIDE_EXTENSION, decidedAlready, EXTENSION_UNDECIDED } from '../conversations/decide-extension.ts';
import { EXTENSION_REFUSED } from '../extension-refused.ts';
import { refusalText } from './refusals.ts';

/** «Продлить срок»: asks until when and why. */
export async function startExtension(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const found = await findExtensionPoint(deps.store, ctx.actor, assignmentId);
  if (found.kind !== 'may') return toast(ctx, EXTENSION_REFUSED[found.kind], true);
  await toast(ctx);
  await ask(deps, ctx.actor, askExtension(found.point, found.limit, messageDay(deps)));
  // One dialogue at a time: this question takes the place of an earlier one.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(ASK_EXTENSION, { assignmentId, label: found.point.label });
}

/** «Отправить просьбу» under a wish in one's own words. */
export async function confirmWish(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  draftId: number,
): Promise<void> {
  const outcome = await confirmExtension(deps, { actor: ctx.actor, assignmentId, draftId });
  const day = messageDay(deps);
  switch (outcome.kind) {
    case 'asked':
      await toast(ctx);
      return replace(
        deps,
        ctx,
        extensionAsked(outcome.point, outcome.request, { name: outcome.to, limit: outcome.limit }, day),
      );
    case 'past':
    case 'not_later':
      return toast(ctx, REPLIES.extensionWishPassed, true);
    case 'incomplete':
      return startExtension(deps, ctx, assignmentId);
    case 'draft_gone':
    case 'draft_of_another':
    case 'draft_over':
      return toast(ctx, refusalText(outcome.kind), true);
    default:
      return toast(ctx, EXTENSION_REFUSED[outcome.kind], true);
  }
}

/** «Написать иначе»: the words are put away, and asked for anew. */
export async function rewordWish(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  draftId: number,
): Promise<void> {
  const ended = await cancelGathering(deps, { actor: ctx.actor, draftId });
  if (ended.kind !== 'changed') return toast(ctx, refusalText(ended.kind), true);
  return startExtension(deps, ctx, assignmentId);
}

/** A wish in one's own words: what is still missing is asked for. */
export async function goOnWithExtension(
  deps: BotDeps,
  ctx: BotContext,
  { assignmentId, typed }: Extract<AskExtensionOutcome, { readonly kind: 'extension' }>,
): Promise<void> {
  const soFar = await tellTyped(deps, ctx.actor, typed);
  if (soFar === null) return;
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(ASK_EXTENSION, {
    assignmentId,
    label: typed.kind === 'incomplete' ? typed.point.label : null,
    soFar,
  });
}

/** «Отозвать просьбу». */
export async function withdraw(deps: BotDeps, ctx: BotContext, requestId: number): Promise<void> {
  const outcome = await withdrawExtension(deps, { actor: ctx.actor, requestId });
  switch (outcome.kind) {
    case 'withdrawn':
      await toast(ctx);
      return replace(deps, ctx, { html: REPLIES.extensionWithdrawn, keyboard: [] });
    case 'decided_already':
      return toast(ctx, REPLIES.extensionDecidedAlready, true);
    case 'observer':
      return toast(ctx, REPLIES.notExecutor, true);
    case 'not_yours':
      return toast(ctx, REPLIES.notYours, true);
  }
}

/** «Продлить до …», «Весь пункт до …». */
export async function grant(
  deps: BotDeps,
  ctx: BotContext,
  requestId: number,
  what: GrantedDay,
): Promise<void> {
  await tell(deps, ctx, await grantExtension(deps, { actor: ctx.actor, requestId, what }));
}

/** «Другая дата», «Отказать»: asks for words. */
export async function askDecision(
  deps: BotDeps,
  ctx: BotContext,
  requestId: number,
  answer: 'other_day' | 'refuse',
): Promise<void> {
  const found = await findExtensionToDecide(deps, ctx.actor, requestId);
  if (found.kind !== 'waiting') return tell(deps, ctx, found);
  await toast(ctx);
  const { point, request } = found;
  await ask(
    deps,
    ctx.actor,
    answer === 'refuse' ? askRefusalReason(point) : askOtherDay(point, request, messageDay(deps)),
  );
  await ctx.conversation.exitAll();
  const messageId = ctx.callbackQuery?.message?.message_id ?? null;
  await ctx.conversation.enter(DECIDE_EXTENSION, { requestId, answer, messageId });
}

async function tell(deps: BotDeps, ctx: BotContext, outcome: DecideExtensionOutcome): Promise<void> {
  if (outcome.kind === 'after_limit') {
    await toast(ctx, REPLIES.extensionAfterLimit, true);
    return replace(deps, ctx, outcome.message);
  }
  if (outcome.kind === 'past' || outcome.kind === 'not_later') {
    return toast(ctx, REPLIES.extensionDayPassed, true);
  }
  if (outcome.kind !== 'decided' && outcome.kind !== 'decided_already') {
    return toast(ctx, EXTENSION_UNDECIDED[outcome.kind], true);
  }
  const granted = outcome.kind === 'decided';
  await toast(ctx, granted ? REPLIES.extensionGranted : decidedAlready(outcome.request), !granted);
  await replace(deps, ctx, extensionClosed(outcome.point, outcome.request, messageDay(deps)));
}
