import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { type DecideExtensionOutcome, grantExtension, refuseExtension } from '../../app/decide-extension.ts';
import { type Actor, messageDay } from '../../app/deps.ts';
import type { ExtensionRequest } from '../../app/ports.ts';
import { extensionRefusedDay } from '../../messages/extension.ts';
import { extensionAfterLimit, extensionClosed } from '../../messages/extension-decision.ts';
import { REPLIES } from '../../messages/reply.ts';
import { ask, replaceMessage } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { untilTaken } from './until-taken.ts';

/** The dialogue's name in storage. */
export const DECIDE_EXTENSION = 'decide-extension';

/** The request that is answered, how, and the message with its buttons. */
export interface DecidedExtension {
  readonly requestId: number;
  readonly answer: 'other_day' | 'refuse';
  readonly messageId: number | null;
}

/** Why a request is not answered. */
export const EXTENSION_UNDECIDED = {
  not_controller: REPLIES.notController,
  not_reviewer: REPLIES.notReviewer,
  request_gone: REPLIES.extensionGone,
  comment_needed: REPLIES.extensionReasonNeeded,
  unclear: REPLIES.extensionDayUnclear,
  whole_by_controller: REPLIES.extensionWholeByController,
} as const;

/** What has become of a request that is not to be answered any more. */
export function decidedAlready({ outcome }: Pick<ExtensionRequest, 'outcome'>): string {
  if (outcome === 'overtaken') return REPLIES.extensionOvertaken;
  return outcome === 'withdrawn' ? REPLIES.extensionTakenBack : REPLIES.extensionDecidedAlready;
}

/** Waits for the other day, or for the reason of a refusal. Commands, menu labels, files and buttons pass by. */
export function decideExtension(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    decided: DecidedExtension,
  ): Promise<void> => {
    await untilTaken(conversation, (actor, words) => take(deps, actor, decided, words));
  };
}

/** True where the words are to be written anew. */
async function take(
  deps: BotDeps,
  actor: Actor,
  { requestId, answer, messageId }: DecidedExtension,
  words: string,
): Promise<boolean> {
  const outcome: DecideExtensionOutcome =
    answer === 'refuse'
      ? await refuseExtension(deps, { actor, requestId, comment: words })
      : await grantExtension(deps, { actor, requestId, what: { kind: 'typed', words } });
  switch (outcome.kind) {
    case 'past':
    case 'not_later':
      await ask(deps, actor, extensionRefusedDay(outcome.kind, outcome.until, outcome.due));
      return true;
    case 'after_limit':
      await ask(deps, actor, extensionAfterLimit(outcome.until, outcome.limit, outcome.byController));
      return true;
    case 'unclear':
    case 'comment_needed':
      await ask(deps, actor, { html: EXTENSION_UNDECIDED[outcome.kind] });
      return true;
    case 'decided':
    case 'decided_already': {
      const text = outcome.kind === 'decided' ? REPLIES.extensionAnswered : decidedAlready(outcome.request);
      await deps.messenger.send(actor, { html: text });
      if (messageId === null) return false;
      const closed = extensionClosed(outcome.point, outcome.request, messageDay(deps));
      await replaceMessage(deps, actor, messageId, closed);
      return false;
    }
    default:
      await deps.messenger.send(actor, { html: EXTENSION_UNDECIDED[outcome.kind] });
      return false;
  }
}
