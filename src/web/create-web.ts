import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { ServedCalendar } from '../app/calendar-feed.ts';
import { serveCalendar } from './routes/calendar.ts';
import { type HealthCheck, type HealthReport, health } from './routes/health.ts';

/** What the web part is given. */
export interface WebDeps {
  /** What `/health` asks, by name. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Takes updates that Telegram delivers; absent where they are fetched by long polling. */
  readonly webhook?: {
    readonly path: string;
    /** Checks the header's secret and keeps the update; only then Telegram is answered. */
    readonly receive: (
      secret: string | undefined,
      body: unknown,
    ) => Promise<'kept' | 'forbidden' | 'malformed'>;
  };
  /** The calendar of a private address; null where there is none. */
  readonly readCalendar: (token: string) => Promise<ServedCalendar | null>;
  /** Told of what made a request fail; outside only its status is seen. */
  readonly onError: (error: unknown) => void;
}

const WEBHOOK_STATUS = { kept: 200, forbidden: 401, malformed: 400 } as const;

/** Telegram's updates are a few kilobytes; anything larger is not from it. */
const UPDATE_LIMIT_BYTES = 1024 * 1024;

/** Private calendars are at this path, `/TOKEN.ics`. */
export const CALENDAR_PATH = '/calendar';

/** The HTTP side: `/health`, private calendars and, where one is set, Telegram's webhook. */
export function createWeb(deps: WebDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    deps.onError(error);
    return c.body(null, 500);
  });
  // Whether the domain is for https alone is its owner's to say.
  app.use(secureHeaders({ strictTransportSecurity: false }));
  let asking: Promise<HealthReport> | null = null;
  app.get('/health', async (c) => {
    // Whoever asks meanwhile gets the same answer: a crowd of callers is no load on the database.
    asking ??= health(deps.checks).finally(() => {
      asking = null;
    });
    const report = await asking;
    return c.json(report, report.status === 'ok' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  app.get(`${CALENDAR_PATH}/:file`, (c) => serveCalendar(c, deps.readCalendar));
  const { webhook } = deps;
  if (webhook !== undefined) {
    app.post(webhook.path, bodyLimit({ maxSize: UPDATE_LIMIT_BYTES }), async (c) => {
      const body: unknown = await c.req.json().catch(() => null);
      // A failure here answers 500, and Telegram delivers the update again.
      const outcome = await webhook.receive(c.req.header('X-Telegram-Bot-Api-Secret-Token'), body);
      return c.body(null, WEBHOOK_STATUS[outcome]);
    });
  }
  return app;
}
