import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { KeepUpdates } from '../../../src/adapters/telegram/polling.ts';
import { createWebhookReceiver } from '../../../src/adapters/telegram/webhook.ts';
import { connect, someone } from './support.ts';

const nothing: KeepUpdates = () => Promise.resolve();

describe('the webhook’s side of receiving', () => {
  test.each([
    ['the secret', 'тайна', { update_id: 1 }, 'kept'],
    ['a wrong secret', 'тайн', { update_id: 1 }, 'forbidden'],
    ['no secret', undefined, { update_id: 1 }, 'forbidden'],
    ['no update', 'тайна', { hello: 1 }, 'malformed'],
    ['no object', 'тайна', 'x', 'malformed'],
    ['null', 'тайна', null, 'malformed'],
  ])('%s', async (_, given, body, outcome) => {
    const kept: number[] = [];
    const receive = createWebhookReceiver('тайна', (updates) => {
      kept.push(...updates.map(({ updateId }) => updateId));
      return Promise.resolve();
    });
    expect(await receive(given, body)).toBe(outcome);
    expect(kept).toEqual(outcome === 'kept' ? [1] : []);
  });

  test('a failure to keep is thrown, so that the update comes again', async () => {
    const receive = createWebhookReceiver('тайна', () => Promise.reject(new Error('the database is away')));
    await expect(receive('тайна', { update_id: 1 })).rejects.toThrow('away');
  });

  test('without a secret there is no webhook', () => {
    expect(() => createWebhookReceiver('', nothing)).toThrow('needs a secret');
  });

  test('what Telegram delivers is kept, after a failure too', async () => {
    const { sandbox, client } = await connect({ webhookRetryMs: 1 });
    const texts: (string | undefined)[] = [];
    let failures = 1;
    const receive = createWebhookReceiver('tayna', (updates) => {
      if (failures-- > 0) return Promise.reject(new Error('the database is away'));
      texts.push(...updates.map(({ payload }) => payload.message?.text));
      return Promise.resolve();
    });
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const secret = request.headers['x-telegram-bot-api-secret-token'];
        const outcome = await receive(String(secret), JSON.parse(Buffer.concat(chunks).toString())).catch(
          () => 'failed',
        );
        response.writeHead(outcome === 'kept' ? 200 : 500).end();
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    await client.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'tayna' });
    someone(sandbox);
    await sandbox.world.waitUntil(() => sandbox.world.pendingUpdates() === 0);
    expect(texts).toEqual(['/start']);
  });
});
