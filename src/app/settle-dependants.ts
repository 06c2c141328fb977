import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import { contributorsOf, responsibleOf } from '../core/storeys/contributions.ts';
import type { Actor } from './deps.ts';
import type { DeliveryContent, Records } from './ports.ts';
import { findHolders } from './superior.ts';
import { transitionAssignment } from './transition-assignment.ts';

/** An assignment that has just been closed. */
export interface Closing {
  readonly closed: Assignment;
  /** `accept`: the Department took the point off control; `withdraw`: it was cancelled. */
  readonly action: 'accept' | 'withdraw';
  readonly actor: Actor;
  readonly at: Date;
}

/**
 * Closes what depends on an assignment that has been closed, tells those concerned, and returns the outbox rows.
 *
 * Handed down   a report that waits is accepted with the whole; what is still in hand is withdrawn.
 * Contributions (the closed one answered for the point alone, and was accepted) waiting reports are accepted; the
 *               rest is taken off control with the point. A cancelled point is cancelled for each by itself; what
 *               waits for the answer of whoever answered for it goes to the controllers.
 */
export async function settleDependants(records: Records, closing: Closing): Promise<readonly number[]> {
  const { closed, action } = closing;
  const handedDown = (await records.assignments.childrenOf([closed.id])).filter(({ state }) => isOpen(state));
  const waiting = [...(await settle(records, closing, handedDown, 'withdraw'))];
  if (!closed.executor || closed.parentId !== null) return waiting;
  // The one closed answered for the point as long as it was not withdrawn.
  const holders = (await findHolders(records, closed)).map((one) => (one.id === closed.id ? closed : one));
  if (responsibleOf(holders)?.id !== closed.id) return waiting;
  const contributions = contributorsOf(holders).filter(({ state }) => isOpen(state));
  if (action === 'accept') {
    waiting.push(...(await settle(records, closing, contributions, 'close_with_point')));
    // Co-executors may have handed their part down as well.
    for (const contribution of contributions) {
      waiting.push(...(await settleDependants(records, { ...closing, closed: contribution })));
    }
  } else {
    waiting.push(...(await readdress(records, contributions, closing.at)));
  }
  return waiting;
}

/**
 * What an acceptance would accept along with a report: the assignments that depend on it and whose own reports nobody has
 * answered.
 */
export async function findWaitingParts(
  records: Records,
  assignment: Assignment,
): Promise<readonly Assignment[]> {
  const waits = (parts: readonly Assignment[]) => parts.filter(({ state }) => state === 'reported');
  const handedDown = waits(await records.assignments.childrenOf([assignment.id]));
  if (!assignment.executor || assignment.parentId !== null) return handedDown;
  const holders = await findHolders(records, assignment);
  if (responsibleOf(holders)?.id !== assignment.id) return handedDown;
  const contributions = contributorsOf(holders).filter(({ state }) => isOpen(state));
  const below = await records.assignments.childrenOf(contributions.map(({ id }) => id));
  return [...handedDown, ...waits(contributions), ...waits(below)];
}

async function settle(
  records: Records,
  { closed, action, actor, at }: Closing,
  dependants: readonly Assignment[],
  ending: 'withdraw' | 'close_with_point',
): Promise<readonly number[]> {
  const told: Assignment[] = [];
  for (const assignment of dependants) {
    const details = { closedWith: closed.id };
    const accepts = action === 'accept' && assignment.state === 'reported';
    const close = accepts ? 'close_with_point' : ending;
    const move = { assignment, action: close, role: 'system', actor, at, details } as const;
    if ((await transitionAssignment(records, move)).kind !== 'moved') continue;
    told.push(assignment);
    if (!accepts) continue;
    const report = await records.reports.latestOf(assignment.id);
    if (report !== null && report.outcome === null) {
      await records.reports.decide(report.id, {
        outcome: 'accepted',
        comment: null,
        personId: actor.personId,
        at,
      });
    }
  }
  return tellEach(records, told, at, (assignmentIds) => ({
    key: `closed-with:${closed.id}:${actor.updateId}`,
    content: { kind: 'closed_with', assignmentIds, cause: action },
  }));
}

/** Reports that waited for an organization that answers no more: the controllers answer them. */
async function readdress(
  records: Records,
  contributions: readonly Assignment[],
  at: Date,
): Promise<readonly number[]> {
  const rows: number[] = [];
  for (const { id } of contributions) {
    const report = await records.reports.latestOf(id);
    if (report === null || report.outcome !== null || report.forOrganizationCode === null) continue;
    await records.reports.readdress(report.id);
    const controllers = await records.controllers.all();
    const added = await records.outbox.addMany(
      controllers.map(({ chatId }) => ({
        key: `report:${report.id}:${chatId}`,
        chatId,
        content: { kind: 'report_received', reportId: report.id } as const,
        notBefore: at,
      })),
    );
    rows.push(...added);
  }
  return rows;
}

/** One outbox row for each chat that speaks for any of these organizations, with its own assignments. */
export async function tellEach(
  records: Records,
  assignments: readonly Assignment[],
  notBefore: Date,
  row: (assignmentIds: readonly number[]) => { readonly key: string; readonly content: DeliveryContent },
): Promise<readonly number[]> {
  const codes = [...new Set(assignments.map(({ organizationCode }) => organizationCode))];
  const byChat = new Map<number, number[]>();
  for (const { chatId, organizationCode } of await records.subscriptions.ofOrganizations(codes)) {
    const own = assignments.filter((assignment) => assignment.organizationCode === organizationCode);
    byChat.set(chatId, [...(byChat.get(chatId) ?? []), ...own.map(({ id }) => id)]);
  }
  return records.outbox.addMany(
    [...byChat].map(([chatId, assignmentIds]) => {
      const { key, content } = row(assignmentIds);
      return { key: `${key}:${chatId}`, chatId, content, notBefore };
    }),
  );
}
