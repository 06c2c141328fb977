import type { AcknowledgementRecords } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** «Ознакомлен», in table `acknowledgement`. */
export function acknowledgementRecords(db: Database): AcknowledgementRecords {
  return {
    async add(assignmentIds, personId, at) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        INSERT INTO acknowledgement AS known (assignment_id, person_id, at)
        SELECT id, ${personId}::int, ${at}::timestamptz FROM assignment
         WHERE id = ANY(${[...assignmentIds]}::int[])
            ON CONFLICT (assignment_id, person_id) DO UPDATE SET at = EXCLUDED.at
         WHERE EXISTS (SELECT FROM assignment a WHERE a.id = known.assignment_id AND a.state = 'new')
        RETURNING assignment_id AS id`;
      return rows.map(({ id }) => id).toSorted((one, other) => one - other);
    },
    async ofAssignment(assignmentId) {
      const rows = await db.acknowledgement.findMany({
        where: { assignmentId },
        orderBy: [{ at: 'asc' }, { personId: 'asc' }],
      });
      const people = await db.person.findMany({
        where: { id: { in: rows.map(({ personId }) => personId) } },
        select: { id: true, name: true },
      });
      const nameOf = new Map(people.map(({ id, name }) => [id, name]));
      return rows.map(({ personId, at }) => ({ personId, name: nameOf.get(personId) ?? '', at }));
    },
  };
}
