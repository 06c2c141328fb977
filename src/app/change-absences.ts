import type { AbsenceEnd } from '../core/absences/absences-in-force.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { findAbsences, type OrganizationAbsences } from './absences.ts';
import type { Actor } from './deps.ts';
import type { AbsenceChange, Records, StoredAbsence, Subscription } from './ports.ts';
import { executorChats } from './report-audience.ts';
import { superiorChats } from './superior-chats.ts';

/** Why and when absences of an organization change. */
export interface AbsenceOccasion {
  readonly organizationCode: string;
  readonly today: CalendarDate;
  readonly at: Date;
  /** Null where nobody in particular: a day is over, a chat refuses. */
  readonly actor: Actor | null;
}

/**
 * Changes who answers for an organization or who is away, and tells what it means: to whoever stands in from now on or
 * no more, and to whoever is back because nobody stands in for them any more. Where only the absent are left, those
 * above hear of it too. Returns what the change gave and the outbox rows.
 */
export async function changeAbsences<T>(
  records: Records,
  occasion: AbsenceOccasion,
  change: () => Promise<T>,
): Promise<{ readonly result: T; readonly rows: readonly number[] }> {
  const before = await absencesOf(records, occasion);
  const result = await change();
  const after = await absencesOf(records, occasion);
  const rows: number[] = [];
  let broken = 0;
  for (const absence of after?.begun ?? []) {
    const why = after?.ended.get(absence.subscriptionId);
    // A day that is over is told of in the morning.
    if (why === undefined || why === 'day_over' || !(await endOne(records, absence, why, occasion))) continue;
    if (why === 'not_there') continue;
    broken += 1;
    const absent = subscriptionOf(after, absence.subscriptionId);
    if (absent === undefined) continue;
    const deputy = subscriptionOf(before, absence.deputyId);
    rows.push(...(await tell(records, occasion, { absence, absent, deputy, change: 'broken', to: absent })));
    if (deputy !== undefined && subscriptionOf(after, deputy.id) === undefined) {
      rows.push(
        ...(await tell(records, occasion, { absence, absent, deputy, change: 'released', to: deputy })),
      );
    }
  }
  if (broken > 0) rows.push(...(await tellAlone(records, occasion, after)));
  rows.push(...(await callOffPlanned(records, occasion, before, after)));
  return { result, rows: [...rows, ...(await tellStandIns(records, occasion, before, after))] };
}

/** Whoever has left goes nowhere, and where the deputy has left nobody would stand in: said now, not on the first day. */
async function callOffPlanned(
  records: Records,
  occasion: AbsenceOccasion,
  before: OrganizationAbsences | undefined,
  after: OrganizationAbsences | undefined,
): Promise<readonly number[]> {
  const rows: number[] = [];
  for (const absence of after?.planned ?? []) {
    const absent = subscriptionOf(after, absence.subscriptionId);
    const isThere = after?.answering.has(absence.subscriptionId) === true && absent !== undefined;
    const isAttended = absence.deputyId === null || after?.answering.has(absence.deputyId) === true;
    if (isThere && isAttended) continue;
    const why: AbsenceEnd = isThere ? 'deputy_gone' : 'not_there';
    if (!(await endOne(records, absence, why, occasion)) || !isThere) continue;
    const deputy = subscriptionOf(before, absence.deputyId);
    rows.push(
      ...(await tell(records, occasion, { absence, absent, deputy, change: 'called_off', to: absent })),
    );
  }
  return rows;
}

/** The absence is over; false where it was before. */
export async function endOne(
  records: Records,
  absence: StoredAbsence,
  why: AbsenceEnd | 'returned',
  { actor, at }: AbsenceOccasion,
): Promise<boolean> {
  if (!(await records.absences.end(absence.subscriptionId))) return false;
  await records.audit.append({
    at,
    action: 'absence_ended',
    personId: actor?.personId ?? null,
    chatId: actor?.chatId ?? null,
    messageId: actor?.messageId ?? null,
    updateId: actor?.updateId ?? null,
    documentId: null,
    assignmentId: null,
    details: { organization: absence.organizationCode, subscriptionId: absence.subscriptionId, why },
  });
  return true;
}

/** One message about an absence. Returns the outbox rows. */
export async function tell(
  records: Records,
  { actor, today, at }: AbsenceOccasion,
  news: {
    readonly absence: StoredAbsence;
    readonly absent: Subscription;
    readonly deputy: Subscription | undefined;
    readonly change: AbsenceChange;
    readonly to: Pick<Subscription, 'chatId'>;
    readonly notBefore?: Date;
  },
): Promise<readonly number[]> {
  const { absence, absent, deputy, change } = news;
  const cause = actor === null ? today : String(actor.updateId);
  return records.outbox.addMany([
    {
      key: `absence:${absence.subscriptionId}:${change}:${cause}:${news.to.chatId}`,
      chatId: news.to.chatId,
      content: {
        kind: 'absence',
        organizationCode: absence.organizationCode,
        personId: absent.personId,
        change,
        from: absence.startsOn,
        until: absence.until,
        deputyPersonId: deputy?.personId ?? null,
      },
      notBefore: news.notBefore ?? at,
    },
  ]);
}

/** The absences of the organization as of the day. */
export async function absencesOf(
  records: Records,
  { organizationCode, today }: AbsenceOccasion,
): Promise<OrganizationAbsences | undefined> {
  return (await findAbsences(records, [organizationCode], today)).get(organizationCode);
}

/** Whoever stands in from now on, and whoever does no more though they are still there. */
async function tellStandIns(
  records: Records,
  occasion: AbsenceOccasion,
  before: OrganizationAbsences | undefined,
  after: OrganizationAbsences | undefined,
): Promise<readonly number[]> {
  const rows: number[] = [];
  const absences = new Map(
    [...(before?.begun ?? []), ...(after?.begun ?? [])].map((absence) => [absence.subscriptionId, absence]),
  );
  for (const [id, absence] of absences) {
    const absent = subscriptionOf(after, id) ?? subscriptionOf(before, id);
    const was = subscriptionOf(before, before?.away.get(id));
    const now = subscriptionOf(after, after?.away.get(id));
    if (absent === undefined || was?.id === now?.id) continue;
    if (now !== undefined) {
      rows.push(
        ...(await tell(records, occasion, { absence, absent, deputy: now, change: 'began', to: now })),
      );
    }
    if (was !== undefined && (await isThere(records, was)) && after?.away.has(was.id) !== true) {
      rows.push(
        ...(await tell(records, occasion, { absence, absent, deputy: was, change: 'over', to: was })),
      );
    }
  }
  return rows;
}

/** The absent alone answer: whoever is above should know whom they count on. */
async function tellAlone(
  records: Records,
  occasion: AbsenceOccasion,
  after: OrganizationAbsences | undefined,
): Promise<readonly number[]> {
  const answering = (after?.subscriptions ?? []).filter(({ role }) => role === 'executor');
  const returned = (after?.begun ?? []).filter(({ subscriptionId }) => after?.ended.has(subscriptionId));
  const isAlone = answering.every(({ id }) => returned.some(({ subscriptionId }) => subscriptionId === id));
  const [absence] = returned;
  const absent = answering.find(({ id }) => id === absence?.subscriptionId);
  if (!isAlone || absence === undefined || absent === undefined) return [];
  const rows: number[] = [];
  for (const chatId of await superiorChats(records, occasion.organizationCode)) {
    const news = { absence, absent, deputy: undefined, change: 'alone', to: { chatId } } as const;
    rows.push(...(await tell(records, occasion, news)));
  }
  return rows;
}

async function isThere(records: Records, { chatId, organizationCode }: Subscription): Promise<boolean> {
  return (await executorChats(records, organizationCode)).includes(chatId);
}

function subscriptionOf(
  absences: OrganizationAbsences | undefined,
  id: number | null | undefined,
): Subscription | undefined {
  return absences?.subscriptions.find((one) => one.id === id);
}
