import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  startUpdatePump,
  type UpdateOutcome,
  type UpdatePump,
  type UpdatePumpDeps,
} from '../../src/bot/update-pump.ts';
import { type KeptUpdates, keepInMemory } from './kept-updates.ts';

/** Nothing here waits longer than a turn or two of the event loop. */
const FAST = { retryPauseMs: 1, handleTimeoutMs: 60_000, lookAgainMs: 1 };

const DONE: UpdateOutcome = { kind: 'done' };

const pumps: UpdatePump[] = [];

afterEach(async () => {
  await Promise.all(pumps.splice(0).map((pump) => pump.stop()));
});

interface Run {
  readonly pump: UpdatePump;
  readonly errors: readonly { readonly message: string; readonly facts: object }[];
  readonly givenUp: readonly unknown[];
}

/** A pump whose payloads are the updates' ids. */
function run(
  updates: KeptUpdates,
  handle: (id: number) => Promise<UpdateOutcome>,
  different: Partial<typeof FAST> & Partial<Pick<UpdatePumpDeps, 'giveUp'>> & { dies?: true } = {},
): Run {
  const { giveUp, dies, ...timings } = different;
  const errors: { message: string; facts: object }[] = [];
  const givenUp: unknown[] = [];
  const pump = startUpdatePump(
    {
      updates,
      clock: { now: () => new Date('2026-09-15T06:00:00Z') },
      handle: (payload) => handle(payload as number),
      giveUp: async (payload) => {
        givenUp.push(payload);
        await giveUp?.(payload);
      },
      onError: (error, facts) => errors.push({ message: error instanceof Error ? error.message : '', facts }),
    },
    { ...FAST, ...timings },
  );
  // One that has died cannot be stopped.
  if (!dies) pumps.push(pump);
  return { pump, errors, givenUp };
}

/** A promise and what settles it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('order', () => {
  test('updates of one chat are handled in order, one after the other', async () => {
    const updates = keepInMemory([1, 2, 3, 4].map((id) => [id, 'A']));
    const log: string[] = [];
    run(updates, async (id) => {
      log.push(`begin ${id}`);
      await Promise.resolve();
      log.push(`end ${id}`);
      return DONE;
    });
    await updates.allSettled();
    expect(log).toEqual([1, 2, 3, 4].flatMap((id) => [`begin ${id}`, `end ${id}`]));
  });

  test('one chat does not wait for another', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'B'],
      [3, 'A'],
    ]);
    const slow = gate();
    run(updates, async (id) => {
      if (id === 1) await slow.opened;
      return DONE;
    });
    await updates.settled(2);
    expect(updates.stateOf(1)).toBe('pending');
    expect(updates.stateOf(3)).toBe('pending');
    slow.open();
    await updates.allSettled();
  });

  test('sixteen chats at a time, and the seventeenth as soon as one is through', async () => {
    const updates = keepInMemory(Array.from({ length: 40 }, (_, index) => [index + 1, `chat ${index}`]));
    const slow = gate();
    let atOnce = 0;
    let most = 0;
    run(
      updates,
      async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        if (atOnce === 16) slow.open();
        await slow.opened;
        atOnce -= 1;
        return DONE;
      },
      { lookAgainMs: 60_000 },
    );
    await updates.allSettled();
    expect(most).toBe(16);
  });

  test('a chat with hundreds of waiting updates does not hide the others', async () => {
    const flood = Array.from({ length: 500 }, (_, index) => [index + 1, 'flooded'] as const);
    const updates = keepInMemory([...flood, [1000, 'quiet']]);
    const slow = gate();
    run(updates, async (id) => {
      if (id !== 1000) await slow.opened;
      return DONE;
    });
    await updates.settled(1000);
    expect(updates.stateOf(1)).toBe('pending');
    slow.open();
    await updates.allSettled();
  });

  test('an answer of the database that is out of date by the time it comes handles nothing twice', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'B'],
    ]);
    const handled: number[] = [];
    const { pump } = run(
      updates,
      async (id) => {
        handled.push(id);
        if (id === 2) {
          // The next look reads both as pending, and its answer comes only after both are done.
          updates.holdAnswers();
          pump.notify();
          await updates.asked(2);
        }
        return DONE;
      },
      { lookAgainMs: 60_000 },
    );
    await updates.allSettled();
    updates.releaseAnswers();
    updates.add(3, 'A');
    pump.notify();
    await updates.settled(3);
    expect(handled).toEqual([1, 2, 3]);
  });
});

describe('notice', () => {
  test('what was kept is handled when the pump is told of it', async () => {
    const updates = keepInMemory([]);
    const { pump } = run(updates, async () => DONE, { lookAgainMs: 60_000 });
    await updates.asked(1);
    updates.add(1, 'A');
    pump.notify();
    await updates.settled(1);
  });

  test('and found without being told', async () => {
    const updates = keepInMemory([]);
    run(updates, async () => DONE);
    await updates.asked(1);
    updates.add(1, 'A');
    await updates.settled(1);
  });
});

describe('failure', () => {
  test('a failing update is tried again and blocks only its own chat', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    const handled: number[] = [];
    const { errors, givenUp } = run(updates, async (id) => {
      handled.push(id);
      if (handled.length < 3) throw new Error('database away');
      return DONE;
    });
    await updates.allSettled();
    expect(handled).toEqual([1, 1, 1, 2]);
    expect(errors.map(({ facts }) => facts)).toEqual([
      { updateId: 1, attempts: 1 },
      { updateId: 1, attempts: 2 },
    ]);
    expect(givenUp).toEqual([]);
  });

  test('after five attempts it is put aside, told once, and the chat goes on', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    const handled: number[] = [];
    const { givenUp } = run(updates, async (id) => {
      handled.push(id);
      if (id === 1) throw new TypeError('cannot read');
      return DONE;
    });
    await updates.allSettled();
    expect(handled).toEqual([1, 1, 1, 1, 1, 2]);
    expect(updates.stateOf(1)).toBe('failed: TypeError: cannot read');
    expect(updates.stateOf(2)).toBe('done');
    expect(givenUp).toEqual([1]);
  });

  test('a person who cannot be told does not stop the chat', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    const { errors } = run(
      updates,
      async (id) => {
        if (id === 1) throw new Error('bug');
        return DONE;
      },
      { giveUp: () => Promise.reject(new Error('blocked')) },
    );
    await updates.allSettled();
    expect(updates.stateOf(2)).toBe('done');
    expect(errors.at(-1)?.message).toBe('blocked');
  });

  test('waiting for Telegram is no failure and costs no attempt', async () => {
    const updates = keepInMemory([[1, 'A']]);
    let asked = 0;
    const { errors } = run(updates, async () => {
      asked += 1;
      return asked <= 8 ? { kind: 'wait', seconds: 0.001 } : DONE;
    });
    await updates.allSettled();
    expect(updates.stateOf(1)).toBe('done');
    expect(updates.attemptsOf(1)).toBe(0);
    expect(errors).toEqual([]);
  });

  test('a handler that hangs is taken for failed', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    const { errors } = run(updates, (id) => (id === 1 ? new Promise(() => {}) : Promise.resolve(DONE)), {
      handleTimeoutMs: 2,
    });
    await updates.allSettled();
    expect(updates.stateOf(1)).toBe('failed: Error: update not handled within 2 ms');
    expect(updates.stateOf(2)).toBe('done');
    expect(errors).toHaveLength(5);
  });

  test('while the database refuses to settle an update, the next one of its chat waits', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    updates.failNext('markDone', 3);
    const handled: number[] = [];
    const { errors } = run(updates, async (id) => {
      handled.push(id);
      if (id === 2) expect(updates.stateOf(1)).toBe('done');
      return DONE;
    });
    await updates.allSettled();
    expect(handled).toEqual([1, 2]);
    expect(errors.map(({ message }) => message)).toEqual(Array(3).fill('markDone: no connection'));
  });

  test('a database that does not answer is asked again', async () => {
    const updates = keepInMemory([[1, 'A']]);
    updates.failNext('pending', 3);
    const { errors } = run(updates, async () => DONE);
    await updates.allSettled();
    expect(errors).toHaveLength(3);
  });
});

describe('stopping', () => {
  test('lets what is in hand finish and leaves the rest for the next start', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'A'],
    ]);
    const slow = gate();
    const begun = gate();
    const handled: number[] = [];
    const { pump } = run(updates, async (id) => {
      handled.push(id);
      begun.open();
      await slow.opened;
      return DONE;
    });
    await begun.opened;
    const stopped = pump.stop();
    slow.open();
    await stopped;
    expect(handled).toEqual([1]);
    expect([1, 2].map((id) => updates.stateOf(id))).toEqual(['done', 'pending']);

    run(updates, async (id) => {
      handled.push(id);
      return DONE;
    });
    await updates.allSettled();
    expect(handled).toEqual([1, 2]);
  });

  test('ends the pauses of what fails or waits', async () => {
    const updates = keepInMemory([
      [1, 'A'],
      [2, 'B'],
    ]);
    const both = gate();
    let begun = 0;
    const { pump } = run(
      updates,
      async (id) => {
        begun += 1;
        if (begun === 2) both.open();
        if (id === 1) throw new Error('database away');
        return { kind: 'wait', seconds: 3600 };
      },
      { retryPauseMs: 3_600_000, lookAgainMs: 3_600_000 },
    );
    await both.opened;
    await pump.stop();
    expect([1, 2].map((id) => updates.stateOf(id))).toEqual(['pending', 'pending']);
  });
});

describe('whatever happens', () => {
  interface Story {
    readonly updates: readonly { readonly chat: string; readonly failures: number; readonly turns: number }[];
    /** The first pump dies after so many handled updates. */
    readonly crashAfter: number;
    readonly databaseFailures: number;
  }

  const anyStory: fc.Arbitrary<Story> = fc.record({
    updates: fc.array(
      fc.record({
        chat: fc.constantFrom('A', 'B', 'C', 'D'),
        failures: fc.constantFrom(0, 0, 0, 1, 2, 9),
        turns: fc.nat({ max: 3 }),
      }),
      { maxLength: 25 },
    ),
    crashAfter: fc.nat({ max: 25 }),
    databaseFailures: fc.nat({ max: 3 }),
  });

  test('every update is handled or put aside, in order per chat, over a crash and a second start', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const updates = keepInMemory([]);
        const tries = new Map<number, number>();
        const running = new Set<string>();
        const first: number[] = [];
        let crashed = false;
        const handle = (mine: { readonly dead: () => boolean }) => async (id: number) => {
          const { chat, failures, turns } = story.updates[id - 1] ?? { chat: '', failures: 0, turns: 0 };
          if (!mine.dead()) {
            expect(running.has(chat)).toBe(false);
            running.add(chat);
          }
          for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
          // A process that is gone does nothing any more.
          if (mine.dead()) throw new Error('killed');
          running.delete(chat);
          if (!first.includes(id)) first.push(id);
          const tried = (tries.get(id) ?? 0) + 1;
          tries.set(id, tried);
          if (first.length > story.crashAfter) crashed = true;
          if (tried <= failures) throw new Error('database away');
          return DONE;
        };
        updates.failNext('markDone', story.databaseFailures);
        updates.failNext('recordAttempt', story.databaseFailures);

        const before = run(
          updates.until(() => crashed),
          handle({ dead: () => crashed }),
          { dies: true },
        );
        for (const [index, { chat }] of story.updates.entries()) {
          updates.add(index + 1, chat);
          before.pump.notify();
          if (index % 4 === 3) await new Promise(setImmediate);
        }
        await Promise.race([updates.allSettled(), updates.died()]);
        crashed = true;
        running.clear();
        const after = run(updates, handle({ dead: () => false }));
        await updates.allSettled();
        await after.pump.stop();

        for (const chat of ['A', 'B', 'C', 'D']) {
          const ids = first.filter((id) => story.updates[id - 1]?.chat === chat);
          expect(ids).toEqual(ids.toSorted((left, right) => left - right));
        }
        for (const [index, { failures }] of story.updates.entries()) {
          const id = index + 1;
          expect(first).toContain(id);
          expect(updates.stateOf(id)).toMatch(failures >= 5 ? /^failed/ : /^done$/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
