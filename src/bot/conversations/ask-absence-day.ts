import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Actor } from '../../app/deps.ts';
import { describeOrganization } from '../../app/manage-people.ts';
import { listDeputies, readAbsenceDays } from '../../app/take-absence.ts';
import { REPLIES } from '../../messages/reply.ts';
import { ABSENCE_REFUSED } from '../absence-refused.ts';
import { ask } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { awaitStandIn, deputyChoice } from '../stand-ins.ts';
import { untilTaken } from './until-taken.ts';

/** The dialogue's name in storage. */
export const ASK_ABSENCE_DAY = 'ask-absence-day';

const UNCLEAR = {
  unclear: REPLIES.absenceDayUnclear,
  bad_day: REPLIES.absenceDayPassed,
} as const;

/**
 * Waits for the days of an absence; those that do not fit are explained, and others are waited for. Commands, menu
 * labels, files and buttons pass by.
 */
export function askAbsenceDay(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    { subscriptionId }: { readonly subscriptionId: number },
  ): Promise<void> => {
    await untilTaken(conversation, (actor, words) => take(deps, actor, subscriptionId, words));
  };
}

/** True where the days are to be written anew. */
async function take(deps: BotDeps, actor: Actor, subscriptionId: number, words: string): Promise<boolean> {
  const read = readAbsenceDays(deps, words);
  if (read.kind !== 'days') {
    await ask(deps, actor, { html: UNCLEAR[read.kind] });
    return true;
  }
  const { period } = read;
  const choice = await listDeputies(deps, { actor, subscriptionId, from: period.from });
  const settings = await describeOrganization(deps, actor, subscriptionId);
  if (choice.kind !== 'choice' || settings === null) {
    const refused = choice.kind === 'choice' ? 'not_yours' : choice.kind;
    await deps.messenger.send(actor, { html: ABSENCE_REFUSED[refused] });
    return false;
  }
  const message =
    deputyChoice(settings, period, choice, 0) ?? (await awaitStandIn(deps, actor, settings, period));
  await deps.messenger.send(actor, message);
  return false;
}
