import { type AbsencePeriod, absencePeriod } from '../core/absences/absence-period.ts';
import { readTypedAbsence } from '../core/absences/typed-absence.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { findAbsences, recordsOn } from './absences.ts';
import { type AbsenceOccasion, changeAbsences, endOne, tell } from './change-absences.ts';
import type { Actor, Deps } from './deps.ts';
import { findExecutor, invitePerson, type PeopleRefusal } from './manage-people.ts';
import type { AuditEntry, Records, StoredAbsence, Subscription } from './ports.ts';
import { queueCatchUp } from './queue-catch-up.ts';

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

/** When somebody is away, in their own words. */
export function readAbsenceDays(
  deps: Pick<Deps, 'clock' | 'calendar' | 'deadlinePolicy'>,
  words: string,
): { readonly kind: 'days'; readonly period: AbsencePeriod } | { readonly kind: 'unclear' | 'bad_day' } {
  const on = moscowDateOf(deps.clock.now());
  const said = readTypedAbsence(words, { on, calendar: deps.calendar, policy: deps.deadlinePolicy });
  if (said === null) return { kind: 'unclear' };
  const period = absencePeriod(said.from, said.until, on);
  return period === null ? { kind: 'bad_day' } : { kind: 'days', period };
}

/** Those who may stand in: people who answer for the organization themselves and are there on the first day. */
export async function listDeputies(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly from: CalendarDate | null },
): Promise<AbsenceRefusal | DeputyChoice> {
  const right = await findAbsenceRight(deps.store, command.actor, command.subscriptionId);
  if (right.kind !== 'executor') return right;
  const first = command.from ?? moscowDateOf(deps.clock.now());
  const present = await findPresent(deps.store, right.subscription, first);
  const people = present.filter(({ chatId }) => chatId > 0);
  const names = await deps.store.people.names(people.map(({ personId }) => personId));
  return {
    kind: 'choice',
    others: present.length > 0 && !(await standsIn(deps.store, right.subscription, first)),
    deputies: people.map(({ id, personId }) => ({ subscriptionId: id, name: names.get(personId) ?? '' })),
  };
}

/**
 * «В отпуске»: from now on, or from a later day on (`planned`), nothing of the organization is sent to the person,
 * through a day. `deputyId` null: the others do without a deputy. `deputy_gone`: whoever was chosen does not answer any
 * more, or is away on the first day; `deputy_needed`: nobody else answers then, or the person stands in for somebody.
 */
export async function takeAbsence(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly subscriptionId: number;
    readonly period: AbsencePeriod;
    readonly deputyId: number | null;
  },
): Promise<AbsenceRefusal | { readonly kind: 'taken' | 'planned' | 'deputy_gone' | 'deputy_needed' }> {
  const { actor, subscriptionId, deputyId } = command;
  const at = deps.clock.now();
  const today = moscowDateOf(at);
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findAbsenceRight(records, actor, subscriptionId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    const period = absencePeriod(command.period.from, command.period.until, today);
    if (period === null) return { outcome: { kind: 'bad_day' } as const, waiting: [] };
    const { from: startsOn, until } = period;
    const outcome = { kind: startsOn === null ? 'taken' : 'planned' } as const;
    if (await isDone(records, actor, 'absence_taken', subscriptionId)) return { outcome, waiting: [] };
    const { subscription } = right;
    const first = startsOn ?? today;
    const present = await findPresent(records, subscription, first);
    if (deputyId !== null && !present.some(({ id, chatId }) => id === deputyId && chatId > 0)) {
      return { outcome: { kind: 'deputy_gone' } as const, waiting: [] };
    }
    if (deputyId === null && (present.length === 0 || (await standsIn(records, subscription, first)))) {
      return { outcome: { kind: 'deputy_needed' } as const, waiting: [] };
    }
    const { organizationCode } = subscription;
    const absence = { subscriptionId, organizationCode, startsOn, until, deputyId, waiting: false };
    const { rows } = await changeAbsences(records, { organizationCode, today, at, actor }, () =>
      records.absences.put({ ...absence, at }),
    );
    await records.audit.append(entry('absence_taken', absence, actor, at));
    return { outcome, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/**
 * Nobody can stand in yet: a link for a deputy, and the absence begins when somebody has joined by it, not before its
 * first day.
 */
export async function awaitDeputy(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly period: AbsencePeriod },
): Promise<AbsenceRefusal | Extract<Awaited<ReturnType<typeof invitePerson>>, { readonly kind: 'created' }>> {
  const { actor, subscriptionId } = command;
  const at = deps.clock.now();
  const right = await findAbsenceRight(deps.store, actor, subscriptionId);
  if (right.kind !== 'executor') return right;
  const today = moscowDateOf(at);
  const period = absencePeriod(command.period.from, command.period.until, today);
  if (period === null) return { kind: 'bad_day' };
  const { from: startsOn, until } = period;
  const made = await invitePerson(deps, { actor, subscriptionId, as: 'deputy' });
  if (made.kind !== 'created') return made;
  const waiting = await deps.store.transaction(async (records) => {
    const { organizationCode } = right.subscription;
    const absence = { subscriptionId, organizationCode, startsOn, until, deputyId: null, waiting: true };
    const { rows } = await changeAbsences(records, { organizationCode, today, at, actor }, () =>
      records.absences.put({ ...absence, at }),
    );
    await records.audit.append(entry('absence_awaits_deputy', absence, actor, at));
    return rows;
  });
  await deps.bell.deliveriesWaiting(waiting);
  return made;
}

/** «Вернуться»: everything comes here again, what is open first. One that has not begun is only called off. */
export async function returnFromAbsence(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number },
): Promise<AbsenceRefusal | { readonly kind: 'returned' | 'called_off' | 'not_away' }> {
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
    if (absence.waiting || absence.startsOn !== null) {
      return { outcome: { kind: 'called_off' } as const, waiting: rows };
    }
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

/**
 * A deputy has joined by the link of whoever waits for one: their absence begins, or will on its first day. Returns the
 * outbox rows.
 */
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
  const isPlanned = awaiting.startsOn !== null && awaiting.startsOn > today;
  const startsOn = isPlanned ? awaiting.startsOn : null;
  const absence: StoredAbsence = { ...awaiting, startsOn, waiting: false, deputyId: deputy.id };
  const occasion: AbsenceOccasion = { organizationCode, today, at, actor };
  const { rows } = await changeAbsences(records, occasion, () => records.absences.put({ ...absence, at }));
  await records.audit.append(entry('absence_taken', absence, actor, at));
  const change = isPlanned ? 'planned' : 'begun';
  const news = { absence, absent: maker, deputy, change, to: maker } as const;
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

/** Who else answers for the organization and is there on a day. */
async function findPresent(
  records: Records,
  { id, organizationCode }: Subscription,
  day: CalendarDate,
): Promise<readonly Subscription[]> {
  const then = await findAbsences(recordsOn(records, day), [organizationCode], day);
  const found = then.get(organizationCode);
  const subscriptions =
    found?.subscriptions ?? (await records.subscriptions.ofOrganizations([organizationCode]));
  return subscriptions.filter(
    (other) => other.id !== id && other.role === 'executor' && found?.away.has(other.id) !== true,
  );
}

/** True where somebody who is away on a day counts on this person. */
async function standsIn(
  records: Records,
  { id, organizationCode }: Subscription,
  day: CalendarDate,
): Promise<boolean> {
  const found = await findAbsences(recordsOn(records, day), [organizationCode], day);
  return [...(found.get(organizationCode)?.away.values() ?? [])].includes(id);
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
  const { organizationCode, subscriptionId, startsOn, until, deputyId } = absence;
  return {
    at,
    action,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: null,
    assignmentId: null,
    details: {
      organization: organizationCode,
      subscriptionId,
      startsOn,
      until,
      deputySubscriptionId: deputyId,
    },
  };
}
