import { cancelAwaiting } from '../app/await-page.ts';
import { sayReply } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { cancelPresent, GATHER_REPORT } from './features/gathering.ts';

/**
 * «/cancel», «Отмена»: ends the question that waits for words; where there is none, what is gathered for a report, or
 * the question which assignment was meant. One thing at a time: a report is not given up with a question asked in its
 * midst.
 */
export async function cancelStarted(deps: BotDeps, ctx: BotContext): Promise<void> {
  const active = Object.keys(ctx.conversation.active());
  await ctx.conversation.exitAll();
  const awaited = await cancelAwaiting(deps, ctx.actor);
  if (awaited || active.some((id) => id !== GATHER_REPORT)) return sayReply(deps, ctx, 'cancelled');
  if (await cancelPresent(deps, ctx)) return;
  await sayReply(deps, ctx, active.length > 0 ? 'cancelled' : 'nothingToCancel');
}
