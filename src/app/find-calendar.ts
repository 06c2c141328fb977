import { type CalendarEvent, calendarEvent } from '../messages/calendar-event.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';

/** `no_subscription`: the chat speaks for no organization. */
export type FindCalendarOutcome =
  | { readonly kind: 'calendar'; readonly events: readonly CalendarEvent[] }
  | { readonly kind: 'no_subscription' };

/** The last days of everything open in the hands of a chat's organizations, the nearest first. */
export async function findCalendar(
  deps: Pick<Deps, 'store' | 'calendar'>,
  chatId: number,
): Promise<FindCalendarOutcome> {
  const subscriptions = await deps.store.subscriptions.ofChat(chatId);
  const codes = [...new Set(subscriptions.map(({ organizationCode }) => organizationCode))];
  if (codes.length === 0) return { kind: 'no_subscription' };
  const open = await deps.store.assignments.open(codes);
  const views = await deps.store.assignments.views(
    open.filter(({ due }) => due !== null).map(({ id }) => id),
  );
  const events = views
    .map((view) => calendarEvent(pointFacts(view), deps, { organization: codes.length > 1 }))
    .filter((event) => event !== null)
    .toSorted((left, right) => left.day.localeCompare(right.day) || left.uid.localeCompare(right.uid));
  return { kind: 'calendar', events };
}
