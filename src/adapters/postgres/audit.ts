import type { AuditEntry, AuditRecords } from '../../app/ports.ts';
import { jsonColumn, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { AuditEntry as AuditRow } from './generated/client.ts';

/** Who did what, in table `audit_entry`, which only grows. */
export function auditRecords(db: Database): AuditRecords {
  return {
    async append(entry) {
      await db.auditEntry.create({ data: { ...entry, details: jsonColumn(entry.details) } });
    },
    async appendMany(entries) {
      if (entries.length === 0) return;
      await db.auditEntry.createMany({
        data: entries.map((entry) => ({ ...entry, details: jsonColumn(entry.details) })),
      });
    },
    async ofUpdate(updateId) {
      const rows = await db.auditEntry.findMany({ where: { updateId }, orderBy: { id: 'asc' } });
      return rows.map(entryOf);
    },
    async ofAssignment(assignmentId) {
      const rows = await db.auditEntry.findMany({ where: { assignmentId }, orderBy: { id: 'asc' } });
      return rows.map(entryOf);
    },
    async ofDocument(documentId) {
      const rows = await db.auditEntry.findMany({ where: { documentId }, orderBy: { id: 'asc' } });
      return rows.map(entryOf);
    },
  };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    at: row.at,
    action: row.action,
    personId: row.personId,
    chatId: row.chatId === null ? null : telegramId(row.chatId),
    messageId: row.messageId,
    updateId: row.updateId === null ? null : telegramId(row.updateId),
    documentId: row.documentId,
    assignmentId: row.assignmentId,
    details: row.details as AuditEntry['details'],
  };
}
