import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { MorningFacts } from '../core/reminders/morning-facts.ts';
import { planMorning } from '../core/reminders/plan-morning.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { recordsOn } from './absences.ts';
import type { Deps } from './deps.ts';
import { addressPlan, loadMorningFacts, type PlannedDelivery } from './plan-morning.ts';
import { addressSummary } from './send-department-summary.ts';
import { wordForChat } from './word-for-chat.ts';

/** A message that a morning would send, to whom and why. */
export interface ForeseenMessage {
  readonly chatId: number;
  readonly kind: 'digest' | 'escalation' | 'summary';
  /** Whose digest it is; null for escalations and the Monday summary. */
  readonly organizationCode: string | null;
  /** Why: each assignment with the step that is due, e.g. "before-3", "acknowledge"; an escalation's level. */
  readonly reasons: readonly { readonly assignmentId: number; readonly step: string }[];
  readonly messages: readonly OutgoingMessage[];
}

/** A dry run of one morning. */
export interface ForeseenMorning {
  readonly at: Date;
  readonly on: CalendarDate;
  readonly messages: readonly ForeseenMessage[];
}

/**
 * What mornings at these moments would send, one after the other, if nothing happened meanwhile: the same plan
 * as the real ones, applied to the facts in memory. Sends and stores nothing.
 */
export async function foreseeMornings(
  deps: Pick<Deps, 'store' | 'calendar' | 'reminderPolicy'>,
  moments: readonly Date[],
): Promise<readonly ForeseenMorning[]> {
  const mornings: ForeseenMorning[] = [];
  let assignments: MorningFacts['assignments'] | null = null;
  for (const at of moments) {
    const loaded = await loadMorningFacts(deps, deps.store, at);
    const facts: MorningFacts = { ...loaded, assignments: assignments ?? loaded.assignments };
    const plan = planMorning(facts);
    const rows = [
      ...(await addressPlan(deps.store, plan, facts.today)),
      ...(await addressSummary(deps.store, facts.today)),
    ];
    const store = recordsOn(deps.store, facts.today);
    const then = { ...deps, store, clock: { now: () => at } };
    const messages: ForeseenMessage[] = [];
    for (const row of rows) {
      const message = await foresee(then, row);
      // Nothing is said to whoever is away.
      if (message.messages.length > 0) messages.push(message);
    }
    mornings.push({ at, on: moscowDateOf(at), messages });

    const reminded = new Set(plan.reminded);
    const acknowledgeReminded = new Set(plan.acknowledgeReminded);
    const escalated = new Map(
      plan.escalated.flatMap(({ level, assignmentIds }) => assignmentIds.map((id) => [id, level] as const)),
    );
    assignments = facts.assignments.map((assignment) => ({
      ...assignment,
      remindedThrough: reminded.has(assignment.id) ? facts.today : assignment.remindedThrough,
      acknowledgeRemindedOn: acknowledgeReminded.has(assignment.id)
        ? facts.today
        : assignment.acknowledgeRemindedOn,
      escalation: escalated.get(assignment.id) ?? assignment.escalation,
    }));
  }
  return mornings;
}

async function foresee(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  row: PlannedDelivery,
): Promise<ForeseenMessage> {
  const { content } = row;
  const wording = await wordForChat(deps, row);
  const messages = wording.kind === 'messages' ? wording.parts.map(({ message }) => message) : [];
  if (content.kind === 'digest') {
    const { organizationCode, items, unacknowledged = [] } = content;
    const reasons = [
      ...items,
      ...unacknowledged.map((assignmentId) => ({ assignmentId, step: 'acknowledge' })),
    ];
    return { chatId: row.chatId, kind: 'digest', organizationCode, reasons, messages };
  }
  const reasons =
    content.kind === 'escalation'
      ? content.assignmentIds.map((assignmentId) => ({ assignmentId, step: `escalation-${content.level}` }))
      : [];
  const kind = content.kind === 'escalation' ? 'escalation' : 'summary';
  return { chatId: row.chatId, kind, organizationCode: null, reasons, messages };
}
