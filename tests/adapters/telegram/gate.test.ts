import { describe, expect, test } from 'vitest';
import type { GatedCall } from '../../../src/adapters/telegram/gate.ts';
import { Gate } from '../../../src/adapters/telegram/gate.ts';
import type { HttpResponse } from '../../../src/adapters/telegram/http-client.ts';
import { NetworkFailure } from '../../../src/adapters/telegram/http-client.ts';
import { ManualTimer } from '../../support/manual-timer.ts';

const answer = (status: number, body: unknown = { ok: true }): HttpResponse => ({
  status,
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
});
const wait = (seconds: number) => answer(429, { ok: false, parameters: { retry_after: seconds } });

/** A gate over time told, with a log of what went through and when. */
function open() {
  const timer = new ManualTimer();
  const gate = new Gate({}, timer);
  const log: string[] = [];
  const send = (
    name: string,
    outcomes: readonly (HttpResponse | Error)[] = [],
    about: Partial<GatedCall> = {},
  ) => {
    const left = [...outcomes];
    return gate.submit({
      lane: 'bulk',
      chatId: null,
      counted: true,
      repeatable: false,
      ...about,
      perform: () => {
        log.push(`${timer.nowMs()} ${name}`);
        const outcome = left.shift() ?? answer(200);
        return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
    });
  };
  return { timer, log, send, waitMs: (chatId: number) => gate.waitMs(chatId) };
}

describe('order and pace', () => {
  test('messages go 34 ms apart, interactive ones before bulk, what does not count at once', async () => {
    const { timer, log, send } = open();
    void send('bulk 1');
    void send('bulk 2');
    void send('answer', [], { lane: 'interactive' });
    void send('toast', [], { lane: 'interactive', counted: false });
    await timer.pass(200);
    expect(log).toEqual(['0 bulk 1', '0 toast', '34 answer', '68 bulk 2']);
  });

  test('a chat that must wait holds up nobody behind it, and keeps its own order', async () => {
    const { timer, log, send } = open();
    for (const name of ['а1', 'а2', 'а3', 'а4', 'а5']) void send(name, [], { chatId: 1 });
    void send('б1', [], { chatId: 2 });
    await timer.pass(3_000);
    expect(log).toEqual(['0 а1', '34 а2', '68 а3', '102 б1', '1050 а4', '2100 а5']);
  });

  test('a call given up while it waits is not sent', async () => {
    const { timer, log, send } = open();
    const stop = new AbortController();
    void send('first');
    const waiting = send('second', [], { signal: stop.signal });
    stop.abort(new Error('no more'));
    await expect(waiting).rejects.toThrow('no more');
    await timer.pass(1_000);
    expect(log).toEqual(['0 first']);
  });
});

describe('429', () => {
  test('a short wait holds everything, the refused call goes first and nobody hears of it', async () => {
    const { timer, log, send } = open();
    const refused = send('refused', [wait(3)]);
    void send('second');
    const toast = send('toast', [], { lane: 'interactive', counted: false });
    await timer.pass(10);
    void send('later');
    const asked = send('question', [], { counted: false });
    await timer.pass(5_000);
    expect(log).toEqual([
      '0 refused',
      '0 toast',
      '3000 refused',
      '3000 question',
      '3034 second',
      '3068 later',
    ]);
    expect((await refused).status).toBe(200);
    await Promise.all([toast, asked]);
  });

  test('a long wait comes out, for the calls that wait and for new ones, until it has passed', async () => {
    const { timer, log, send } = open();
    const refused = send('refused', [wait(3_000)]);
    const waiting = send('waiting');
    await timer.pass(500);
    const late = send('late');
    const seconds = async (call: Promise<HttpResponse>) =>
      (JSON.parse((await call).body.toString()) as { parameters: { retry_after: number } }).parameters
        .retry_after;
    expect(await Promise.all([refused, waiting, late].map(seconds))).toEqual([3_000, 3_000, 3_000]);
    expect(log).toEqual(['0 refused']);
    await timer.pass(2_995_000);
    const patient = send('patient');
    await timer.pass(5_000);
    expect((await patient).status).toBe(200);
    expect(log).toEqual(['0 refused', '3000000 patient']);
  });

  test('an answer without JSON is read by its header, else as one second', async () => {
    const { timer, log, send } = open();
    const page = (headers: HttpResponse['headers']) => ({
      status: 429,
      headers,
      body: Buffer.from('<html>'),
    });
    void send('a', [page({ 'retry-after': '2' }), page({})]);
    await timer.pass(10_000);
    expect(log).toEqual(['0 a', '2000 a', '3000 a']);
  });
});

describe('a 429 of one chat', () => {
  const [GROUP, OTHER] = [-5, 7];

  test('holds that chat alone, whose order stays', async () => {
    const { timer, log, send, waitMs } = open();
    void send('g1', [wait(3)], { chatId: GROUP });
    await timer.pass(10);
    void send('g2', [], { chatId: GROUP });
    void send('typing', [], { chatId: GROUP, counted: false });
    void send('other', [], { chatId: OTHER });
    await timer.pass(90);
    expect(waitMs(GROUP)).toBe(2_900);
    expect(waitMs(OTHER)).toBe(0);
    await timer.pass(5_000);
    expect(log).toEqual(['0 g1', '34 other', '3000 g1', '3000 typing', '3034 g2']);
  });

  test('comes out for it alone where it is long, and says so', async () => {
    const { timer, log, send } = open();
    const refused = send('g1', [wait(40)], { chatId: GROUP });
    await timer.pass(500);
    const late = send('g2', [], { chatId: GROUP });
    const other = send('other', [], { chatId: OTHER });
    await timer.pass(100);
    const answers = [await refused, await late].map(({ body }) => JSON.parse(body.toString()) as unknown);
    expect(answers).toMatchObject([
      { parameters: { retry_after: 40, only_this_chat: true } },
      { parameters: { retry_after: 40, only_this_chat: true } },
    ]);
    expect((await other).status).toBe(200);
    expect(log).toEqual(['0 g1', '500 other']);
    await timer.pass(40_000);
    expect((await send('g3', [], { chatId: GROUP })).status).toBe(200);
  });

  test('concerns everybody where three chats are refused within five seconds and none is served', async () => {
    const { timer, log, send } = open();
    for (const chatId of [1, 2, -3]) void send(`c${chatId}`, [wait(4)], { chatId });
    await timer.pass(200);
    void send('fresh', [], { chatId: 9 });
    await timer.pass(3_000);
    expect(log).toEqual(['0 c1', '34 c2', '68 c-3']);
    await timer.pass(2_000);
    expect(log.slice(3)).toEqual(['4068 c-3', '4102 c2', '4136 c1', '4170 fresh']);
  });

  test('does not concern everybody where a message to another chat was taken meanwhile', async () => {
    const { timer, log, send } = open();
    for (const chatId of [-1, -2]) void send(`g${chatId}`, [wait(4)], { chatId });
    void send('taken', [], { chatId: 8 });
    void send('g-3', [wait(4)], { chatId: -3 });
    await timer.pass(200);
    void send('fresh', [], { chatId: 9 });
    await timer.pass(3_000);
    expect(log).toEqual(['0 g-1', '34 g-2', '68 taken', '102 g-3', '200 fresh']);
  });

  test('does not concern everybody where the refusals are far apart', async () => {
    const { timer, log, send } = open();
    for (const chatId of [-1, -2, -3]) {
      void send(`g${chatId}`, [wait(9)], { chatId });
      await timer.pass(4_000);
    }
    void send('fresh', [], { chatId: 9 });
    await timer.pass(10);
    expect(log.at(-1)).toBe('12000 fresh');
  });

  test.each([
    ['a private chat', 77, false],
    ['a group', -77, true],
  ])('in the middle of a broadcast concerns everybody where it is %s', async (_, chatId, goesOn) => {
    const { timer, log, send } = open();
    for (let chat = 1; chat <= 25; chat++) void send(`m${chat}`, [], { chatId: chat });
    void send('refused', [wait(3)], { chatId });
    void send('fresh', [], { chatId: 99 });
    await timer.pass(2_000);
    expect(log.includes('884 fresh')).toBe(goesOn);
    await timer.pass(3_000);
    expect(log).toContain('3850 refused');
  });

  test('how long a chat must wait follows its own pace, not what others send', async () => {
    const { timer, send, waitMs } = open();
    for (let sent = 0; sent < 3; sent++) void send('p', [], { chatId: 1 });
    for (let sent = 0; sent < 20; sent++) {
      void send('g', [], { chatId: GROUP });
      await timer.pass(1_050);
    }
    expect(waitMs(1)).toBe(0);
    expect(waitMs(GROUP)).toBeGreaterThan(35_000);
    expect(waitMs(OTHER)).toBe(0);
  });
});

describe('trouble with the network', () => {
  const lost = new NetworkFailure('ECONNRESET', true);
  const unsent = new NetworkFailure('ECONNREFUSED', false);

  test('what certainly did not arrive is repeated with growing pauses', async () => {
    const { timer, log, send } = open();
    const sent = send('message', [unsent, unsent, unsent]);
    await timer.pass(10_000);
    expect((await sent).status).toBe(200);
    expect(log).toEqual(['0 message', '500 message', '1500 message', '3500 message']);
  });

  test('a message that may have arrived is not repeated', async () => {
    const { timer, log, send } = open();
    const failed = expect(send('message', [lost])).rejects.toBe(lost);
    await timer.pass(10_000);
    await failed;
    expect(log).toEqual(['0 message']);
  });

  test('what may be done twice is repeated, after a 500 too', async () => {
    const { timer, log, send } = open();
    const sent = send('edit', [lost, answer(500), answer(502)], { repeatable: true });
    await timer.pass(10_000);
    expect((await sent).status).toBe(200);
    expect(log).toHaveLength(4);
  });

  test('repeating ends', async () => {
    const { timer, log, send } = open();
    const failed = expect(
      send(
        'message',
        Array.from({ length: 9 }, () => unsent),
      ),
    ).rejects.toBe(unsent);
    await timer.pass(60_000);
    await failed;
    expect(log).toHaveLength(4);
  });

  test('a 500 of a message comes out as it is', async () => {
    const { timer, log, send } = open();
    const sent = send('message', [answer(500)]);
    await timer.pass(10_000);
    expect((await sent).status).toBe(500);
    expect(log).toHaveLength(1);
  });
});
