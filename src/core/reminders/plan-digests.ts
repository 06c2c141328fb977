import type { Assignment } from '../assignments/assignment.ts';
import { isInHand } from '../assignments/transitions.ts';
import { explainReminder, type ReminderExplanation, type ReminderSection } from './explain-reminder.ts';
import type { MorningFacts, OrganizationsByCode } from './morning-facts.ts';
import { organizationPolicies } from './organization-policies.ts';
import { lacksAcknowledgement } from './plan-acknowledgements.ts';
import { isQuiet, type ReminderPolicy, sendingTime } from './policy.ts';
import { latestStep, type ReminderStep, type ScheduledDates, type StepId } from './steps.ts';

/** One assignment in a digest: the latest of its steps that are due, which covers the earlier ones. */
export interface DigestItem extends ReminderExplanation {
  readonly assignmentId: number;
  readonly step: StepId;
}

/** The morning message of one organization: overdue first, then by due date. */
export interface Digest {
  readonly organizationCode: string;
  readonly items: readonly DigestItem[];
  /** Assignments, among the items or not, whose «Ознакомлен» is asked for: see lacksAcknowledgement. */
  readonly unacknowledged: readonly number[];
}

const SECTION_ORDER: Readonly<Record<ReminderSection, number>> = {
  overdue: 0,
  today: 1,
  soon: 2,
  new: 3,
  undated: 4,
};

/** The digests that are to go out now, by organization code. */
export function planDigests(facts: MorningFacts, organizations: OrganizationsByCode): readonly Digest[] {
  const policyOf = organizationPolicies(facts);
  const isAddressed = addressedNow(facts, organizations, policyOf);
  const findLatest = rememberLatestSteps(facts);
  const isWorkingDay = facts.calendar.isWorkingDay(facts.today);
  const isUnacknowledged = isWorkingDay ? lacksAcknowledgement(facts) : () => false;
  const digests = new Map<string, CollectedDigest>();
  const digestOf = (code: string): CollectedDigest => {
    const digest = digests.get(code) ?? { entries: [], unacknowledged: [] };
    digests.set(code, digest);
    return digest;
  };
  for (const assignment of facts.assignments) {
    const { id, organizationCode } = assignment;
    if (!isInHand(assignment.state)) continue;
    // On a day off only the last day itself is told; everything else waits for the next working day.
    if (!isWorkingDay && assignment.due !== facts.today) continue;
    if (!isAddressed(organizationCode)) continue;
    const step = findLatest(assignment, policyOf(organizationCode));
    if (step !== null && step.on > assignment.remindedThrough) {
      digestOf(organizationCode).entries.push({ assignment, step });
    }
    if (isUnacknowledged(assignment)) digestOf(organizationCode).unacknowledged.push(id);
  }
  return [...digests]
    .map(([organizationCode, { entries, unacknowledged }]) => ({
      organizationCode,
      items: itemsOf(entries, facts),
      unacknowledged,
    }))
    .sort((left, right) => (left.organizationCode < right.organizationCode ? -1 : 1));
}

interface CollectedDigest {
  readonly entries: { assignment: Assignment; step: ReminderStep }[];
  readonly unacknowledged: number[];
}

/** True for organizations that can be written to and whose time has come. */
function addressedNow(
  facts: MorningFacts,
  organizations: OrganizationsByCode,
  policyOf: (code: string) => ReminderPolicy,
): (code: string) => boolean {
  const known = new Map<string, boolean>();
  return (code) => {
    let answer = known.get(code);
    if (answer === undefined) {
      const policy = policyOf(code);
      const time = sendingTime(policy, organizations.get(code)?.reminderTime ?? null);
      answer = facts.reachable.has(code) && !isQuiet(policy, facts.time) && time <= facts.time;
      known.set(code, answer);
    }
    return answer;
  };
}

/** Thousands of assignments share a few hundred pairs of dates: each pair is worked out once a morning. */
function rememberLatestSteps(
  facts: MorningFacts,
): (dates: ScheduledDates, policy: ReminderPolicy) => ReminderStep | null {
  const byPolicy = new Map<ReminderPolicy, Map<string, ReminderStep | null>>();
  return ({ start, due }, policy) => {
    const known = byPolicy.get(policy) ?? new Map<string, ReminderStep | null>();
    byPolicy.set(policy, known);
    const key = `${start} ${due}`;
    let step = known.get(key);
    if (step === undefined) {
      step = latestStep({ start, due }, policy, facts.calendar, facts.today);
      known.set(key, step);
    }
    return step;
  };
}

function itemsOf(
  entries: readonly { assignment: Assignment; step: ReminderStep }[],
  { today, policy, calendar }: MorningFacts,
): readonly DigestItem[] {
  return entries
    .map(({ assignment, step }) => ({
      assignmentId: assignment.id,
      step: step.id,
      ...explainReminder(assignment, step.id, today, policy, calendar),
    }))
    .sort(
      (left, right) =>
        SECTION_ORDER[left.section] - SECTION_ORDER[right.section] ||
        (left.daysLeft ?? 0) - (right.daysLeft ?? 0) ||
        left.assignmentId - right.assignmentId,
    );
}
