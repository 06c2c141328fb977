import type { Assignment } from '../core/assignments/assignment.ts';
import type { Records } from './ports.ts';
import { findHolders } from './superior.ts';

/**
 * Codes of the organizations that have a point already, so that it is not handed down to them; whom it was recalled
 * from may get it again.
 */
export async function findWhoHasIt(records: Records, above: Assignment): Promise<ReadonlySet<string>> {
  const handedDown = new Set((await records.assignments.childrenOf([above.id])).map(({ id }) => id));
  const holders = await findHolders(records, above);
  const has = holders.filter(({ id, parentId }) => parentId !== above.id || handedDown.has(id));
  return new Set(has.map(({ organizationCode }) => organizationCode));
}
