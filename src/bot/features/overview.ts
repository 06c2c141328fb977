import { findBroadcastProgress } from '../../app/broadcast-progress.ts';
import { createInvitation } from '../../app/create-invitation.ts';
import { messageDay } from '../../app/deps.ts';
import { listOverdue } from '../../app/list-assignments.ts';
import { listDrafts } from '../../app/list-drafts.ts';
import { listExecution } from '../../app/list-execution.ts';
import { listOrganizations } from '../../app/list-organizations.ts';
import { listControllersReports } from '../../app/list-waiting-reports.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { broadcastStatus } from '../../messages/broadcast.ts';
import { draftList } from '../../messages/draft-list.ts';
import { invitationMade } from '../../messages/greeting.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { overdueOverview } from '../../messages/overdue.ts';
import { executionOverview, organizationList } from '../../messages/overview.ts';
import { REPLIES } from '../../messages/reply.ts';
import { reportsOnReview } from '../../messages/waiting-reports.ts';
import { replace, say, sayReply, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { isController } from './publishing.ts';

/** What an invitation made in the chat is good for. */
const INVITATION_USES = 1;
const INVITATION_DAYS = 14;
/** Broadcasts that «Рассылки» shows. */
const BROADCASTS_SHOWN = 5;

/** What controllers, and only they, may look at. */
export type Overview =
  | 'execution'
  | 'overdue'
  | 'reports_on_review'
  | 'drafts'
  | 'organizations'
  | 'broadcasts';

type PagedOverview = Extract<Overview, 'execution' | 'overdue' | 'reports_on_review' | 'drafts'>;

/** `/status`, `/overdue`, `/orgs` and the menu's labels: new messages. */
export async function showOverview(deps: BotDeps, ctx: BotContext, overview: Overview): Promise<void> {
  if (!(await isController(deps, ctx))) return sayReply(deps, ctx, 'notController');
  switch (overview) {
    case 'execution':
    case 'overdue':
    case 'reports_on_review':
    case 'drafts':
      return say(deps, ctx, await overviewPage(deps, overview, 0));
    case 'organizations':
      for (const message of organizationList(await listOrganizations(deps))) await say(deps, ctx, message);
      return;
    case 'broadcasts': {
      const documents = await deps.store.documents.published(BROADCASTS_SHOWN);
      if (documents.length === 0) return say(deps, ctx, await overviewPage(deps, 'execution', 0));
      for (const { id } of documents) {
        const found = await findBroadcastProgress(deps, id);
        if (found !== null) await say(deps, ctx, broadcastStatus(found.document, found.progress));
      }
    }
  }
}

/** Turning the pages of an overview in place. */
export async function turnOverview(
  deps: BotDeps,
  ctx: BotContext,
  overview: PagedOverview,
  page: number,
): Promise<void> {
  if (!(await isController(deps, ctx))) return toast(ctx, REPLIES.notController, true);
  await toast(ctx);
  await replace(deps, ctx, await overviewPage(deps, overview, page));
}

async function overviewPage(deps: BotDeps, overview: PagedOverview, page: number): Promise<OutgoingMessage> {
  switch (overview) {
    case 'execution':
      return executionOverview(
        await listExecution(deps),
        (await deps.store.documents.draftIds()).length,
        page,
      );
    case 'overdue':
      return overdueOverview(await listOverdue(deps), page, messageDay(deps));
    case 'drafts': {
      const drafts = await listDrafts(deps, page);
      return draftList(drafts.page, drafts.total);
    }
    case 'reports_on_review':
      return reportsOnReview(await listControllersReports(deps), page);
  }
}

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
