import { addDays, type CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { readTypedDeadline } from '../core/review/typed-deadline.ts';
import { findAbsences } from './absences.ts';
import { type AbsenceOccasion, changeAbsences, endOne, tell } from './change-absences.ts';
import type { Actor, Deps } from './deps.ts';
import { findExecutor, invitePerson, type PeopleRefusal } from './manage-people.ts';
import type { AuditEntry, Records, StoredAbsence, Subscription } from './ports.ts';
import { queueCatchUp } from './queue-catch-up.ts';

/** The longest absence: whoever is away longer hands over. */
const LONGEST_DAYS = 366;

/** Why somebody can't go on holiday; `group`: a group is several people; `bad_day`: over already, or too far away. */
export type AbsenceRefusal = PeopleRefusal | { readonly kind: 'group' | 'bad_day' };

/** Somebody who may stand in. */
export interface Deputy {
  readonly subscriptionId: number;
  readonly name: string;
}

/** Who may stand in; `others`: somebody else answers too, a group perhaps, so nobody need be named. */
export interface DeputyChoice {
  readonly kind: 'choice';
  readonly deputies: readonly Deputy[];
  readonly others: boolean;
}

/** True for a day somebody may be away through. */
export function isAbsenceDay(until: CalendarDate, today: CalendarDate): boolean {
  return until >= today && until <= addDays(today, LONGEST_DAYS);
}

/** The last day of an absence in the person's own words; `starts_later`: it names a day to begin on. */
export function readAbsenceDay(
  deps: Pick<Deps, 'clock' | 'calendar' | 'deadlinePolicy'>,
  words: string,
):
  | { readonly kind: 'day'; readonly until: CalendarDate }
  | { readonly kind: 'unclear' | 'starts_later' | 'bad_day' } {
  const on = moscowDateOf(deps.clock.now());
  const context = { on, calendar: deps.calendar, policy: deps.deadlinePolicy };
  const { due, start } = readTypedDeadline(words, context).reading.deadline;
  if (due === null) return { kind: 'unclear' };
  if (start !== null && start > on && start < due) return { kind: 'starts_later' };
  return isAbsenceDay(due, on) ? { kind: 'day', until: due } : { kind: 'bad_day' };
}

/** Those who may stand in: people who answer for the organization themselves and are there. */
export async function listDeputies(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  subscriptionId: number,
): Promise<AbsenceRefusal | DeputyChoice> {
  const right = await findAbsenceRight(deps.store, actor, subscriptionId);
  if (right.kind !== 'executor') return right;
  const present = await findPresent(deps.store, right.subscription, moscowDateOf(deps.clock.now()));
  const people = present.filter(({ chatId }) => chatId > 0);
  const names = await deps.store.people.names(people.map(({ personId }) => personId));
  return {
    kind: 'choice',
    others: present.length > 0 && !(await standsIn(deps, right.subscription)),
    deputies: people.map(({ id, personId }) => ({ subscriptionId: id, name: names.get(personId) ?? '' })),
  };
}

/**
 * «В отпуске»: from now on nothing of the organization is sent to the person, through a day. `deputyId` null: the
 * others do without a deputy. `deputy_gone`: whoever was chosen does not answer any more, or is away; `deputy_needed`:
 * nobody else answers, or the person stands in for somebody.
 */
export async function takeAbsence(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly subscriptionId: number;
    readonly until: CalendarDate;
    readonly deputyId: number | null;
  },
): Promise<AbsenceRefusal | { readonly kind: 'taken' | 'deputy_gone' | 'deputy_needed' }> {
  const { actor, subscriptionId, until, deputyId } = command;
  const at = deps.clock.now();
  const today = moscowDateOf(at);
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findAbsenceRight(records, actor, subscriptionId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    if (await isDone(records, actor, 'absence_taken', subscriptionId)) {
      return { outcome: { kind: 'taken' } as const, waiting: [] };
    }
    if (!isAbsenceDay(until, today)) return { outcome: { kind: 'bad_day' } as const, waiting: [] };
    const { subscription } = right;
    const present = await findPresent(records, subscription, today);
    if (deputyId !== null && !present.some(({ id, chatId }) => id === deputyId && chatId > 0)) {
      return { outcome: { kind: 'deputy_gone' } as const, waiting: [] };
    }
    if (
      deputyId === null &&
      (present.length === 0 || (await standsIn({ ...deps, store: records }, subscription)))
    ) {
      return { outcome: { kind: 'deputy_needed' } as const, waiting: [] };
    }
    const { organizationCode } = subscription;
    const absence = { subscriptionId, organizationCode, until, deputyId, waiting: false };
    const { rows } = await changeAbsences(records, { organizationCode, today, at, actor }, () =>
      records.absences.put({ ...absence, at }),
    );
    await records.audit.append(entry('absence_taken', absence, actor, at));
    return { outcome: { kind: 'taken' } as const, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** Nobody can stand in yet: a link for a deputy, and the absence begins when somebody has joined by it. */
export async function awaitDeputy(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly until: CalendarDate },
): Promise<AbsenceRefusal | Extract<Awaited<ReturnType<typeof invitePerson>>, { readonly kind: 'created' }>> {
  const { actor, subscriptionId, until } = command;
  const at = deps.clock.now();
  const right = await findAbsenceRight(deps.store, actor, subscriptionId);
  if (right.kind !== 'executor') return right;
  const today = moscowDateOf(at);
  if (!isAbsenceDay(until, today)) return { kind: 'bad_day' };
  const made = await invitePerson(deps, { actor, subscriptionId, as: 'deputy' });
  if (made.kind !== 'created') return made;
  const waiting = await deps.store.transaction(async (records) => {
    const { organizationCode } = right.subscription;
    const absence = { subscriptionId, organizationCode, until, deputyId: null, waiting: true };
    const { rows } = await changeAbsences(records, { organizationCode, today, at, actor }, () =>
      records.absences.put({ ...absence, at }),
    );
    await records.audit.append(entry('absence_awaits_deputy', absence, actor, at));
    return rows;
  });
  await deps.bell.deliveriesWaiting(waiting);
  return made;
}

/** «Вернуться»: everything comes here again, what is open first. */
export async function returnFromAbsence(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number },
): Promise<AbsenceRefusal | { readonly kind: 'returned' | 'not_away' }> {
  const { actor, subscriptionId } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findAbsenceRight(records, actor, subscriptionId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    if (await isDone(records, actor, 'absence_ended', subscriptionId)) {
      return { outcome: { kind: 'returned' } as const, waiting: [] };
    }
    const absence = await records.absences.find(subscriptionId);
    if (absence === null) return { outcome: { kind: 'not_away' } as const, waiting: [] };
    const { organizationCode } = absence;
    const occasion = { organizationCode, today: moscowDateOf(at), at, actor };
    const { rows } = await changeAbsences(records, occasion, () =>
      endOne(records, absence, 'returned', occasion),
    );
    if (absence.waiting) return { outcome: { kind: 'returned' } as const, waiting: rows };
    const missed = await queueCatchUp(records, {
      chatId: actor.chatId,
      organizationCodes: [organizationCode],
      cause: `returned-${actor.updateId}`,
      at,
    });
    return { outcome: { kind: 'returned' } as const, waiting: [...rows, ...missed] };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** A deputy has joined by the link of whoever waits for one: their absence begins. Returns the outbox rows. */
export async function beginAwaited(
  records: Records,
  joined: {
    readonly deputy: Subscription;
    readonly invitedIn: number;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<readonly number[]> {
  const { deputy, invitedIn, actor, at } = joined;
  // A group stands in for nobody.
  if (deputy.role !== 'executor' || deputy.chatId < 0) return [];
  const { organizationCode } = deputy;
  const maker = await records.subscriptions.find(invitedIn, organizationCode);
  const awaiting = maker === null ? null : await records.absences.find(maker.id);
  const today = moscowDateOf(at);
  if (maker === null || awaiting === null || !awaiting.waiting || awaiting.until < today) return [];
  const absence: StoredAbsence = { ...awaiting, waiting: false, deputyId: deputy.id };
  const occasion: AbsenceOccasion = { organizationCode, today, at, actor };
  const { rows } = await changeAbsences(records, occasion, () => records.absences.put({ ...absence, at }));
  await records.audit.append(entry('absence_taken', absence, actor, at));
  const news = { absence, absent: maker, deputy, change: 'begun', to: maker } as const;
  return [...rows, ...(await tell(records, occasion, news))];
}

async function findAbsenceRight(
  records: Records,
  actor: Actor,
  subscriptionId: number,
): Promise<AbsenceRefusal | { readonly kind: 'executor'; readonly subscription: Subscription }> {
  const right = await findExecutor(records, actor, subscriptionId);
  return right.kind === 'executor' && right.subscription.chatId < 0 ? { kind: 'group' } : right;
}

/** Who else answers for the organization and is there. */
async function findPresent(
  records: Records,
  { id, organizationCode }: Subscription,
  today: CalendarDate,
): Promise<readonly Subscription[]> {
  const found = (await findAbsences(records, [organizationCode], today)).get(organizationCode);
  const subscriptions =
    found?.subscriptions ?? (await records.subscriptions.ofOrganizations([organizationCode]));
  return subscriptions.filter(
    (other) => other.id !== id && other.role === 'executor' && found?.away.has(other.id) !== true,
  );
}

/** True where somebody who is away counts on this person. */
async function standsIn(
  { store, clock }: { readonly store: Records; readonly clock: Deps['clock'] },
  { id, organizationCode }: Subscription,
): Promise<boolean> {
  const today = moscowDateOf(clock.now());
  const found = (await findAbsences(store, [organizationCode], today)).get(organizationCode);
  return [...(found?.away.values() ?? [])].includes(id);
}

async function isDone(
  records: Records,
  { updateId }: Actor,
  action: string,
  subscriptionId: number,
): Promise<boolean> {
  const done = await records.audit.ofUpdate(updateId);
  return done.some((each) => each.action === action && each.details.subscriptionId === subscriptionId);
}

function entry(action: string, absence: StoredAbsence, actor: Actor, at: Date): AuditEntry {
  const { organizationCode, subscriptionId, until, deputyId } = absence;
  return {
    at,
    action,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: null,
    assignmentId: null,
    details: { organization: organizationCode, subscriptionId, until, deputySubscriptionId: deputyId },
  };
}
