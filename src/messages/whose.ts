import { cutText, italic, visibleLength } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import type { PointFacts } from './point.ts';
import { HEADING_ROOM, TELEGRAM_LIMIT } from './split.ts';

/**
 * Whose a message about these points is, for a message that does not say it itself: a chat that speaks for several
 * organizations is told on top. Nothing where the points are of several: then each names its own.
 *
 *   return { html, keyboard, ...whose([point]) };
 */
export function whose(points: readonly PointFacts[]): Pick<OutgoingMessage, 'organization'> {
  const [first, ...others] = new Set(points.map(({ organizationName }) => organizationName));
  return first === undefined || others.length > 0 ? {} : { organization: first };
}

/** True where the points are of several organizations: each is to name its own. */
export function ofSeveral(points: readonly PointFacts[]): boolean {
  return new Set(points.map(({ organizationName }) => organizationName)).size > 1;
}

/** The message as a chat reads it that speaks for several organizations: the one it is about stands on top. */
export function withOrganization(message: OutgoingMessage): OutgoingMessage {
  const { organization, ...rest } = message;
  if (organization === undefined) return message;
  const html = `🏢 ${italic(cutText(organization, HEADING_ROOM - 4))}\n${message.html}`;
  return visibleLength(html) > TELEGRAM_LIMIT ? rest : { ...rest, html };
}
