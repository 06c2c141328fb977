import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget, TELEGRAM_BUDGET } from '../../../src/adapters/telegram/budget.ts';

/** Sends at the earliest moments the budget gives; returns them. */
function sendAll(chats: readonly (number | null)[]): number[] {
  const budget = new Budget(TELEGRAM_BUDGET);
  let nowMs = 0;
  return chats.map((chat) => {
    nowMs = Math.max(nowMs, budget.readyAtMs(chat));
    budget.take(chat, nowMs);
    return nowMs;
  });
}

const mostWithin = (moments: readonly number[], windowMs: number): number =>
  Math.max(...moments.map((start) => moments.filter((at) => at >= start && at < start + windowMs).length));

test('different chats go 34 ms apart', () => {
  expect(sendAll([1, 2, 3, null])).toEqual([0, 34, 68, 102]);
});

test('one chat takes three at once, then one in 1.05 s; after a rest three again', () => {
  expect(sendAll([1, 1, 1, 1, 1])).toEqual([0, 34, 68, 1_050, 2_100]);
  const budget = new Budget(TELEGRAM_BUDGET);
  for (const nowMs of [0, 34, 68]) budget.take(1, nowMs);
  expect(budget.readyAtMs(1)).toBe(1_050);
  expect(budget.readyAtMs(2)).toBe(102);
  for (const nowMs of [10_000, 10_034]) {
    expect(budget.readyAtMs(1)).toBeLessThanOrEqual(nowMs);
    budget.take(1, nowMs);
  }
});

test('a group takes 20 in 61 s', () => {
  const moments = sendAll(Array.from({ length: 21 }, () => -5));
  expect(moments[19]).toBeLessThan(21_000);
  expect(moments[20]).toBe(61_000);
});

test('whatever is sent keeps below 30 a second, 4 a second in a chat, 20 a minute in a group', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(-2, -1, 1, 2, 3, null), { maxLength: 80 }), (chats) => {
      const moments = sendAll(chats);
      const inChat = (chat: number) => moments.filter((_, index) => chats[index] === chat);
      if (moments.length > 0) expect(mostWithin(moments, 1_000)).toBeLessThanOrEqual(30);
      for (const chat of [-2, -1, 1, 2, 3]) {
        if (inChat(chat).length === 0) continue;
        expect(mostWithin(inChat(chat), 1_000)).toBeLessThanOrEqual(3);
        if (chat < 0) expect(mostWithin(inChat(chat), 60_000)).toBeLessThanOrEqual(20);
      }
    }),
  );
});

test('what is still to be waited for is remembered among any number of chats', () => {
  const budget = new Budget(TELEGRAM_BUDGET);
  for (const nowMs of [0, 1, 2]) budget.take(-5, nowMs);
  for (let chat = 1; chat <= 2_000; chat++) budget.take(chat, 3);
  expect(budget.readyAtMs(-5)).toBe(1_050);
});

test('control: a message that does not wait is over the limit', () => {
  const moments = Array.from({ length: 31 }, (_, index) => index * 30);
  expect(mostWithin(moments, 1_000)).toBe(31);
});
