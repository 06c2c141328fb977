import { findBroadcastProgress } from '../../app/broadcast-progress.ts';
import { createInvitation } from '../../app/create-invitation.ts';
import { messageDay } from '../../app/deps.ts';
import { listDrafts } from '../../app/list-drafts.ts';
import { listExecution } from '../../app/list-execution.ts';
import { findOrganizations, listOrganizations } from '../../app/list-organizations.ts';
import { listControllersReports } from '../../app/list-waiting-reports.ts';
import { listLate, type RemindLateOutcome, remindLate } from '../../app/remind-late.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { broadcastStatus } from '../../messages/broadcast.ts';
import { draftList } from '../../messages/draft-list.ts';
import { invitationMade } from '../../messages/greeting.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { organizationList, organizationsFound } from '../../messages/organization-list.ts';
import { askRemindAll, overdueOverview } from '../../messages/overdue.ts';
import { executionOverview } from '../../messages/overview.ts';
import { REPLIES } from '../../messages/reply.ts';
import { reminded } from '../../messages/schools.ts';
import { reportsOnReview } from '../../messages/waiting-reports.ts';
import { replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { isController } from './publishing.ts';

/** What an invitation made in the chat is good for. */
const INVITATION_USES = 1;
const INVITATION_DAYS = 14;
/** Broadcasts that «Рассылки» shows. */
const BROADCASTS_SHOWN = 5;

/** What controllers may look at; «Просрочено» also whoever has organizations below, of these. */
export type Overview = PagedOverview | 'broadcasts';

type PagedOverview =
  | 'execution'
  | 'overdue'
  | 'reports_on_review'
  | 'drafts'
  | 'organizations'
  | 'unconnected_organizations';

/** `/status`, `/overdue`, `/orgs` and the menu's labels: new messages. */
export async function showOverview(deps: BotDeps, ctx: BotContext, overview: Overview): Promise<void> {
  if (overview !== 'broadcasts') {
    const page = await overviewPage(deps, ctx, overview, 0);
    return page === null ? sayReply(deps, ctx, 'notController') : say(deps, ctx, page);
  }
  if (!(await isController(deps, ctx))) return sayReply(deps, ctx, 'notController');
  const documents = await deps.store.documents.published(BROADCASTS_SHOWN);
  if (documents.length === 0) return showOverview(deps, ctx, 'execution');
  for (const { id } of documents) {
    const found = await findBroadcastProgress(deps, id);
    if (found !== null) await say(deps, ctx, broadcastStatus(found.document, found.progress));
  }
}

/** `/orgs`: the list; `/orgs школа 3`: those found by words. */
export async function showOrganizations(deps: BotDeps, ctx: BotContext): Promise<void> {
  const words = typeof ctx.match === 'string' ? ctx.match.trim() : '';
  if (words === '') return showOverview(deps, ctx, 'organizations');
  if (!(await isController(deps, ctx))) return sayReply(deps, ctx, 'notController');
  await say(deps, ctx, organizationsFound(await findOrganizations(deps, words), words));
}

/** Turning the pages of an overview in place. */
export async function turnOverview(
  deps: BotDeps,
  ctx: BotContext,
  overview: PagedOverview,
  page: number,
): Promise<void> {
  const message = await overviewPage(deps, ctx, overview, page);
  if (message === null) return toast(ctx, REPLIES.notController, true);
  await toast(ctx);
  await replace(deps, ctx, message);
}

/** Null where the person may not look at it. */
async function overviewPage(
  deps: BotDeps,
  ctx: BotContext,
  overview: PagedOverview,
  page: number,
): Promise<OutgoingMessage | null> {
  if (overview === 'overdue') {
    const late = await listLate(deps, ctx.actor);
    return late === null ? null : overdueOverview(late, page, messageDay(deps));
  }
  if (!(await isController(deps, ctx))) return null;
  switch (overview) {
    case 'execution': {
      const drafts = (await deps.store.documents.draftIds()).length;
      return executionOverview(await listExecution(deps), drafts, page);
    }
    case 'drafts': {
      const drafts = await listDrafts(deps, page);
      return draftList(drafts.page, drafts.total);
    }
    case 'reports_on_review':
      return reportsOnReview(await listControllersReports(deps), page);
    case 'organizations':
      return organizationList(await listOrganizations(deps), { which: 'all', page });
    case 'unconnected_organizations':
      return organizationList(await listOrganizations(deps), { which: 'unconnected', page });
  }
}

/** «Напомнить всем»: asks whether to, in place; the list is back after it. */
export async function askToRemindAll(deps: BotDeps, ctx: BotContext, page: number): Promise<void> {
  const late = await listLate(deps, ctx.actor);
  if (late === null) return toast(ctx, REPLIES.notYours, true);
  if (late.length === 0) return toast(ctx, REPLIES.nobodyLate, true);
  await toast(ctx);
  await replace(deps, ctx, askRemindAll(late, page));
}

/** «Напомнить», «Да, напомнить» to whoever is late. */
export async function remindThose(
  deps: BotDeps,
  ctx: BotContext,
  what: { readonly assignmentId: number } | 'all',
): Promise<void> {
  const outcome = await remindLate(deps, ctx.actor, what);
  await toast(ctx, outcome.kind === 'reminded' ? reminded(outcome) : REMIND_REFUSALS[outcome.kind], true);
  const list = what === 'all' ? await overviewPage(deps, ctx, 'overdue', 0) : null;
  if (list !== null) await replace(deps, ctx, list);
}

const REMIND_REFUSALS: { readonly [K in Exclude<RemindLateOutcome['kind'], 'reminded'>]: string } = {
  not_yours: REPLIES.notYours,
  nobody_to_remind: REPLIES.nobodyLate,
  reminded_today: REPLIES.remindedToday,
  nobody_subscribed: REPLIES.nobodySubscribedLate,
};

/** `/invite CODE`: a link to pass on. */
export async function invite(deps: BotDeps, ctx: BotContext): Promise<void> {
  if (!(await isController(deps, ctx))) return sayReply(deps, ctx, 'notController');
  const organizationCode = typeof ctx.match === 'string' ? ctx.match.trim() : '';
  if (organizationCode === '') return sayReply(deps, ctx, 'inviteUsage');
  const made = await createInvitation(deps, {
    organizationCode,
    role: 'executor',
    uses: INVITATION_USES,
    days: INVITATION_DAYS,
  });
  if (made.kind === 'unknown_organization') return sayReply(deps, ctx, 'unknownOrganization');
  if (made.kind === 'group') return sayReply(deps, ctx, 'invitationForGroup');
  const link = deps.inviteLink(made.token);
  const name = made.organizationName ?? organizationCode;
  await say(deps, ctx, invitationMade(name, link, INVITATION_USES, moscowDateOf(made.expiresAt)));
}
