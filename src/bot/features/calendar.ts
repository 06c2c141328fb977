import { CALENDAR_NAME, closeCalendarFeed, openCalendarFeed } from '../../app/calendar-feed.ts';
import { findCalendar } from '../../app/find-calendar.ts';
import {
  CALENDAR_EMPTY,
  calendarCaption,
  calendarFeedOffer,
  calendarFeedOpened,
  type FeedState,
} from '../../messages/calendar.ts';
import { REPLIES } from '../../messages/reply.ts';
import { noTasksHere } from '../../messages/task-list.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** `/calendar`: the file, and in a chat of one's own the address that keeps it fresh. */
export async function showCalendar(deps: BotDeps, ctx: BotContext): Promise<void> {
  const { chatId } = ctx.actor;
  const found = await findCalendar(deps, chatId);
  if (found.kind === 'no_subscription') return say(deps, ctx, noTasksHere());
  if (found.events.length === 0) await say(deps, ctx, CALENDAR_EMPTY);
  else {
    const at = deps.clock.now();
    const text = deps.calendarWriter.write({ name: CALENDAR_NAME, events: found.events, at });
    const file = { name: 'srok.ics', mimeType: 'text/calendar', bytes: new TextEncoder().encode(text) };
    await deps.messenger.sendFile(ctx.actor, file, calendarCaption(found.events.length));
  }
  const offer = calendarFeedOffer(await feedState(deps, ctx));
  if (offer !== null) await say(deps, ctx, offer);
}

async function feedState(deps: BotDeps, ctx: BotContext): Promise<FeedState> {
  const { chatId, telegramUserId, personId } = ctx.actor;
  if (deps.calendarLink === null || chatId !== telegramUserId) return 'unavailable';
  return (await deps.store.calendarFeeds.isOpen(personId)) ? 'open' : 'closed';
}

/** «Подключить календарь», «Новая ссылка». */
export async function openFeed(deps: BotDeps, ctx: BotContext): Promise<void> {
  if (deps.calendarLink === null) return toast(ctx, REPLIES.oldButton, true);
  const outcome = await openCalendarFeed(deps, { actor: ctx.actor });
  switch (outcome.kind) {
    case 'opened':
      await toast(ctx);
      return replace(deps, ctx, calendarFeedOpened(deps.calendarLink(outcome.token)));
    case 'not_private':
      return toast(ctx, REPLIES.calendarInPrivate, true);
    case 'no_subscription':
      return toast(ctx, REPLIES.notYours, true);
  }
}

/** «Отозвать ссылку». */
export async function closeFeed(deps: BotDeps, ctx: BotContext): Promise<void> {
  const closed = await closeCalendarFeed(deps, { actor: ctx.actor });
  await toast(ctx, closed ? REPLIES.calendarClosed : REPLIES.calendarNotOpen);
  await replace(deps, ctx, { html: closed ? REPLIES.calendarClosed : REPLIES.calendarNotOpen, keyboard: [] });
}
