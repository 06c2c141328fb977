import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf, moscowTimeOf } from '../core/calendar/moscow-time.ts';
import type { MorningFacts } from '../core/reminders/morning-facts.ts';
import { type MorningPlan, planMorning } from '../core/reminders/plan-morning.ts';
import type { Deps } from './deps.ts';
import type { DeliveryContent, Records } from './ports.ts';
import { turnAbsences } from './turn-absences.ts';

/** A message that a plan makes: to one chat, unique by key. */
export interface PlannedDelivery {
  readonly key: string;
  readonly chatId: number;
  readonly content: DeliveryContent;
}

/**
 * Works out what is due at this moment and stores it, outbox rows and ledger in one transaction. Asking again
 * gives nothing; a morning missed is caught up.
 */
export async function storeMorning(
  deps: Pick<Deps, 'store' | 'clock' | 'bell' | 'calendar' | 'reminderPolicy'>,
): Promise<{ readonly deliveries: number }> {
  // Whoever is back from today on is told with everybody else, whoever goes is not any more.
  await turnAbsences(deps);
  const now = deps.clock.now();
  const waiting = await deps.store.transaction(async (records) => {
    const facts = await loadMorningFacts(deps, records, now);
    const plan = planMorning(facts);
    const rows = await addressPlan(records, plan, facts.today);
    if (rows.length === 0) return [];
    for (const { level, assignmentIds } of plan.escalated) {
      // Without a single controller nobody was told: the level stays open for the day there is one.
      if (!rows.some(({ content }) => content.kind === 'escalation' && content.level === level)) continue;
      await records.assignments.markEscalated(assignmentIds, level);
    }
    await records.assignments.markReminded(plan.reminded, facts.today);
    await records.assignments.markAcknowledgeReminded(plan.acknowledgeReminded, facts.today);
    return records.outbox.addMany(rows.map((row) => ({ ...row, notBefore: now })));
  });
  await deps.bell.deliveriesWaiting(waiting);
  return { deliveries: waiting.length };
}

/** The facts of a moment, as planMorning wants them. */
export async function loadMorningFacts(
  deps: Pick<Deps, 'calendar' | 'reminderPolicy'>,
  records: Records,
  at: Date,
): Promise<MorningFacts> {
  const assignments = await records.assignments.forMorning();
  const organizations = await records.organizations.all();
  const subscriptions = await records.subscriptions.ofOrganizations();
  const awaiting = await records.extensions.waitingAssignmentIds();
  const ownReminders = await records.reminderSettings.all();
  return {
    assignments,
    awaitingExtension: new Set(awaiting),
    organizations,
    reachable: new Set(subscriptions.map(({ organizationCode }) => organizationCode)),
    policy: deps.reminderPolicy,
    ownReminders,
    calendar: deps.calendar,
    today: moscowDateOf(at),
    time: moscowTimeOf(at),
  };
}

/** A plan's digests and escalations, one row for each chat that is to read them. */
export async function addressPlan(
  records: Records,
  plan: MorningPlan,
  today: CalendarDate,
): Promise<readonly PlannedDelivery[]> {
  if (plan.digests.length === 0 && plan.escalations.length === 0) return [];
  const chats = new Map<string, number[]>();
  for (const { organizationCode, chatId } of await records.subscriptions.ofOrganizations()) {
    chats.set(organizationCode, [...(chats.get(organizationCode) ?? []), chatId]);
  }
  const controllers = (await records.controllers.all()).map(({ chatId }) => chatId);
  const digests = plan.digests.flatMap(({ organizationCode, items, unacknowledged }) =>
    (chats.get(organizationCode) ?? []).map((chatId) => ({
      key: `digest:${organizationCode}:${today}:${chatId}:${items[0]?.assignmentId ?? `new-${unacknowledged[0] ?? 0}`}`,
      chatId,
      content: {
        kind: 'digest',
        organizationCode,
        on: today,
        items: items.map(({ assignmentId, step }) => ({ assignmentId, step })),
        unacknowledged,
      } as const,
    })),
  );
  const escalations = plan.escalations.flatMap(({ to, level, assignmentIds }) =>
    (to.kind === 'controllers' ? controllers : (chats.get(to.code) ?? [])).map((chatId) => ({
      key: `escalation:${level}:${to.kind === 'controllers' ? 'controllers' : to.code}:${today}:${chatId}:${assignmentIds[0] ?? 0}`,
      chatId,
      content: {
        kind: 'escalation',
        on: today,
        level,
        assignmentIds,
        ...(to.kind === 'organization' && { organizationCode: to.code }),
      } as const,
    })),
  );
  return [...digests, ...escalations];
}
