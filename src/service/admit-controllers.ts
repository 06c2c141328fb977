import { createInvitation } from '../app/create-invitation.ts';
import type { Deps } from '../app/deps.ts';

const CODE_DAYS = 7;

/**
 * Lets the first controllers in: those the configuration names, or whoever sends the one-time code.
 * Returns the code while there is no controller at all, else null; only its hash is kept.
 */
export async function admitControllers(
  deps: Pick<Deps, 'store' | 'clock'>,
  telegramUserIds: readonly number[],
): Promise<string | null> {
  const { people, controllers } = deps.store;
  for (const telegramUserId of telegramUserIds) {
    const known = await people.findByTelegramUser(telegramUserId);
    const person = known ?? (await people.remember(telegramUserId, `Контролёр ${telegramUserId}`));
    // In a private chat the chat's id is the person's.
    await controllers.add({ personId: person.id, chatId: telegramUserId });
  }
  if ((await controllers.all()).length > 0) return null;
  const made = await createInvitation(deps, {
    organizationCode: null,
    role: 'controller',
    uses: 1,
    days: CODE_DAYS,
  });
  return made.kind === 'created' ? made.token : null;
}
