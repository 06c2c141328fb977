import type { Assignment } from '../core/assignments/assignment.ts';
import type { Actor } from './deps.ts';
import type { AskedContent, ExtensionRequest, Records } from './ports.ts';
import { renewMessages } from './renew-messages.ts';

/** An assignment that has another last day now, or is closed (`due` null). */
export type Overtaking = Pick<Assignment, 'id' | 'documentId' | 'due'>;

/**
 * Requests for more time that there is nothing left to answer of: the assignment is closed, or its new last day is no
 * earlier than the one asked for, which is told to whoever asked. Left waiting they would hold the escalation back
 * for good. Those that still wait, and those of `touched`, are worded anew in their messages: they name last days.
 * Returns the outbox rows.
 */
export async function overtakeExtensions(
  records: Records,
  moved: readonly Overtaking[],
  touched: readonly number[],
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<readonly number[]> {
  const waiting = new Set(await records.extensions.waitingAssignmentIds());
  const told: ExtensionRequest[] = [];
  const about: AskedContent[] = [];
  const dueOf = new Map(moved.map((one) => [one.id, one]));
  for (const id of new Set([...dueOf.keys(), ...touched])) {
    const request = waiting.has(id) ? await records.extensions.waitingOf(id) : null;
    if (request === null) continue;
    about.push({ kind: 'extension_asked', requestId: request.id });
    const overtaking = dueOf.get(id);
    if (overtaking === undefined) continue;
    const { due, documentId } = overtaking;
    if (due !== null && due < request.wanted) continue;
    const { personId, chatId, messageId, updateId } = actor;
    await records.extensions.decide(request.id, { outcome: 'overtaken', due, comment: null, personId, at });
    await records.audit.append({
      at,
      action: 'overtake_extension',
      personId,
      chatId,
      messageId,
      updateId,
      documentId,
      assignmentId: id,
      details: { requestId: request.id, was: request.was, due: request.wanted },
    });
    if (due !== null) told.push(request);
  }
  const rows = await records.outbox.addMany(
    told.map(({ id: requestId, chatId }) => ({
      key: `extension-decided:${requestId}:${chatId}`,
      chatId,
      content: { kind: 'extension_decided', requestId } as const,
      notBefore: at,
    })),
  );
  return [...rows, ...(await renewMessages(records, about, `update-${actor.updateId}`, at))];
}
