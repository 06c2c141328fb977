import type { DelegationRecords } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** Assignments in the hands of named people, in table `delegation`. */
export function delegationRecords(db: Database): DelegationRecords {
  return {
    async put({ assignmentId, ...rest }) {
      await db.delegation.upsert({
        where: { assignmentId },
        create: { assignmentId, ...rest },
        update: rest,
      });
    },
    async remove(assignmentId) {
      const { count } = await db.delegation.deleteMany({ where: { assignmentId } });
      return count === 1;
    },
    async of(assignmentIds) {
      if (assignmentIds.length === 0) return [];
      return db.delegation.findMany({
        where: { assignmentId: { in: [...assignmentIds] } },
        orderBy: { assignmentId: 'asc' },
      });
    },
  };
}
