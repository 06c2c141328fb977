import type { Person } from '../../app/ports.ts';
import type { Database } from './database.ts';

/**
 * Takes a person out of every table. A private chat has its person's Telegram number, so the number goes wherever the
 * chat is named; rows that other people need stay without it. To be called in a transaction.
 */
export async function forgetPerson(db: Database, person: Person, name: string): Promise<void> {
  const { id, telegramUserId: chat } = person;
  await db.invitation.deleteMany({ where: { OR: [{ madeInChatId: chat }, { delegatedByPersonId: id }] } });
  await db.subscription.deleteMany({ where: { chatId: chat } });
  await db.controller.deleteMany({ where: { personId: id } });
  await db.delegation.deleteMany({ where: { personId: id } });
  await db.reportDraft.deleteMany({ where: { personId: id } });
  await db.upload.deleteMany({ where: { personId: id } });
  await db.calendarFeed.deleteMany({ where: { personId: id } });
  await db.invitationAttempt.deleteMany({ where: { chatId: chat } });
  await db.sentMessage.deleteMany({ where: { chatId: chat } });
  await db.dialogue.deleteMany({ where: { key: { endsWith: `:${chat}` } } });
  // Whether a document has reached an organization is still known; to which chat is not.
  await db.$executeRaw`
    UPDATE delivery
       SET chat_id = 0, key = 'forgotten:' || id, lease_until = NULL,
           state = CASE WHEN state IN ('pending', 'sending') THEN 'cancelled' ELSE state END
     WHERE chat_id = ${chat}::bigint`;
  await db.report.updateMany({ where: { chatId: chat }, data: { chatId: 0 } });
  await db.extensionRequest.updateMany({ where: { chatId: chat }, data: { chatId: 0 } });
  // The one change that the append-only audit lets through.
  await db.auditEntry.updateMany({ where: { chatId: chat }, data: { chatId: null } });
  // Updates are JSON text; an emptied one is handled by doing nothing.
  await db.$executeRaw`
    UPDATE incoming_update
       SET payload = json_build_object('update_id', update_id)::text,
           chat_key = CASE WHEN chat_key = ${String(chat)} THEN 'update-' || update_id ELSE chat_key END
     WHERE chat_key = ${String(chat)}
        OR (state <> 'pending' AND (payload LIKE ${`%"id":${chat},%`} OR payload LIKE ${`%"id":${chat}}%`}))`;
  await db.person.update({ where: { id }, data: { telegramUserId: null, name } });
}
