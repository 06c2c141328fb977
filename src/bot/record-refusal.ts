import { REPLIES } from '../messages/reply.ts';
import type { BotContext, BotDeps } from './context.ts';

/** The alerts a press may be refused with, by the words of each. */
const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries(REPLIES).map(([reason, words]) => [words, reason]),
);

/**
 * A press or words that were not for whoever sent them (forged, forwarded, of a former member, pressed again) have
 * done nothing; that they came stands in the audit. Of a stranger no number is kept, so of a private chat none.
 */
export async function recordRefusal(
  deps: Pick<BotDeps, 'store' | 'clock'>,
  ctx: BotContext,
  answered: string,
): Promise<void> {
  const { chatId, telegramUserId, messageId, updateId } = ctx.visitor;
  const done = await deps.store.audit.ofUpdate(updateId);
  // A repeat after a crash.
  if (done.some(({ action }) => action === 'refused')) return;
  const person = await deps.store.people.findByTelegramUser(telegramUserId);
  await deps.store.audit.append({
    at: deps.clock.now(),
    action: 'refused',
    personId: person?.id ?? null,
    chatId: person === null && chatId === telegramUserId ? null : chatId,
    messageId,
    updateId,
    documentId: null,
    assignmentId: null,
    details: {
      pressed: ctx.callbackQuery?.data?.slice(0, 64) ?? null,
      reason: REASONS.get(answered) ?? 'stranger',
    },
  });
}
