import { messageDay } from '../../app/deps.ts';
import {
  chooseBelow,
  findHandDown,
  type HandDownChange,
  handDownChosen,
  openHandDown,
} from '../../app/hand-down.ts';
import { askHandDownDue, handDownChoice, handDownPreview, handedDown } from '../../messages/hand-down.ts';
import { REPLIES } from '../../messages/reply.ts';
import { ask, replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { HAND_DOWN_DUE } from '../conversations/hand-down-due.ts';
import { HAND_DOWN_REFUSED } from '../hand-down-refused.ts';

/** «Поручить школам»: a new message, what it was pressed under stays. */
export async function offerHandDown(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const found = await openHandDown(deps, ctx.actor, assignmentId);
  if (found.kind !== 'offer') return toast(ctx, HAND_DOWN_REFUSED[found.kind], true);
  await toast(ctx);
  await say(deps, ctx, handDownPreview(found.offer, messageDay(deps)));
}

/** Back from choosing, with what was chosen. */
export async function showHandDown(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const found = await findHandDown(deps, ctx.actor, assignmentId);
  if (found.kind !== 'offer') return toast(ctx, HAND_DOWN_REFUSED[found.kind], true);
  await toast(ctx);
  await replace(deps, ctx, handDownPreview(found.offer, messageDay(deps)));
}

/** «Выбрать школы»: a page of those below, with a change where one was pressed. */
export async function chooseSchools(
  deps: BotDeps,
  ctx: BotContext,
  at: { readonly assignmentId: number; readonly page: number },
  change?: HandDownChange,
): Promise<void> {
  const found =
    change === undefined
      ? await findHandDown(deps, ctx.actor, at.assignmentId)
      : await chooseBelow(deps, ctx.actor, at.assignmentId, change);
  if (found.kind !== 'offer') return toast(ctx, HAND_DOWN_REFUSED[found.kind], true);
  await toast(ctx);
  await replace(deps, ctx, handDownChoice(found.offer, at.page));
}

/** «Изменить срок»: asks for words. */
export async function askForHandDownDue(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const found = await findHandDown(deps, ctx.actor, assignmentId);
  if (found.kind !== 'offer') return toast(ctx, HAND_DOWN_REFUSED[found.kind], true);
  await toast(ctx);
  await ask(deps, ctx.actor, askHandDownDue(found.offer.point, messageDay(deps)));
  // One dialogue at a time: this question takes the place of an earlier one.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(HAND_DOWN_DUE, { assignmentId });
}

/** «Поручить». */
export async function handDownNow(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const outcome = await handDownChosen(deps, ctx.actor, assignmentId);
  switch (outcome.kind) {
    case 'handed_down':
      await toast(ctx);
      return replace(deps, ctx, handedDown(outcome.point, outcome));
    case 'nobody_chosen':
      return toast(ctx, REPLIES.nobodyChosen, true);
    case 'due_not_today':
      return toast(ctx, REPLIES.dueNotToday, true);
    default:
      return toast(ctx, HAND_DOWN_REFUSED[outcome.kind], true);
  }
}
