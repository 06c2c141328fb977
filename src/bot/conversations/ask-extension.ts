import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { type Actor, messageDay } from '../../app/deps.ts';
import {
  type ExtensionSoFar,
  type TypeExtensionOutcome,
  typeExtension,
} from '../../app/request-extension.ts';
import { readAnswer } from '../../core/assignments/answer-words.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { askExtensionRest, extensionAsked, extensionRefusedDay } from '../../messages/extension.ts';
import { whose } from '../../messages/whose.ts';
import { ask } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { runInDialogue } from '../dialogues.ts';
import { EXTENSION_REFUSED } from '../extension-refused.ts';
import { saysWords } from './says-words.ts';

/** The dialogue's name in storage. */
export const ASK_EXTENSION = 'ask-extension';

/** What the dialogue begins with. */
export interface WantedExtension {
  readonly assignmentId: number;
  /** The number of the point, where it has one: words about another are not for this dialogue. */
  readonly label?: string | null;
  /** What was said before. */
  readonly soFar?: ExtensionSoFar;
}

/**
 * Waits for until when and why, in one message or in several; a day that does not fit is explained, and another is
 * waited for. Commands, menu labels, files and buttons pass by, and so do words about another point.
 */
export function askForExtension(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    { assignmentId, label = null, soFar: begun }: WantedExtension,
  ): Promise<void> => {
    let soFar: ExtensionSoFar | null = begun ?? { until: null, reason: null };
    while (soFar !== null) {
      const said = await conversation.waitUntil(
        (ctx) => saysWords(ctx) && !isAboutAnother(deps, ctx, label),
        {
          next: true,
        },
      );
      const words = said.message?.text?.trim() ?? '';
      const before: ExtensionSoFar = soFar;
      soFar = await conversation.external(async (outside) => {
        let left: ExtensionSoFar | null = null;
        await runInDialogue(outside, async () => {
          left = await take(deps, outside.actor, assignmentId, words, before);
        });
        return left;
      });
    }
  };
}

/** «Продлите п. 3.1 до …», «п. 3.1 выполнено», said while the dialogue is about 1.1. */
function isAboutAnother(deps: BotDeps, { message }: Context, label: string | null): boolean {
  if (message?.text === undefined || label === null) return false;
  const on = moscowDateOf(new Date(message.date * 1000));
  const answer = readAnswer(message.text, { on, calendar: deps.calendar, policy: deps.deadlinePolicy });
  if (answer.kind !== 'extension' && answer.kind !== 'done') return false;
  const named = answer.points.filter(({ marked }) => marked);
  return named.length > 0 && named.every((point) => point.label !== label);
}

/** What is known so far, where more is to be written; null where the dialogue is over. */
async function take(
  deps: BotDeps,
  actor: Actor,
  assignmentId: number,
  words: string,
  before: ExtensionSoFar,
): Promise<ExtensionSoFar | null> {
  return tellTyped(deps, actor, await typeExtension(deps, actor, assignmentId, words, before));
}

/** Tells what became of the words; what is known so far where more is to be written, null where it is over. */
export async function tellTyped(
  deps: BotDeps,
  actor: Actor,
  outcome: TypeExtensionOutcome,
): Promise<ExtensionSoFar | null> {
  const day = messageDay(deps);
  switch (outcome.kind) {
    case 'incomplete': {
      const { until, reason } = outcome;
      await ask(deps, actor, { ...askExtensionRest(until, reason, day), ...whose([outcome.point]) });
      return { until, reason };
    }
    case 'past':
    case 'not_later':
      await ask(deps, actor, extensionRefusedDay(outcome.kind, outcome.until, outcome.due));
      return { until: null, reason: outcome.reason };
    case 'asked':
      await deps.messenger.send(
        actor,
        extensionAsked(outcome.point, outcome.request, { name: outcome.to, limit: outcome.limit }, day),
      );
      return null;
    default:
      await deps.messenger.send(actor, { html: EXTENSION_REFUSED[outcome.kind] });
      return null;
  }
}
