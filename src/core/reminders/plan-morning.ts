import type { MorningFacts } from './morning-facts.ts';
import { type Digest, planDigests } from './plan-digests.ts';
import { type Escalation, planEscalations } from './plan-escalations.ts';
import { withoutClosedAbove } from './without-closed-above.ts';

/** What is to be sent at this moment, and what is to be written down in the same transaction. */
export interface MorningPlan {
  readonly digests: readonly Digest[];
  readonly escalations: readonly Escalation[];
  /** Assignments whose `remindedThrough` becomes today. */
  readonly reminded: readonly number[];
  /** Assignments whose `acknowledgeRemindedOn` becomes today. */
  readonly acknowledgeReminded: readonly number[];
  /**
   * Assignments whose `escalation` becomes the level, to be applied in this order: after an outage both levels
   * are told of one assignment on the same morning. Whoever could not be told in the end (there is no
   * controller yet) is left out by not applying that level.
   */
  readonly escalated: readonly { readonly level: 1 | 2; readonly assignmentIds: readonly number[] }[];
}

/**
 * Works out the digests and escalations of a moment. To be asked as often as one likes: the ledger in the
 * assignments (`remindedThrough`, `escalation`) decides, not the times of asking.
 *
 * A step is due while remindedThrough < step.on ≤ today. So a plan that was stored gives nothing when asked
 * again, a missed morning is caught up in one item (the latest step covers the earlier), a plan lost before it
 * was stored comes out the same, and a clock set back sends nothing.
 *
 * Sent      to organizations with a subscriber who can be written to, from their reminder time on, never in
 *           their quiet hours; on a day off only «сегодня последний день». What can't be sent stays due.
 * Reminds   of what the organization has in hand: not of reported, accepted or withdrawn assignments, nor of what was
 *           handed down from an assignment that is closed.
 */
export function planMorning(facts: MorningFacts): MorningPlan {
  const organizations = new Map(facts.organizations.map((organization) => [organization.code, organization]));
  const standing = { ...facts, assignments: withoutClosedAbove(facts.assignments) };
  const digests = planDigests(standing, organizations);
  const escalations = planEscalations(standing, organizations);
  return {
    digests,
    escalations,
    reminded: digests.flatMap(({ items }) => items.map(({ assignmentId }) => assignmentId)),
    acknowledgeReminded: digests.flatMap(({ unacknowledged }) => unacknowledged),
    escalated: levelsReached(escalations),
  };
}

function levelsReached(escalations: readonly Escalation[]): MorningPlan['escalated'] {
  const levels = ([1, 2] as const).map((level) => ({
    level,
    assignmentIds: escalations
      .filter((escalation) => escalation.level === level)
      .flatMap(({ assignmentIds }) => assignmentIds),
  }));
  return levels.filter(({ assignmentIds }) => assignmentIds.length > 0);
}
