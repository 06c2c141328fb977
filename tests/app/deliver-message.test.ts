import { describe, expect, test } from 'vitest';
import { QUEUES } from '../../jobs/queues.ts';
import { TELEGRAM_BUDGET } from '../../src/adapters/telegram/budget.ts';
import { Gate } from '../../src/adapters/telegram/gate.ts';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { Delivery, Messenger, Store } from '../../src/app/ports.ts';
import { ManualTimer } from '../support/manual-timer.ts';

const START = Date.parse('2026-09-15T10:00:00+03:00');
const BUSY_ROWS = 60;
const OTHERS = [201, 202, 203, 204, 205];

/** An outbox in memory: what delivering needs of it, with the promises of the port. */
function memoryOutbox(chatIds: readonly number[]) {
  const rows: Delivery[] = chatIds.map((chatId, index) => ({
    id: index + 1,
    key: `row-${index}`,
    chatId,
    content: { kind: 'topic_lost', organizationCodes: [] },
    state: 'pending',
    attempts: 0,
    partsSent: 0,
    told: [],
    firstMessageId: null,
    failure: null,
  }));
  const change = (id: number, to: Partial<Delivery>): Delivery => {
    const changed = { ...rows[id - 1]!, ...to };
    rows[id - 1] = changed;
    return changed;
  };
  const outbox = {
    claim: async (id: number) => {
      const row = rows[id - 1]!;
      const before = rows.find(({ chatId, state }) => chatId === row.chatId && state !== 'sent');
      return before === row && row.state === 'pending' ? change(id, { state: 'sending' }) : null;
    },
    putBack: async ({ id }: { id: number }) => {
      change(id, { state: 'pending' });
    },
    partSent: async ({ id }: { id: number }) => {
      change(id, { state: 'sent' });
      return true;
    },
    waitsFor: async (id: number) => {
      const { chatId } = rows[id - 1]!;
      const [first] = rows.filter((row) => row.chatId === chatId && row.state !== 'sent');
      return first === undefined || first.id === id || first.state === 'sending' ? null : first.id;
    },
    nextOf: async (chatId: number) =>
      rows.find((row) => row.chatId === chatId && row.state === 'pending')?.id ?? null,
  };
  return { rows, outbox };
}

/** The service's twenty senders over a queue, the gate and an outbox in memory, in a time that is told. */
function openLine(chatIds: readonly number[]) {
  const timer = new ManualTimer();
  const gate = new Gate({ budget: TELEGRAM_BUDGET }, timer);
  const { rows, outbox } = memoryOutbox(chatIds);
  const sent: { readonly chatId: number; readonly atMs: number }[] = [];
  const order: number[] = [];
  const queue: { readonly id: number; readonly fromMs: number; readonly isTurn?: boolean }[] = rows.map(
    ({ id }) => ({ id, fromMs: 0 }),
  );
  let free = QUEUES.deliveries.concurrency;
  let tries = 0;

  const messenger: Messenger = {
    waitMs: (chatId) => gate.waitMs(chatId),
    send: async ({ chatId }) => {
      const perform = async () => {
        sent.push({ chatId, atMs: timer.nowMs() });
        return { status: 200, headers: {}, body: Buffer.from('{"ok":true}') };
      };
      await gate.submit({ lane: 'bulk', chatId, counted: true, repeatable: false, perform });
      return { messageId: sent.length };
    },
    sendFile: () => Promise.reject(new Error('nothing here has files')),
    edit: () => Promise.reject(new Error('nothing here is changed')),
  };
  const deps = {
    clock: { now: () => new Date(START + timer.nowMs()) },
    messenger,
    bell: {
      turnComes: async (id: number, waitMs: number) => {
        if (queue.some((job) => job.id === id && job.isTurn === true)) return;
        queue.push({ id, fromMs: timer.nowMs() + waitMs, isTurn: true });
      },
    },
    store: {
      outbox,
      subscriptions: { ofChat: async () => [] },
      absences: { ofOrganizations: async () => [] },
      organizations: { names: async () => new Map() },
    } as unknown as Store,
  } as unknown as Deps & { readonly messenger: Messenger };

  const deliver = (id: number) => deliverMessage(deps, id);
  const run = async (id: number): Promise<void> => {
    tries += 1;
    const outcome = await deliver(id);
    if (outcome.kind === 'chat_busy') queue.push({ id, fromMs: timer.nowMs() + outcome.waitMs });
    if (outcome.kind === 'sent') order.push(id);
    free += 1;
  };
  /** Lets time pass; every sender that is free takes the first job whose time has come. */
  const pass = async (ms: number): Promise<void> => {
    for (const endMs = timer.nowMs() + ms; timer.nowMs() < endMs; ) {
      for (; free > 0; free -= 1) {
        const index = queue.findIndex(({ fromMs }) => fromMs <= timer.nowMs());
        const [job] = index === -1 ? [] : queue.splice(index, 1);
        if (job === undefined) break;
        void run(job.id);
      }
      await timer.pass(20);
    }
  };
  return { pass, deliver, timer, rows, queue, sent, order, tries: () => tries };
}

describe('sixty messages for one chat and one for each of five others', () => {
  test.each([
    // Three at once, then one a second.
    ['a private chat', 100, 61_000],
    // Twenty a minute: forty in two minutes, the rest with the third.
    ['a group', -100, 145_000],
  ])(
    '%s: the others leave at once, the chat is told everything in order, at its pace, and asked for little',
    async (_, busy, doneMs) => {
      const line = openLine([...Array.from({ length: BUSY_ROWS }, () => busy), ...OTHERS]);
      await line.pass(2_000);
      const others = line.sent.map(({ chatId }) => chatId).filter((chatId) => chatId !== busy);
      expect(others.toSorted((one, other) => one - other)).toEqual(OTHERS);
      await line.pass(doneMs - 2_000);
      expect(line.sent.filter(({ chatId }) => chatId === busy)).toHaveLength(BUSY_ROWS);
      const ofBusy = line.order.filter((id) => id <= BUSY_ROWS);
      expect(ofBusy).toEqual(Array.from({ length: BUSY_ROWS }, (_row, index) => index + 1));
      expect(line.tries()).toBeLessThanOrEqual(2 * (BUSY_ROWS + OTHERS.length));
    },
  );

  test('thirty groups of them, and five private chats that come last', async () => {
    const groups = Array.from({ length: 30 }, (_row, index) => -100 - index);
    const chatIds = groups.flatMap((chatId) => Array.from({ length: BUSY_ROWS }, () => chatId));
    const line = openLine([...chatIds, ...OTHERS]);
    await line.pass(8_000);
    expect(line.sent.filter(({ chatId }) => chatId > 0)).toHaveLength(OTHERS.length);
    await line.pass(152_000);
    expect(line.sent).toHaveLength(chatIds.length + OTHERS.length);
    expect(line.tries()).toBeLessThanOrEqual(2 * line.sent.length);
  });
});

describe('a row', () => {
  test('whose chat takes nothing for long is left untried, and keeps its turn', async () => {
    const line = openLine(Array.from({ length: 22 }, () => -100));
    await line.pass(30_000);
    expect(line.sent).toHaveLength(20);
    const sends = line.deliver(21);
    await line.timer.pass(100);
    expect(await sends).toMatchObject({ kind: 'chat_busy', waitMs: expect.closeTo(31_000, -3) as number });
    expect(line.rows[20]).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await line.deliver(22)).toEqual({ kind: 'not_to_be_sent' });
  });

  test('rung for behind another wakes that one', async () => {
    const line = openLine([100, 100]);
    line.queue.length = 0;
    expect(await line.deliver(2)).toEqual({ kind: 'not_to_be_sent' });
    expect(line.queue).toMatchObject([{ id: 1, fromMs: 0 }]);
    await line.pass(200);
    expect(line.order).toEqual([1, 2]);
  });
});
