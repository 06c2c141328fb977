import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { type DigestTimeOutcome, setDigestTime } from '../../app/manage-people.ts';
import { readTypedTime } from '../../core/reminders/typed-time.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { digestTimeRefused } from '../../messages/reminder-settings.ts';
import { REPLIES } from '../../messages/reply.ts';
import { digestTimeTaken } from '../../messages/settings.ts';
import { ask } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { saysWords } from './says-words.ts';

/** The dialogue's name in storage. */
export const TYPE_DIGEST_TIME = 'type-digest-time';

/**
 * Waits for a time of day beside the buttons that offer some. Whatever is no time passes by: nobody's report is taken
 * for it. A time that cannot be is explained, and another is waited for.
 */
export function typeDigestTime(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    { subscriptionId }: { readonly subscriptionId: number },
  ): Promise<void> => {
    for (let again = true; again; ) {
      const said = await conversation.waitUntil(saysTime, { next: true });
      const words = said.message?.text ?? '';
      again = await conversation.external(async (outside) => {
        let refused = false;
        await runInDialogue(outside, async () => {
          const { message, anew } = await take(deps, outside, subscriptionId, words);
          refused = anew;
          if (anew) await ask(deps, outside.actor, message);
          else await deps.messenger.send(outside.actor, message);
        });
        return refused;
      });
    }
  };
}

async function take(
  deps: BotDeps,
  { actor }: BotContext,
  subscriptionId: number,
  words: string,
): Promise<{ readonly message: OutgoingMessage; readonly anew: boolean }> {
  const typed = readTypedTime(words);
  if (typed?.kind !== 'time') return { message: digestTimeRefused({ kind: 'impossible' }), anew: true };
  const outcome: DigestTimeOutcome = await setDigestTime(deps, { actor, subscriptionId, time: typed.time });
  switch (outcome.kind) {
    case 'set':
      return { message: digestTimeTaken(subscriptionId, typed.time), anew: false };
    case 'out_of_range':
    case 'quiet':
      return { message: digestTimeRefused(outcome), anew: true };
    case 'observer':
      return { message: { html: REPLIES.onlyExecutorManages }, anew: false };
    case 'not_yours':
      return { message: { html: REPLIES.notYourOrganization }, anew: false };
  }
}

function saysTime(ctx: Context): boolean {
  return saysWords(ctx) && readTypedTime(ctx.message?.text ?? '') !== null;
}
