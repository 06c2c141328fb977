import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Update } from '../../src/sandbox/shapes.ts';
import type { ApiAnswer } from './support.ts';
import { call, openSandbox } from './support.ts';

const textsOf = (answer: ApiAnswer) =>
  (answer.result as readonly Update[]).map((update) =>
    'message' in update ? update.message.text : Object.keys(update)[1],
  );
const lastId = (answer: ApiAnswer) => (answer.result as readonly Update[]).at(-1)?.update_id ?? 0;

describe('getUpdates', () => {
  test('gives the same updates until a higher offset confirms them, in order and by the limit', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    for (const text of ['раз', 'два', 'три']) sandbox.world.say(id, text);
    const two = await call(sandbox, 'getUpdates', { limit: 2 });
    expect(textsOf(two)).toEqual(['раз', 'два']);
    expect(textsOf(await call(sandbox, 'getUpdates', { limit: 2 }))).toEqual(['раз', 'два']);
    expect(sandbox.world.pendingUpdates()).toBe(3);
    expect(textsOf(await call(sandbox, 'getUpdates', { offset: lastId(two) + 1 }))).toEqual(['три']);
    expect(sandbox.world.pendingUpdates()).toBe(1);
    expect(textsOf(await call(sandbox, 'getUpdates', { offset: lastId(two) + 2 }))).toEqual([]);
  });

  test('waits for the first update', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const waiting = call(sandbox, 'getUpdates', { timeout: 30 });
    await sandbox.world.waitUntil(() => sandbox.world.calls()['getUpdates'] === 1);
    sandbox.world.say(id, 'раз');
    expect(textsOf(await waiting)).toEqual(['раз']);
  });

  test('a second poller ends the first with 409', async () => {
    const sandbox = await openSandbox();
    const first = call(sandbox, 'getUpdates', { timeout: 30 });
    await sandbox.world.waitUntil(() => sandbox.world.calls()['getUpdates'] === 1);
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const second = call(sandbox, 'getUpdates', { timeout: 30 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    sandbox.world.say(id, 'раз');
    expect(textsOf(await second)).toEqual(['раз']);
  });

  test('a poller that went away does not disturb the next one', async () => {
    const sandbox = await openSandbox();
    const gone = new AbortController();
    const first = fetch(`${sandbox.apiRoot}/bot${sandbox.token}/getUpdates?timeout=30`, {
      signal: gone.signal,
    });
    await sandbox.world.waitUntil(() => sandbox.world.calls()['getUpdates'] === 1);
    gone.abort();
    await expect(first).rejects.toThrow('aborted');
    expect(await call(sandbox, 'getUpdates')).toEqual({ ok: true, result: [] });
  });

  test('updates are kept 24 hours by the sandbox’s clock', async () => {
    let nowMs = Date.UTC(2026, 8, 1);
    const sandbox = await openSandbox({ clock: () => nowMs });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.say(id, 'вчера');
    nowMs += 23 * 3_600_000;
    sandbox.world.say(id, 'сегодня');
    nowMs += 2 * 3_600_000;
    expect(textsOf(await call(sandbox, 'getUpdates'))).toEqual(['сегодня']);
  });

  test('allowed_updates leaves out what the bot does not want', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    await call(sandbox, 'getUpdates', { allowed_updates: ['message'] });
    sandbox.world.say(id, 'раз');
    sandbox.world.block(id);
    expect(textsOf(await call(sandbox, 'getUpdates'))).toEqual(['раз']);
    await call(sandbox, 'getUpdates', { allowed_updates: [] });
    sandbox.world.unblock(id);
    expect(textsOf(await call(sandbox, 'getUpdates'))).toEqual(['раз', 'my_chat_member']);
  });
});

describe('a webhook', () => {
  /** A receiver that answers with the statuses given, then with 200. */
  async function receive(statuses: number[]) {
    const got: { readonly secret: unknown; readonly update: Update }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const secret = request.headers['x-telegram-bot-api-secret-token'];
        got.push({ secret, update: JSON.parse(Buffer.concat(chunks).toString()) as Update });
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
  }

  test('gets every update once, in order, with the secret, and again after a failure', async () => {
    const sandbox = await openSandbox({ webhookRetryMs: 1 });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { got, url } = await receive([500, 502]);
    sandbox.world.say(id, 'раз');
    expect(await call(sandbox, 'setWebhook', { url, secret_token: 'тайна' })).toMatchObject({
      error_code: 400,
    });
    expect(await call(sandbox, 'setWebhook', { url, secret_token: 'tayna-1' })).toEqual({
      ok: true,
      result: true,
    });
    sandbox.world.say(id, 'два');
    await sandbox.world.waitUntil(() => sandbox.world.pendingUpdates() === 0);
    expect(got.map(({ update }) => ('message' in update ? update.message.text : null))).toEqual([
      'раз',
      'раз',
      'раз',
      'два',
    ]);
    expect(new Set(got.map(({ secret }) => secret))).toEqual(new Set(['tayna-1']));
    expect(await call(sandbox, 'getWebhookInfo')).toMatchObject({
      result: {
        url,
        pending_update_count: 0,
        last_error_message: 'Wrong response from the webhook: 502 Bad Gateway',
      },
    });
  });

  test('shuts getUpdates out until it is deleted', async () => {
    const sandbox = await openSandbox();
    const { url } = await receive([]);
    const poll = call(sandbox, 'getUpdates', { timeout: 30 });
    await sandbox.world.waitUntil(() => sandbox.world.calls()['getUpdates'] === 1);
    await call(sandbox, 'setWebhook', { url });
    expect(await poll).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by setWebhook request',
    });
    expect(await call(sandbox, 'getUpdates')).toMatchObject({
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    await call(sandbox, 'deleteWebhook');
    expect(await call(sandbox, 'getUpdates')).toEqual({ ok: true, result: [] });
    expect(await call(sandbox, 'setWebhook', { url: 'ftp://example.org' })).toMatchObject({
      description: 'Bad Request: invalid webhook URL specified',
    });
  });

  test('pending updates are dropped on request', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.say(id, 'раз');
    await call(sandbox, 'deleteWebhook', { drop_pending_updates: true });
    expect(await call(sandbox, 'getUpdates')).toEqual({ ok: true, result: [] });
  });
});
