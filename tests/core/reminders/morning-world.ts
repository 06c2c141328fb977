import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import type { MorningFacts } from '../../../src/core/reminders/morning-facts.ts';
import type { MorningPlan } from '../../../src/core/reminders/plan-morning.ts';
import { defaultReminderPolicy } from '../../../src/core/reminders/policy.ts';

/** The Department over two municipalities, with two schools in the first and one in the second. */
export const ORGANIZATIONS: MorningFacts['organizations'] = [
  { code: 'DEP', parent: null, reminderTime: null },
  { code: 'M1', parent: 'DEP', reminderTime: null },
  { code: 'M2', parent: 'DEP', reminderTime: '10:00' },
  { code: 'S1', parent: 'M1', reminderTime: null },
  { code: 'S2', parent: 'M1', reminderTime: '11:30' },
  { code: 'S3', parent: 'M2', reminderTime: null },
];

/** Thursday 2026-10-15, 09:00, everybody can be written to. */
export function morningFacts(different: Partial<MorningFacts> = {}): MorningFacts {
  return {
    assignments: [],
    organizations: ORGANIZATIONS,
    reachable: new Set(ORGANIZATIONS.map(({ code }) => code)),
    policy: defaultReminderPolicy,
    calendar: russianCalendar,
    today: '2026-10-15',
    time: '09:00',
    ...different,
  };
}

/** The assignments as they are after the plan was stored. */
export function storePlan(
  assignments: readonly Assignment[],
  plan: MorningPlan,
  today: MorningFacts['today'],
): readonly Assignment[] {
  const reminded = new Set(plan.reminded);
  const acknowledgeReminded = new Set(plan.acknowledgeReminded);
  const levels = new Map(
    plan.escalated.flatMap(({ level, assignmentIds }) => assignmentIds.map((id) => [id, level] as const)),
  );
  return assignments.map((assignment) => ({
    ...assignment,
    remindedThrough: reminded.has(assignment.id) ? today : assignment.remindedThrough,
    acknowledgeRemindedOn: acknowledgeReminded.has(assignment.id) ? today : assignment.acknowledgeRemindedOn,
    escalation: levels.get(assignment.id) ?? assignment.escalation,
  }));
}
