import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { assignmentsFor } from '../../../src/core/assignments/make-assignments.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';
import type { CorrectedPoint, PublishedPoint } from '../../../src/core/versions/plan-version.ts';
import { anAssignment } from '../assignments/an-assignment.ts';

/** The organizations of the tests. */
export const DIRECTORY = ['prirechensk', 'verhniy-log', 'kamenka'].map((code) => ({
  code,
  kind: 'municipality' as const,
  name: code,
  shortName: null,
  aliases: [],
  parent: null,
  members: null,
  reminderTime: null,
}));

/** A deadline of one day, with what matters to the test. */
export function dueOn(due: Deadline['due'], rest: Partial<Deadline> = {}): Deadline {
  return {
    text: null,
    kind: 'date',
    start: null,
    due,
    next: null,
    rrule: null,
    offset: null,
    trigger: null,
    inherited: false,
    ...rest,
  };
}

/** «каждый месяц до N числа», from a day on. */
export function monthlyOn(day: number, next: NonNullable<Deadline['next']>): Deadline {
  const rrule = `FREQ=MONTHLY;BYMONTHDAY=${day}`;
  return dueOn(null, { kind: 'recurring', rrule, next });
}

/** Organizations named one by one, the first answers for the whole. */
export function namedOnes(...codes: readonly string[]) {
  return codes.map((code, index) => ({ text: code, code, executor: index === 0 }));
}

interface Point {
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly addressees: ReturnType<typeof namedOnes>;
  readonly deadline: Deadline;
}

/** A point for Приреченск, with what matters to the test. */
export function aPoint(rest: Partial<Point> = {}): Point {
  return {
    question: '1',
    label: '1.1',
    text: 'Провести проверку школьных автобусов и представить отчёт.',
    addressees: namedOnes('prirechensk'),
    deadline: dueOn('2026-10-01'),
    ...rest,
  };
}

/** The point as published in decision 1, with an assignment for everybody it reached. */
export function published(
  rest: Partial<Point> = {},
  assignments: Partial<Assignment> | readonly Partial<Assignment>[] = {},
): PublishedPoint {
  const point = aPoint(rest);
  const given = Array.isArray(assignments) ? (assignments as readonly Partial<Assignment>[]) : null;
  const planned = plan(point, '2026-09-01');
  const made = (given ?? planned.map(() => assignments as Partial<Assignment>)).map((one, index) => {
    const draft = planned[given === null ? index : 0];
    return anAssignment({ ...draft, id: index + 1, decisionId: 1, documentId: 1, ...one });
  });
  return { ...point, decisionId: 1, assignments: made, reached: made };
}

/** The point in the new version, decision 2, with whom it would reach. */
export function corrected(rest: Partial<Point> & { readonly reopens?: boolean } = {}): CorrectedPoint {
  const { reopens = false, ...parts } = rest;
  const point = aPoint(parts);
  const planned = plan(point, '2026-09-10');
  return { ...point, decisionId: 2, planned, reached: planned, reopens };
}

function plan(point: Point, publishedOn: '2026-09-01' | '2026-09-10') {
  return assignmentsFor(point, DIRECTORY, publishedOn).assignments;
}
