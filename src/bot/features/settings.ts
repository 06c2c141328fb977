import {
  describeOrganization,
  invitePerson,
  leaveOrganization,
  listOwnOrganizations,
  type OrganizationSettings,
  type PeopleRefusal,
  removeSubscriber,
  setDigestTime,
  writeHere,
} from '../../app/manage-people.ts';
import { moscowDateOf, parseClockTime } from '../../core/calendar/moscow-time.ts';
import { policyWith } from '../../core/reminders/own-reminders.ts';
import { isQuiet, sendingTime } from '../../core/reminders/policy.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { confirmLeaving, confirmRemoval, hasLeft, ownInvitation, peopleList } from '../../messages/people.ts';
import { REPLIES } from '../../messages/reply.ts';
import {
  chooseSettings,
  digestTimeOf,
  chooseDigestTime as digestTimes,
  organizationSettings,
  type TopicStanding,
} from '../../messages/settings.ts';
import { replace, say, toast } from '../answer.ts';
import { updateCommands } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { TYPE_DIGEST_TIME } from '../conversations/type-digest-time.ts';

/** `/settings` and «Настройки»: a new message, which its buttons then change in place. */
export async function showSettings(deps: BotDeps, ctx: BotContext): Promise<void> {
  await say(deps, ctx, await settingsOf(deps, ctx));
}

/** Back to the choice of an organization. */
export async function turnSettings(deps: BotDeps, ctx: BotContext): Promise<void> {
  await toast(ctx);
  await replace(deps, ctx, await settingsOf(deps, ctx));
}

async function settingsOf(deps: BotDeps, ctx: BotContext): Promise<OutgoingMessage> {
  const organizations = await listOwnOrganizations(deps, ctx.actor.chatId);
  const [only] = organizations;
  const settings =
    organizations.length === 1 && only !== undefined
      ? await describeOrganization(deps, ctx.actor, only.subscriptionId)
      : null;
  return settings === null ? chooseSettings(organizations) : overview(deps, ctx, settings);
}

/** One organization was chosen. */
export async function showOrganization(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<void> {
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings === null) return toast(ctx, REPLIES.notYourOrganization, true);
  await toast(ctx);
  await replace(deps, ctx, overview(deps, ctx, settings));
}

/** «Время сводки». */
export async function offerDigestTimes(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<void> {
  const settings = await forExecutor(deps, ctx, subscriptionId);
  if (settings === null) return;
  await toast(ctx);
  const facts = { ...settings, digestTime: digestTimeNow(deps, settings) };
  await replace(
    deps,
    ctx,
    digestTimes(facts, (time) => isOffered(deps, settings, time)),
  );
  // One dialogue at a time: this question takes the place of an earlier one.
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(TYPE_DIGEST_TIME, { subscriptionId });
}

/** A time was chosen. */
export async function chooseDigestTime(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  minutes: number,
): Promise<void> {
  const time = digestTimeOf(minutes);
  if (time === null) return toast(ctx, REPLIES.oldButton, true);
  const outcome = await setDigestTime(deps, { actor: ctx.actor, subscriptionId, time });
  if (outcome.kind === 'out_of_range' || outcome.kind === 'quiet') return toast(ctx, REPLIES.oldButton, true);
  if (outcome.kind !== 'set') return toast(ctx, REFUSALS[outcome.kind], true);
  await toast(ctx, REPLIES.digestTimeSet);
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings === null) return;
  await replace(deps, ctx, overview(deps, ctx, settings));
}

/** «Присылать в эту тему». */
export async function moveHere(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const outcome = await writeHere(deps, { actor: ctx.actor, subscriptionId });
  if (outcome.kind !== 'set') return toast(ctx, REFUSALS[outcome.kind], true);
  await toast(ctx, REPLIES.topicChosen);
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings !== null) await replace(deps, ctx, overview(deps, ctx, settings));
}

/** «Люди». */
export async function showPeople(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  page: number,
): Promise<void> {
  const settings = await forExecutor(deps, ctx, subscriptionId);
  if (settings === null) return;
  await toast(ctx);
  await replace(deps, ctx, peopleList(settings, settings.people, page));
}

/** «Пригласить заместителя», «Пригласить наблюдателя», «Передать дела»: a link, as a message to pass on. */
export async function makeLink(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  as: 'deputy' | 'observer' | 'successor',
): Promise<void> {
  const made = await invitePerson(deps, { actor: ctx.actor, subscriptionId, as });
  if (made.kind !== 'created') return toast(ctx, REFUSALS[made.kind], true);
  await toast(ctx);
  const link = deps.inviteLink(made.token);
  await say(deps, ctx, ownInvitation(as, made.organizationName ?? '', link, moscowDateOf(made.expiresAt)));
}

/** «✖ Убрать»: asks first. */
export async function askToRemove(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  otherId: number,
): Promise<void> {
  const settings = await forExecutor(deps, ctx, subscriptionId);
  if (settings === null) return;
  const person = settings.people.find((one) => one.subscriptionId === otherId && !one.own);
  if (person === undefined) return toast(ctx, REPLIES.personGone, true);
  await toast(ctx);
  await replace(deps, ctx, confirmRemoval(settings, person));
}

/** «Да, убрать». */
export async function removePerson(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
  otherId: number,
): Promise<void> {
  const { kind } = await removeSubscriber(deps, { actor: ctx.actor, subscriptionId, otherId });
  if (kind === 'not_yours' || kind === 'observer') return toast(ctx, REFUSALS[kind], true);
  await toast(ctx, kind === 'removed' ? REPLIES.personRemoved : REPLIES.personGone);
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings !== null) await replace(deps, ctx, peopleList(settings, settings.people, 0));
}

/** «Выйти»: says what it means and asks. */
export async function askToLeave(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings === null) return toast(ctx, REPLIES.notYourOrganization, true);
  await toast(ctx);
  await replace(deps, ctx, confirmLeaving(settings));
}

/** «Да, выйти». */
export async function leave(deps: BotDeps, ctx: BotContext, subscriptionId: number): Promise<void> {
  const left = await describeOrganization(deps, ctx.actor, subscriptionId);
  const { kind } = await leaveOrganization(deps, { actor: ctx.actor, subscriptionId });
  if (kind === 'not_yours') return toast(ctx, REPLIES.notYourOrganization, true);
  await toast(ctx);
  await updateCommands(deps, ctx);
  await replace(deps, ctx, hasLeft(left?.organizationName ?? null));
}

/** The organization's settings for whoever may change them; says why not and returns null for others. */
export async function forExecutor(
  deps: BotDeps,
  ctx: BotContext,
  subscriptionId: number,
): Promise<OrganizationSettings | null> {
  const settings = await describeOrganization(deps, ctx.actor, subscriptionId);
  if (settings?.role === 'executor') return settings;
  await toast(ctx, settings === null ? REPLIES.notYourOrganization : REPLIES.onlyExecutorManages, true);
  return null;
}

/** «Настройки» of one organization, as read where the update came from. */
export function overview(deps: BotDeps, ctx: BotContext, settings: OrganizationSettings): OutgoingMessage {
  return organizationSettings({
    ...settings,
    ...policyWith(deps.reminderPolicy, settings.own),
    digestTime: digestTimeNow(deps, settings),
    several: ctx.access.subscriptions.length > 1,
    topic: topicStanding(settings.topicId, ctx.actor.topicId),
  });
}

function topicStanding(messagesGoTo: number | null, readIn: number | null): TopicStanding {
  if (messagesGoTo === readIn) return readIn === null ? 'only' : 'here';
  return readIn === null ? 'elsewhere_from_chat' : 'elsewhere_from_topic';
}

function digestTimeNow(deps: BotDeps, { reminderTime, own }: OrganizationSettings): string {
  return sendingTime(policyWith(deps.reminderPolicy, own), reminderTime);
}

function isOffered(deps: BotDeps, { own }: OrganizationSettings, text: string): boolean {
  const time = parseClockTime(text);
  return time !== null && !isQuiet(policyWith(deps.reminderPolicy, own), time);
}

export const REFUSALS: { readonly [K in PeopleRefusal['kind']]: string } = {
  not_yours: REPLIES.notYourOrganization,
  observer: REPLIES.onlyExecutorManages,
};
