import type { Actor } from '../app/deps.ts';
import type { OrganizationSettings } from '../app/manage-people.ts';
import { awaitDeputy, type DeputyChoice } from '../app/take-absence.ts';
import type { AbsencePeriod } from '../core/absences/absence-period.ts';
import { chooseDeputy, deputyAwaited } from '../messages/absence.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { ABSENCE_REFUSED } from './absence-refused.ts';
import type { BotDeps } from './context.ts';

/** Whom the person may choose; null where nobody else answers. */
export function deputyChoice(
  settings: OrganizationSettings,
  period: AbsencePeriod,
  choice: DeputyChoice,
  page: number,
): OutgoingMessage | null {
  return choice.deputies.length === 0 && !choice.others ? null : chooseDeputy(settings, period, choice, page);
}

/** A link for a deputy who has not joined yet, or why there is none. */
export async function awaitStandIn(
  deps: BotDeps,
  actor: Actor,
  { subscriptionId, organizationName, last }: OrganizationSettings,
  period: AbsencePeriod,
): Promise<OutgoingMessage> {
  const made = await awaitDeputy(deps, { actor, subscriptionId, period });
  if (made.kind !== 'created') return { html: ABSENCE_REFUSED[made.kind] };
  return deputyAwaited(organizationName, period, deps.inviteLink(made.token), { nobodyElse: last });
}
