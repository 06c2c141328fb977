import type { PeopleRecords, Person } from '../../app/ports.ts';
import { storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import { forgetPerson } from './forget-person.ts';

interface PersonRow {
  readonly id: number;
  readonly telegramUserId: bigint | null;
  readonly name: string;
}

/** People as Telegram shows them, in table `person`. */
export function peopleRecords(db: Database): PeopleRecords {
  return {
    async remember(telegramUserId, name) {
      const shown = storableText(name);
      // Nothing is written where nothing changed: this runs at every message of a person.
      const rows = await db.$queryRaw<PersonRow[]>`
        WITH known AS (
          SELECT id, telegram_user_id, name FROM person
           WHERE telegram_user_id = ${telegramUserId}::bigint AND name = ${shown}
        ), written AS (
          INSERT INTO person (telegram_user_id, name)
          SELECT ${telegramUserId}::bigint, ${shown} WHERE NOT EXISTS (SELECT FROM known)
              ON CONFLICT (telegram_user_id) DO UPDATE SET name = EXCLUDED.name
          RETURNING id, telegram_user_id, name
        )
        SELECT id, telegram_user_id AS "telegramUserId", name FROM known
         UNION ALL
        SELECT id, telegram_user_id AS "telegramUserId", name FROM written`;
      const person = rows[0] === undefined ? null : personOf(rows[0]);
      if (person === null) throw new Error(`remembering Telegram user ${telegramUserId} returned no row`);
      return person;
    },
    async find(id) {
      const row = await db.person.findUnique({ where: { id } });
      return row === null ? null : personOf(row);
    },
    async names(ids) {
      const rows = await db.person.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    forget: (person, name) => forgetPerson(db, person, name),
    async findByTelegramUser(telegramUserId) {
      const row = await db.person.findUnique({ where: { telegramUserId } });
      return row === null ? null : personOf(row);
    },
  };
}

/** Null for somebody who asked to be forgotten. */
function personOf(row: PersonRow): Person | null {
  return row.telegramUserId === null
    ? null
    : { id: row.id, telegramUserId: telegramId(row.telegramUserId), name: row.name };
}
