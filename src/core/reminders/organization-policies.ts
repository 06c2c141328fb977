import type { MorningFacts } from './morning-facts.ts';
import { policyWith } from './own-reminders.ts';
import type { ReminderPolicy } from './policy.ts';

/** How each organization is reminded, worked out once a morning. */
export function organizationPolicies({
  policy,
  ownReminders,
}: Pick<MorningFacts, 'policy' | 'ownReminders'>): (code: string) => ReminderPolicy {
  if (ownReminders === undefined || ownReminders.size === 0) return () => policy;
  const known = new Map([...ownReminders].map(([code, own]) => [code, policyWith(policy, own)]));
  return (code) => known.get(code) ?? policy;
}
