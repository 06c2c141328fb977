import type { Assignment } from '../assignments/assignment.ts';
import { isOverdue } from '../assignments/overdue.ts';
import { isInHand, isOpen } from '../assignments/transitions.ts';
import { addDays, type CalendarDate, weekdayOf } from '../calendar/calendar-date.ts';

/** Numbers of open assignments. */
export interface SummaryCounts {
  /** Not accepted and not withdrawn, the ones below included. */
  readonly open: number;
  readonly overdue: number;
  /** In hand, with the last day between today and Sunday. */
  readonly dueThisWeek: number;
  /** Reports that wait for the controller. */
  readonly reported: number;
  /** Open and never delivered to anybody. */
  readonly undelivered: number;
}

/** The numbers of one organization. */
export interface OrganizationSummary extends SummaryCounts {
  readonly organizationCode: string;
  /** The earliest due date among the overdue, null where nothing is. */
  readonly overdueSince: CalendarDate | null;
}

/** The Monday summary: the whole, and every organization with something open, worst first. */
export interface DepartmentSummary extends SummaryCounts {
  readonly organizations: readonly OrganizationSummary[];
}

/**
 * Counts the open assignments as of a day. Worst is who has most overdue, then who is late the longest, then
 * who has most open.
 */
export function departmentSummary(
  assignments: readonly Assignment[],
  today: CalendarDate,
): DepartmentSummary {
  const byOrganization = new Map<string, Assignment[]>();
  const open = assignments.filter(({ state }) => isOpen(state));
  for (const assignment of open) {
    const own = byOrganization.get(assignment.organizationCode);
    if (own === undefined) byOrganization.set(assignment.organizationCode, [assignment]);
    else own.push(assignment);
  }
  const organizations = [...byOrganization].map(([organizationCode, own]) => ({
    organizationCode,
    ...count(own, today),
    overdueSince: overdueSince(own, today),
  }));
  return { ...count(open, today), organizations: organizations.sort(worstFirst) };
}

function count(open: readonly Assignment[], today: CalendarDate): SummaryCounts {
  const sunday = addDays(today, 7 - weekdayOf(today));
  const isDueThisWeek = ({ state, due }: Assignment): boolean =>
    isInHand(state) && due !== null && today <= due && due <= sunday;
  return {
    open: open.length,
    overdue: open.filter((assignment) => isOverdue(assignment, today)).length,
    dueThisWeek: open.filter(isDueThisWeek).length,
    reported: open.filter(({ state }) => state === 'reported').length,
    undelivered: open.filter(({ deliveredAt }) => deliveredAt === null).length,
  };
}

function overdueSince(open: readonly Assignment[], today: CalendarDate): CalendarDate | null {
  return open.reduce<CalendarDate | null>((earliest, assignment) => {
    const { due } = assignment;
    if (due === null || !isOverdue(assignment, today)) return earliest;
    return earliest === null || due < earliest ? due : earliest;
  }, null);
}

function worstFirst(left: OrganizationSummary, right: OrganizationSummary): number {
  return (
    right.overdue - left.overdue ||
    (left.overdueSince ?? '').localeCompare(right.overdueSince ?? '') ||
    right.open - left.open ||
    (left.organizationCode < right.organizationCode ? -1 : 1)
  );
}
