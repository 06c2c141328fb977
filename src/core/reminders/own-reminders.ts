import type { Assignment } from '../assignments/assignment.ts';
import { isInHand } from '../assignments/transitions.ts';
import { addDays, type CalendarDate } from '../calendar/calendar-date.ts';
import type { ClockTime } from '../calendar/moscow-time.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';
import type { ReminderPolicy } from './policy.ts';
import { latestStep } from './steps.ts';

/**
 * How one organization is reminded where it differs from the deployment. The day itself and what comes after it are
 * not its to choose: lateness goes to those above and into the discipline, and nobody may miss it.
 */
export interface OwnReminders {
  /** Days before the due date; null = the deployment's. Empty: the day itself only. */
  readonly stepsBeforeDays: readonly number[] | null;
  /** Null = the deployment's. */
  readonly quiet: { readonly from: ClockTime; readonly until: ClockTime } | null;
}

/** An organization that has set nothing of its own. */
export const NOTHING_OWN: OwnReminders = { stepsBeforeDays: null, quiet: null };

/** The policy of an organization: the deployment's with what it has set itself. */
export function policyWith(policy: ReminderPolicy, own: OwnReminders | undefined): ReminderPolicy {
  if (own === undefined || (own.stepsBeforeDays === null && own.quiet === null)) return policy;
  return {
    ...policy,
    ...(own.stepsBeforeDays === null ? {} : { stepsBeforeDays: own.stepsBeforeDays }),
    ...(own.quiet === null ? {} : { quietFrom: own.quiet.from, quietUntil: own.quiet.until }),
  };
}

/** True where both name the same days, in whatever order. */
export function sameSteps(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((days) => other.includes(days));
}

/**
 * The assignments for which a change of the steps begins today: all that was due by the old ones has been told. Their
 * `remindedThrough` becomes the day before, so that a step that is new, and whose day is over, is not told of late.
 * What the old steps still owe stays owed: the next digest tells it by the new ones.
 */
export function settledBeforeChange(
  assignments: readonly Assignment[],
  before: ReminderPolicy,
  calendar: ProductionCalendar,
  today: CalendarDate,
): { readonly assignmentIds: readonly number[]; readonly through: CalendarDate } {
  const settled = assignments.filter((assignment) => {
    if (!isInHand(assignment.state)) return false;
    const step = latestStep(assignment, before, calendar, today);
    return step === null || step.on <= assignment.remindedThrough;
  });
  return { assignmentIds: settled.map(({ id }) => id), through: addDays(today, -1) };
}
