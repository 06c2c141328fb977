import type { SentMessageRecords } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** Which assignments a message was about, in table `sent_message`. */
export function sentMessageRecords(db: Database): SentMessageRecords {
  return {
    async remember(chatId, messageId, assignmentIds, at) {
      await db.$executeRaw`
        INSERT INTO sent_message (chat_id, message_id, assignment_ids, at)
        VALUES (${chatId}::bigint, ${messageId}::int, ${[...assignmentIds]}::int[], ${at}::timestamptz)
            ON CONFLICT (chat_id, message_id)
            DO UPDATE SET assignment_ids = EXCLUDED.assignment_ids, at = EXCLUDED.at`;
    },
    async assignmentsOf(chatId, messageId) {
      const row = await db.sentMessage.findUnique({ where: { chatId_messageId: { chatId, messageId } } });
      return row?.assignmentIds ?? [];
    },
    async sentAt(chatId, messageId) {
      const row = await db.sentMessage.findUnique({ where: { chatId_messageId: { chatId, messageId } } });
      return row?.at ?? null;
    },
  };
}
