import type { Actor, Deps } from './deps.ts';
import { endSubscription, isLastExecutor } from './end-subscription.ts';
import type { Records } from './ports.ts';

/** What stands in place of the name of somebody who asked to be forgotten. */
export const FORGOTTEN_NAME = 'удалён по просьбе';

/** What forgetting would mean for the organizations. */
export interface ForgettingFacts {
  readonly controller: boolean;
  /** Organizations the private chat speaks for; `last`: nobody else answers for it. */
  readonly organizations: readonly { readonly name: string; readonly last: boolean }[];
}

/** `not_private`: said in a group; `last_controller`: the service would be without one. */
export type ForgetRefusal = { readonly kind: 'not_private' | 'last_controller' };

/** `/forget`: what would be removed; asks nothing and changes nothing. */
export async function describeForgetting(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
): Promise<ForgetRefusal | { readonly kind: 'described'; readonly facts: ForgettingFacts }> {
  const refusal = await findRefusal(deps.store, actor);
  if (refusal !== null) return refusal;
  const subscriptions = await deps.store.subscriptions.ofChat(actor.chatId);
  const codes = subscriptions.map(({ organizationCode }) => organizationCode);
  const names = await deps.store.organizations.names(codes);
  const organizations = [];
  for (const subscription of subscriptions) {
    const { organizationCode } = subscription;
    const name = names.get(organizationCode) ?? organizationCode;
    organizations.push({ name, last: await isLastExecutor(deps.store, subscription) });
  }
  const controller = (await deps.store.controllers.findByTelegramUser(actor.telegramUserId)) !== null;
  return { kind: 'described', facts: { controller, organizations } };
}

/**
 * «Удалить мои данные»: the person is a stranger from now on. What they did for an organization stays with it,
 * without their name. Repeating it finds nobody to forget.
 */
export async function forgetPerson(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  actor: Actor,
): Promise<ForgetRefusal | { readonly kind: 'forgotten' }> {
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const refusal = await findRefusal(records, actor);
    if (refusal !== null) return { outcome: refusal, waiting: [] };
    const person = await records.people.find(actor.personId);
    if (person === null) return { outcome: { kind: 'forgotten' } as const, waiting: [] };
    const rows: number[] = [];
    for (const subscription of await records.subscriptions.ofChat(actor.chatId)) {
      const told = await endSubscription(records, { subscription, cause: 'left', actor, at });
      rows.push(...(told ?? []));
    }
    await records.audit.append({
      at,
      action: 'person_forgotten',
      personId: actor.personId,
      chatId: null,
      messageId: null,
      updateId: actor.updateId,
      documentId: null,
      assignmentId: null,
      details: {},
    });
    await records.people.forget(person, FORGOTTEN_NAME);
    return { outcome: { kind: 'forgotten' } as const, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

async function findRefusal(records: Records, actor: Actor): Promise<ForgetRefusal | null> {
  // A private chat has its person's number.
  if (actor.chatId !== actor.telegramUserId) return { kind: 'not_private' };
  const controllers = await records.controllers.all();
  const isLast = controllers.length === 1 && controllers[0]?.telegramUserId === actor.telegramUserId;
  return isLast ? { kind: 'last_controller' } : null;
}
