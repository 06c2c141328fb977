import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Actor } from '../../app/deps.ts';
import type { BotContext } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { saysWords } from './says-words.ts';

/**
 * Waits for words and gives them to `take`, again and again while that answers true: they are to be written anew.
 * Commands, menu labels, files and buttons pass by.
 */
export async function untilTaken(
  conversation: Conversation<BotContext, Context>,
  take: (actor: Actor, words: string) => Promise<boolean>,
): Promise<void> {
  for (let again = true; again; ) {
    const said = await conversation.waitUntil((ctx) => saysWords(ctx), { next: true });
    const words = said.message?.text?.trim() ?? '';
    again = await conversation.external(async (outside) => {
      let anew = false;
      await runInDialogue(outside, async () => {
        anew = await take(outside.actor, words);
      });
      return anew;
    });
  }
}
