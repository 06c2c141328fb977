import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import {
  type OwnReminders,
  policyWith,
  sameSteps,
  settledBeforeChange,
} from '../core/reminders/own-reminders.ts';
import { isQuiet, type ReminderPolicy } from '../core/reminders/policy.ts';
import type { Actor, Deps } from './deps.ts';
import { findExecutor, type PeopleRefusal } from './manage-people.ts';
import type { Records } from './ports.ts';

/** What is to be different. Each names what is to be, so that doing it twice is doing it once. */
export type ReminderChange =
  /** Days before the due date; null = the deployment's. */
  | { readonly kind: 'steps'; readonly days: readonly number[] | null }
  | { readonly kind: 'step'; readonly days: number; readonly on: boolean }
  | { readonly kind: 'quiet'; readonly quiet: OwnReminders['quiet'] };

/** `digest_in_quiet`: the morning digest would fall into the quiet hours. */
export type SetRemindersOutcome =
  | PeopleRefusal
  | { readonly kind: 'set' }
  | { readonly kind: 'digest_in_quiet'; readonly digestTime: string };

/** Changes how an organization is reminded, for all who speak for it. A change of the steps begins today. */
export async function setReminders(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  command: { readonly actor: Actor; readonly subscriptionId: number; readonly change: ReminderChange },
): Promise<SetRemindersOutcome> {
  const { actor, change } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<SetRemindersOutcome> => {
    const right = await findExecutor(records, actor, command.subscriptionId);
    if (right.kind !== 'executor') return right;
    const { organizationCode } = right.subscription;
    const own = await records.reminderSettings.of(organizationCode);
    const before = policyWith(deps.reminderPolicy, own);
    const next = changed(own, before, deps.reminderPolicy, change);
    const after = policyWith(deps.reminderPolicy, next);
    if (change.kind === 'quiet') {
      const organization = await records.organizations.find(organizationCode);
      const digestTime = organization?.reminderTime ?? after.defaultTime;
      if (isQuiet(after, digestTime as ReminderPolicy['defaultTime'])) {
        return { kind: 'digest_in_quiet', digestTime };
      }
    }
    if (sameReminders(own, next)) return { kind: 'set' };
    if (!sameSteps(before.stepsBeforeDays, after.stepsBeforeDays)) {
      await beginToday(deps, records, organizationCode, before, at);
    }
    await records.reminderSettings.put(organizationCode, next);
    await records.audit.append({
      at,
      action: 'reminders_set',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: null,
      assignmentId: null,
      details: {
        organization: organizationCode,
        stepsBeforeDays: next.stepsBeforeDays?.join(',') ?? null,
        quietFrom: next.quiet?.from ?? null,
        quietUntil: next.quiet?.until ?? null,
      },
    });
    return { kind: 'set' };
  });
}

/** What has its day behind it by the new steps, and was not owed by the old ones, is not told of late. */
async function beginToday(
  { calendar }: Pick<Deps, 'calendar'>,
  records: Records,
  organizationCode: string,
  before: ReminderPolicy,
  at: Date,
): Promise<void> {
  const open = await records.assignments.open([organizationCode]);
  const { assignmentIds, through } = settledBeforeChange(open, before, calendar, moscowDateOf(at));
  await records.assignments.markReminded(assignmentIds, through);
}

function changed(
  own: OwnReminders,
  before: ReminderPolicy,
  deployment: ReminderPolicy,
  change: ReminderChange,
): OwnReminders {
  switch (change.kind) {
    case 'quiet':
      return { ...own, quiet: change.quiet };
    case 'steps':
      return { ...own, stepsBeforeDays: change.days };
    case 'step': {
      const others = before.stepsBeforeDays.filter((days) => days !== change.days);
      const steps = change.on ? [...others, change.days].sort((one, other) => other - one) : others;
      // Back to what everybody has: it follows the deployment again.
      return { ...own, stepsBeforeDays: sameSteps(steps, deployment.stepsBeforeDays) ? null : steps };
    }
  }
}

function sameReminders(one: OwnReminders, other: OwnReminders): boolean {
  const steps =
    one.stepsBeforeDays === null || other.stepsBeforeDays === null
      ? one.stepsBeforeDays === other.stepsBeforeDays
      : sameSteps(one.stepsBeforeDays, other.stepsBeforeDays);
  return steps && one.quiet?.from === other.quiet?.from && one.quiet?.until === other.quiet?.until;
}
