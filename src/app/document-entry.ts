import type { Actor } from './deps.ts';
import type { AuditEntry } from './ports.ts';

/** The journal's row of what somebody does to a document as a whole, or to a point of its draft. */
export function documentEntry(
  actor: Actor,
  at: Date,
  documentId: number,
  action: string,
  details: AuditEntry['details'],
): AuditEntry {
  const { personId, chatId, messageId, updateId } = actor;
  return { at, action, personId, chatId, messageId, updateId, documentId, assignmentId: null, details };
}
