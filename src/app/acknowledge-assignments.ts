import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { Actor, Deps } from './deps.ts';
import type { Records } from './ports.ts';

/**
 * `already_acknowledged`: by this person; `closed`: accepted or withdrawn meanwhile; `nothing`: the document has
 * nothing open for this chat; `observer`: the chat may only watch.
 */
export type AcknowledgeOutcome =
  | { readonly kind: 'acknowledged'; readonly count: number }
  | { readonly kind: 'already_acknowledged' | 'closed' | 'nothing' | 'observer' | 'not_yours' };

/** «Ознакомлен» for one assignment. */
export async function acknowledgeAssignment(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly assignmentId: number },
): Promise<AcknowledgeOutcome> {
  const { actor } = command;
  return deps.store.transaction(async (records) => {
    const assignment = await records.assignments.find(command.assignmentId);
    const outcome = await acknowledge(
      records,
      actor,
      assignment === null ? [] : [assignment],
      deps.clock.now(),
    );
    // Another organization's assignment, or none: the two are not told apart for whoever guesses numbers.
    return outcome.kind === 'nothing' ? { kind: 'not_yours' } : outcome;
  });
}

/** «Ознакомлен» for everything open of a document that this chat answers for. */
export async function acknowledgeDocument(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly documentId: number },
): Promise<AcknowledgeOutcome> {
  const { actor, documentId } = command;
  return deps.store.transaction(async (records) => {
    const subscriptions = await records.subscriptions.ofChat(actor.chatId);
    const open = await records.assignments.open(
      subscriptions.map(({ organizationCode }) => organizationCode),
    );
    const ofDocument = open.filter((assignment) => assignment.documentId === documentId);
    return acknowledge(records, actor, ofDocument, deps.clock.now());
  });
}

/**
 * Each person of an organization for themselves; the first moves the assignment's state. Thousands at once for a
 * chat that speaks for many organizations: read together, moved together.
 */
async function acknowledge(
  records: Records,
  actor: Actor,
  assignments: readonly Assignment[],
  at: Date,
): Promise<AcknowledgeOutcome> {
  const subscriptions = await records.subscriptions.ofChat(actor.chatId);
  const roles = new Map(subscriptions.map(({ organizationCode, role }) => [organizationCode, role]));
  const watched = assignments.filter(({ organizationCode }) => roles.has(organizationCode));
  if (watched.length === 0) return { kind: 'nothing' };
  const own = watched.filter(({ organizationCode }) => roles.get(organizationCode) === 'executor');
  if (own.length === 0) return { kind: 'observer' };
  // A repeat of this very update after a crash is answered as the first time.
  const before = (await records.audit.ofUpdate(actor.updateId)).filter(
    ({ action }) => action === 'acknowledge',
  );
  if (before.length > 0) return { kind: 'acknowledged', count: before.length };
  const ids = own.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  if (ids.length === 0) return { kind: 'closed' };
  const written = new Set(await records.acknowledgements.add(ids, actor.personId, at));
  const moved = new Set(await records.assignments.moveStates(ids, ['new'], 'acknowledged'));
  if (written.size === 0) return { kind: 'already_acknowledged' };
  await records.audit.appendMany(
    own
      .filter(({ id }) => written.has(id))
      .map(({ id, documentId, state }) => ({
        at,
        action: 'acknowledge',
        personId: actor.personId,
        chatId: actor.chatId,
        messageId: actor.messageId,
        updateId: actor.updateId,
        documentId,
        assignmentId: id,
        details: moved.has(id) ? { from: 'new', to: 'acknowledged' } : { from: state, to: state },
      })),
  );
  return { kind: 'acknowledged', count: written.size };
}
