import type { Assignment } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { readTypedDeadline } from '../core/review/typed-deadline.ts';
import { checkDue, handDown } from '../core/storeys/hand-down.ts';
import type { HandDownOffer, RefusedDue } from '../messages/hand-down.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import {
  type FoundOffer,
  findOffer,
  forgetDraft,
  type HandDownRefusal,
  keepDraft,
  offerOf,
} from './hand-down-offer.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records } from './ports.ts';
import { tellEach } from './settle-dependants.ts';

/** The point with whom it is offered to, as chosen so far. */
export type HandDownOfferOutcome =
  | HandDownRefusal
  | { readonly kind: 'offer'; readonly offer: HandDownOffer };

/** A change of what is chosen. Choosing twice is choosing once, so a repeated update changes nothing. */
export type HandDownChange =
  | { readonly kind: 'put' | 'take'; readonly entryKey: number }
  | { readonly kind: 'all' | 'none' };

type HandDownDeps = Pick<Deps, 'store' | 'clock' | 'calendar'>;

/** «Поручить школам»: everybody below who does not have the point yet, until the proposed day. */
export async function openHandDown(
  deps: HandDownDeps,
  actor: Actor,
  assignmentId: number,
): Promise<HandDownOfferOutcome> {
  await forgetDraft(deps.store, actor, assignmentId);
  return findHandDown(deps, actor, assignmentId);
}

/** The same with what was chosen since. */
export async function findHandDown(
  deps: HandDownDeps,
  actor: Actor,
  assignmentId: number,
): Promise<HandDownOfferOutcome> {
  const found = await findOffer(deps, deps.store, actor, assignmentId);
  return found.kind === 'found' ? { kind: 'offer', offer: await offerOf(deps.store, found) } : found;
}

/** Chooses organizations below or leaves them out. */
export async function chooseBelow(
  deps: HandDownDeps,
  actor: Actor,
  assignmentId: number,
  change: HandDownChange,
): Promise<HandDownOfferOutcome> {
  const found = await findOffer(deps, deps.store, actor, assignmentId);
  if (found.kind !== 'found') return found;
  const { candidates, draft } = found;
  const chosen = changed(found, change);
  const codes = candidates.map(({ code }) => code).filter((code) => chosen.has(code));
  const next = { ...found, draft: { ...draft, codes } };
  await keepDraft(deps.store, actor, next);
  return { kind: 'offer', offer: await offerOf(deps.store, next) };
}

/** The officer typed a day for those below. */
export async function typeHandDownDue(
  deps: HandDownDeps & Pick<Deps, 'deadlinePolicy'>,
  actor: Actor,
  assignmentId: number,
  words: string,
): Promise<HandDownOfferOutcome | { readonly kind: 'refused'; readonly refused: RefusedDue }> {
  const found = await findOffer(deps, deps.store, actor, assignmentId);
  if (found.kind !== 'found') return found;
  const { assignment, today } = found;
  const context = { on: today, calendar: deps.calendar, policy: deps.deadlinePolicy };
  const { due } = readTypedDeadline(words, context).reading.deadline;
  if (due === null) return { kind: 'refused', refused: { kind: 'unclear' } };
  const check = checkDue(due, assignment.due, today);
  if (check === 'past') return { kind: 'refused', refused: { kind: 'past', due } };
  if (check === 'after_own' && assignment.due !== null) {
    return { kind: 'refused', refused: { kind: 'after_own', due, ownDue: assignment.due } };
  }
  const next = { ...found, draft: { ...found.draft, due } };
  await keepDraft(deps.store, actor, next);
  return { kind: 'offer', offer: await offerOf(deps.store, next) };
}

/** The assignments that were made, or why none were. */
export type HandDownOutcome =
  | HandDownRefusal
  | { readonly kind: 'nobody_chosen' | 'due_not_today' }
  | {
      readonly kind: 'handed_down';
      readonly point: PointFacts;
      readonly organizations: number;
      readonly unconnected: number;
      readonly due: CalendarDate | null;
    };

/**
 * «Поручить»: an assignment for each chosen organization below, told to its chats. Once each: pressed twice, or by two
 * officers at once, nobody gets it twice.
 */
export async function handDownChosen(
  deps: HandDownDeps & Pick<Deps, 'bell'>,
  actor: Actor,
  assignmentId: number,
): Promise<HandDownOutcome> {
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: HandDownOutcome; waiting: readonly number[] }> => {
      const done = (await records.audit.ofUpdate(actor.updateId)).find(
        ({ action, assignmentId: of }) => action === 'hand_down' && of === assignmentId,
      );
      if (done !== undefined) return { outcome: await repeated(records, actor, assignmentId), waiting: [] };
      const found = await findOffer(deps, records, actor, assignmentId);
      if (found.kind !== 'found') return { outcome: found, waiting: [] };
      const { assignment, today, draft } = found;
      if (draft.codes.length === 0) return { outcome: { kind: 'nobody_chosen' }, waiting: [] };
      if (draft.due !== null && checkDue(draft.due, assignment.due, today) !== 'fits') {
        return { outcome: { kind: 'due_not_today' }, waiting: [] };
      }
      if (!(await hold(records, assignment, actor, at)))
        return { outcome: { kind: 'not_in_hand' }, waiting: [] };
      const made = await records.assignments.createMany(handDown(assignment, draft.codes, draft.due, today));
      if (made.length === 0) return { outcome: { kind: 'all_have_it' }, waiting: [] };
      const { point } = await offerOf(records, found);
      await records.audit.appendMany(
        [assignment, ...made].map(({ id, documentId, parentId, organizationCode }) => ({
          at,
          action: parentId === null ? 'hand_down' : 'handed_down',
          personId: actor.personId,
          chatId: actor.chatId,
          messageId: actor.messageId,
          updateId: actor.updateId,
          documentId,
          assignmentId: id,
          details: { organization: organizationCode, organizations: made.length, due: draft.due },
        })),
      );
      const rows = await tellEach(records, made, at, (assignmentIds) => ({
        key: `handed-down:${assignmentId}:${actor.updateId}`,
        content: { kind: 'handed_down', assignmentIds },
      }));
      const unconnected = await countUnconnected(records, made);
      const given = { organizations: made.length, unconnected, due: draft.due };
      return { outcome: { kind: 'handed_down', point, ...given }, waiting: rows };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

function changed({ candidates, draft }: FoundOffer, change: HandDownChange): ReadonlySet<string> {
  if (!('entryKey' in change)) {
    return new Set(change.kind === 'all' ? candidates.map(({ code }) => code) : []);
  }
  const codes = new Set(draft.codes);
  const named = candidates.filter((candidate) => candidate.entryKey === change.entryKey);
  for (const { code } of named) {
    if (change.kind === 'put') codes.add(code);
    else codes.delete(code);
  }
  return codes;
}

/**
 * Handing down is starting the work. Holds the assignment until the transaction ends, so that nobody closes it
 * meanwhile and leaves what is handed down behind; false where somebody was faster.
 */
async function hold(records: Records, assignment: Assignment, actor: Actor, at: Date): Promise<boolean> {
  const started = await moveAssignment(records, {
    assignment,
    action: 'start_work',
    role: 'executor',
    actor,
    at,
  });
  if (started.kind === 'moved') return true;
  return records.assignments.moveState(assignment.id, ['in_work'], 'in_work');
}

/** This very update has handed it down before: answered as the first time. */
async function repeated(records: Records, actor: Actor, assignmentId: number): Promise<HandDownOutcome> {
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  const entries = await records.audit.ofUpdate(actor.updateId);
  const ids = new Set(
    entries.filter(({ action }) => action === 'handed_down').map((entry) => entry.assignmentId),
  );
  const made = (await records.assignments.childrenOf([assignmentId])).filter(({ id }) => ids.has(id));
  return {
    kind: 'handed_down',
    point: pointFacts(view),
    organizations: made.length,
    unconnected: await countUnconnected(records, made),
    due: made[0]?.due ?? null,
  };
}

async function countUnconnected(records: Records, made: readonly Assignment[]): Promise<number> {
  const codes = made.map(({ organizationCode }) => organizationCode);
  const subscriptions = await records.subscriptions.ofOrganizations(codes);
  const connected = new Set(subscriptions.map(({ organizationCode }) => organizationCode));
  return codes.filter((code) => !connected.has(code)).length;
}
