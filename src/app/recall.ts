import type { Assignment } from '../core/assignments/assignment.ts';
import { isInHand, isOpen } from '../core/assignments/transitions.ts';
import type { RecallOffer } from '../messages/recall.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { overtakeExtensions } from './overtake-extensions.ts';
import { pointFacts } from './point-facts.ts';
import type { Records } from './ports.ts';
import { tellEach } from './settle-dependants.ts';
import { transitionAssignment } from './transition-assignment.ts';

/** What is recalled: what one organization below has (its assignment), or everybody's (the assignment above). */
export interface RecallTarget {
  readonly of: 'one' | 'all';
  readonly assignmentId: number;
}

/**
 * `nobody`: nothing is in hand below; `report_waits`: of the one organization, and it has to be answered first;
 * `changed`: not as many have it in hand as whoever pressed has read.
 */
export type RecallRefusal = {
  readonly kind: 'observer' | 'not_yours' | 'nobody' | 'report_waits' | 'changed';
};

/** Who has the point, and so whom it can be recalled from. */
export type FindRecallOutcome = RecallRefusal | { readonly kind: 'offer'; readonly offer: RecallOffer };

/** What this chat may recall: nothing is changed yet. */
export async function findRecall(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  target: RecallTarget,
): Promise<FindRecallOutcome> {
  const found = await findTargets(deps.store, actor, target);
  if (found.kind !== 'found') return found;
  return { kind: 'offer', offer: await offerOf(deps.store, found.above, found.targets) };
}

/** The organizations that have nothing to do with the point any more. */
export type RecallOutcome = RecallRefusal | { readonly kind: 'recalled'; readonly offer: RecallOffer };

/**
 * «Отозвать»: what was handed down by mistake is withdrawn; the organizations are told, nothing waits for them any
 * more, and it can be handed down to them anew.
 */
export async function recall(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly target: RecallTarget; readonly seen?: number },
): Promise<RecallOutcome> {
  const { actor, target, seen } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: RecallOutcome; waiting: readonly number[] }> => {
      const found = (await findRepeated(records, actor)) ?? (await findTargets(records, actor, target));
      if (found.kind === 'repeated') {
        return { outcome: { kind: 'recalled', offer: found.offer }, waiting: [] };
      }
      if (found.kind !== 'found') return { outcome: found, waiting: [] };
      const { above, targets } = found;
      if (seen !== undefined && seen !== targets.length) return { outcome: { kind: 'changed' }, waiting: [] };
      const recalled: Assignment[] = [];
      for (const assignment of targets) {
        const move = { assignment, action: 'recall', role: 'municipality', actor, at } as const;
        if ((await transitionAssignment(records, move)).kind === 'moved') recalled.push(assignment);
      }
      // Everybody has reported in between, or somebody else was faster.
      if (recalled.length === 0) return { outcome: { kind: 'changed' }, waiting: [] };
      const waiting = await settleRecalled(records, above, recalled, { actor, at });
      return {
        outcome: { kind: 'recalled', offer: await offerOf(records, above, recalled) },
        waiting,
      };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** Whatever hangs on what was recalled is let go, and everybody it had reached is told. */
async function settleRecalled(
  records: Records,
  above: Assignment,
  recalled: readonly Assignment[],
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<readonly number[]> {
  const ids = recalled.map(({ id }) => id);
  await records.assignments.markRecalled(ids);
  await records.versions.forgetAcknowledgements(ids);
  for (const id of ids) await records.delegations.remove(id);
  await records.audit.append({
    at,
    action: 'recall_below',
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: above.documentId,
    assignmentId: above.id,
    details: { organizations: recalled.length },
  });
  const closed = recalled.map((assignment) => ({ ...assignment, due: null }));
  const requests = await overtakeExtensions(records, closed, [], { actor, at });
  const reached = recalled.filter(({ deliveredAt }) => deliveredAt !== null);
  const told = await tellEach(records, reached, at, (assignmentIds) => ({
    key: `recalled:${above.id}:${actor.updateId}`,
    content: { kind: 'recalled', assignmentIds },
  }));
  return [...told, ...requests];
}

/** This very update has recalled before: answered as the first time. */
async function findRepeated(
  records: Records,
  actor: Actor,
): Promise<{ readonly kind: 'repeated'; readonly offer: RecallOffer } | null> {
  const entries = (await records.audit.ofUpdate(actor.updateId)).filter(({ action }) => action === 'recall');
  const views = await records.assignments.views(
    entries.flatMap(({ assignmentId }) => (assignmentId === null ? [] : [assignmentId])),
  );
  const [first] = views;
  const parentId = first?.assignment.parentId ?? null;
  const above = parentId === null ? null : await records.assignments.find(parentId);
  if (above === null) return null;
  const recalled = views.map(({ assignment }) => assignment);
  return { kind: 'repeated', offer: await offerOf(records, above, recalled) };
}

type Found = { readonly kind: 'found'; readonly above: Assignment; readonly targets: readonly Assignment[] };

async function findTargets(
  records: Records,
  actor: Actor,
  { of, assignmentId }: RecallTarget,
): Promise<Found | RecallRefusal> {
  const one = of === 'one' ? await records.assignments.find(assignmentId) : null;
  const aboveId = of === 'one' ? (one?.parentId ?? null) : assignmentId;
  if (aboveId === null) return { kind: 'not_yours' };
  const right = await findAnswerRight(records, actor, aboveId);
  if (right.kind !== 'executor') return right;
  const above = right.assignment;
  if (one?.state === 'reported' && isOpen(above.state)) return { kind: 'report_waits' };
  const children = await records.assignments.childrenOf([aboveId]);
  const targets = children.filter(({ id, state }) => isInHand(state) && (one === null || id === one.id));
  if (targets.length === 0 || !isOpen(above.state)) return { kind: 'nobody' };
  return { kind: 'found', above, targets };
}

async function offerOf(
  records: Records,
  above: Assignment,
  targets: readonly Assignment[],
): Promise<RecallOffer> {
  const [point, ...below] = await records.assignments.views([above.id, ...targets.map(({ id }) => id)]);
  if (point === undefined) throw new Error(`assignment ${above.id} disappeared`);
  const children = await records.assignments.childrenOf([above.id]);
  return {
    point: pointFacts(point),
    organizations: below.map(({ assignment, organizationName }) => ({
      assignmentId: assignment.id,
      name: organizationName,
      connected: assignment.deliveredAt !== null,
    })),
    waiting: children.filter(({ state }) => state === 'reported').length,
    left: children.length,
  };
}
