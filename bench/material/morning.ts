import type { Assignment, AssignmentState } from '../../src/core/assignments/assignment.ts';
import { addDays, type CalendarDate } from '../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import type { MorningFacts } from '../../src/core/reminders/morning-facts.ts';
import { defaultReminderPolicy } from '../../src/core/reminders/policy.ts';

const TODAY: CalendarDate = '2026-10-15';
const MUNICIPALITIES = 30;
/** Of twenty open assignments: most lie new or in work, a few wait for the controller or came back. */
const STATES: readonly AssignmentState[] = [
  ...Array<AssignmentState>(8).fill('new'),
  ...Array<AssignmentState>(5).fill('acknowledged'),
  ...Array<AssignmentState>(4).fill('in_work'),
  'reported',
  'reported',
  'returned',
];

/**
 * A weekday morning of a region: a department, municipalities and schools below them, every organization with
 * the same number of open assignments, due between four months ago and eight months ahead, a tenth undated.
 * Each was last reminded yesterday or within the last week, so that a part of the steps is due. The same at
 * every run.
 */
export function morningOf(size: {
  readonly assignments: number;
  readonly organizations: number;
}): MorningFacts {
  const organizations = Array.from({ length: size.organizations }, (_, index) => organizationOf(index));
  const assignments = Array.from({ length: size.assignments }, (_, index) =>
    assignmentOf(index, organizations[index % organizations.length]?.code ?? ''),
  );
  return {
    assignments,
    organizations,
    reachable: new Set(organizations.map(({ code }) => code)),
    policy: defaultReminderPolicy,
    calendar: russianCalendar,
    today: TODAY,
    time: '09:00',
  };
}

function organizationOf(index: number): MorningFacts['organizations'][number] {
  if (index === 0) return { code: 'DEP', parent: null, reminderTime: null };
  if (index <= MUNICIPALITIES) return { code: `M${index}`, parent: 'DEP', reminderTime: null };
  return {
    code: `S${index}`,
    parent: `M${(index % MUNICIPALITIES) + 1}`,
    reminderTime: index % 5 === 0 ? '08:30' : null,
  };
}

function assignmentOf(index: number, organizationCode: string): Assignment {
  const dueIn = (scramble(index, 1) % 360) - 120;
  const due = scramble(index, 2) % 10 === 0 ? null : addDays(TODAY, dueIn);
  return {
    id: index + 1,
    documentId: (index % 97) + 1,
    decisionId: (index % 1009) + 1,
    organizationCode,
    occurrence: 0,
    executor: true,
    state: STATES[scramble(index, 3) % STATES.length] ?? 'new',
    deadlineKind: due === null ? 'standing' : 'date',
    start: null,
    due,
    publishedOn: '2026-06-01',
    remindedThrough: addDays(TODAY, -1 - (scramble(index, 4) % 7)),
    escalation: dueIn < -10 ? 2 : 0,
    deliveredAt: null,
    acknowledgeRemindedOn: null,
    parentId: null,
  };
}

/** A whole number that looks random and is the same at every run (Knuth's multiplicative hash). */
function scramble(index: number, salt: number): number {
  return Math.imul(index * 8 + salt, 2_654_435_761) >>> 12;
}
