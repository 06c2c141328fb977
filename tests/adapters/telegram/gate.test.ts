import { describe, expect, test } from 'vitest';
import type { GatedCall, GateTimer } from '../../../src/adapters/telegram/gate.ts';
import { Gate } from '../../../src/adapters/telegram/gate.ts';
import type { HttpResponse } from '../../../src/adapters/telegram/http-client.ts';
import { NetworkFailure } from '../../../src/adapters/telegram/http-client.ts';

/** Time that passes when it is told to. */
class ManualTimer implements GateTimer {
  #nowMs = 0;
  #planned: { readonly atMs: number; readonly run: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const plan = { atMs: this.#nowMs + ms, run };
    this.#planned.push(plan);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== plan);
    };
  }

  /** Lets time pass, running what falls due, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = this.#planned.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#planned = this.#planned.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.run();
      await settle();
    }
    this.#nowMs = endMs;
  }
}

/** Lets everything that is due in promises happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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
  return { timer, log, send };
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
