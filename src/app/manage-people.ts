import type { AbsencePeriod } from '../core/absences/absence-period.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { type ClockTime, moscowDateOf } from '../core/calendar/moscow-time.ts';
import { type OwnReminders, policyWith } from '../core/reminders/own-reminders.ts';
import { isQuiet } from '../core/reminders/policy.ts';
import { findAbsences, type OrganizationAbsences } from './absences.ts';
import { type CreateInvitationOutcome, createInvitation } from './create-invitation.ts';
import type { Actor, Deps } from './deps.ts';
import { endSubscription, isLastExecutor } from './end-subscription.ts';
import type { Records, StoredAbsence, Subscription, SubscriptionRole } from './ports.ts';

/** What a chat's own links are good for. */
const INVITATION_DAYS = 14;

/** When a digest may go out at all. */
const DIGEST_TIMES = { from: '06:00', until: '20:00' } as const;

/** `not_yours`: the chat does not speak for the organization (any more); `observer`: it may only look. */
export type PeopleRefusal = { readonly kind: 'not_yours' | 'observer' };

/** A chat that speaks for the organization, as the others see it. */
export interface Subscriber {
  readonly subscriptionId: number;
  readonly name: string;
  readonly role: SubscriptionRole;
  /** A group: whoever is in it may answer. */
  readonly group: boolean;
  /** The chat that asks. */
  readonly own: boolean;
  /** On holiday through this day; null while they are there. */
  readonly awayUntil: CalendarDate | null;
}

/** The absence of whoever asks, as «Настройки» shows it. */
export interface OwnAbsence {
  /** From null: since before today, or as soon as a deputy has joined. */
  readonly period: AbsencePeriod;
  /** Who stands in, or will; null where the others do. */
  readonly deputy: string | null;
  /** It begins when a deputy has joined. */
  readonly waiting: boolean;
}

/** An organization of the chat, as «Настройки» shows it. */
export interface OrganizationSettings {
  readonly subscriptionId: number;
  readonly organizationName: string;
  readonly role: SubscriptionRole;
  /** «HH:MM» as set; null = the deployment's. */
  readonly reminderTime: string | null;
  /** What it has set of its reminders itself. */
  readonly own: OwnReminders;
  readonly people: readonly Subscriber[];
  /** Nobody else answers for the organization. */
  readonly last: boolean;
  /** The topic of the chat that its messages go into; null = the chat itself. */
  readonly topicId: number | null;
  /** A group: whoever is in it may answer, and nobody goes on holiday. */
  readonly group: boolean;
  readonly absence: OwnAbsence | null;
  /** Whom the person who asks stands in for. */
  readonly standsInFor: readonly { readonly name: string; readonly until: CalendarDate }[];
}

/** The organizations of a chat, by subscription. */
export async function listOwnOrganizations(
  deps: Pick<Deps, 'store'>,
  chatId: number,
): Promise<readonly { readonly subscriptionId: number; readonly name: string }[]> {
  const subscriptions = await deps.store.subscriptions.ofChat(chatId);
  const names = await deps.store.organizations.names(
    subscriptions.map(({ organizationCode }) => organizationCode),
  );
  return subscriptions.map(({ id, organizationCode }) => ({
    subscriptionId: id,
    name: names.get(organizationCode) ?? organizationCode,
  }));
}

/** One of them with its people; null where the chat does not speak for it. */
export async function describeOrganization(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Pick<Actor, 'chatId'>,
  subscriptionId: number,
): Promise<OrganizationSettings | null> {
  const { store } = deps;
  const own = await findOwn(store, actor, subscriptionId);
  if (own === null) return null;
  const organization = await store.organizations.find(own.organizationCode);
  const subscriptions = await store.subscriptions.ofOrganizations([own.organizationCode]);
  const names = await store.people.names(subscriptions.map(({ personId }) => personId));
  const today = moscowDateOf(deps.clock.now());
  const absences = (await findAbsences(store, [own.organizationCode], today)).get(own.organizationCode);
  const untilOf = (id: number) =>
    absences?.away.has(id) ? absences.begun.find((one) => one.subscriptionId === id)?.until : undefined;
  return {
    subscriptionId,
    organizationName: organization?.shortName ?? organization?.name ?? own.organizationCode,
    role: own.role,
    reminderTime: organization?.reminderTime ?? null,
    own: await store.reminderSettings.of(own.organizationCode),
    people: subscriptions.map(({ id, personId, role, chatId }) => ({
      subscriptionId: id,
      name: names.get(personId) ?? '',
      role,
      group: chatId < 0,
      own: id === subscriptionId,
      awayUntil: untilOf(id) ?? null,
    })),
    last: await isLastExecutor(store, own),
    topicId: own.topicId,
    group: own.chatId < 0,
    absence: absences === undefined ? null : ownAbsence(absences, subscriptionId, names),
    standsInFor: absences === undefined ? [] : stoodInFor(absences, subscriptionId, names),
  };
}

/**
 * A one-time link made by whoever answers for the organization: for a deputy, an observer, or a successor who takes
 * the chat's place. It opens nothing once the chat has stopped speaking for the organization.
 */
export async function invitePerson(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: {
    readonly actor: Actor;
    readonly subscriptionId: number;
    readonly as: 'deputy' | 'observer' | 'successor';
  },
): Promise<PeopleRefusal | Extract<CreateInvitationOutcome, { readonly kind: 'created' }>> {
  const { actor, as } = command;
  const right = await findExecutor(deps.store, actor, command.subscriptionId);
  if (right.kind !== 'executor') return right;
  const { organizationCode } = right.subscription;
  const made = await createInvitation(deps, {
    organizationCode,
    role: as === 'observer' ? 'observer' : 'executor',
    uses: 1,
    days: INVITATION_DAYS,
    madeIn: { chatId: actor.chatId, handsOver: as === 'successor' },
  });
  if (made.kind !== 'created') throw new Error(`no invitation for ${organizationCode}: ${made.kind}`);
  await deps.store.audit.append({
    at: deps.clock.now(),
    action: `invite_${as}`,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: null,
    assignmentId: null,
    details: { organization: organizationCode },
  });
  return made;
}

/** «Выйти»: the chat speaks for the organization no more. */
export async function leaveOrganization(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number },
): Promise<{ readonly kind: 'left' | 'not_yours' }> {
  const { actor, subscriptionId } = command;
  const at = deps.clock.now();
  const { kind, waiting } = await deps.store.transaction(async (records) => {
    const subscription = await findOwn(records, actor, subscriptionId);
    if (subscription === null) {
      const repeated = await isRepeat(records, actor, 'subscription_left', subscriptionId);
      return { kind: repeated ? 'left' : 'not_yours', waiting: [] } as const;
    }
    const rows = await endSubscription(records, { subscription, cause: 'left', actor, at });
    return { kind: 'left', waiting: rows ?? [] } as const;
  });
  await deps.bell.deliveriesWaiting(waiting);
  return { kind };
}

/** «Убрать»: an executor takes another chat out; it is told. `gone`: it had left before. */
export async function removeSubscriber(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly otherId: number },
): Promise<PeopleRefusal | { readonly kind: 'removed' | 'gone' }> {
  const { actor, otherId } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findExecutor(records, actor, command.subscriptionId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    const { organizationCode } = right.subscription;
    const others = await records.subscriptions.ofOrganizations([organizationCode]);
    const subscription = others.find(({ id, chatId }) => id === otherId && chatId !== actor.chatId);
    if (subscription === undefined) {
      const repeated = await isRepeat(records, actor, 'subscription_removed', otherId);
      return { outcome: { kind: repeated ? 'removed' : 'gone' } as const, waiting: [] };
    }
    const rows = await endSubscription(records, { subscription, cause: 'removed', actor, at });
    return { outcome: { kind: rows === null ? 'gone' : 'removed' } as const, waiting: rows ?? [] };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** What became of it; `out_of_range`: mornings are planned within these hours; `quiet`: within the quiet hours. */
export type DigestTimeOutcome =
  | PeopleRefusal
  | { readonly kind: 'set' }
  | { readonly kind: 'out_of_range' | 'quiet'; readonly from: ClockTime; readonly until: ClockTime };

/** Sets when the organization's morning digest goes out, for all who speak for it. */
export async function setDigestTime(
  deps: Pick<Deps, 'store' | 'clock' | 'reminderPolicy'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly time: ClockTime },
): Promise<DigestTimeOutcome> {
  const { actor, time } = command;
  return deps.store.transaction(async (records): Promise<DigestTimeOutcome> => {
    const right = await findExecutor(records, actor, command.subscriptionId);
    if (right.kind !== 'executor') return right;
    const { organizationCode } = right.subscription;
    if (time < DIGEST_TIMES.from || time > DIGEST_TIMES.until)
      return { kind: 'out_of_range', ...DIGEST_TIMES };
    const policy = policyWith(deps.reminderPolicy, await records.reminderSettings.of(organizationCode));
    if (isQuiet(policy, time)) {
      return { kind: 'quiet', from: policy.quietFrom, until: policy.quietUntil };
    }
    await records.organizations.setReminderTime(organizationCode, time);
    await records.audit.append({
      at: deps.clock.now(),
      action: 'digest_time_set',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: null,
      assignmentId: null,
      details: { organization: organizationCode, time },
    });
    return { kind: 'set' } as const;
  });
}

/** «Присылать в эту тему»: from now on the organization's messages go where the button was pressed. */
export async function writeHere(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly subscriptionId: number },
): Promise<PeopleRefusal | { readonly kind: 'set' }> {
  const { actor } = command;
  const { topicId } = actor;
  return deps.store.transaction(async (records) => {
    const right = await findExecutor(records, actor, command.subscriptionId);
    if (right.kind !== 'executor') return right;
    const { id, organizationCode, topicId: was } = right.subscription;
    if (was === topicId) return { kind: 'set' } as const;
    await records.subscriptions.moveToTopic(id, topicId);
    await records.audit.append({
      at: deps.clock.now(),
      action: 'topic_chosen',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: null,
      assignmentId: null,
      details: { organization: organizationCode, topicId },
    });
    return { kind: 'set' } as const;
  });
}

function ownAbsence(
  { away, begun, waiting, planned, subscriptions }: OrganizationAbsences,
  subscriptionId: number,
  names: ReadonlyMap<number, string>,
): OwnAbsence | null {
  const isOwn = (absence: StoredAbsence) => absence.subscriptionId === subscriptionId;
  const nameOf = (id: number | null | undefined) => {
    const standIn = subscriptions.find((one) => one.id === id);
    return standIn === undefined ? null : (names.get(standIn.personId) ?? '');
  };
  const described = (absence: StoredAbsence, deputy: string | null): OwnAbsence => ({
    period: { from: absence.startsOn, until: absence.until },
    deputy,
    waiting: absence.waiting,
  });
  const later = [...waiting, ...planned].find(isOwn);
  if (later !== undefined) return described(later, nameOf(later.deputyId));
  const absence = away.has(subscriptionId) ? begun.find(isOwn) : undefined;
  return absence === undefined ? null : described(absence, nameOf(away.get(subscriptionId)));
}

function stoodInFor(
  { away, begun, subscriptions }: OrganizationAbsences,
  subscriptionId: number,
  names: ReadonlyMap<number, string>,
): OrganizationSettings['standsInFor'] {
  return begun
    .filter((absence) => away.get(absence.subscriptionId) === subscriptionId)
    .map((absence) => {
      const absent = subscriptions.find(({ id }) => id === absence.subscriptionId);
      return { name: names.get(absent?.personId ?? 0) ?? '', until: absence.until };
    });
}

async function isRepeat(records: Records, actor: Actor, action: string, ended: number): Promise<boolean> {
  const done = await records.audit.ofUpdate(actor.updateId);
  return done.some((entry) => entry.action === action && entry.details.subscriptionId === ended);
}

async function findOwn(
  records: Records,
  { chatId }: Pick<Actor, 'chatId'>,
  subscriptionId: number,
): Promise<Subscription | null> {
  return (await records.subscriptions.ofChat(chatId)).find(({ id }) => id === subscriptionId) ?? null;
}

/** The chat's own subscription where it answers for the organization now. */
export async function findExecutor(
  records: Records,
  actor: Actor,
  subscriptionId: number,
): Promise<PeopleRefusal | { readonly kind: 'executor'; readonly subscription: Subscription }> {
  const subscription = await findOwn(records, actor, subscriptionId);
  if (subscription === null) return { kind: 'not_yours' };
  return subscription.role === 'executor' ? { kind: 'executor', subscription } : { kind: 'observer' };
}
