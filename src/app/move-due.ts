import type { Assignment } from '../core/assignments/assignment.ts';
import { moveDeadline } from '../core/assignments/move-deadline.ts';
import {
  type AssignmentRole,
  applyTransition,
  isOpen,
  type TransitionRefusal,
} from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { followedDue } from '../core/storeys/hand-down.ts';
import type { Actor } from './deps.ts';
import { overtakeExtensions } from './overtake-extensions.ts';
import type { Records } from './ports.ts';
import { tellEach } from './settle-dependants.ts';
import { findHolders } from './superior.ts';

/** A wish to give an assignment a new last day. */
export interface DueMove {
  readonly assignment: Assignment;
  readonly due: CalendarDate;
  readonly role: AssignmentRole;
  readonly actor: Actor;
  readonly at: Date;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What became of it; `waiting`: outbox rows that tell those below whose last day followed, `followed` of them. */
export type DueMoveOutcome =
  | { readonly kind: 'moved'; readonly waiting: readonly number[]; readonly followed: number }
  /** This very update has done it before. */
  | { readonly kind: 'repeated' }
  /** Somebody has moved it meanwhile. */
  | { readonly kind: 'moved_meanwhile' }
  | { readonly kind: 'refused'; readonly reason: TransitionRefusal };

/**
 * Gives an assignment a new last day, with its audit row (`due`, `was`), by compare-and-set. What was handed down from
 * it follows at the same distance in working days, and is told of it; requests for more time that it overtakes are
 * answered (the one it grants is answered before). Whom the date comes from, and whether it may be
 * moved so far, is the caller's matter.
 */
export async function moveDue(
  records: Records,
  move: DueMove,
  calendar: ProductionCalendar,
): Promise<DueMoveOutcome> {
  const { assignment, due, actor, at } = move;
  const done = await records.audit.ofUpdate(actor.updateId);
  if (done.some((entry) => entry.action === 'move_deadline' && entry.assignmentId === assignment.id)) {
    return { kind: 'repeated' };
  }
  const transition = applyTransition(assignment.state, 'move_deadline', move.role);
  if (transition.kind === 'refused') return transition;
  if (!(await write(records, move))) return { kind: 'moved_meanwhile' };
  const today = moscowDateOf(at);
  const moved: (Assignment & { readonly now: CalendarDate })[] = [];
  const children = await records.assignments.childrenOf([assignment.id]);
  for (const child of children) {
    const followed = isOpen(child.state)
      ? followedDue(child.due, { from: assignment.due, to: due }, today, calendar)
      : null;
    if (followed === null) continue;
    const details = { movedWith: assignment.id };
    if (await write(records, { ...move, assignment: child, due: followed, details })) {
      moved.push({ ...child, now: followed });
    }
  }
  const told = await tellDeadlineFollowed(records, moved, `${assignment.id}:${actor.updateId}`, at);
  const answered = await overtakeExtensions(
    records,
    [{ ...assignment, due }, ...moved.map((child) => ({ ...child, due: child.now }))],
    // What they ask for is measured by this day.
    [...children, ...(assignment.executor ? await findHolders(records, assignment) : [])].map(({ id }) => id),
    move,
  );
  return { kind: 'moved', waiting: [...told, ...answered], followed: moved.length };
}

/** Tells organizations that their last day has followed another, with the one before; `assignments` as they were. */
export function tellDeadlineFollowed(
  records: Records,
  assignments: readonly Assignment[],
  cause: string,
  at: Date,
): Promise<readonly number[]> {
  const dueOf = new Map(assignments.map(({ id, due }) => [id, due]));
  return tellEach(records, assignments, at, (assignmentIds) => ({
    key: `deadline-followed:${cause}`,
    content: {
      kind: 'deadline_followed',
      assignmentIds,
      was: Object.fromEntries(assignmentIds.map((id) => [id, dueOf.get(id) ?? null])),
    },
  }));
}

async function write(records: Records, { assignment, due, actor, at, details }: DueMove): Promise<boolean> {
  const { start } = moveDeadline(assignment, due);
  if (!(await records.assignments.moveDue(assignment.id, assignment.due, { start, due }))) return false;
  await records.audit.append({
    at,
    action: 'move_deadline',
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: assignment.documentId,
    assignmentId: assignment.id,
    details: { ...details, was: assignment.due, due },
  });
  return true;
}
