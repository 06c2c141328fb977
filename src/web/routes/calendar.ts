import type { Context } from 'hono';
import type { ServedCalendar } from '../../app/calendar-feed.ts';

/** 128 bits in base64url, as they are given out. */
const FILE = /^([A-Za-z0-9_-]{22})\.ics$/;

/**
 * `GET /calendar/TOKEN.ics`: the calendar of a private address. Whatever is wrong with the address is 404, so that it
 * tells nothing; a program that has this calendar already gets 304.
 */
export async function serveCalendar(
  c: Context,
  read: (token: string) => Promise<ServedCalendar | null>,
): Promise<Response> {
  const token = FILE.exec(c.req.param('file') ?? '')?.[1];
  const calendar = token === undefined ? null : await read(token);
  if (calendar === null) return c.notFound();
  const tag = `"${calendar.tag}"`;
  const headers = {
    ETag: tag,
    // A private address: nobody between keeps it, no search engine lists it, no link leads on from it.
    'Cache-Control': 'private, no-cache',
    'X-Robots-Tag': 'noindex',
    'Referrer-Policy': 'no-referrer',
  };
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(tag)) return c.body(null, 304, headers);
  return c.body(calendar.text, 200, {
    ...headers,
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="srok.ics"',
  });
}
