import type {
  Delivery,
  DeliveryClaim,
  DeliveryContent,
  DeliveryState,
  OutboxRecords,
} from '../../app/ports.ts';
import { jsonText, storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

interface DeliveryRow {
  readonly id: number;
  readonly key: string;
  readonly chatId: bigint;
  readonly content: unknown;
  readonly state: string;
  readonly attempts: number;
  readonly partsSent: number;
  readonly told: readonly number[];
  readonly firstMessageId: number | null;
  readonly failure: string | null;
}

/** Messages that must arrive, in table `delivery`. */
export function outboxRecords(db: Database): OutboxRecords {
  return {
    async addMany(rows) {
      if (rows.length === 0) return [];
      // Known keys are left out before the insert: a conflict would use up an id each time it is asked for.
      const made = await db.$queryRaw<{ id: number }[]>`
        INSERT INTO delivery (key, chat_id, kind, document_id, content, not_before)
        SELECT key, chat_id, content ->> 'kind', (content ->> 'documentId')::int, content, not_before
          FROM jsonb_to_recordset(${deliveryRows(rows)}::jsonb) AS fresh(
                 key text, chat_id bigint, content jsonb, not_before timestamptz)
         WHERE NOT EXISTS (SELECT FROM delivery known WHERE known.key = fresh.key)
         ORDER BY key
            ON CONFLICT (key) DO NOTHING
        RETURNING id`;
      return made.map(({ id }) => id).toSorted((one, other) => one - other);
    },
    async claim(id, now, leaseSeconds) {
      const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000);
      // An aggregate over the chat's rows, not NOT EXISTS: before a broadcast's rows are counted, the planner would make
      // a join of it that goes through all of them.
      const rows = await db.$queryRaw<DeliveryRow[]>`
        UPDATE delivery
           SET state = 'sending', lease_until = ${leaseUntil}::timestamptz, attempts = attempts + 1
         WHERE id = ${id}::int
           AND ((state = 'pending' AND not_before <= ${now}::timestamptz)
             OR (state = 'sending' AND lease_until <= ${now}::timestamptz))
           AND (SELECT bool_or(CASE other.state
                         WHEN 'pending' THEN other.id < delivery.id AND other.not_before <= ${now}::timestamptz
                         ELSE other.id < delivery.id OR other.lease_until > ${now}::timestamptz
                       END)
                  FROM delivery other
                 WHERE other.chat_id = delivery.chat_id AND other.ended_at IS NULL
                   AND other.id <> delivery.id) IS NOT TRUE
        RETURNING id, key, chat_id AS "chatId", content, state, attempts, parts_sent AS "partsSent", told,
                  first_message_id AS "firstMessageId", failure`;
      return rows[0] === undefined ? null : deliveryOf(rows[0]);
    },
    async partSent(claim, { chatId, messageId, assignmentIds, at, leaseSeconds, isLast }) {
      const leaseUntil = isLast ? null : new Date(at.getTime() + leaseSeconds * 1000);
      const about = [...assignmentIds];
      // One statement: a part costs one way to the database and back.
      const counted = await db.$executeRaw`
        WITH remembered AS (
          INSERT INTO sent_message (chat_id, message_id, assignment_ids, at)
          VALUES (${chatId}::bigint, ${messageId}::int, ${about}::int[], ${at}::timestamptz)
              ON CONFLICT (chat_id, message_id) DO UPDATE SET assignment_ids = EXCLUDED.assignment_ids
        ), delivered AS (
          UPDATE assignment SET delivered_at = ${at}::timestamptz
           WHERE id IN (SELECT id FROM assignment
                         WHERE id = ANY(${about}::int[]) AND delivered_at IS NULL ORDER BY id FOR UPDATE)
        )
        UPDATE delivery
           SET parts_sent = parts_sent + 1,
               first_message_id = COALESCE(first_message_id, ${messageId}::int),
               told = told || ${about}::int[],
               lease_until = ${leaseUntil}::timestamptz,
               state = CASE WHEN ${isLast} THEN 'sent' ELSE state END,
               failure = CASE WHEN ${isLast} THEN NULL ELSE failure END,
               ended_at = CASE WHEN ${isLast} THEN ${at}::timestamptz END
         WHERE ${heldBy(claim)}`;
      return counted === 1;
    },
    async markSent(claim, at) {
      await db.$executeRaw`
        UPDATE delivery SET state = 'sent', lease_until = NULL, failure = NULL, ended_at = ${at}::timestamptz
         WHERE ${heldBy(claim)}`;
    },
    async markFailed(claim, failure, at) {
      await db.$executeRaw`
        UPDATE delivery
           SET state = 'failed', lease_until = NULL, failure = ${storableText(failure)},
               ended_at = ${at}::timestamptz
         WHERE ${heldBy(claim)}`;
    },
    async markCancelled(claim, at) {
      await db.$executeRaw`
        UPDATE delivery SET state = 'cancelled', lease_until = NULL, ended_at = ${at}::timestamptz
         WHERE ${heldBy(claim)}`;
    },
    async postpone(claim, notBefore, failure) {
      await db.$executeRaw`
        UPDATE delivery
           SET state = 'pending', lease_until = NULL, not_before = ${notBefore}::timestamptz,
               failure = ${storableText(failure)}
         WHERE ${heldBy(claim)}`;
    },
    async putBack(claim, notBefore, why) {
      // Claims stay told apart: whoever claims it next gets this number, which nobody but this sender has had.
      await db.$executeRaw`
        UPDATE delivery
           SET state = 'pending', lease_until = NULL,
               not_before = COALESCE(${notBefore}::timestamptz, not_before),
               failure = ${storableText(why)}, attempts = attempts - 1
         WHERE ${heldBy(claim)}`;
    },
    async endLeases(now) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        UPDATE delivery SET lease_until = LEAST(lease_until, ${now}::timestamptz)
         WHERE state = 'sending'
        RETURNING id`;
      return rows.map(({ id }) => id).toSorted((one, other) => one - other);
    },
    async waitsFor(id, now) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        SELECT turn.id
          FROM delivery AS this
         CROSS JOIN LATERAL (
               SELECT other.id, other.state = 'sending' AND other.lease_until > ${now}::timestamptz AS held
                 FROM delivery AS other
                WHERE other.chat_id = this.chat_id AND other.ended_at IS NULL
                  AND (other.state = 'sending' OR other.not_before <= ${now}::timestamptz)
                ORDER BY held DESC, other.id
                LIMIT 1) AS turn
         WHERE this.id = ${id}::int AND this.state = 'pending' AND this.not_before <= ${now}::timestamptz
           AND turn.id <> this.id AND NOT turn.held`;
      return rows[0]?.id ?? null;
    },
    async retryFailed(chatId, kinds, now) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        UPDATE delivery SET state = 'pending', not_before = ${now}::timestamptz, ended_at = NULL
         WHERE chat_id = ${chatId}::bigint AND state = 'failed' AND kind = ANY(${[...kinds]}::text[])
        RETURNING id`;
      return rows.map(({ id }) => id).toSorted((one, other) => one - other);
    },
    async cancelWaiting(chatId, at) {
      await db.$executeRaw`
        UPDATE delivery SET state = 'cancelled', lease_until = NULL, ended_at = ${at}::timestamptz
         WHERE chat_id = ${chatId}::bigint AND state IN ('pending', 'sending')`;
    },
    async waiting(now, limit) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        SELECT id
          FROM (SELECT DISTINCT ON (chat_id) id, not_before
                  FROM delivery
                 WHERE state IN ('pending', 'sending')
                   AND ((state = 'pending' AND not_before <= ${now}::timestamptz)
                     OR (state = 'sending' AND lease_until <= ${now}::timestamptz))
                 ORDER BY chat_id, id) AS first
         ORDER BY not_before, id LIMIT ${limit}::int`;
      return rows.map(({ id }) => id);
    },
    async nextOf(chatId, now) {
      // min, and no order with a limit: the planner would look through the primary key for the chat's first.
      const rows = await db.$queryRaw<{ id: number | null }[]>`
        SELECT min(id + 0) AS id FROM delivery
         WHERE chat_id = ${chatId}::bigint AND ended_at IS NULL
           AND CASE state WHEN 'pending' THEN not_before <= ${now}::timestamptz ELSE false END`;
      return rows[0]?.id ?? null;
    },
    async find(id) {
      const row = await db.delivery.findUnique({ where: { id } });
      return row === null ? null : deliveryOf(row);
    },
    async asking(about) {
      const rows = await db.$queryRaw<DeliveryRow[]>`
        SELECT id, key, chat_id AS "chatId", content, state, attempts, parts_sent AS "partsSent", told,
               first_message_id AS "firstMessageId", failure
          FROM delivery
         WHERE kind IN ('report_received', 'extension_asked')
           AND content IN (SELECT jsonb_array_elements(${jsonText(about)}::jsonb))
         ORDER BY id`;
      return rows.map(deliveryOf);
    },
    async ofBroadcast(documentId) {
      const rows = await db.delivery.findMany({
        where: { documentId, kind: { in: ['broadcast', 'new_version'] } },
        orderBy: { id: 'asc' },
      });
      return rows.map(deliveryOf);
    },
  };
}

/** The row while this claim holds it: not after its lease ran out and another sender has claimed it. */
function heldBy({ id, attempts }: DeliveryClaim): Prisma.Sql {
  return Prisma.sql`id = ${id}::int AND state = 'sending' AND attempts = ${attempts}::int`;
}

function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    key: row.key,
    chatId: telegramId(row.chatId),
    content: row.content as DeliveryContent,
    told: row.told,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    partsSent: row.partsSent,
    firstMessageId: row.firstMessageId,
    failure: row.failure,
  };
}

function deliveryRows(rows: Parameters<OutboxRecords['addMany']>[0]): string {
  return jsonText(
    rows.map(({ key, chatId, content, notBefore }) => ({
      key,
      chat_id: chatId,
      content,
      not_before: notBefore.toISOString(),
    })),
  );
}
