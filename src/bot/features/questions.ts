import { describeQuestion } from '../../app/open-question.ts';
import type { GatheredItem } from '../../messages/gathering.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { questionMoved } from '../../messages/report-choice.ts';
import { replaceMessage, say } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/**
 * Asks about words and files that wait in a draft. Asked once more after more has come, the question stands where it
 * was, or at the end of the chat if it is out of sight; it tells what is kept.
 */
export async function ask(
  deps: BotDeps,
  ctx: BotContext,
  draftId: number,
  word: (kept: readonly GatheredItem[]) => OutgoingMessage,
): Promise<void> {
  const draft = await deps.store.reportDrafts.find(draftId);
  if (draft === null) return say(deps, ctx, word([]));
  const { kept, messageId, isFarAbove } = await describeQuestion(deps.store, draft, ctx.actor);
  // A button that opens the question shows it where it was pressed, at the end.
  const isNear = messageId !== null && !isFarAbove && ctx.callbackQuery === undefined;
  if (isNear) return replaceMessage(deps, ctx.actor, messageId, word(kept));
  const asked = await deps.messenger.send(ctx.actor, word(kept));
  await deps.store.reportDrafts.showIn(draftId, asked.messageId);
  if (messageId !== null) await replaceMessage(deps, ctx.actor, messageId, questionMoved());
}
