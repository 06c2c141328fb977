import { documentFacts } from '../../app/point-facts.ts';
import type { SeenPoint } from '../../app/review-point.ts';
import { parseAction } from '../../messages/actions.ts';
import { askNewPoint, askText } from '../../messages/point-questions.ts';
import { say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ANSWER_FOR_POINT } from '../conversations/answer-for-point.ts';
import { rewritten } from '../rewrite-point.ts';
import { findDraft } from './publishing.ts';
import { askAboutPoint } from './review.ts';

/** «Текст»: asks for the point in new words. */
export async function askForText(deps: BotDeps, ctx: BotContext, seen: SeenPoint): Promise<void> {
  await askAboutPoint(deps, ctx, seen, askText, { kind: 'text' });
}

/** «Добавить пункт»: asks for its text. */
export async function askForPoint(deps: BotDeps, ctx: BotContext, documentId: number): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  await toast(ctx);
  await say(deps, ctx, askNewPoint(documentFacts(found.document)));
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(ANSWER_FOR_POINT, { about: { kind: 'new_point', documentId } });
}

/** A reply to the page of a point is its new text. False where the message replies to no such page. */
export async function rewriteByReply(deps: BotDeps, ctx: BotContext): Promise<boolean> {
  const words = ctx.message?.text?.trim() ?? '';
  const seen = pointOfPage(ctx);
  if (seen === null || words === '') return false;
  await say(deps, ctx, await rewritten(deps, ctx.actor, seen, words));
  return true;
}

/** The point on the page that the message replies to: the page's own buttons name it and its revision. */
function pointOfPage(ctx: BotContext): SeenPoint | null {
  const replied = ctx.message?.reply_to_message;
  if (replied?.from?.id !== ctx.me.id) return null;
  for (const button of replied.reply_markup?.inline_keyboard.flat() ?? []) {
    const action = 'callback_data' in button ? parseAction(button.callback_data) : null;
    if (action?.kind === 'ask_text') return action;
  }
  return null;
}
