import { messageDay } from '../../app/deps.ts';
import { reportContent } from '../../app/describe-gathered.ts';
import {
  addToGathered,
  findOwnAddition,
  type GatherReportOutcome,
  gatherReport,
  sendGathered,
} from '../../app/gather-report.ts';
import { listSchools } from '../../app/list-schools.ts';
import { listWaitingReports } from '../../app/list-waiting-reports.ts';
import { type RemindRestOutcome, remindRest } from '../../app/remind-rest.ts';
import { showReport } from '../../app/show-report.ts';
import { type ShowRollUpOutcome, showDirectRollUp, showRollUp } from '../../app/show-roll-up.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { REPLIES } from '../../messages/reply.ts';
import { reportTaken } from '../../messages/report.ts';
import { gatheredReport, reminded, rollUpScreen, schoolList } from '../../messages/schools.ts';
import { schoolReports } from '../../messages/waiting-reports.ts';
import { nameInGroup, replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { attachReport, beginGathering, send } from './gathering.ts';
import { refusalText } from './refusals.ts';

/** `/schools` and the menu's label: a new message. */
export async function showSchools(deps: BotDeps, ctx: BotContext): Promise<void> {
  await say(deps, ctx, await schoolsPage(deps, ctx, 0));
}

/** Turning the pages of «Школы района» in place. */
export async function turnSchools(deps: BotDeps, ctx: BotContext, page: number): Promise<void> {
  await toast(ctx);
  await replace(deps, ctx, await schoolsPage(deps, ctx, page));
}

/** Reports of those below that wait for an answer, in place of the list. */
export async function turnSchoolReports(deps: BotDeps, ctx: BotContext, page: number): Promise<void> {
  await toast(ctx);
  await replace(deps, ctx, schoolReports(await listWaitingReports(deps, ctx.actor.chatId), page));
}

/** Who has done a point: a new message from a card, in place from the list. */
export async function openRollUp(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  await tellRollUp(deps, ctx, await showRollUp(deps, ctx.actor, assignmentId), 0, say);
}

/** The same in the place of what is there. */
export async function turnRollUp(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
  page: number,
): Promise<void> {
  await tellRollUp(deps, ctx, await showRollUp(deps, ctx.actor, assignmentId), page, replace);
}

/** Who has done a point that came to those below directly. */
export async function turnDirectRollUp(
  deps: BotDeps,
  ctx: BotContext,
  point: { readonly decisionId: number; readonly occurrence: number; readonly page: number },
): Promise<void> {
  const { page, decisionId, occurrence } = point;
  const shown = await showDirectRollUp(deps, ctx.actor, { decisionId, occurrence });
  await tellRollUp(deps, ctx, shown, page, replace);
}

/** A report that waits for an answer, once more. */
export async function sendReportAgain(deps: BotDeps, ctx: BotContext, reportId: number): Promise<void> {
  const { kind } = await showReport(deps, ctx.actor, reportId);
  switch (kind) {
    case 'queued':
      return toast(ctx);
    case 'decided_already':
      return toast(ctx, REPLIES.decidedAlready, true);
    case 'not_reviewer':
      return toast(ctx, REPLIES.notReviewer, true);
    case 'not_controller':
      return toast(ctx, REPLIES.notController, true);
  }
}

/** «Напомнить остальным». */
export async function remindThem(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const outcome = await remindRest(deps, ctx.actor, assignmentId);
  if (outcome.kind !== 'reminded') return toast(ctx, REMIND_REFUSALS[outcome.kind], true);
  await toast(ctx, reminded(outcome), true);
}

/** «Отчёт по школам»: what would be sent, as a new message. */
export async function previewGathered(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const outcome = await gatherReport(deps, ctx.actor, assignmentId);
  if (outcome.kind !== 'gathered') return toast(ctx, GATHER_REFUSALS[outcome.kind], true);
  await toast(ctx);
  const { point, text, files, rollUp } = outcome.gathered;
  const draft = await findOwnAddition(deps, ctx.actor, assignmentId);
  const items = draft === null ? [] : await deps.store.reportDrafts.items(draft.id);
  const own = items.length === 0 ? null : reportContent(items);
  const names = [...(own?.files ?? []), ...files].map(({ name }) => name);
  const words = own === null ? text : `${own.text}\n\n${text}`;
  await say(deps, ctx, gatheredReport(point, { text: words, rollUp, files: names }));
}

/** «Дополнить своим»: the officer's own words and files go before what was gathered. */
export async function addOwn(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const outcome = await addToGathered(deps, ctx.actor, assignmentId);
  switch (outcome.kind) {
    case 'gathering':
      await toast(ctx);
      return beginGathering(deps, ctx, outcome);
    case 'not_in_hand':
    case 'nothing_gathered':
      return toast(ctx, GATHER_REFUSALS[outcome.kind], true);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

/** «Отправить отчёт» under what was gathered, with what the officer has added. */
export async function sendGatheredReport(
  deps: BotDeps,
  ctx: BotContext,
  assignmentId: number,
): Promise<void> {
  const draft = await findOwnAddition(deps, ctx.actor, assignmentId);
  if (draft !== null) return send(deps, ctx, draft.id, false);
  const outcome = await sendGathered(deps, ctx.actor, assignmentId);
  switch (outcome.kind) {
    case 'reported':
      await toast(ctx);
      return replace(deps, ctx, reportTaken({ ...outcome, by: nameInGroup(ctx) }));
    case 'not_in_hand':
    case 'nothing_gathered':
      return toast(ctx, GATHER_REFUSALS[outcome.kind], true);
    case 'changed_since':
      throw new Error(`assignment ${assignmentId}: a gathered report is about what is read now`);
    case 'file_needed':
      return attachReport(deps, ctx, assignmentId);
    default:
      return toast(ctx, refusalText(outcome.kind), true);
  }
}

async function schoolsPage(deps: BotDeps, ctx: BotContext, page: number): Promise<OutgoingMessage> {
  const listed = await listSchools(deps, ctx.actor.chatId);
  return listed.kind === 'listed'
    ? schoolList({ ...listed, page }, messageDay(deps))
    : { html: REPLIES.nobodyBelow };
}

async function tellRollUp(
  deps: BotDeps,
  ctx: BotContext,
  shown: ShowRollUpOutcome,
  page: number,
  show: typeof say,
): Promise<void> {
  if (shown.kind !== 'shown') return toast(ctx, ROLL_UP_REFUSALS[shown.kind], true);
  await toast(ctx);
  await show(deps, ctx, rollUpScreen(shown.screen, page, messageDay(deps)));
}

const ROLL_UP_REFUSALS: { readonly [K in Exclude<ShowRollUpOutcome['kind'], 'shown'>]: string } = {
  not_yours: REPLIES.notYours,
  nobody_has_it: REPLIES.nobodyHasIt,
};

const REMIND_REFUSALS: { readonly [K in Exclude<RemindRestOutcome['kind'], 'reminded'>]: string } = {
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  nobody_to_remind: REPLIES.nobodyToRemind,
  reminded_today: REPLIES.remindedToday,
  nobody_subscribed: REPLIES.nobodySubscribed,
};

const GATHER_REFUSALS: { readonly [K in Exclude<GatherReportOutcome['kind'], 'gathered'>]: string } = {
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  not_in_hand: REPLIES.notInHand,
  nothing_gathered: REPLIES.nothingGathered,
};
