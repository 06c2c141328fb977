import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { type Actor, messageDay } from '../../app/deps.ts';
import { typeHandDownDue } from '../../app/hand-down.ts';
import { handDownDueRefused, handDownPreview } from '../../messages/hand-down.ts';
import { ask } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { HAND_DOWN_REFUSED } from '../hand-down-refused.ts';
import { untilTaken } from './until-taken.ts';

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
    await untilTaken(conversation, (actor, words) => take(deps, actor, assignmentId, words));
  };
}

/** True where the day is to be written anew. */
async function take(deps: BotDeps, actor: Actor, assignmentId: number, words: string): Promise<boolean> {
  const outcome = await typeHandDownDue(deps, actor, assignmentId, words);
  switch (outcome.kind) {
    case 'refused':
      await ask(deps, actor, handDownDueRefused(outcome.refused));
      return true;
    case 'offer':
      await deps.messenger.send(actor, handDownPreview(outcome.offer, messageDay(deps)));
      return false;
    default:
      await deps.messenger.send(actor, { html: HAND_DOWN_REFUSED[outcome.kind] });
      return false;
  }
}
