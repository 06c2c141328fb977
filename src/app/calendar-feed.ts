import { createHash, randomBytes } from 'node:crypto';
import { hashToken } from './create-invitation.ts';
import type { Actor, Deps } from './deps.ts';
import { findCalendar } from './find-calendar.ts';
import type { CalendarWriter } from './ports.ts';

/** The name a calendar program shows. */
export const CALENDAR_NAME = 'Срок: мои поручения';

type FeedDeps = Pick<Deps, 'store' | 'clock' | 'calendar'>;

/** `not_private`: an address belongs to a person, so it is given out in their own chat only. */
export type OpenCalendarFeedOutcome =
  | { readonly kind: 'opened'; readonly token: string }
  | { readonly kind: 'not_private' | 'no_subscription' };

/**
 * Makes the private address of a person's calendar; the one they had leads nowhere from now on. The token is 128
 * random bits in base64url; only its hash is stored, so it can be shown this once.
 */
export async function openCalendarFeed(
  deps: FeedDeps,
  command: { readonly actor: Actor },
): Promise<OpenCalendarFeedOutcome> {
  const { actor } = command;
  if (actor.chatId !== actor.telegramUserId) return { kind: 'not_private' };
  const subscriptions = await deps.store.subscriptions.ofChat(actor.chatId);
  if (subscriptions.length === 0) return { kind: 'no_subscription' };
  const token = randomBytes(16).toString('base64url');
  const at = deps.clock.now();
  await deps.store.transaction(async (records) => {
    await records.calendarFeeds.renew({ personId: actor.personId, tokenHash: hashToken(token), at });
    await records.audit.append(auditOf('calendar_feed_opened', actor, at));
  });
  return { kind: 'opened', token };
}

/** Ends the address; false where there was none. */
export async function closeCalendarFeed(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor },
): Promise<boolean> {
  const { actor } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records) => {
    const closed = await records.calendarFeeds.revoke(actor.personId);
    if (closed) await records.audit.append(auditOf('calendar_feed_closed', actor, at));
    return closed;
  });
}

/** A calendar as it is served; the tag is the same while its events are. */
export interface ServedCalendar {
  readonly text: string;
  readonly tag: string;
}

/** The calendar of a private address; null where the address is nobody's, or its owner speaks for nobody any more. */
export async function readCalendarFeed(
  deps: FeedDeps & { readonly calendarWriter: CalendarWriter },
  token: string,
): Promise<ServedCalendar | null> {
  const owner = await deps.store.calendarFeeds.ownerOf(hashToken(token));
  const person = owner === null ? null : await deps.store.people.find(owner.personId);
  if (person === null) return null;
  const found = await findCalendar(deps, person.telegramUserId);
  if (found.kind === 'no_subscription') return null;
  const tag = createHash('sha256').update(JSON.stringify(found.events)).digest('base64url');
  const text = deps.calendarWriter.write({
    name: CALENDAR_NAME,
    events: found.events,
    at: deps.clock.now(),
  });
  return { text, tag };
}

function auditOf(action: string, actor: Actor, at: Date) {
  const { personId, chatId, messageId, updateId } = actor;
  return {
    at,
    action,
    personId,
    chatId,
    messageId,
    updateId,
    documentId: null,
    assignmentId: null,
    details: {},
  };
}
