import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { type Actor, messageDay } from '../../app/deps.ts';
import { typeHandDownDue } from '../../app/hand-down.ts';
import { handDownDueRefused, handDownPreview } from '../../messages/hand-down.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { HAND_DOWN_REFUSED } from '../hand-down-refused.ts';
import { saysWords } from './says-words.ts';

/** The dialogue's name in storage. */
export const HAND_DOWN_DUE = 'hand-down-due';

/**
 * Waits for the day the officer gives to those below; a day that does not fit is explained, and another is waited for.
 * Commands, menu labels, files and buttons pass by.
 */
export function handDownDue(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    { assignmentId }: { readonly assignmentId: number },
  ): Promise<void> => {
    for (let again = true; again; ) {
      const said = await conversation.waitUntil((ctx) => saysWords(ctx), { next: true });
      const words = said.message?.text?.trim() ?? '';
      again = await conversation.external(async (outside) => {
        let refused = false;
        await runInDialogue(outside, async () => {
          refused = await take(deps, outside.actor, assignmentId, words);
        });
        return refused;
      });
    }
  };
}

/** True where the day is to be written anew. */
async function take(deps: BotDeps, actor: Actor, assignmentId: number, words: string): Promise<boolean> {
  const outcome = await typeHandDownDue(deps, actor, assignmentId, words);
  switch (outcome.kind) {
    case 'refused':
      await deps.messenger.send(actor.chatId, handDownDueRefused(outcome.refused));
      return true;
    case 'offer':
      await deps.messenger.send(actor.chatId, handDownPreview(outcome.offer, messageDay(deps)));
      return false;
    default:
      await deps.messenger.send(actor.chatId, { html: HAND_DOWN_REFUSED[outcome.kind] });
      return false;
  }
}
