import type { Subscription, SubscriptionRecords, SubscriptionRole } from '../../app/ports.ts';
import { storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';

interface SubscriptionRow {
  readonly id: number;
  readonly chatId: bigint;
  readonly topicId: number | null;
  readonly organizationCode: string;
  readonly role: string;
  readonly personId: number;
  readonly state: string;
}

/** Chats that speak for organizations, in table `subscription`. */
export function subscriptionRecords(db: Database): SubscriptionRecords {
  return {
    async add({ chatId, organizationCode, role, personId, topicId = null }) {
      const rows = await db.$queryRaw<(SubscriptionRow & { created: boolean })[]>`
        WITH before AS (
          SELECT state FROM subscription
           WHERE chat_id = ${chatId}::bigint AND organization_code = ${organizationCode}
        )
        INSERT INTO subscription AS known (chat_id, organization_code, role, person_id, topic_id)
        VALUES (${chatId}::bigint, ${organizationCode}, ${role}, ${personId}::int, ${topicId}::int)
            ON CONFLICT (chat_id, organization_code) DO UPDATE SET
               role = EXCLUDED.role, person_id = EXCLUDED.person_id, topic_id = EXCLUDED.topic_id,
               state = 'active', unreachable_reason = NULL
        RETURNING id, chat_id AS "chatId", organization_code AS "organizationCode", role,
                  person_id AS "personId", topic_id AS "topicId", state,
                  known.xmax = 0 OR EXISTS (SELECT FROM before WHERE before.state = 'left') AS created`;
      const row = rows[0];
      if (row === undefined) throw new Error(`adding a subscription of ${organizationCode} returned no row`);
      return { subscription: subscriptionOf(row), created: row.created };
    },
    async find(chatId, organizationCode) {
      const row = await db.subscription.findUnique({
        where: { chatId_organizationCode: { chatId, organizationCode } },
      });
      return row === null ? null : subscriptionOf(row);
    },
    async end(id) {
      const { count } = await db.subscription.updateMany({
        where: { id, state: { not: 'left' } },
        data: { state: 'left', unreachableReason: null },
      });
      return count === 1;
    },
    async ofChat(chatId) {
      const rows = await db.subscription.findMany({
        where: { chatId, state: 'active' },
        orderBy: { id: 'asc' },
      });
      return rows.map(subscriptionOf);
    },
    async ofOrganizations(codes) {
      const rows = await db.subscription.findMany({
        where: { state: 'active', ...(codes && { organizationCode: { in: [...codes] } }) },
        orderBy: { id: 'asc' },
      });
      return rows.map(subscriptionOf);
    },
    async markUnreachable(chatId, reason) {
      await db.subscription.updateMany({
        where: { chatId, state: 'active' },
        data: { state: 'unreachable', unreachableReason: storableText(reason) },
      });
    },
    async markReachable(chatId) {
      const { count } = await db.subscription.updateMany({
        where: { chatId, state: 'unreachable' },
        data: { state: 'active', unreachableReason: null },
      });
      return count;
    },
    async moveToTopic(id, topicId) {
      await db.subscription.update({ where: { id }, data: { topicId } });
    },
    async leaveTopic(chatId, topicId) {
      const rows = await db.$queryRaw<{ code: string }[]>`
        UPDATE subscription SET topic_id = NULL
         WHERE chat_id = ${chatId}::bigint AND topic_id = ${topicId}::int
        RETURNING organization_code AS code`;
      return rows.map(({ code }) => code).toSorted();
    },
    async migrateChat(fromChatId, toChatId) {
      // Messages of the new chat are numbered anew, so what was sent to the old one stays with it.
      await db.$executeRaw`
        WITH moved AS (
          DELETE FROM subscription WHERE chat_id = ${fromChatId}::bigint RETURNING *
        ), controllers AS (
          UPDATE controller SET chat_id = ${toChatId}::bigint WHERE chat_id = ${fromChatId}::bigint
        ), deliveries AS (
          UPDATE delivery SET chat_id = ${toChatId}::bigint
           WHERE chat_id = ${fromChatId}::bigint AND state IN ('pending', 'sending')
        ), invitations AS (
          UPDATE invitation SET made_in_chat_id = ${toChatId}::bigint WHERE made_in_chat_id = ${fromChatId}::bigint
        ), reports AS (
          UPDATE report SET chat_id = ${toChatId}::bigint WHERE chat_id = ${fromChatId}::bigint
        ), drafts AS (
          UPDATE report_draft SET chat_id = ${toChatId}::bigint, message_id = NULL
           WHERE chat_id = ${fromChatId}::bigint
        )
        INSERT INTO subscription (chat_id, organization_code, role, person_id, state, unreachable_reason, created_at)
        SELECT ${toChatId}::bigint, organization_code, role, person_id, state, unreachable_reason, created_at
          FROM moved
            ON CONFLICT (chat_id, organization_code) DO UPDATE SET
               role = EXCLUDED.role, person_id = EXCLUDED.person_id, state = EXCLUDED.state,
               unreachable_reason = EXCLUDED.unreachable_reason`;
    },
  };
}

function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    chatId: telegramId(row.chatId),
    topicId: row.topicId,
    organizationCode: row.organizationCode,
    role: row.role as SubscriptionRole,
    personId: row.personId,
    state: row.state as Subscription['state'],
  };
}
