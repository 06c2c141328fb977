import type { Assignment } from '../assignments/assignment.ts';
import { isOverdue } from '../assignments/overdue.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import { addWorkingDays } from '../calendar/production-calendar.ts';
import type { MorningFacts, OrganizationsByCode } from './morning-facts.ts';
import { organizationPolicies } from './organization-policies.ts';
import { isQuiet, type ReminderPolicy, sendingTime } from './policy.ts';

/** Whom an escalation goes to. */
export type EscalationRecipient =
  | { readonly kind: 'organization'; readonly code: string }
  | { readonly kind: 'controllers' };

/** One message about the overdue assignments of others: level 1 to a parent organization, 2 to the controllers. */
export interface Escalation {
  readonly to: EscalationRecipient;
  readonly level: 1 | 2;
  readonly assignmentIds: readonly number[];
}

/**
 * The escalations that are to go out now; working days only, each level of an assignment once.
 *
 * Level 1 (3 working days late by default) goes to the parent organization, unless that has no subscriber or
 * has an assignment of the same decision itself: then nobody is told until level 2. Level 2 (7 working days)
 * goes to the controllers, never ahead of a level 1 that is still possible: after an outage both go out on
 * the same morning, or the parent first if the controllers' time comes before its own.
 *
 * While a request for more time waits for its answer, nobody is told of the lateness.
 *
 * What was handed down is told to the organization it was handed down by, and to the controllers only where that one
 * cannot be written to: towards them it answers for the whole point itself.
 */
export function planEscalations(
  facts: MorningFacts,
  organizations: OrganizationsByCode,
): readonly Escalation[] {
  if (!facts.calendar.isWorkingDay(facts.today)) return [];
  const { policy, time } = facts;
  const handedDownBy = handingOrganization(facts);
  /** Towards the controllers the organization above answers for the point, as long as it can be told. */
  const answersToControllers = (assignment: Assignment): boolean => {
    const above = handedDownBy(assignment);
    return above === null || !facts.reachable.has(above);
  };
  const lateForParent = lateSince(facts, policy.escalateToParentAfterWorkingDays);
  const lateForControllers = lateSince(facts, policy.escalateToControllersAfterWorkingDays);
  const candidates = facts.assignments.filter(
    (assignment) =>
      isOverdue(assignment, facts.today) &&
      facts.awaitingExtension?.has(assignment.id) !== true &&
      ((assignment.escalation === 0 && lateForParent(assignment)) ||
        (assignment.escalation < 2 && answersToControllers(assignment) && lateForControllers(assignment))),
  );
  if (candidates.length === 0) return [];

  const findParent = parentsToTell(facts, organizations, candidates, handedDownBy);
  const toParents = new Map<string, number[]>();
  const toControllers: number[] = [];
  const policyOf = organizationPolicies(facts);
  const isHeard = (own: ReminderPolicy, at: string | null): boolean =>
    !isQuiet(own, time) && sendingTime(own, at) <= time;
  const isControllersTime = isHeard(policy, null);
  for (const assignment of candidates) {
    const parent = assignment.escalation === 0 && lateForParent(assignment) ? findParent(assignment) : null;
    if (parent !== null) {
      if (!isHeard(policyOf(parent), organizations.get(parent)?.reminderTime ?? null)) continue;
      const ids = toParents.get(parent);
      if (ids === undefined) toParents.set(parent, [assignment.id]);
      else ids.push(assignment.id);
    }
    if (isControllersTime && answersToControllers(assignment) && lateForControllers(assignment)) {
      toControllers.push(assignment.id);
    }
  }
  const escalations: Escalation[] = [...toParents]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, assignmentIds]) => ({ to: { kind: 'organization', code }, level: 1, assignmentIds }));
  if (toControllers.length > 0) {
    escalations.push({ to: { kind: 'controllers' }, level: 2, assignmentIds: toControllers });
  }
  return escalations;
}

/** True where at least `workingDays` working days lie after the due date, today counted. Today is a working day. */
function lateSince(
  { calendar, today }: MorningFacts,
  workingDays: number,
): (assignment: Assignment) => boolean {
  const firstOfThem: CalendarDate = addWorkingDays(calendar, today, -(Math.max(1, workingDays) - 1));
  return ({ due }) => due !== null && due < firstOfThem;
}

/** The parent to tell of an assignment, or null where there is none that may and can be told. */
function parentsToTell(
  facts: MorningFacts,
  organizations: OrganizationsByCode,
  candidates: readonly Assignment[],
  handedDownBy: HandingOrganization,
): (assignment: Assignment) => string | null {
  const executors = new Map(candidates.map(({ decisionId }) => [decisionId, new Set<string>()]));
  for (const { decisionId, organizationCode, state } of facts.assignments) {
    if (state !== 'withdrawn') executors.get(decisionId)?.add(organizationCode);
  }
  return (assignment) => {
    const { decisionId, organizationCode } = assignment;
    const above = handedDownBy(assignment);
    if (above !== null) return facts.reachable.has(above) ? above : null;
    const parent = organizations.get(organizationCode)?.parent ?? null;
    if (parent === null || !facts.reachable.has(parent)) return null;
    return executors.get(decisionId)?.has(parent) ? null : parent;
  };
}

/** The organization an assignment was handed down by; null where it came directly. */
type HandingOrganization = (assignment: Assignment) => string | null;

function handingOrganization({ assignments }: MorningFacts): HandingOrganization {
  const above = new Set(assignments.flatMap(({ parentId }) => parentId ?? []));
  const codes = new Map(
    assignments.filter(({ id }) => above.has(id)).map(({ id, organizationCode }) => [id, organizationCode]),
  );
  return ({ parentId }) => (parentId === null ? null : (codes.get(parentId) ?? null));
}
