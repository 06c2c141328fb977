import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { PointFacts } from '../messages/point.ts';
import { findAbsences, standInChats } from './absences.ts';
import { findAnswerRight } from './answer-for.ts';
import { type CreateInvitationOutcome, createInvitation } from './create-invitation.ts';
import type { Actor, Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { AuditEntry, Records } from './ports.ts';

/** Why a chat cannot hand an assignment to a colleague. */
export type DelegateRefusal = { readonly kind: 'observer' | 'not_yours' | 'not_in_hand' };

/** Somebody who answers for the same organization. */
export interface Colleague {
  readonly personId: number;
  readonly name: string;
  /** On holiday through this day: somebody stands in. Null while they are there. */
  readonly awayUntil: CalendarDate | null;
}

/** Those an assignment may be handed to: everybody who answers for the organization, but whoever asks. */
export async function listColleagues(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  assignmentId: number,
): Promise<
  | DelegateRefusal
  | { readonly kind: 'listed'; readonly point: PointFacts; readonly colleagues: readonly Colleague[] }
> {
  const { store } = deps;
  const right = await findDelegateRight(store, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const { organizationCode } = right.assignment;
  const ids = [...(await personChats(store, organizationCode)).keys()];
  const today = moscowDateOf(deps.clock.now());
  const absences = (await findAbsences(store, [organizationCode], today)).get(organizationCode);
  const colleagues: Colleague[] = [];
  for (const personId of ids) {
    const person = personId === actor.personId ? null : await store.people.find(personId);
    if (person === null) continue;
    const away = absences?.subscriptions.find(
      (one) => one.personId === personId && absences.away.has(one.id),
    );
    const absence = absences?.begun.find(({ subscriptionId }) => subscriptionId === away?.id);
    colleagues.push({ personId, name: person.name, awayUntil: absence?.until ?? null });
  }
  return { kind: 'listed', point: await pointOf(store, assignmentId), colleagues };
}

/** Who has it now; `colleague_gone`: that person does not answer for the organization any more. */
export type DelegateOutcome =
  | DelegateRefusal
  | { readonly kind: 'colleague_gone' }
  | { readonly kind: 'delegated'; readonly point: PointFacts; readonly person: string };

/** «Поручить сотруднику»: the colleague gets it and is reminded of it personally; whoever had it before is told. */
export async function delegateAssignment(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly assignmentId: number; readonly personId: number },
): Promise<DelegateOutcome> {
  const { actor, assignmentId, personId } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: DelegateOutcome; waiting: readonly number[] }> => {
      const right = await findDelegateRight(records, actor, assignmentId);
      if (right.kind !== 'executor') return { outcome: right, waiting: [] };
      const { assignment } = right;
      const chats = await personChats(records, assignment.organizationCode);
      const person = chats.has(personId) ? await records.people.find(personId) : null;
      if (person === null) return { outcome: { kind: 'colleague_gone' }, waiting: [] };
      const by = { personId: actor.personId, actor, at };
      const rows = await handOver(records, { assignment, personId, by });
      const point = await pointOf(records, assignmentId);
      return { outcome: { kind: 'delegated', point, person: person.name }, waiting: rows };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** «Забрать обратно»: the whole organization carries it out again. */
export async function takeBack(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  actor: Actor,
  assignmentId: number,
): Promise<DelegateRefusal | { readonly kind: 'taken_back' | 'not_delegated' }> {
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findDelegateRight(records, actor, assignmentId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    const { assignment } = right;
    const done = await records.audit.ofUpdate(actor.updateId);
    if (done.some(({ action, assignmentId: of }) => action === 'take_back' && of === assignmentId)) {
      return { outcome: { kind: 'taken_back' } as const, waiting: [] };
    }
    const [present] = await records.delegations.of([assignmentId]);
    if (present === undefined || !(await records.delegations.remove(assignmentId))) {
      return { outcome: { kind: 'not_delegated' } as const, waiting: [] };
    }
    await records.audit.append(entry('take_back', assignment, actor, at, present.personId));
    const rows = await tellPerson(records, assignment, present.personId, 'taken_back', actor, at);
    return { outcome: { kind: 'taken_back' } as const, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** A link for a colleague who is not with the bot yet: whoever opens it answers for the organization and this point. */
export async function inviteColleague(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  assignmentId: number,
  days: number,
): Promise<
  | DelegateRefusal
  | (Extract<CreateInvitationOutcome, { readonly kind: 'created' }> & { readonly point: PointFacts })
> {
  const right = await findDelegateRight(deps.store, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const { assignment } = right;
  const made = await createInvitation(deps, {
    organizationCode: assignment.organizationCode,
    role: 'executor',
    uses: 1,
    days,
    delegates: { assignmentId, byPersonId: actor.personId },
  });
  if (made.kind !== 'created') throw new Error(`no invitation for assignment ${assignmentId}: ${made.kind}`);
  await deps.store.audit.append(entry('invite_colleague', assignment, actor, deps.clock.now(), null));
  return { ...made, point: await pointOf(deps.store, assignmentId) };
}

/**
 * Whoever joined by a colleague's link gets the assignment it was made for, if it is still open and with the same
 * organization. Returns the outbox rows.
 */
export async function handOverByInvitation(
  records: Records,
  invited: {
    readonly delegates: { readonly assignmentId: number; readonly byPersonId: number };
    readonly organizationCode: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<readonly number[]> {
  const { delegates, organizationCode, actor, at } = invited;
  const assignment = await records.assignments.find(delegates.assignmentId);
  if (assignment === null || assignment.organizationCode !== organizationCode || !isOpen(assignment.state))
    return [];
  const by = { personId: delegates.byPersonId, actor, at };
  return handOver(records, { assignment, personId: actor.personId, by });
}

/** The report of a delegate is told to whoever handed the assignment over. Returns the outbox rows. */
export async function tellDelegator(
  records: Records,
  report: { readonly id: number; readonly assignmentId: number; readonly personId: number },
  organizationCode: string,
  notBefore: Date,
): Promise<readonly number[]> {
  const [delegation] = await records.delegations.of([report.assignmentId]);
  if (delegation === undefined || delegation.byPersonId === report.personId) return [];
  const { byPersonId } = delegation;
  const own = (await personChats(records, organizationCode)).get(byPersonId) ?? [];
  const standIns = await standInChats(records, organizationCode, byPersonId, moscowDateOf(notBefore));
  const chats = [...new Set([...own, ...standIns])];
  return records.outbox.addMany(
    chats.map((chatId) => ({
      key: `delegate-reported:${report.id}:${chatId}`,
      chatId,
      content: { kind: 'delegate_reported', reportId: report.id } as const,
      notBefore,
    })),
  );
}

async function handOver(
  records: Records,
  given: {
    readonly assignment: Assignment;
    readonly personId: number;
    readonly by: { readonly personId: number; readonly actor: Actor; readonly at: Date };
  },
): Promise<readonly number[]> {
  const { assignment, personId, by } = given;
  const { actor, at } = by;
  const [present] = await records.delegations.of([assignment.id]);
  if (present?.personId === personId) return [];
  await records.delegations.put({ assignmentId: assignment.id, personId, byPersonId: by.personId, at });
  await records.audit.append(entry('delegate', assignment, actor, at, personId));
  const told = await tellPerson(records, assignment, personId, 'given', actor, at);
  if (present === undefined) return told;
  return [...told, ...(await tellPerson(records, assignment, present.personId, 'taken_back', actor, at))];
}

/** Told in every chat in which the person answers for the organization, but not to whoever did it. */
async function tellPerson(
  records: Records,
  assignment: Assignment,
  personId: number,
  change: 'given' | 'taken_back',
  actor: Actor,
  notBefore: Date,
): Promise<readonly number[]> {
  if (personId === actor.personId && change === 'taken_back') return [];
  const { organizationCode } = assignment;
  const own = (await personChats(records, organizationCode)).get(personId) ?? [];
  // Whoever is away is not told; whoever stands in for them is.
  const standIns = await standInChats(records, organizationCode, personId, moscowDateOf(notBefore));
  const chats = [...new Set([...own, ...standIns])];
  return records.outbox.addMany(
    chats.map((chatId) => ({
      key: `delegated:${assignment.id}:${change}:${actor.updateId}:${chatId}`,
      chatId,
      content: { kind: 'delegated', assignmentId: assignment.id, personId, change } as const,
      notBefore,
    })),
  );
}

async function findDelegateRight(
  records: Records,
  actor: Actor,
  assignmentId: number,
): Promise<DelegateRefusal | { readonly kind: 'executor'; readonly assignment: Assignment }> {
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  return isOpen(right.assignment.state) ? right : { kind: 'not_in_hand' };
}

/** The people who answer for an organization, each with the chats in which they do. */
async function personChats(
  records: Records,
  organizationCode: string,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const chats = new Map<number, readonly number[]>();
  for (const { personId, chatId, role } of await records.subscriptions.ofOrganizations([organizationCode])) {
    if (role === 'executor') chats.set(personId, [...(chats.get(personId) ?? []), chatId]);
  }
  return chats;
}

function entry(
  action: string,
  assignment: Assignment,
  actor: Actor,
  at: Date,
  personId: number | null,
): AuditEntry {
  return {
    at,
    action,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: assignment.documentId,
    assignmentId: assignment.id,
    details: { delegatePersonId: personId },
  };
}

async function pointOf(records: Records, assignmentId: number): Promise<PointFacts> {
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  return pointFacts(view);
}
