import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { changeAbsences } from './change-absences.ts';
import type { Actor } from './deps.ts';
import type { DeliveryContent, PeopleChange, Records, Subscription } from './ports.ts';
import { executorChats } from './report-audience.ts';
import { superiorChats } from './superior-chats.ts';

/** Why a chat stops speaking for an organization. */
export type SubscriptionEnd = 'left' | 'removed' | 'handed_over';

/**
 * Ends a subscription and tells whom it concerns: the others of the organization, whoever was taken out, and, where
 * nobody answers for the organization any more, those above it and the controllers. Null where it had ended already.
 * Returns the outbox rows.
 */
export async function endSubscription(
  records: Records,
  ending: {
    readonly subscription: Subscription;
    readonly cause: SubscriptionEnd;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<readonly number[] | null> {
  const { subscription, actor, at } = ending;
  const occasion = { organizationCode: subscription.organizationCode, today: moscowDateOf(at), at, actor };
  // Whoever they stood in for is back.
  const { result, rows } = await changeAbsences(records, occasion, () => end(records, ending));
  return result === null ? null : [...result, ...rows];
}

async function end(
  records: Records,
  { subscription, cause, actor, at }: Parameters<typeof endSubscription>[1],
): Promise<readonly number[] | null> {
  const { organizationCode, personId, chatId } = subscription;
  if (!(await records.subscriptions.end(subscription.id))) return null;
  await records.audit.append({
    at,
    action: `subscription_${cause}`,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: null,
    assignmentId: null,
    details: {
      organization: organizationCode,
      subscriptionId: subscription.id,
      subscriberPersonId: personId,
    },
  });
  await takeBackDelegations(records, organizationCode, personId);
  const isController = (await records.controllers.all()).some((controller) => controller.chatId === chatId);
  // What waits for a chat that speaks for nobody any more is no longer its concern.
  if (!isController && (await records.subscriptions.ofChat(chatId)).length === 0) {
    await records.outbox.cancelWaiting(chatId, at);
  }
  const tell = (chats: readonly number[], change: PeopleChange): Promise<readonly number[]> =>
    tellPeople(records, { chats, organizationCode, personId, change, cause: String(actor.updateId), at });
  const others = await executorChats(records, organizationCode);
  const unrepresented = subscription.role === 'executor' && others.length === 0;
  return [
    ...(cause === 'left' ? [] : await tell([chatId], cause)),
    ...(cause === 'handed_over'
      ? []
      : await tell(
          others.filter((other) => other !== actor.chatId),
          'left',
        )),
    ...(unrepresented ? await tell(await superiorChats(records, organizationCode), 'unrepresented') : []),
  ];
}

/** Word of who speaks for an organization, to these chats, once for each cause. Returns the outbox rows. */
export async function tellPeople(
  records: Records,
  news: {
    readonly chats: readonly number[];
    readonly organizationCode: string;
    readonly personId: number;
    readonly change: PeopleChange;
    readonly cause: string;
    readonly at: Date;
  },
): Promise<readonly number[]> {
  const { organizationCode, personId, change } = news;
  const content: DeliveryContent = { kind: 'people_changed', organizationCode, personId, change };
  return records.outbox.addMany(
    news.chats.map((chatId) => ({
      key: `people:${organizationCode}:${change}:${personId}:${news.cause}:${chatId}`,
      chatId,
      content,
      notBefore: news.at,
    })),
  );
}

/** True where the organization would be without anybody to answer for it if this chat left. */
export async function isLastExecutor(records: Records, subscription: Subscription): Promise<boolean> {
  if (subscription.role !== 'executor') return false;
  const chats = await executorChats(records, subscription.organizationCode);
  return chats.every((chatId) => chatId === subscription.chatId);
}

/** What the person alone was to carry out, the whole organization carries out again. */
async function takeBackDelegations(
  records: Records,
  organizationCode: string,
  personId: number,
): Promise<void> {
  const subscriptions = await records.subscriptions.ofOrganizations([organizationCode]);
  if (subscriptions.some((other) => other.personId === personId && other.role === 'executor')) return;
  const open = await records.assignments.open([organizationCode]);
  for (const delegation of await records.delegations.of(open.map(({ id }) => id))) {
    if (delegation.personId === personId) await records.delegations.remove(delegation.assignmentId);
  }
}
