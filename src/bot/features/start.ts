import { acceptInvitation } from '../../app/accept-invitation.ts';
import { describeStanding } from '../../app/standing.ts';
import {
  alreadySubscribed,
  controllerOnlyInPrivate,
  help,
  invitationAccepted,
  invitationPaused,
  invitationRefused,
  strangerGreeting,
  welcomeBack,
} from '../../messages/greeting.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { say } from '../answer.ts';
import { updateCommands } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** `/start` and `/start <token>`. */
export async function start(deps: BotDeps, ctx: BotContext): Promise<void> {
  const token = typeof ctx.match === 'string' ? ctx.match.trim() : '';
  await say(deps, ctx, token === '' ? await greet(deps, ctx) : await join(deps, ctx, token));
}

/** `/help`, fitting the person's role. */
export async function showHelp(deps: BotDeps, ctx: BotContext): Promise<void> {
  await say(deps, ctx, help(await describeStanding(deps, ctx.actor.telegramUserId, ctx.actor.chatId)));
}

async function greet(deps: BotDeps, ctx: BotContext): Promise<OutgoingMessage> {
  const standing = await describeStanding(deps, ctx.actor.telegramUserId, ctx.actor.chatId);
  return standing.controller || standing.organizations.length > 0
    ? welcomeBack(standing)
    : strangerGreeting();
}

async function join(deps: BotDeps, ctx: BotContext, token: string): Promise<OutgoingMessage> {
  const outcome = await acceptInvitation(deps, { actor: ctx.actor, token });
  switch (outcome.kind) {
    case 'accepted': {
      await updateCommands(deps, ctx);
      const standing = await describeStanding(deps, ctx.actor.telegramUserId, ctx.actor.chatId);
      return invitationAccepted(outcome.organizationName, outcome.role, standing);
    }
    case 'already_subscribed':
      return alreadySubscribed(outcome.organizationName);
    case 'only_in_private':
      return controllerOnlyInPrivate();
    case 'refused':
      return invitationRefused();
    case 'paused':
      return invitationPaused(outcome.minutes);
  }
}
