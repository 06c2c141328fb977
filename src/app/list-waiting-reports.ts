import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { WaitingReport } from '../messages/waiting-reports.ts';
import type { Actor, Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { Report } from './ports.ts';

/** Reports of others that wait for the answer of an organization this chat answers for, oldest first. */
export async function listWaitingReports(
  deps: Pick<Deps, 'store'>,
  chatId: number,
): Promise<readonly WaitingReport[]> {
  const subscriptions = await deps.store.subscriptions.ofChat(chatId);
  const codes = subscriptions.filter(({ role }) => role === 'executor').map((one) => one.organizationCode);
  return codes.length === 0 ? [] : describe(deps, await deps.store.reports.waitingFor(codes));
}

/** Reports that wait for the controllers, oldest first. Whether somebody may see them is the caller's to check. */
export async function listControllersReports(deps: Pick<Deps, 'store'>): Promise<readonly WaitingReport[]> {
  return describe(deps, await deps.store.reports.waitingForControllers());
}

/** Everything that waits for an answer of this person in this chat, as a controller or for an organization. */
export async function listReportsToAnswer(
  deps: Pick<Deps, 'store'>,
  actor: Pick<Actor, 'chatId' | 'telegramUserId'>,
): Promise<readonly WaitingReport[]> {
  const controller = await deps.store.controllers.findByTelegramUser(actor.telegramUserId);
  const [asController, forOrganizations] = [
    controller === null ? [] : await listControllersReports(deps),
    await listWaitingReports(deps, actor.chatId),
  ];
  return [...asController, ...forOrganizations];
}

async function describe(
  deps: Pick<Deps, 'store'>,
  reports: readonly Report[],
): Promise<readonly WaitingReport[]> {
  const views = await deps.store.assignments.views(reports.map(({ assignmentId }) => assignmentId));
  const viewById = new Map(views.map((view) => [view.assignment.id, view]));
  return reports.flatMap(({ id, assignmentId, createdAt }) => {
    const view = viewById.get(assignmentId);
    // A withdrawn assignment keeps its report, which nobody has to answer any more.
    if (view === undefined || view.assignment.state !== 'reported') return [];
    return [{ reportId: id, point: pointFacts(view), reportedOn: moscowDateOf(createdAt) }];
  });
}
