import type { OrganizationSettings } from '../../app/manage-people.ts';
import { type ReminderChange, setReminders } from '../../app/set-reminders.ts';
import { policyWith } from '../../core/reminders/own-reminders.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import {
  chooseQuietHours,
  chooseSteps,
  digestInQuiet,
  isStepChoice,
  presetDays,
  quietHoursOf,
  type ReminderFacts,
} from '../../messages/reminder-settings.ts';
import { REPLIES } from '../../messages/reply.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { forExecutor, REFUSALS } from './settings.ts';

/** «🔔 Напоминания»: which days before the due date. */
export async function offerSteps(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  await offer(deps, ctx, subscriptionId, stepsScreen);
}

/** A ready-made choice of steps. */
export async function chooseStepPreset(
  deps: BotDeps,
  ctx: BotContext,
  { subscriptionId, preset }: { readonly subscriptionId: number; readonly preset: number },
): Promise<void> {
  const days = presetDays(preset);
  if (days === undefined) return toast(ctx, REPLIES.oldButton, true);
  await apply(deps, ctx, subscriptionId, { kind: 'steps', days }, stepsScreen);
}

/** One step is put on or off. */
export async function changeStep(
  deps: BotDeps,
  ctx: BotContext,
  { subscriptionId, days }: { readonly subscriptionId: number; readonly days: number },
  on: boolean,
): Promise<void> {
  if (!isStepChoice(days)) return toast(ctx, REPLIES.oldButton, true);
  await apply(deps, ctx, subscriptionId, { kind: 'step', days, on }, stepsScreen);
}

/** «🔒 В день срока и после»: why these stay. */
export async function explainLockedStep(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<void> {
  if ((await forExecutor(deps, ctx, subscriptionId)) !== null) await toast(ctx, REPLIES.stepLocked, true);
}

/** «🌙 Тихие часы». */
export async function offerQuietHours(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  await offer(deps, ctx, subscriptionId, quietScreen);
}

/** Hours were chosen; null: the deployment's. */
export async function chooseQuiet(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  hours: { readonly from: number; readonly until: number } | null,
): Promise<void> {
  const quiet = hours === null ? null : quietHoursOf(hours.from, hours.until);
  if (hours !== null && quiet === null) return toast(ctx, REPLIES.oldButton, true);
  await apply(deps, ctx, subscriptionId, { kind: 'quiet', quiet }, quietScreen);
}

type Screen = (deps: BotDeps, settings: OrganizationSettings) => OutgoingMessage;

async function offer(deps: BotDeps, ctx: BotContext, subscriptionId: number, screen: Screen): Promise<void> {
  const settings = await forExecutor(deps, ctx, subscriptionId);
  if (settings === null) return;
  await toast(ctx);
  await replace(deps, ctx, screen(deps, settings));
}

async function apply(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  change: ReminderChange,
  screen: Screen,
): Promise<void> {
  const outcome = await setReminders(deps, { actor: ctx.actor, subscriptionId, change });
  if (outcome.kind === 'digest_in_quiet') return toast(ctx, digestInQuiet(outcome.digestTime), true);
  if (outcome.kind !== 'set') return toast(ctx, REFUSALS[outcome.kind], true);
  await offer(deps, ctx, subscriptionId, screen);
}

const stepsScreen: Screen = (deps, settings) =>
  chooseSteps(factsOf(deps, settings), deps.reminderPolicy.stepsBeforeDays);

const quietScreen: Screen = (deps, settings) =>
  chooseQuietHours(factsOf(deps, settings), deps.reminderPolicy);

function factsOf(deps: BotDeps, settings: OrganizationSettings): ReminderFacts {
  const { stepsBeforeDays, quietFrom, quietUntil } = policyWith(deps.reminderPolicy, settings.own);
  const { subscriptionId, organizationName } = settings;
  return {
    subscriptionId,
    organizationName,
    stepsBeforeDays,
    quietFrom,
    quietUntil,
    ownQuiet: settings.own.quiet !== null,
  };
}
