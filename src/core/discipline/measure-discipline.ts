import type { Assignment } from '../assignments/assignment.ts';
import { isOverdue } from '../assignments/overdue.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';

/** A period of calendar days, both ends included. */
export interface Period {
  readonly from: CalendarDate;
  readonly through: CalendarDate;
}

/** An assignment with the Moscow day of its final report: the accepted one, or the one that waits. */
export interface DisciplineFact {
  readonly assignment: Pick<
    Assignment,
    'id' | 'organizationCode' | 'state' | 'due' | 'deliveredAt' | 'parentId'
  >;
  /** Null while there is no final report, or the last one was returned. */
  readonly reportedOn: CalendarDate | null;
}

/**
 * Исполнительская дисциплина in numbers: inTime / (inTime + late + overdue).
 *
 *   6 of 8 in time, 1 late, 1 overdue → { inTime: 6, late: 1, overdue: 1, numerator: 6, denominator: 8, share: 0.75 }
 */
export interface Discipline {
  readonly inTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly numerator: number;
  readonly denominator: number;
  /** numerator / denominator, 0–1; null = no data, which is neither 0 nor 1. */
  readonly share: number | null;
  /** Assignments of the period that never reached anybody: outside the count, to be listed. */
  readonly undelivered: readonly number[];
}

/**
 * Measures assignments whose due date lies in the period, as of a day, over all organizations together.
 *
 * Once      each assignment, however often it is among the facts. What was handed down is a part of the assignment
 *           above it, which is counted: 23 schools under one municipality are one assignment of the Department here.
 *           A co-executor's part came from the Department itself, and counts.
 * In time   reported on the due date or before, and the report was accepted or waits.
 * Late      reported after the due date. A reported or accepted assignment without a day of report counts
 *           as late: nothing shows that it was in time.
 * Overdue   the due date has passed and the organization still has to act (a returned report closes nothing).
 * Outside   not yet due and not reported; withdrawn; without a due date; never delivered (these are listed).
 *
 * Whoever freezes a closed period stores the result; the same facts always give the same numbers.
 */
export function measureDiscipline(
  facts: readonly DisciplineFact[],
  period: Period,
  today: CalendarDate,
): Discipline {
  return count(
    facts.filter(({ assignment }) => assignment.parentId === null),
    period,
    today,
  );
}

function count(facts: readonly DisciplineFact[], period: Period, today: CalendarDate): Discipline {
  let inTime = 0;
  let late = 0;
  let overdue = 0;
  const undelivered: number[] = [];
  const once = new Map(facts.map((fact) => [fact.assignment.id, fact]));
  for (const { assignment, reportedOn } of once.values()) {
    const { id, due, state, deliveredAt } = assignment;
    if (due === null || due < period.from || due > period.through || state === 'withdrawn') continue;
    if (deliveredAt === null) {
      undelivered.push(id);
    } else if (state === 'accepted' || state === 'reported') {
      if (reportedOn !== null && reportedOn <= due) inTime += 1;
      else late += 1;
    } else if (isOverdue(assignment, today)) {
      overdue += 1;
    }
  }
  const denominator = inTime + late + overdue;
  return {
    inTime,
    late,
    overdue,
    numerator: inTime,
    denominator,
    share: denominator === 0 ? null : inTime / denominator,
    undelivered,
  };
}

/**
 * The same for each of the organizations, in the order given: every assignment counts for the organization that has
 * it, and for no other. So a school answers for what its municipality has handed down to it, by the date it was given
 * there; the municipality answers for its own alone. One without assignments in the period is there too, with no data.
 */
export function measureDisciplineByOrganization(
  organizationCodes: readonly string[],
  facts: readonly DisciplineFact[],
  period: Period,
  today: CalendarDate,
): readonly (Discipline & { readonly organizationCode: string })[] {
  const byOrganization = new Map<string, DisciplineFact[]>(organizationCodes.map((code) => [code, []]));
  for (const fact of facts) byOrganization.get(fact.assignment.organizationCode)?.push(fact);
  return [...byOrganization].map(([organizationCode, own]) => ({
    organizationCode,
    ...count(own, period, today),
  }));
}
