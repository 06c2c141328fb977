import { type Api, GrammyError } from 'grammy';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { KeepUpdates, PollingDeps } from '../../../src/adapters/telegram/polling.ts';
import { pollUpdates } from '../../../src/adapters/telegram/polling.ts';
import type { Setting } from './support.ts';
import { connect, someone } from './support.ts';

/** A table of updates, each once, as the database keeps them. */
function table() {
  const kept = new Map<number, string | undefined>();
  const keep: KeepUpdates = (updates) => {
    for (const { updateId, payload } of updates) kept.set(updateId, payload.message?.text);
    return Promise.resolve();
  };
  return { keep, texts: () => [...kept.values()] };
}

/** Polling that stops when the test ends. */
function startPolling(setting: Setting, keep: KeepUpdates, about: Partial<PollingDeps> = {}) {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const pausesMs: number[] = [];
  const troubles: string[] = [];
  const recoveries: number[] = [];
  const ended = pollUpdates({
    api: setting.client.api,
    keep,
    allowedUpdates: ['message', 'callback_query'],
    onError: (error, { pauseMs, trouble }) => {
      errors.push(error);
      pausesMs.push(pauseMs);
      troubles.push(trouble);
    },
    onRecovered: ({ failures }) => recoveries.push(failures),
    signal: stop.signal,
    firstPauseMs: 1,
    ...about,
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  onTestFinished(end);
  return { end, errors, pausesMs, troubles, recoveries };
}

describe('polling', () => {
  test('keeps every update before Telegram forgets it', async () => {
    const setting = await connect();
    const { world } = setting.sandbox;
    const chat = someone(setting.sandbox);
    const { keep, texts } = table();
    const pendingWhenKept: number[] = [];
    startPolling(setting, async (updates) => {
      pendingWhenKept.push(world.pendingUpdates());
      await keep(updates);
    });
    await world.waitUntil(() => texts().length === 1 && world.pendingUpdates() === 0);
    world.say(chat, 'раз');
    await world.waitUntil(() => texts().length === 2 && world.pendingUpdates() === 0);
    expect(texts()).toEqual(['/start', 'раз']);
    expect(pendingWhenKept).toEqual([1, 1]);
  });

  test('nothing is lost when keeping fails, in the middle of a batch too', async () => {
    const setting = await connect();
    const { world } = setting.sandbox;
    const chat = someone(setting.sandbox);
    const said = Array.from({ length: 150 }, (_, index) => `${index}`);
    for (const text of said) world.say(chat, text);
    const { keep, texts } = table();
    let calls = 0;
    const { errors } = startPolling(setting, async (updates) => {
      calls++;
      // The database goes away with half of the batch in it, and comes back.
      if (calls % 2 === 1) {
        await keep(updates.slice(0, updates.length / 2));
        throw new Error('the database is away');
      }
      await keep(updates);
    });
    await world.waitUntil(() => world.pendingUpdates() === 0);
    expect(texts()).toEqual(['/start', ...said]);
    expect(errors.length).toBeGreaterThanOrEqual(2);
  });

  test('nothing is lost when the process dies between keeping and the next offset', async () => {
    const setting = await connect();
    const { world } = setting.sandbox;
    const chat = someone(setting.sandbox);
    world.say(chat, 'раз');
    const { keep, texts } = table();
    const died = new Promise<void>((resolve) => {
      const dying = startPolling(setting, async (updates) => {
        await keep(updates);
        void dying.end().then(resolve);
      });
    });
    await died;
    expect(world.pendingUpdates(), 'not confirmed').toBe(2);
    startPolling(setting, keep);
    await world.waitUntil(() => world.pendingUpdates() === 0);
    expect(texts()).toEqual(['/start', 'раз']);
  });

  test('goes on through 500, a gateway’s page, broken connections, 429 and another instance', async () => {
    const setting = await connect();
    const { world } = setting.sandbox;
    for (const kind of ['error_500', 'error_502', 'drop_before', 'drop_after', 'error_429'] as const) {
      world.addFault({ method: 'getUpdates', kind, times: 1 });
    }
    const chat = someone(setting.sandbox);
    const { keep, texts } = table();
    const { errors, pausesMs, troubles, recoveries } = startPolling(setting, keep);
    await world.waitUntil(() => world.calls()['getUpdates'] === 7);
    await setting.client.api.getUpdates({ timeout: 0 });
    world.say(chat, 'раз');
    await world.waitUntil(() => texts().length === 2);
    expect(texts()).toEqual(['/start', 'раз']);
    const codes = errors.map((error) => (error as { error_code?: number }).error_code ?? 'network');
    expect(codes).toEqual([500, 502, 'network', 'network', 429, 409]);
    expect(pausesMs, 'growing, and from the start again after a success').toEqual([1, 2, 4, 8, 1_000, 1]);
    expect(troubles).toEqual([
      'Telegram is out of order',
      'Telegram is out of order',
      'Telegram is not reached',
      'Telegram is not reached',
      'Telegram asks to wait',
      'another program fetches them with the same BOT_TOKEN: stop it',
    ]);
    expect(recoveries, 'once after each row of failures').toEqual([5, 1]);
  });

  test.each([
    [401, 'Unauthorized', 'Telegram refuses BOT_TOKEN'],
    [
      409,
      "Conflict: can't use getUpdates method while webhook is active",
      'another program has set a webhook',
    ],
    [400, 'Bad Request', 'Telegram refuses the call'],
  ])('%i «%s» is told in words, pauses longer and longer, and polling goes on', async (code, said, words) => {
    const setting = await connect();
    const { keep, texts } = table();
    someone(setting.sandbox);
    let refusals = 4;
    const getUpdates: Api['getUpdates'] = async (...args) => {
      if (refusals-- <= 0) return setting.client.api.getUpdates(...args);
      throw new GrammyError(said, { ok: false, error_code: code, description: said }, 'getUpdates', {});
    };
    const { pausesMs, troubles } = startPolling(setting, keep, { api: { getUpdates } as Api });
    await setting.sandbox.world.waitUntil(() => texts().length === 1);
    expect(pausesMs).toEqual([1, 2, 4, 8]);
    expect(troubles.every((trouble) => trouble.startsWith(words))).toBe(true);
  });

  test('asks only for the kinds of updates it is given', async () => {
    const setting = await connect();
    const { world } = setting.sandbox;
    const { keep, texts } = table();
    startPolling(setting, keep, { allowedUpdates: ['my_chat_member'] });
    await world.waitUntil(() => world.calls()['getUpdates'] === 1);
    const chat = someone(setting.sandbox);
    world.block(chat);
    await world.waitUntil(() => texts().length === 1);
    expect(texts()).toEqual([undefined]);
  });

  test('stops at once in the middle of a long poll', async () => {
    const setting = await connect();
    const { end } = startPolling(setting, table().keep, { pollSeconds: 50 });
    await setting.sandbox.world.waitUntil(() => setting.sandbox.world.calls()['getUpdates'] === 1);
    const begunMs = performance.now();
    await end();
    expect(performance.now() - begunMs).toBeLessThan(20_000);
  });

  test('stops at once in the middle of a pause', async () => {
    const setting = await connect();
    setting.sandbox.world.addFault({ method: 'getUpdates', kind: 'error_429', retryAfterSeconds: 600 });
    const { end, errors, pausesMs } = startPolling(setting, table().keep);
    await setting.sandbox.world.waitUntil(() => setting.sandbox.world.calls()['getUpdates'] === 1);
    while (errors.length === 0) await new Promise(setImmediate);
    await end();
    expect(pausesMs, 'as long as Telegram asked for').toEqual([600_000]);
  });
});
