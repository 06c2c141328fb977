import { describe, expect, test, vi } from 'vitest';
import { createWeb, type WebDeps } from '../../src/web/create-web.ts';
import { type HealthCheck, health } from '../../src/web/routes/health.ts';

const describeTrouble = (error: unknown): string => (error === null ? 'No answer.' : 'No connection.');
const checkOf = (ask: () => Promise<void>): HealthCheck => ({ ask, describe: describeTrouble });
const works = checkOf(async () => {});
const fails = checkOf(async () => {
  throw new Error('no connection to db.internal:5432');
});
const throwsAtOnce = checkOf(() => {
  throw new Error('a bug');
});
const hangs = checkOf(() => new Promise(() => {}));

function webWith(different: Partial<WebDeps>): {
  readonly app: ReturnType<typeof createWeb>;
  readonly errors: readonly unknown[];
} {
  const errors: unknown[] = [];
  const readCalendar = async () => null;
  const app = createWeb({ checks: {}, readCalendar, onError: (error) => errors.push(error), ...different });
  return { app, errors };
}

describe('/health', () => {
  test('answers 200 while every check passes', async () => {
    const response = await webWith({ checks: { database: works, queue: works } }).app.request('/health');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok' } });
  });

  test.each([
    ['rejects', fails],
    ['throws at once', throwsAtOnce],
  ])('answers 503 where one %s, in its own words without any address', async (_how, check) => {
    const response = await webWith({ checks: { database: check, queue: works } }).app.request('/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'failing',
      checks: { database: 'failing', queue: 'ok' },
      problems: { database: 'No connection.' },
    });
  });

  test('asks once for all who ask at the same moment, and anew for the next', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const check = checkOf(
      () =>
        new Promise<void>((resolve) => {
          asked += 1;
          answer = resolve;
        }),
    );
    const { app } = webWith({ checks: { database: check } });
    const crowd = Promise.all([1, 2, 3].map(async () => (await app.request('/health')).status));
    await vi.waitFor(() => expect(asked).toBe(1));
    answer();
    expect(await crowd).toEqual([200, 200, 200]);
    const next = app.request('/health');
    await vi.waitFor(() => expect(asked).toBe(2));
    answer();
    expect((await next).status).toBe(200);
  });

  test('is kept by nobody between, and says nothing of what it is', async () => {
    const { headers } = await webWith({ checks: { database: works } }).app.request('/health');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Powered-By')).toBeNull();
    expect(headers.get('Strict-Transport-Security')).toBeNull();
  });

  test('does not wait for a check that hangs', async () => {
    expect(await health({ database: hangs, queue: works }, 5)).toEqual({
      status: 'failing',
      checks: { database: 'failing', queue: 'ok' },
      problems: { database: 'No answer.' },
    });
  });
});

describe('the webhook', () => {
  const UPDATE = { update_id: 5, message: { text: 'выполнено' } };

  function webhookWith(answer: 'kept' | 'forbidden' | 'malformed' | Error) {
    const received: { readonly secret: string | undefined; readonly body: unknown }[] = [];
    const receive = async (secret: string | undefined, body: unknown) => {
      received.push({ secret, body });
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const { app, errors } = webWith({ webhook: { path: '/hook', receive } });
    const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
      app.request('/hook', {
        method: 'POST',
        body,
        headers,
        ...(typeof body === 'string' ? {} : { duplex: 'half' }),
      });
    return { app, post, received, errors };
  }

  test('hands over the secret and the update, and answers 200 once it is kept', async () => {
    const { post, received } = webhookWith('kept');
    const response = await post(JSON.stringify(UPDATE), { 'X-Telegram-Bot-Api-Secret-Token': 's3cret' });
    expect(response.status).toBe(200);
    expect(received).toEqual([{ secret: 's3cret', body: UPDATE }]);
  });

  test.each([
    ['forbidden', 401],
    ['malformed', 400],
  ] as const)('%s answers %i', async (outcome, status) => {
    const { post, received } = webhookWith(outcome);
    expect((await post(JSON.stringify(UPDATE))).status).toBe(status);
    expect(received).toEqual([{ secret: undefined, body: UPDATE }]);
  });

  test('what is no JSON is handed over as nothing, so that the secret still decides', async () => {
    const { post, received } = webhookWith('malformed');
    expect((await post('{"update_id":')).status).toBe(400);
    expect(received).toEqual([{ secret: undefined, body: null }]);
  });

  test('answers 500 where the update could not be kept, tells why inside and nothing outside', async () => {
    const failure = new Error('disk full');
    const { post, errors } = webhookWith(failure);
    const response = await post(JSON.stringify(UPDATE));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(errors).toEqual([failure]);
  });

  const big = JSON.stringify({ update_id: 5, text: 'я'.repeat(1024 * 1024) });

  test.each([
    ['says how big it is', () => big, { 'content-length': String(Buffer.byteLength(big)) }],
    ['does not', () => new Blob([big]).stream(), {}],
  ])('a body over a megabyte that %s is refused unread', async (_how, body, headers) => {
    const { post, received, errors } = webhookWith('kept');
    expect((await post(body(), headers)).status).toBe(413);
    expect(received).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('is nothing but POST, and nothing where updates are polled', async () => {
    expect((await webhookWith('kept').app.request('/hook')).status).toBe(404);
    expect((await webWith({}).app.request('/hook', { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe('a private calendar', () => {
  const token = 'AbCdEfGhIjKlMnOpQrStUv';
  const served = { text: 'BEGIN:VCALENDAR', tag: 'one' };
  const { app } = webWith({ readCalendar: async (asked) => (asked === token ? served : null) });

  test('is served under its address and kept by nobody between', async () => {
    const response = await app.request(`/calendar/${token}.ics`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('BEGIN:VCALENDAR');
    expect(response.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toContain('private');
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  test.each(['"one"', 'W/"one"', '"other", "one"'])('is not sent again to who has it: %s', async (known) => {
    const response = await app.request(`/calendar/${token}.ics`, { headers: { 'If-None-Match': known } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
  });

  test('is sent to who has an older one', async () => {
    const headers = { 'If-None-Match': '"zero"' };
    expect((await app.request(`/calendar/${token}.ics`, { headers })).status).toBe(200);
  });

  test.each(['xxxxxxxxxxxxxxxxxxxxxx.ics', `${token}`, `${token}.txt`, 'short.ics', `${token}x.ics`, '.ics'])(
    'tells nothing at another address: %s',
    async (file) => {
      const response = await app.request(`/calendar/${file}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('ETag')).toBeNull();
    },
  );
});
