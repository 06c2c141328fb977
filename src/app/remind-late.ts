import type { Assignment } from '../core/assignments/assignment.ts';
import { isOverdue } from '../core/assignments/overdue.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { listOverdue, wordable } from './list-assignments.ts';
import { findAbove } from './list-schools.ts';
import type { Records } from './ports.ts';
import { tellEach } from './settle-dependants.ts';

/** How many were reminded, or why nobody was. */
export type RemindLateOutcome =
  | {
      readonly kind: /** Neither a controller nor an executor of the organization above. */
        | 'not_yours'
        | 'nobody_to_remind'
        | 'reminded_today'
        /** Nobody of them reads the bot. */
        | 'nobody_subscribed';
    }
  /** `unconnected`: how many more have nobody who reads the bot. */
  | { readonly kind: 'reminded'; readonly organizations: number; readonly unconnected: number };

/**
 * Whose lateness a chat looks after, longest first: a controller everybody's, an organization that of those below it;
 * null for whoever looks after nobody.
 */
export async function listLate(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Pick<Actor, 'chatId' | 'telegramUserId'>,
): Promise<readonly PointFacts[] | null> {
  const controller = await deps.store.controllers.findByTelegramUser(actor.telegramUserId);
  if (controller !== null) return listOverdue(deps);
  const above = await findAbove(deps.store, actor.chatId);
  if (above === null) return null;
  const today = moscowDateOf(deps.clock.now());
  const open = await deps.store.assignments.open(above.below.map(({ code }) => code));
  return wordable(
    deps,
    open.filter((assignment) => isOverdue(assignment, today)),
  );
}

/**
 * May the actor remind whoever carries out an assignment: controllers, and executors of the organization above it in
 * the directory.
 */
export async function looksAfter(
  records: Records,
  { chatId, telegramUserId }: Pick<Actor, 'chatId' | 'telegramUserId'>,
  { organizationCode }: Pick<Assignment, 'organizationCode'>,
): Promise<boolean> {
  if ((await records.controllers.findByTelegramUser(telegramUserId)) !== null) return true;
  const organization = await records.organizations.find(organizationCode);
  const subscriptions = await records.subscriptions.ofChat(chatId);
  return subscriptions.some(
    (one) => one.role === 'executor' && one.organizationCode === (organization?.parent ?? null),
  );
}

/**
 * «Напомнить»: a message to whoever is late with one assignment, or with everything the actor looks after; at most one a
 * day and assignment, whoever presses and however often.
 */
export async function remindLate(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  actor: Actor,
  what: { readonly assignmentId: number } | 'all',
): Promise<RemindLateOutcome> {
  const at = deps.clock.now();
  const today = moscowDateOf(at);
  const wanted = what === 'all' ? await listLate(deps, actor) : [{ assignmentId: what.assignmentId }];
  if (wanted === null) return { kind: 'not_yours' };
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const ended = (outcome: RemindLateOutcome) => ({ outcome, waiting: [] as readonly number[] });
    const before = (await records.audit.ofUpdate(actor.updateId)).find(
      ({ action }) => action === 'remind_late',
    );
    if (before !== undefined) {
      const { organizations, unconnected } = before.details;
      return ended({
        kind: 'reminded',
        organizations: Number(organizations),
        unconnected: Number(unconnected),
      });
    }
    const views = await records.assignments.views(wanted.map(({ assignmentId }) => assignmentId));
    const assignments = views.map(({ assignment }) => assignment);
    const organizations = new Map(assignments.map((one) => [one.organizationCode, one] as const));
    for (const assignment of organizations.values()) {
      if (!(await looksAfter(records, actor, assignment))) return ended({ kind: 'not_yours' });
    }
    if (what !== 'all' && assignments.length === 0) return ended({ kind: 'not_yours' });
    const late = assignments.filter((assignment) => isOverdue(assignment, today));
    if (late.length === 0) return ended({ kind: 'nobody_to_remind' });
    const codes = new Set(late.map(({ organizationCode }) => organizationCode));
    const subscribed = new Set(
      (await records.subscriptions.ofOrganizations([...codes])).map((one) => one.organizationCode),
    );
    if (subscribed.size === 0) return ended({ kind: 'nobody_subscribed' });
    const rows: number[] = [];
    for (const assignment of late) {
      const told = await tellEach(records, [assignment], at, (assignmentIds) => ({
        key: `nudge-late:${assignment.id}:${today}`,
        content: { kind: 'nudge', assignmentIds },
      }));
      rows.push(...told);
    }
    if (rows.length === 0) return ended({ kind: 'reminded_today' });
    const told = { organizations: subscribed.size, unconnected: codes.size - subscribed.size };
    const [only, ...others] = late;
    const about = others.length === 0 ? only : undefined;
    await records.audit.append({
      at,
      action: 'remind_late',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: about?.documentId ?? null,
      assignmentId: about?.id ?? null,
      details: told,
    });
    return { outcome: { kind: 'reminded', ...told } as const, waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}
