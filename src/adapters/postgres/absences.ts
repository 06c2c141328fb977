import type { AbsenceRecords, StoredAbsence } from '../../app/ports.ts';
import { calendarDate, dateColumn } from './column-values.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

/** «В отпуске», in table `absence`. */
export function absenceRecords(db: Database): AbsenceRecords {
  // One statement: it is asked for with every message that is sent.
  const select = (where: Prisma.Sql): Promise<readonly AbsenceRow[]> => db.$queryRaw<AbsenceRow[]>`
    SELECT subscription_id AS "subscriptionId", organization_code AS "organizationCode",
           starts_on AS "startsOn", until,
           deputy_subscription_id AS "deputyId", waiting
      FROM absence JOIN subscription ON subscription.id = subscription_id
     WHERE ${where} ORDER BY subscription_id`;
  return {
    async put({ subscriptionId, startsOn, until, deputyId, waiting, at }) {
      const taken = {
        startsOn: startsOn === null ? null : dateColumn(startsOn),
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
    async begin(subscriptionId) {
      const { count } = await db.absence.updateMany({
        where: { subscriptionId, startsOn: { not: null } },
        data: { startsOn: null },
      });
      return count === 1;
    },
    async end(subscriptionId) {
      const { count } = await db.absence.deleteMany({ where: { subscriptionId } });
      return count === 1;
    },
    async find(subscriptionId) {
      const [row] = await select(Prisma.sql`absence.subscription_id = ${subscriptionId}::int`);
      return row === undefined ? null : absenceOf(row);
    },
    async ofOrganizations(codes) {
      const rows = await select(
        codes === undefined
          ? Prisma.sql`TRUE`
          : Prisma.sql`subscription.organization_code = ANY(${[...codes]}::text[])`,
      );
      return rows.map(absenceOf);
    },
  };
}

interface AbsenceRow {
  readonly subscriptionId: number;
  readonly organizationCode: string;
  readonly startsOn: Date | null;
  readonly until: Date;
  readonly deputyId: number | null;
  readonly waiting: boolean;
}

function absenceOf({ startsOn, until, ...row }: AbsenceRow): StoredAbsence {
  return { ...row, startsOn: startsOn === null ? null : calendarDate(startsOn), until: calendarDate(until) };
}
