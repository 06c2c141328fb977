import type { ExtensionOutcome, ExtensionRecords, ExtensionRequest } from '../../app/ports.ts';
import { calendarDate, dateColumn, storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { ExtensionRequest as Row } from './generated/client.ts';

/** Requests for more time, in table `extension_request`. */
export function extensionRecords(db: Database): ExtensionRecords {
  return {
    async create({ assignmentId, personId, chatId, was, wanted, reason, forOrganizationCode, createdAt }) {
      const [made] = await db.$queryRaw<{ id: number }[]>`
        INSERT INTO extension_request
               (assignment_id, person_id, chat_id, was, wanted, reason, for_organization_code, created_at)
        VALUES (${assignmentId}::int, ${personId}::int, ${chatId}::bigint, ${was}::date, ${wanted}::date,
                ${storableText(reason)}, ${forOrganizationCode}, ${createdAt}::timestamptz)
            ON CONFLICT (assignment_id) WHERE outcome IS NULL DO NOTHING
     RETURNING id`;
      if (made === undefined) return null;
      const row = await db.extensionRequest.findUniqueOrThrow({ where: { id: made.id } });
      return requestOf(row);
    },
    async find(id) {
      const row = await db.extensionRequest.findUnique({ where: { id } });
      return row === null ? null : requestOf(row);
    },
    async waitingOf(assignmentId) {
      const row = await db.extensionRequest.findFirst({ where: { assignmentId, outcome: null } });
      return row === null ? null : requestOf(row);
    },
    async waitingAssignmentIds() {
      const rows = await db.extensionRequest.findMany({
        where: { outcome: null },
        select: { assignmentId: true },
      });
      return rows.map(({ assignmentId }) => assignmentId);
    },
    async decide(id, { outcome, due, comment, personId, at }) {
      const { count } = await db.extensionRequest.updateMany({
        where: { id, outcome: null },
        data: {
          outcome,
          due: dateColumn(due),
          comment: storableText(comment),
          decidedByPersonId: personId,
          decidedAt: at,
        },
      });
      return count === 1;
    },
  };
}

function requestOf(row: Row): ExtensionRequest {
  const { id, assignmentId, personId, reason, forOrganizationCode, createdAt, comment } = row;
  return {
    id,
    assignmentId,
    personId,
    chatId: telegramId(row.chatId),
    was: calendarDate(row.was),
    wanted: calendarDate(row.wanted),
    reason,
    forOrganizationCode,
    createdAt,
    outcome: row.outcome as ExtensionOutcome | null,
    due: calendarDate(row.due),
    comment,
  };
}
