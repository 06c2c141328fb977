import type { UpdateRecords } from '../../app/ports.ts';
import { storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';

/** Updates of Telegram until they are handled, in table `incoming_update`. */
export function updateRecords(db: Database): UpdateRecords {
  return {
    async keep(updates) {
      if (updates.length === 0) return;
      await db.incomingUpdate.createMany({
        data: updates.map(({ updateId, chatKey, payload, receivedAt }) => ({
          updateId,
          chatKey,
          // As JSON text, not jsonb: whatever Telegram sends is kept as it is, and can't be refused.
          payload: JSON.stringify(payload),
          receivedAt,
        })),
        skipDuplicates: true,
      });
    },
    async pending(limit) {
      const rows = await db.incomingUpdate.findMany({
        where: { state: 'pending' },
        orderBy: { updateId: 'asc' },
        take: limit,
      });
      return rows.map(({ updateId, chatKey, payload, attempts }) => ({
        updateId: telegramId(updateId),
        chatKey,
        payload: JSON.parse(payload) as unknown,
        attempts,
      }));
    },
    async recordAttempt(updateId) {
      const { attempts } = await db.incomingUpdate.update({
        where: { updateId },
        data: { attempts: { increment: 1 } },
        select: { attempts: true },
      });
      return attempts;
    },
    async markDone(updateId, at) {
      await db.incomingUpdate.updateMany({
        where: { updateId, state: 'pending' },
        data: { state: 'done', endedAt: at },
      });
    },
    async markFailed(updateId, error, at) {
      await db.incomingUpdate.updateMany({
        where: { updateId, state: 'pending' },
        data: { state: 'failed', error: storableText(error), endedAt: at },
      });
    },
    async forgetBefore(before) {
      const { count } = await db.incomingUpdate.deleteMany({
        where: { state: { in: ['done', 'failed'] }, endedAt: { lt: before } },
      });
      return count;
    },
  };
}
