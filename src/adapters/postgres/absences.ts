import type { AbsenceRecords, StoredAbsence } from '../../app/ports.ts';
import { calendarDate, dateColumn } from './column-values.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';

const WITH_SUBSCRIPTION = { subscription: { select: { organizationCode: true } } } as const;

/** «В отпуске», in table `absence`. */
export function absenceRecords(db: Database): AbsenceRecords {
  return {
    async put({ subscriptionId, until, deputyId, waiting, at }) {
      const taken = {
        until: dateColumn(until),
        deputySubscriptionId: deputyId,
        waiting,
        createdAt: at,
      };
      await db.absence.upsert({
        where: { subscriptionId },
        create: { subscriptionId, ...taken },
        update: taken,
      });
    },
    async end(subscriptionId) {
      const { count } = await db.absence.deleteMany({ where: { subscriptionId } });
      return count === 1;
    },
    async find(subscriptionId) {
      const row = await db.absence.findUnique({ where: { subscriptionId }, include: WITH_SUBSCRIPTION });
      return row === null ? null : absenceOf(row);
    },
    async ofOrganizations(codes) {
      const rows = await db.absence.findMany({
        ...(codes && { where: { subscription: { organizationCode: { in: [...codes] } } } }),
        include: WITH_SUBSCRIPTION,
        orderBy: { subscriptionId: 'asc' },
      });
      return rows.map(absenceOf);
    },
  };
}

function absenceOf(row: Prisma.AbsenceGetPayload<{ include: typeof WITH_SUBSCRIPTION }>): StoredAbsence {
  return {
    subscriptionId: row.subscriptionId,
    organizationCode: row.subscription.organizationCode,
    until: calendarDate(row.until),
    deputyId: row.deputySubscriptionId,
    waiting: row.waiting,
  };
}
