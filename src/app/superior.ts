import type { Assignment } from '../core/assignments/assignment.ts';
import type { AssignmentRole } from '../core/assignments/transitions.ts';
import { responsibleOf } from '../core/storeys/contributions.ts';
import type { Records } from './ports.ts';

/** The organization between an assignment and the Department. */
export interface Superior {
  /** Its own assignment of the same point. */
  readonly assignment: Assignment;
  /** What its executors are to the assignment below. */
  readonly role: Extract<AssignmentRole, 'municipality' | 'responsible'>;
}

/**
 * Who answers to the Department for an assignment: the organization that handed it down, or the responsible executor
 * to whom a co-executor contributes; null where the organization answers itself.
 */
export async function findSuperior(records: Records, assignment: Assignment): Promise<Superior | null> {
  if (assignment.parentId !== null) {
    const parent = await records.assignments.find(assignment.parentId);
    return parent === null ? null : { assignment: parent, role: 'municipality' };
  }
  if (assignment.executor) return null;
  const responsible = responsibleOf(await findHolders(records, assignment));
  return responsible === null ? null : { assignment: responsible, role: 'responsible' };
}

/** Everybody's assignments of one point and occurrence, this one included. */
export async function findHolders(
  records: Records,
  { decisionId, occurrence }: Pick<Assignment, 'decisionId' | 'occurrence'>,
): Promise<readonly Assignment[]> {
  const all = await records.assignments.ofDecisions([decisionId]);
  return all.filter((holder) => holder.occurrence === occurrence);
}
