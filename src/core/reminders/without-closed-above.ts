import type { Assignment } from '../assignments/assignment.ts';
import { isOpen } from '../assignments/transitions.ts';

/**
 * The assignments of a morning without those handed down from one that is closed: accepted, or withdrawn and so not
 * among them at all. Closing the one above closes those below; until that is written down, nobody is reminded.
 */
export function withoutClosedAbove(assignments: readonly Assignment[]): readonly Assignment[] {
  if (assignments.every(({ parentId }) => parentId === null)) return assignments;
  const open = new Set(assignments.filter(({ state }) => isOpen(state)).map(({ id }) => id));
  return assignments.filter(({ parentId }) => parentId === null || open.has(parentId));
}
