import type { Invitation, InvitationRecords, InvitationRole } from '../../app/ports.ts';
import { telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { Invitation as InvitationRow } from './generated/client.ts';

/** Links that make subscriptions, in tables `invitation` and `invitation_attempt`. */
export function invitationRecords(db: Database): InvitationRecords {
  return {
    async create({ tokenHash, organizationCode, role, uses, expiresAt, createdAt, delegates, madeIn }) {
      const row = await db.invitation.create({
        data: {
          tokenHash,
          organizationCode,
          role,
          usesLeft: uses,
          expiresAt,
          createdAt,
          assignmentId: delegates?.assignmentId ?? null,
          delegatedByPersonId: delegates?.byPersonId ?? null,
          madeInChatId: madeIn?.chatId ?? null,
          handsOver: madeIn?.handsOver ?? false,
        },
      });
      return invitationOf(row);
    },
    async findByTokenHash(tokenHash) {
      const row = await db.invitation.findUnique({ where: { tokenHash } });
      return row === null ? null : invitationOf(row);
    },
    async takeUse(id) {
      const taken = await db.$executeRaw`
        UPDATE invitation SET uses_left = uses_left - 1 WHERE id = ${id}::int AND uses_left > 0`;
      return taken === 1;
    },
    async attempts(chatId) {
      const row = await db.invitationAttempt.findUnique({ where: { chatId } });
      return { failed: row?.failed ?? 0, pausedUntil: row?.pausedUntil ?? null };
    },
    async recordAttempts(chatId, { failed, pausedUntil }) {
      await db.$executeRaw`
        INSERT INTO invitation_attempt (chat_id, failed, paused_until)
        VALUES (${chatId}::bigint, ${failed}::int, ${pausedUntil}::timestamptz)
            ON CONFLICT (chat_id) DO UPDATE SET failed = EXCLUDED.failed, paused_until = EXCLUDED.paused_until`;
    },
  };
}

function invitationOf(row: InvitationRow): Invitation {
  const { id, organizationCode, role, usesLeft, expiresAt, assignmentId, delegatedByPersonId } = row;
  const delegates =
    assignmentId === null || delegatedByPersonId === null
      ? null
      : { assignmentId, byPersonId: delegatedByPersonId };
  const madeIn =
    row.madeInChatId === null ? null : { chatId: telegramId(row.madeInChatId), handsOver: row.handsOver };
  return { id, organizationCode, role: role as InvitationRole, usesLeft, expiresAt, delegates, madeIn };
}
