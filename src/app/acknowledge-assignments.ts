import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { Actor, Deps } from './deps.ts';
import { isVersion } from './plan-new-version.ts';
import type { Records } from './ports.ts';

/**
 * `already_acknowledged`: by this person; `closed`: accepted or withdrawn meanwhile; `nothing`: the document has
 * nothing open for this chat; `observer`: the chat may only watch; `changed_since`: what the message says of it has been
 * changed by a new version, which was told in a message of its own.
 */
export type AcknowledgeOutcome =
  | { readonly kind: 'acknowledged'; readonly count: number }
  | { readonly kind: 'changed_since' }
  | { readonly kind: 'already_acknowledged' | 'closed' | 'nothing' | 'observer' | 'not_yours' };

/** «Ознакомлен» for one assignment. */
export async function acknowledgeAssignment(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly assignmentId: number },
): Promise<AcknowledgeOutcome> {
  const { actor } = command;
  return deps.store.transaction(async (records) => {
    const assignment = await records.assignments.find(command.assignmentId);
    if (assignment !== null && (await isOutdated(records, actor, assignment.id))) {
      const own = await records.subscriptions.ofChat(actor.chatId);
      if (own.some(({ organizationCode }) => organizationCode === assignment.organizationCode)) {
        return { kind: 'changed_since' };
      }
    }
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

/**
 * «Ознакомлен» for everything open that the message about a document told this chat: all of a new document, what has
 * changed in a new version. Whatever another version has changed since is acknowledged under its own message.
 */
export async function acknowledgeDocument(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly documentId: number },
): Promise<AcknowledgeOutcome> {
  const { actor, documentId } = command;
  return deps.store.transaction(async (records) => {
    const inForce = (await records.versions.history(documentId)).at(-1);
    const document = await records.documents.find(documentId);
    if (inForce === undefined || document === null) return { kind: 'nothing' };
    const subscriptions = await records.subscriptions.ofChat(actor.chatId);
    const open = (
      await records.assignments.open(subscriptions.map(({ organizationCode }) => organizationCode))
    ).filter((assignment) => assignment.documentId === inForce.id);
    const changes = await records.versions.changesTo(open.map(({ id }) => id));
    const last = new Map(changes.map((change) => [change.assignmentId, change]));
    const told = new Set(
      changes.flatMap((change) => (change.documentId === documentId ? [change.assignmentId] : [])),
    );
    const added = new Set(
      changes.flatMap(({ kind, assignmentId }) => (kind === 'added' ? [assignmentId] : [])),
    );
    const meant = open.filter(({ id }) => (isVersion(document) ? told.has(id) : !added.has(id)));
    const current = meant.filter(({ id }) => (last.get(id)?.documentId ?? documentId) === documentId);
    const outcome = await acknowledge(records, actor, current, deps.clock.now());
    const left = outcome.kind === 'nothing' || outcome.kind === 'already_acknowledged';
    const changedSince = meant.some((one) => one.state === 'new' && !current.includes(one));
    return left && changedSince ? { kind: 'changed_since' } : outcome;
  });
}

/** True where the message that was pressed was sent before a new version changed what it says. */
async function isOutdated(records: Records, actor: Actor, assignmentId: number): Promise<boolean> {
  if (actor.messageId === null) return false;
  const change = (await records.versions.changesTo([assignmentId])).at(-1);
  if (change?.kind !== 'changed') return false;
  const sentAt = await records.sentMessages.sentAt(actor.chatId, actor.messageId);
  return sentAt !== null && sentAt < change.at;
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
