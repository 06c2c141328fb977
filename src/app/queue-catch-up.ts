import type { Records } from './ports.ts';

/**
 * What is open for these organizations, told to a chat that did not hear it when it was said: one that joined
 * late, or could not be written to for a while. `cause` makes the row unique.
 */
export async function queueCatchUp(
  records: Records,
  catchUp: {
    readonly chatId: number;
    readonly organizationCodes: readonly string[];
    readonly cause: string;
    readonly at: Date;
  },
): Promise<readonly number[]> {
  const open = await records.assignments.open(catchUp.organizationCodes);
  if (open.length === 0) return [];
  return records.outbox.addMany([
    {
      key: `catch-up:${catchUp.chatId}:${catchUp.cause}`,
      chatId: catchUp.chatId,
      content: { kind: 'catch_up', assignmentIds: open.map(({ id }) => id) },
      notBefore: catchUp.at,
    },
  ]);
}
