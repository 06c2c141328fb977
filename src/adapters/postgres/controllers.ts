import type { Controller, ControllerRecords } from '../../app/ports.ts';
import { telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';

const WITH_PERSON = { person: true } as const;

/** Officers of the Department, in table `controller`. */
export function controllerRecords(db: Database): ControllerRecords {
  return {
    async add({ personId, chatId }) {
      const rows = await db.$queryRaw<{ created: boolean }[]>`
        INSERT INTO controller AS known (person_id, chat_id) VALUES (${personId}::int, ${chatId}::bigint)
            ON CONFLICT (person_id) DO UPDATE SET chat_id = EXCLUDED.chat_id
        RETURNING known.xmax = 0 AS created`;
      return { created: rows[0]?.created === true };
    },
    async all() {
      const rows = await db.controller.findMany({ include: WITH_PERSON, orderBy: { personId: 'asc' } });
      return rows.flatMap(controllerOf);
    },
    async findByTelegramUser(telegramUserId) {
      const row = await db.controller.findFirst({
        where: { person: { telegramUserId } },
        include: WITH_PERSON,
      });
      return row === null ? null : (controllerOf(row)[0] ?? null);
    },
  };
}

/** Nobody for a person who asked to be forgotten. */
function controllerOf(row: Prisma.ControllerGetPayload<{ include: typeof WITH_PERSON }>): Controller[] {
  const { personId, chatId, person } = row;
  if (person.telegramUserId === null) return [];
  return [
    {
      personId,
      telegramUserId: telegramId(person.telegramUserId),
      chatId: telegramId(chatId),
      name: person.name,
    },
  ];
}
