import { describe, expect, test } from 'vitest';
import { Faults } from '../../src/sandbox/faults.ts';
import { Flood } from '../../src/sandbox/flood.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { TELEGRAM_LIMITS } from '../../src/sandbox/index.ts';
import { call, openSandbox } from './support.ts';

describe('flood control', () => {
  test('30 a second over all chats, strictly sliding; whoever goes over is shut out of everything', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (let chat = 1; chat <= 30; chat++) expect(flood.admit(chat, chat)).toBe(0);
    expect(flood.admit(31, 900)).toBe(1);
    expect(flood.admit(32, 1_899), 'still shut out').toBe(1);
    expect(flood.admit(33, 1_900)).toBe(0);
  });

  test('28 a second pass for ever', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (let i = 0; i < 1_000; i++) expect(flood.admit(i + 1, i * 34)).toBe(0);
  });

  test('one chat takes a short burst, then one a second; other chats go on', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    expect([0, 1, 2, 3].map((at) => flood.admit(7, at))).toEqual([0, 0, 0, 1]);
    expect(flood.admit(8, 4)).toBe(0);
    expect(flood.admit(7, 1_001)).toBe(0);
    expect(flood.admit(7, 1_002)).toBe(1);
  });

  test('a group takes 20 a minute', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (let i = 0; i < 20; i++) expect(flood.admit(-5, i * 1_000)).toBe(0);
    expect(flood.admit(-5, 20_000)).toBe(40);
    expect(flood.admit(5, 20_000), 'a private chat is no group').toBe(0);
    expect(flood.admit(-5, 60_000)).toBe(0);
  });

  test('over HTTP it is 429 with retry_after, and turns off again', async () => {
    const sandbox = await openSandbox({ limits: { ...TELEGRAM_LIMITS, chatBurst: 1 } });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.start(id);
    const send = () => call(sandbox, 'sendMessage', { chat_id: id, text: 'а' });
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect(await call(sandbox, 'getMe'), 'asking costs nothing').toMatchObject({ ok: true });
    sandbox.world.setLimits(null);
    expect(await send()).toMatchObject({ ok: true });
  });
});

describe('faults', () => {
  async function withSomeone(): Promise<{ sandbox: Sandbox; id: number; send: () => Promise<Response> }> {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.start(id);
    const address = `${sandbox.apiRoot}/bot${sandbox.token}/sendMessage?chat_id=${id}&text=a`;
    return { sandbox, id, send: () => fetch(address) };
  }
  const arrived = (sandbox: Sandbox, id: number) =>
    sandbox.world.history(id).filter(({ from }) => from.isBot).length;

  test('a 500 is JSON, a 502 is a gateway’s page; neither has an effect', async () => {
    const { sandbox, id, send } = await withSomeone();
    sandbox.world.addFault({ method: 'sendMessage', kind: 'error_500', times: 1 });
    sandbox.world.addFault({ method: '*', kind: 'error_502', times: 1 });
    const first = await send();
    expect([first.status, await first.json()]).toEqual([
      500,
      { ok: false, error_code: 500, description: 'Internal Server Error' },
    ]);
    const second = await send();
    expect([second.status, (await second.text()).slice(0, 6)]).toEqual([502, '<html>']);
    expect(arrived(sandbox, id)).toBe(0);
    expect((await send()).status).toBe(200);
  });

  test('a dropped connection loses the message, a lost reply does not', async () => {
    const { sandbox, id, send } = await withSomeone();
    sandbox.world.addFault({ method: 'sendmessage', kind: 'drop_before', times: 1 });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(arrived(sandbox, id)).toBe(0);
    sandbox.world.addFault({ method: 'sendmessage', kind: 'drop_after', times: 1 });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(arrived(sandbox, id)).toBe(1);
  });

  test('a 429 names its wait; a delay is only late', async () => {
    const { sandbox, id, send } = await withSomeone();
    sandbox.world.addFault({ method: '*', kind: 'error_429', times: 1, retryAfterSeconds: 7 });
    const refused = await send();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    sandbox.world.addFault({ method: '*', kind: 'delay', times: 1, delayMs: 1 });
    expect((await send()).status).toBe(200);
    expect(arrived(sandbox, id)).toBe(1);
  });

  test('chance repeats with its seed and is near its probability', () => {
    const strikes = (seed: number) => {
      const faults = new Faults();
      faults.add({ method: '*', kind: 'error_500', probability: 0.2, seed });
      return Array.from({ length: 1_000 }, () => faults.take('getMe') !== null);
    };
    expect(strikes(7)).toEqual(strikes(7));
    expect(strikes(7)).not.toEqual(strikes(8));
    const struck = strikes(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(150);
    expect(struck).toBeLessThan(250);
  });

  test('cleared faults strike no more', async () => {
    const { sandbox, send } = await withSomeone();
    sandbox.world.addFault({ method: '*', kind: 'error_500' });
    sandbox.world.clearFaults();
    expect((await send()).status).toBe(200);
  });
});
