import { describeOrganization, type OrganizationSettings } from '../../app/manage-people.ts';
import { listDeputies, returnFromAbsence, takeAbsence } from '../../app/take-absence.ts';
import { type AbsencePeriod, absencePeriod } from '../../core/absences/absence-period.ts';
import { type CalendarDate, calendarDateOf } from '../../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../../core/calendar/moscow-time.ts';
import { askAbsenceDay, chooseAbsenceDay } from '../../messages/absence.ts';
import { REPLIES } from '../../messages/reply.ts';
import { ABSENCE_REFUSED } from '../absence-refused.ts';
import { ask, replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { ASK_ABSENCE_DAY } from '../conversations/ask-absence-day.ts';
import { awaitStandIn, deputyChoice } from '../stand-ins.ts';
import { forExecutor, overview } from './settings.ts';

/** «🏖 В отпуске»: through which day? */
export async function offerAbsence(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const settings = await forAbsence(deps, ctx, subscriptionId);
  if (settings === null) return;
  await toast(ctx);
  await replace(deps, ctx, chooseAbsenceDay(settings, moscowDateOf(deps.clock.now())));
}

/** «Другой день»: asks for words. */
export async function askForAbsenceDay(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<void> {
  const settings = await forAbsence(deps, ctx, subscriptionId);
  if (settings === null) return;
  await toast(ctx);
  await ask(deps, ctx.actor, askAbsenceDay(settings));
  // One dialogue at a time: this question takes the place of an earlier one.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(ASK_ABSENCE_DAY, { subscriptionId });
}

/** The days were chosen: who stands in? Where nobody can, a link for a deputy at once. */
export async function offerDeputies(
  deps: BotDeps,
  ctx: BotContext,
  at: { readonly subscriptionId: number; readonly from: number; readonly day: number; readonly page: number },
): Promise<void> {
  const settings = await forAbsence(deps, ctx, at.subscriptionId);
  if (settings === null) return;
  const period = periodOf(deps, at);
  if (period === null) return toast(ctx, REPLIES.absenceDayPassed, true);
  const choice = await listDeputies(deps, {
    actor: ctx.actor,
    subscriptionId: at.subscriptionId,
    from: period.from,
  });
  if (choice.kind !== 'choice') return toast(ctx, ABSENCE_REFUSED[choice.kind], true);
  await toast(ctx);
  const message = deputyChoice(settings, period, choice, at.page);
  if (message !== null) return replace(deps, ctx, message);
  await say(deps, ctx, await awaitStandIn(deps, ctx.actor, settings, period));
  await showOverview(deps, ctx, at.subscriptionId);
}

/** Who stands in was chosen: the absence begins, or is planned. */
export async function goAway(
  deps: BotDeps,
  ctx: BotContext,
  chosen: {
    readonly subscriptionId: number;
    readonly from: number;
    readonly day: number;
    readonly otherId: number;
  },
): Promise<void> {
  const { subscriptionId, otherId } = chosen;
  const period = periodOf(deps, chosen);
  if (period === null) return toast(ctx, REPLIES.absenceDayPassed, true);
  const deputyId = otherId === 0 ? null : otherId;
  const { kind } = await takeAbsence(deps, { actor: ctx.actor, subscriptionId, period, deputyId });
  if (kind === 'deputy_gone') return toast(ctx, REPLIES.deputyGone, true);
  if (kind === 'deputy_needed') return toast(ctx, REPLIES.deputyNeeded, true);
  if (kind !== 'taken' && kind !== 'planned') return toast(ctx, ABSENCE_REFUSED[kind], true);
  await toast(ctx, kind === 'taken' ? REPLIES.absenceTaken : REPLIES.absencePlanned);
  await showOverview(deps, ctx, subscriptionId);
}

/** «Пригласить другого»: a link; the absence begins when it has been opened. */
export async function inviteStandIn(
  deps: BotDeps,
  ctx: BotContext,
  chosen: { readonly subscriptionId: number; readonly from: number; readonly day: number },
): Promise<void> {
  const settings = await forAbsence(deps, ctx, chosen.subscriptionId);
  if (settings === null) return;
  const period = periodOf(deps, chosen);
  if (period === null) return toast(ctx, REPLIES.absenceDayPassed, true);
  await toast(ctx);
  await say(deps, ctx, await awaitStandIn(deps, ctx.actor, settings, period));
  await showOverview(deps, ctx, chosen.subscriptionId);
}

/** «Вернуться», «Отменить отпуск». */
export async function comeBack(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const { kind } = await returnFromAbsence(deps, { actor: ctx.actor, subscriptionId });
  if (kind === 'not_away') return toast(ctx, REPLIES.notAway, true);
  if (kind !== 'returned' && kind !== 'called_off') return toast(ctx, ABSENCE_REFUSED[kind], true);
  await toast(ctx, kind === 'called_off' ? REPLIES.absenceCalledOff : REPLIES.absenceEnded);
  await showOverview(deps, ctx, subscriptionId);
}

async function forAbsence(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<OrganizationSettings | null> {
  const settings = await forExecutor(deps, ctx, subscriptionId);
  if (settings === null || !settings.group) return settings;
  await toast(ctx, REPLIES.groupStays, true);
  return null;
}

async function showOverview(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings !== null) {
    await replace(deps, ctx, overview(deps, ctx, settings));
  }
}

/** The days a button carries; null for those that can't be: the button is old, or forged. */
function periodOf(
  { clock }: BotDeps,
  { from, day }: { readonly from: number; readonly day: number },
): AbsencePeriod | null {
  const first = from === 0 ? null : dayOf(from);
  const last = dayOf(day);
  if (last === null || (from !== 0 && first === null)) return null;
  return absencePeriod(first, last, moscowDateOf(clock.now()));
}

function dayOf(number: number): CalendarDate | null {
  return calendarDateOf(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
}
