import type { Assignment } from '../assignments/assignment.ts';
import { type AssignmentDraft, type FirstDates, firstDates } from '../assignments/make-assignments.ts';
import { moveDeadline } from '../assignments/move-deadline.ts';
import { applyTransition, isOpen } from '../assignments/transitions.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';
import { followedDue } from '../storeys/hand-down.ts';
import type { ChangedParts, PointDifference, VersionPoint } from './differences.ts';

/** A point of the version before with its assignments, every occurrence and state. */
export interface PublishedPoint extends VersionPoint {
  readonly decisionId: number;
  readonly assignments: readonly Assignment[];
}

/** A point of the new version with the assignments that publishing it on its own would make. */
export interface CorrectedPoint extends VersionPoint {
  readonly decisionId: number;
  readonly planned: readonly AssignmentDraft[];
  /** The reviewer takes up again what is accepted already, where its text has changed. */
  readonly reopens: boolean;
}

/** How one assignment goes on. */
export interface AssignmentChange {
  readonly was: Assignment;
  readonly is: Assignment;
  readonly in: ChangedParts;
  /** Accepted before, and to be carried out anew. */
  readonly reopened: boolean;
}

/** What publishing a new version does to the assignments. */
export interface VersionPlan {
  /** They now belong to the new version, and nothing else of them changes: nobody is told. */
  readonly untouched: readonly Assignment[];
  readonly changed: readonly AssignmentChange[];
  /** Open until now, with why they are no more. */
  readonly withdrawn: readonly {
    readonly assignment: Assignment;
    readonly because: 'point_removed' | 'addressee_removed';
  }[];
  readonly created: readonly (AssignmentDraft & { readonly decisionId: number })[];
}

/**
 * Works out how the assignments go on in the new version. They keep their identity: reports, history and what was
 * delivered stay with them, and whoever counts them counts each once.
 *
 * Unchanged  a point's assignments only move over; so does one withdrawn before.
 * Changed    what is in hand is to be acknowledged anew. A report that waits stays with the controller. A deadline
 *            that moved moves, with the escalation begun anew; where it did not, a date the controller has set for
 *            one organization stays.
 * Accepted   stays accepted, with the date it was accepted for; if the text has changed and the reviewer wishes so,
 *            it is new again.
 * Recurring  past occurrences keep their dates, the one that is still to come follows the new rule.
 * Removed    what is open is withdrawn and stays with the version before; what was accepted stays there too.
 * Below      what was handed down goes the way of the assignment above it; its own date follows the one above as in
 *            every other move (followedDue), so that it never lies after it.
 */
export function planVersion(
  differences: readonly PointDifference<PublishedPoint, CorrectedPoint>[],
  documentId: number,
  publishedOn: CalendarDate,
  calendar: ProductionCalendar,
): VersionPlan {
  const parts = differences.map((difference): VersionPlan => {
    switch (difference.kind) {
      case 'unchanged': {
        const { was, is } = difference;
        return { ...NOTHING, untouched: was.assignments.map((one) => moveOver(one, is, documentId)) };
      }
      case 'changed':
        return planChanged(difference, documentId, publishedOn, calendar);
      case 'added': {
        const { decisionId, planned } = difference.is;
        return { ...NOTHING, created: planned.map((draft) => ({ ...draft, decisionId })) };
      }
      case 'removed':
        return { ...NOTHING, withdrawn: withdrawalsOf(difference.was.assignments, 'point_removed') };
    }
  });
  return {
    untouched: parts.flatMap(({ untouched }) => untouched),
    changed: parts.flatMap(({ changed }) => changed),
    withdrawn: parts.flatMap(({ withdrawn }) => withdrawn),
    created: parts.flatMap(({ created }) => created),
  };
}

const NOTHING: VersionPlan = { untouched: [], changed: [], withdrawn: [], created: [] };

type ChangedPoint = Extract<PointDifference<PublishedPoint, CorrectedPoint>, { readonly kind: 'changed' }>;

function planChanged(
  point: ChangedPoint,
  documentId: number,
  publishedOn: CalendarDate,
  calendar: ProductionCalendar,
): VersionPlan {
  const { was, is, in: parts } = point;
  const draftOf = new Map(is.planned.map((draft) => [draft.organizationCode, draft]));
  const stays = ({ organizationCode }: Assignment): boolean =>
    !parts.addressees || draftOf.has(organizationCode);
  const dates = firstDates(is.deadline, publishedOn);
  const change = (assignment: Assignment, next: Dates | null): AssignmentChange => {
    const direct = assignment.parentId === null ? draftOf.get(assignment.organizationCode) : undefined;
    const executor = direct?.executor ?? assignment.executor;
    return changeOf(moveOver(assignment, is, documentId), assignment, {
      point,
      dates: next,
      executor,
      publishedOn,
    });
  };
  const own = was.assignments
    .filter((assignment) => assignment.parentId === null && stays(assignment))
    .map((assignment) => change(assignment, ownDates(assignment, point, dates, publishedOn)));
  const above = new Map(own.map((one) => [one.was.id, one]));
  const below = was.assignments
    .filter(({ parentId }) => parentId !== null && above.has(parentId))
    .map((assignment) => {
      const moved = above.get(assignment.parentId ?? assignment.id);
      return change(assignment, followedDates(assignment, moved, publishedOn, calendar));
    });
  const changes = [...own, ...below];
  // Whom a municipality has taken the point back from has it no more.
  const had = new Set(
    was.assignments
      .filter(({ parentId, state }) => parentId === null || state !== 'withdrawn')
      .map(({ organizationCode }) => organizationCode),
  );
  const isNew = ({ organizationCode }: AssignmentDraft): boolean => !had.has(organizationCode);
  return {
    untouched: changes.filter((change) => !isChange(change)).map(({ is: moved }) => moved),
    changed: changes.filter(isChange),
    withdrawn: withdrawalsOf(
      was.assignments.filter(({ id }) => !changes.some((one) => one.was.id === id)),
      'addressee_removed',
    ),
    created: [...(parts.addressees ? is.planned.filter(isNew) : []), ...begunAnew(point, changes)].map(
      (draft) => ({ ...draft, decisionId: is.decisionId }),
    ),
  };
}

type Dates = Pick<Assignment, 'deadlineKind' | 'start' | 'due'>;

/** The dates that an assignment of the document itself gets; null where it keeps its own. */
function ownDates(
  was: Assignment,
  { in: parts }: ChangedPoint,
  dates: FirstDates,
  publishedOn: CalendarDate,
): Dates | null {
  const isPast = was.deadlineKind === 'recurring' && was.due !== null && was.due < publishedOn;
  return !parts.deadline || isPast || isSameDates(was, dates) ? null : dates;
}

/** The dates of what was handed down, once those above are known; null where it keeps its own. */
function followedDates(
  was: Assignment,
  above: AssignmentChange | undefined,
  today: CalendarDate,
  calendar: ProductionCalendar,
): Dates | null {
  if (above === undefined || !above.in.deadline) return null;
  const due = followedDue(was.due, { from: above.was.due, to: above.is.due }, today, calendar);
  if (due === null) return null;
  const { start } = moveDeadline(was, due);
  return { deadlineKind: was.due === null ? 'date' : was.deadlineKind, start, due };
}

function changeOf(
  moved: Assignment,
  was: Assignment,
  version: {
    readonly point: ChangedPoint;
    readonly dates: Dates | null;
    readonly executor: boolean;
    readonly publishedOn: CalendarDate;
  },
): AssignmentChange {
  const { point, dates, executor, publishedOn } = version;
  const isOnce = was.deadlineKind !== 'recurring';
  const reopened =
    was.state === 'accepted' && was.parentId === null && isOnce && point.in.text && point.is.reopens;
  const parts: ChangedParts = {
    text: point.in.text,
    deadline: dates !== null,
    addressees: was.executor !== executor,
  };
  if (!hasChanged(parts) || !(isOpen(was.state) || reopened)) {
    return { was, is: moved, in: UNCHANGED, reopened: false };
  }
  const { deadlineKind, start, due } = dates ?? was;
  const renewed = applyTransition(was.state, reopened ? 'reopen' : 'renew', 'controller');
  return {
    was,
    is: {
      ...moved,
      deadlineKind,
      start,
      due,
      executor,
      escalation: parts.deadline ? 0 : was.escalation,
      state: renewed.kind === 'moved' ? renewed.to : was.state,
      // The message of the new version tells of everything up to its day, as the first one did.
      publishedOn,
      acknowledgeRemindedOn: null,
      remindedThrough: was.remindedThrough > publishedOn ? was.remindedThrough : publishedOn,
    },
    in: parts,
    reopened,
  };
}

/**
 * Where a rule takes the place of a date or a date that of a rule: the first of it for whoever has nothing open that
 * could follow it. (From rule to rule the next occurrence does.)
 */
function begunAnew(
  { was, is }: ChangedPoint,
  changes: readonly AssignmentChange[],
): readonly AssignmentDraft[] {
  if ((was.deadline.kind === 'recurring') === (is.deadline.kind === 'recurring')) return [];
  return is.planned.flatMap((draft) => {
    const own = changes.filter((change) => change.is.organizationCode === draft.organizationCode);
    const follows = own.some((change) => isOpen(change.is.state) && isSameDates(change.is, draft));
    const ended = own.some(({ is: { state } }) => state === 'withdrawn');
    if (own.length === 0 || follows || ended) return [];
    return [{ ...draft, occurrence: Math.max(...own.map((change) => change.is.occurrence)) + 1 }];
  });
}

function withdrawalsOf(
  assignments: readonly Assignment[],
  because: 'point_removed' | 'addressee_removed',
): VersionPlan['withdrawn'] {
  return assignments.filter(({ state }) => isOpen(state)).map((assignment) => ({ assignment, because }));
}

function moveOver(assignment: Assignment, { decisionId }: CorrectedPoint, documentId: number): Assignment {
  return { ...assignment, documentId, decisionId };
}

function isChange(change: AssignmentChange): boolean {
  return hasChanged(change.in);
}

const UNCHANGED: ChangedParts = { text: false, deadline: false, addressees: false };

function hasChanged({ text, deadline, addressees }: ChangedParts): boolean {
  return text || deadline || addressees;
}

function isSameDates(one: Omit<FirstDates, 'occurrence'>, other: Omit<FirstDates, 'occurrence'>): boolean {
  return one.deadlineKind === other.deadlineKind && one.start === other.start && one.due === other.due;
}
