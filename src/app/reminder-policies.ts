import { moscowTimeOf } from '../core/calendar/moscow-time.ts';
import { policyWith } from '../core/reminders/own-reminders.ts';
import { isQuiet, type ReminderPolicy } from '../core/reminders/policy.ts';
import type { Deps } from './deps.ts';
import type { Delivery } from './ports.ts';
import { readerOf } from './share-by-topic.ts';

type PolicyDeps = Pick<Deps, 'store' | 'clock' | 'reminderPolicy'>;

/** How an organization is reminded: as the deployment says, with what it has set itself. Null: the controllers. */
export async function findPolicy(
  { store, reminderPolicy }: Pick<PolicyDeps, 'store' | 'reminderPolicy'>,
  organizationCode: string | null,
): Promise<ReminderPolicy> {
  if (organizationCode === null) return reminderPolicy;
  return policyWith(reminderPolicy, await store.reminderSettings.of(organizationCode));
}

/**
 * The policy in whose quiet hours a delivery falls now; null where it disturbs nobody. What is for several
 * organizations of a chat is quiet where it is for any of them.
 */
export async function findQuietPolicy(
  deps: PolicyDeps,
  { content, chatId }: Pick<Delivery, 'content' | 'chatId'>,
): Promise<ReminderPolicy | null> {
  const time = moscowTimeOf(deps.clock.now());
  const reader = await readerOf(deps.store, content, await deps.store.subscriptions.ofChat(chatId));
  const codes =
    reader.kind === 'each' ? reader.assignments.map((one) => one.organizationCode) : [reader.code];
  for (const code of new Set(codes)) {
    const policy = await findPolicy(deps, code);
    if (isQuiet(policy, time)) return policy;
  }
  return null;
}
