import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { saysDone } from '../../core/assignments/done-words.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { findTasks } from '../find-tasks.ts';
import { saysWords } from './says-words.ts';

/** The dialogue's name in storage. */
export const ASK_SEARCH = 'ask-search';

/**
 * Waits for what is to be looked for. Commands, menu labels, files, buttons and «выполнено» pass by: a report is
 * never taken for a search.
 */
export function askSearchWords(deps: BotDeps) {
  return async (conversation: Conversation<BotContext, Context>): Promise<void> => {
    const answer = await conversation.waitUntil(
      (ctx) => saysWords(ctx) && !saysDone(ctx.message?.text ?? ''),
      { next: true },
    );
    const words = answer.message?.text ?? '';
    await conversation.external((outside) =>
      runInDialogue(outside, () => findTasks(deps, outside.actor, words)),
    );
  };
}
