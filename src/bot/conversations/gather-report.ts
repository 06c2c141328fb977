import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { gather } from '../features/gathering.ts';
import { fileOf } from '../incoming-file.ts';
import { saysWords } from './says-words.ts';

/**
 * Hears what the person sends for their report until it is sent, cancelled or left for a day. What was gathered lives
 * in the database, not here: where this dialogue is lost (a deploy, another version), the next message finds the draft
 * and goes on. Commands, menu labels and buttons pass by, and so do replies to something else.
 */
export function gatherReport(deps: BotDeps) {
  return async (conversation: Conversation<BotContext, Context>): Promise<void> => {
    const checkpoint = conversation.checkpoint();
    await conversation.waitUntil(isForReport, { next: true });
    const heard = await conversation.external(async (outside) => {
      const results: Awaited<ReturnType<typeof gather>>[] = [];
      await runInDialogue(outside, async () => {
        results.push(await gather(deps, outside));
      });
      return results[0] ?? 'taken';
    });
    if (heard === 'nothing_open') await conversation.halt({ next: true });
    if (heard === 'elsewhere') await conversation.skip({ next: true });
    await conversation.rewind(checkpoint);
  };
}

/** Words or a file. */
export function isForReport(ctx: Context): boolean {
  const { message } = ctx;
  return message !== undefined && (saysWords(ctx) || fileOf(message) !== null);
}
