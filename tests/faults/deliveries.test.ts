import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMessenger } from '../../src/adapters/telegram/messenger.ts';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import { type Messenger, MessengerError, type StoredDocument } from '../../src/app/ports.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { waitUntil } from '../support/wait-until.ts';

const START = '2026-09-03T10:00:00+03:00';
const POINTS = 30;

/** What goes out by itself while senders die and Telegram refuses: nothing lost, at most one message repeated. */
describe('a delivery', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let documents = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: START, gate: { longestWaitSeconds: 0 } });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  let after: number;
  let document: StoredDocument;
  let row: number;
  /** Publishes thirty long points for one chat and leaves the row waiting. */
  beforeEach(async () => {
    bot.sandbox.world.clearFaults();
    bot.clock.set(START);
    bot.ring(true);
    await bot.deliver();
    bot.ring(false);
    // Points of their own, too: those of a published document under another number would be asked about.
    documents += 1;
    const points = Array.from({ length: POINTS }, (_, index) => ({
      to: TO.institute,
      text: `Сделать дело №${index}; ${'подробно описать порядок работы, '.repeat(14)}конец ${documents}.`,
      term: 'до 25.09.2026',
    }));
    document = await publishProtocol(bot, controller, points, String(documents));
    const [delivery] = await bot.store.outbox.ofBroadcast(document.id);
    row = delivery?.id ?? 0;
    after = bot.sandbox.world.mark();
  });

  const told = (): readonly number[] =>
    textsSince(bot, institute, after).flatMap((text) =>
      [...text.matchAll(/дело №(\d+);/g)].map(([, at]) => Number(at)),
    );
  const everyPoint = Array.from({ length: POINTS }, (_, index) => index);
  const later = (seconds: number): void =>
    bot.clock.set(new Date(Date.parse(START) + seconds * 1000).toISOString());
  const deliver = (messenger: Messenger = bot.deps.messenger) =>
    deliverMessage({ ...bot.deps, messenger }, row);

  /** Sends so many messages, then dies: before the next one leaves, or after it has left. */
  const dying = (sends: number, when: 'before' | 'after'): Messenger => {
    let left = sends;
    return {
      ...bot.deps.messenger,
      send: async (chatId, message) => {
        left -= 1;
        if (left < 0 && when === 'before') throw new Error('the process was killed');
        const sent = await bot.deps.messenger.send(chatId, message);
        if (left < 0) throw new Error('the process was killed');
        return sent;
      },
    };
  };

  it('that nobody rang for is found by the sweep', async () => {
    expect(told()).toEqual([]);
    bot.ring(true);
    await bot.deliver();
    expect(told()).toEqual(everyPoint);
  });

  it('whose sender died is taken again when its lease has run out, not before', async () => {
    await bot.store.outbox.claim(row, bot.clock.now(), 120);
    bot.ring(true);
    later(119);
    await bot.deliver();
    expect(told()).toEqual([]);
    later(120);
    await bot.deliver();
    expect(told()).toEqual(everyPoint);
  });

  it.each([1, 2, 3])('goes on where its sender died after message %i', async (sends) => {
    await expect(deliver(dying(sends, 'before'))).rejects.toThrow('killed');
    const first = told();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(POINTS);
    later(121);
    expect(await deliver()).toEqual({ kind: 'sent' });
    expect(told()).toEqual(everyPoint);
  });

  it('repeats at most the message whose arrival its sender did not live to write down', async () => {
    await expect(deliver(dying(2, 'after'))).rejects.toThrow('killed');
    const messages = textsSince(bot, institute, after);
    expect(messages).toHaveLength(3);
    later(121);
    await deliver();
    const all = textsSince(bot, institute, after);
    expect([...new Set(told())]).toEqual(everyPoint);
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([messages[2]]);
  });

  it('loses no point when the rest is split anew because some were withdrawn meanwhile', async () => {
    await expect(deliver(dying(1, 'before'))).rejects.toThrow('killed');
    const first = told();
    const assignments = await bot.store.assignments.ofDocument(document.id);
    await bot.store.assignments.moveStates(
      first.slice(0, -1).map((index) => assignments[index]?.id ?? 0),
      ['new'],
      'withdrawn',
    );
    later(121);
    await deliver();
    expect([...new Set(told())]).toEqual(everyPoint);
  });

  it('keeps its lease while it is sending a long row', async () => {
    const taken: string[] = [];
    const slow: Messenger = {
      ...bot.deps.messenger,
      send: async (chatId, message) => {
        later(60 * (taken.length + 1));
        taken.push((await deliver()).kind);
        return bot.deps.messenger.send(chatId, message);
      },
    };
    expect(await deliver(slow)).toEqual({ kind: 'sent' });
    expect(taken.length).toBeGreaterThan(3);
    expect(new Set(taken)).toEqual(new Set(['not_to_be_sent']));
    expect(told()).toEqual(everyPoint);
  });

  it('is left by a sender that was overtaken, and what the other sender says of it holds', async () => {
    const overtaken: Messenger = {
      ...bot.deps.messenger,
      send: async (chatId, message) => {
        // So slow that its lease runs out; the other sender then dies at once.
        later(121);
        await bot.store.outbox.claim(row, bot.clock.now(), 120);
        return bot.deps.messenger.send(chatId, message);
      },
    };
    expect(await deliver(overtaken)).toEqual({ kind: 'overtaken' });
    expect(textsSince(bot, institute, after)).toHaveLength(1);
    later(240);
    expect(await deliver()).toEqual({ kind: 'not_to_be_sent' });
    later(241);
    expect(await deliver()).toEqual({ kind: 'sent' });
    expect([...new Set(told())]).toEqual(everyPoint);
  });

  it('that can not be worded is put off, counted, and given up after sixty attempts', async () => {
    const broken = new Error('a bug');
    const failing = {
      ...bot.deps,
      store: {
        ...bot.store,
        assignments: { ...bot.store.assignments, views: async () => Promise.reject(broken) },
      },
    };
    for (let attempt = 1; attempt <= 60; attempt += 1) {
      later(attempt * 3600);
      await expect(deliverMessage(failing, row)).rejects.toBe(broken);
      // Put off at once: nobody waits for a lease.
      const [found] = await bot.store.outbox.ofBroadcast(document.id);
      expect(found).toMatchObject({ attempts: attempt, state: attempt < 60 ? 'pending' : 'failed' });
    }
    later(1_000_000);
    expect(await deliver()).toEqual({ kind: 'not_to_be_sent' });
  });

  it('outlives a week without Telegram', async () => {
    const unreachable: Messenger = {
      ...bot.deps.messenger,
      send: () =>
        Promise.reject(new MessengerError('network', { permanent: false, message: 'no route to host' })),
    };
    for (let hour = 1; hour <= 7 * 24; hour += 1) {
      later(hour * 3600);
      expect(await deliver(unreachable)).toEqual({ kind: 'postponed' });
    }
    later(8 * 24 * 3600);
    expect(await deliver()).toEqual({ kind: 'sent' });
    expect(told()).toEqual(everyPoint);
  });

  it('waits as long as Telegram asks in the middle of a broadcast, and nothing is lost', async () => {
    const { world } = bot.sandbox;
    const messenger = createMessenger({ ...bot.telegram, lane: 'bulk', encodeAction });
    let sends = 0;
    const interrupted: Messenger = {
      ...messenger,
      send: async (chatId, message) => {
        sends += 1;
        if (sends === 3)
          world.addFault({ method: 'sendMessage', kind: 'error_429', times: 1, retryAfterSeconds: 2 });
        return messenger.send(chatId, message);
      },
    };
    expect(await deliver(interrupted)).toEqual({ kind: 'chat_busy', waitMs: 2000 });
    expect(await deliver()).toMatchObject({ kind: 'chat_busy' });
    // The gate keeps the pause by the machine's own clock.
    let seconds = 2;
    await waitUntil('everything is told', async () => {
      later((seconds += 10));
      await deliver();
      return told().length >= POINTS;
    });
    expect(told()).toEqual(everyPoint);
  });

  it('is left between two messages where its chat is busy for long, and goes on there', async () => {
    let sends = 0;
    const busyAfterTwo: Messenger = {
      ...bot.deps.messenger,
      waitMs: () => (sends >= 2 ? 30_000 : 1_000),
      send: async (to, message) => {
        sends += 1;
        return bot.deps.messenger.send(to, message);
      },
    };
    expect(await deliver(busyAfterTwo)).toEqual({ kind: 'chat_busy', waitMs: 30_000 });
    expect(textsSince(bot, institute, after)).toHaveLength(2);
    expect(await deliver(busyAfterTwo)).toEqual({ kind: 'chat_busy', waitMs: 30_000 });
    expect(await bot.store.outbox.find(row)).toMatchObject({ state: 'pending', attempts: 0, partsSent: 2 });
    expect(await deliver()).toEqual({ kind: 'sent' });
    expect(told()).toEqual(everyPoint);
  });

  it.each(['error_500', 'error_502', 'drop_before'] as const)('comes through %s in the end', async (kind) => {
    bot.sandbox.world.addFault({ method: 'sendMessage', kind, probability: 0.4, seed: 3, times: 6 });
    for (let minute = 0; minute < 40 && told().length < POINTS; minute += 1) {
      later(minute * 3600);
      await deliver();
    }
    expect(told()).toEqual(everyPoint);
  });

  it('whose answer is lost repeats that message and no other', async () => {
    bot.sandbox.world.addFault({ method: 'sendMessage', kind: 'drop_after', times: 1 });
    await deliver();
    later(3600);
    expect(await deliver()).toEqual({ kind: 'sent' });
    const texts = textsSince(bot, institute, after);
    expect([...new Set(told())]).toEqual(everyPoint);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toHaveLength(1);
  });

  it('sends nothing early when the clock is set back, and everything when it is right again', async () => {
    bot.clock.set('2026-09-03T09:00:00+03:00');
    bot.ring(true);
    await bot.deliver();
    expect(told()).toEqual([]);
    bot.clock.set(START);
    await bot.deliver();
    expect(told()).toEqual(everyPoint);
  });
});
