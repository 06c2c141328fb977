import { describeForgetting, type ForgetRefusal, forgetPerson } from '../../app/forget-person.ts';
import { forgotten, offerForgetting as offer } from '../../messages/forgetting.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, say, toast } from '../answer.ts';
import { updateCommands } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** `/forget`: says what it means and asks. */
export async function offerForgetting(deps: BotDeps, ctx: BotContext): Promise<void> {
  const found = await describeForgetting(deps, ctx.actor);
  await say(deps, ctx, found.kind === 'described' ? offer(found.facts) : { html: REFUSALS[found.kind] });
}

/** «Да, удалить мои данные». */
export async function forgetMe(deps: BotDeps, ctx: BotContext): Promise<void> {
  // An open dialogue would be written down again after this update.
  await ctx.conversation.exitAll();
  const outcome = await forgetPerson(deps, ctx.actor);
  if (outcome.kind !== 'forgotten') return toast(ctx, REFUSALS[outcome.kind], true);
  await toast(ctx);
  await updateCommands(deps, ctx);
  await replace(deps, ctx, forgotten());
}

const REFUSALS: { readonly [K in ForgetRefusal['kind']]: string } = {
  not_private: REPLIES.forgetInPrivate,
  last_controller: REPLIES.lastController,
};
