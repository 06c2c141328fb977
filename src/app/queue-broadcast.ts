import type { Assignment } from '../core/assignments/assignment.ts';
import type { Actor } from './deps.ts';
import type { Records } from './ports.ts';

/** The controller hears how the broadcast went this long after it began. */
const STATUS_AFTER_MS = 20_000;

/**
 * One row per chat, with the assignments of all organizations it speaks for, and one for the publisher. Returns the
 * ids of the new rows.
 */
export async function queueBroadcast(
  records: Records,
  broadcast: {
    /** The whole document, or what a new version has changed. */
    readonly kind: 'broadcast' | 'new_version';
    readonly documentId: number;
    readonly assignments: readonly Pick<Assignment, 'id' | 'organizationCode'>[];
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<readonly number[]> {
  const { kind, documentId, actor, at } = broadcast;
  const byOrganization = new Map<string, number[]>();
  for (const { id, organizationCode } of broadcast.assignments) {
    const ids = byOrganization.get(organizationCode);
    if (ids === undefined) byOrganization.set(organizationCode, [id]);
    else ids.push(id);
  }
  const byChat = new Map<number, number[]>();
  for (const { chatId, organizationCode } of await records.subscriptions.ofOrganizations([
    ...byOrganization.keys(),
  ])) {
    byChat.set(chatId, [...(byChat.get(chatId) ?? []), ...(byOrganization.get(organizationCode) ?? [])]);
  }
  return records.outbox.addMany([
    ...[...byChat].map(([chatId, assignmentIds]) => ({
      key: `broadcast:${documentId}:${chatId}`,
      chatId,
      content: { kind, documentId, assignmentIds } as const,
      notBefore: at,
    })),
    {
      key: `broadcast-status:${documentId}`,
      chatId: actor.chatId,
      content: { kind: 'broadcast_status', documentId } as const,
      notBefore: new Date(at.getTime() + STATUS_AFTER_MS),
    },
  ]);
}
