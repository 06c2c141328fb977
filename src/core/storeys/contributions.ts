import type { Assignment } from '../assignments/assignment.ts';

/** What tells who answers for a point and who contributes. */
export type PointHolder = Pick<Assignment, 'id' | 'organizationCode' | 'executor' | 'state' | 'parentId'>;

/**
 * The one organization that answers for a point to which others contribute; null where there is none, or several do
 * (a group of municipalities): then every co-executor answers to the controllers itself.
 */
export function responsibleOf<T extends PointHolder>(holders: readonly T[]): T | null {
  const responsible = direct(holders).filter(({ executor }) => executor);
  return responsible.length === 1 ? (responsible[0] ?? null) : null;
}

/** The co-executors of a point. */
export function contributorsOf<T extends PointHolder>(holders: readonly T[]): readonly T[] {
  return direct(holders).filter(({ executor }) => !executor);
}

/** What was handed down or withdrawn is nobody's part of the point. */
function direct<T extends PointHolder>(holders: readonly T[]): readonly T[] {
  return holders.filter(({ parentId, state }) => parentId === null && state !== 'withdrawn');
}
