import { mayBegin } from '../core/absences/absences-in-force.ts';
import { type AbsenceOccasion, absencesOf, changeAbsences, endOne, tell } from './change-absences.ts';
import type { AuditEntry, Records, StoredAbsence } from './ports.ts';

/**
 * Begins the absences of an organization whose first day is there, and tells the absent and whoever stands in. One that
 * can't begin, because nobody would be left to answer, is called off; one whose deputy has not joined goes on waiting.
 * Returns the outbox rows.
 */
export async function beginPlanned(records: Records, occasion: AbsenceOccasion): Promise<readonly number[]> {
  const found = await absencesOf(records, occasion);
  const rows: number[] = [];
  for (const absence of [...(found?.planned ?? []), ...(found?.waiting ?? [])]) {
    if (absence.startsOn === null || absence.startsOn > occasion.today) continue;
    rows.push(...(await beginOne(records, occasion, absence)));
  }
  return rows;
}

async function beginOne(
  records: Records,
  occasion: AbsenceOccasion,
  absence: StoredAbsence,
): Promise<readonly number[]> {
  const { subscriptionId, deputyId } = absence;
  // Anew for each: what the one before has begun counts.
  const found = await absencesOf(records, occasion);
  const there = (id: number | null) => found?.subscriptions.find((one) => one.id === id);
  const absent = there(subscriptionId);
  if (found === undefined || absent === undefined) return [];
  const told = { absence, absent, deputy: there(deputyId), to: absent } as const;
  if (absence.waiting) {
    if (!(await records.absences.begin(subscriptionId))) return [];
    await records.audit.append(entry('absence_unattended', absence, occasion));
    return tell(records, occasion, { ...told, change: 'unattended' });
  }
  if (!mayBegin(found.answering, found.begun, absence, occasion.today)) {
    const isFirst = await endOne(records, absence, 'nobody_left', occasion);
    return isFirst ? tell(records, occasion, { ...told, deputy: undefined, change: 'called_off' }) : [];
  }
  const { result: isFirst, rows } = await changeAbsences(records, occasion, () =>
    records.absences.begin(subscriptionId),
  );
  if (!isFirst) return rows;
  await records.audit.append(entry('absence_begun', absence, occasion));
  return [...rows, ...(await tell(records, occasion, { ...told, change: 'begun' }))];
}

function entry(
  action: string,
  { subscriptionId, startsOn, deputyId }: StoredAbsence,
  { organizationCode, at }: AbsenceOccasion,
): AuditEntry {
  return {
    at,
    action,
    personId: null,
    chatId: null,
    messageId: null,
    updateId: null,
    documentId: null,
    assignmentId: null,
    details: { organization: organizationCode, subscriptionId, startsOn, deputySubscriptionId: deputyId },
  };
}
