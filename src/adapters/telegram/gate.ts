import type { BudgetSettings } from './budget.ts';
import { Budget, TELEGRAM_BUDGET } from './budget.ts';
import type { HttpResponse } from './http-client.ts';
import { NetworkFailure } from './http-client.ts';
import type { Lane } from './lane.ts';

/** A call that waits to go to Telegram. */
export interface GatedCall {
  readonly lane: Lane;
  /** The chat it writes to, null where it is not known or there is none. */
  readonly chatId: number | null;
  /** Whether it puts a message into a chat and so counts for the budget. */
  readonly counted: boolean;
  /** Whether doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly perform: () => Promise<HttpResponse>;
}

/** How patient the gate is. */
export interface GateSettings {
  readonly budget: BudgetSettings;
  /** A wait Telegram asks for is waited out here up to this long; a longer one comes out as the 429 it is. */
  readonly longestWaitSeconds: number;
  /** Repeats of a call after trouble with the network or the server. */
  readonly retries: number;
  /** Pause before the first repeat; it doubles. */
  readonly firstPauseMs: number;
}

const GATE_DEFAULTS: GateSettings = {
  budget: TELEGRAM_BUDGET,
  longestWaitSeconds: 10,
  retries: 3,
  firstPauseMs: 500,
};

/** The gate's clock: monotonic milliseconds, and a timer that can be called off. */
export interface GateTimer {
  nowMs(): number;
  /** @returns how to call it off */
  after(ms: number, run: () => void): () => void;
}

const realTimer: GateTimer = {
  nowMs: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

interface Entry {
  readonly call: GatedCall;
  readonly resolve: (response: HttpResponse) => void;
  readonly reject: (error: unknown) => void;
  repeats: number;
}

/**
 * The one door to Telegram. Spaces messages by the {@link Budget}, lets interactive calls go before bulk ones, and
 * holds everything while Telegram asks to wait (429):
 *
 *   wait ≤ 10 s   the call is held and sent again by itself: a refused call has done nothing
 *   longer        it comes out as that 429, and so does every other call until the time has passed
 *
 * After trouble with the network a call is repeated only where that cannot repeat a message: it is repeatable, or it
 * certainly did not arrive. A message that may have arrived comes out as a failure; whoever keeps it decides.
 */
export class Gate {
  readonly #settings: GateSettings;
  readonly #timer: GateTimer;
  readonly #budget: Budget;
  readonly #queues: Readonly<Record<Lane, Entry[]>> = { interactive: [], bulk: [] };
  #closedUntilMs = -Infinity;
  #cancelTimer: (() => void) | null = null;

  constructor(settings: Partial<GateSettings> = {}, timer: GateTimer = realTimer) {
    this.#settings = { ...GATE_DEFAULTS, ...settings };
    this.#timer = timer;
    this.#budget = new Budget(this.#settings.budget);
  }

  /** The answer of Telegram, when its turn has come. @throws what `perform` throws; the signal's reason */
  submit(call: GatedCall): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      if (call.signal?.aborted === true) return reject(call.signal.reason as Error);
      const entry: Entry = { call, resolve, reject, repeats: 0 };
      call.signal?.addEventListener('abort', () => this.#giveUp(entry), { once: true });
      this.#queues[call.lane].push(entry);
      this.#pump();
    });
  }

  /** Sends what may go now, and wakes up for what may go next. */
  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const closedMs = this.#closedUntilMs - this.#timer.nowMs();
    if (closedMs > this.#settings.longestWaitSeconds * 1000) this.#refuseAll(closedMs);
    if (closedMs > 0) return this.#wake(closedMs);
    for (let next = this.#takeNext(); next !== null; next = this.#takeNext()) void this.#run(next);
    const waiting = [...this.#queues.interactive, ...this.#queues.bulk];
    if (waiting.length === 0) return;
    const readyMs = Math.min(...waiting.map((entry) => this.#readyAtMs(entry)));
    this.#wake(readyMs - this.#timer.nowMs());
  }

  #wake(ms: number): void {
    this.#cancelTimer = this.#timer.after(Math.max(1, Math.ceil(ms)), () => this.#pump());
  }

  #readyAtMs({ call }: Entry): number {
    return call.counted ? this.#budget.readyAtMs(call.chatId) : -Infinity;
  }

  /** The first call that may go now; a chat that must wait does not hold up the chats behind it. */
  #takeNext(): Entry | null {
    const nowMs = this.#timer.nowMs();
    for (const queue of [this.#queues.interactive, this.#queues.bulk]) {
      const index = queue.findIndex((entry) => this.#readyAtMs(entry) <= nowMs);
      const [entry] = index === -1 ? [] : queue.splice(index, 1);
      if (entry === undefined) continue;
      if (entry.call.counted) this.#budget.take(entry.call.chatId, nowMs);
      return entry;
    }
    return null;
  }

  async #run(entry: Entry): Promise<void> {
    const { call } = entry;
    try {
      const response = await call.perform();
      if (response.status === 429) return this.#hold(entry, response);
      if (response.status >= 500 && call.repeatable && this.#repeatLater(entry)) return;
      entry.resolve(response);
    } catch (error) {
      const isSafe = error instanceof NetworkFailure && (call.repeatable || !error.mayHaveArrived);
      if (isSafe && this.#repeatLater(entry)) return;
      entry.reject(error);
    }
  }

  /** Telegram asks to wait: nothing goes until then, and this call first after it. */
  #hold(entry: Entry, response: HttpResponse): void {
    const seconds = retryAfterSeconds(response);
    this.#closedUntilMs = Math.max(this.#closedUntilMs, this.#timer.nowMs() + seconds * 1000);
    if (seconds > this.#settings.longestWaitSeconds) entry.resolve(response);
    else this.#putFirst(entry);
    this.#pump();
  }

  #repeatLater(entry: Entry): boolean {
    if (entry.repeats >= this.#settings.retries || entry.call.signal?.aborted === true) return false;
    const pauseMs = this.#settings.firstPauseMs * 2 ** entry.repeats;
    entry.repeats++;
    this.#timer.after(pauseMs, () => {
      this.#putFirst(entry);
      this.#pump();
    });
    return true;
  }

  #putFirst(entry: Entry): void {
    if (entry.call.signal?.aborted === true) return this.#giveUp(entry);
    this.#queues[entry.call.lane].unshift(entry);
  }

  #giveUp(entry: Entry): void {
    const queue = this.#queues[entry.call.lane];
    const index = queue.indexOf(entry);
    if (index !== -1) queue.splice(index, 1);
    // A call under way ends by the same signal; rejecting twice does nothing.
    entry.reject(entry.call.signal?.reason);
  }

  #refuseAll(closedMs: number): void {
    const seconds = Math.ceil(closedMs / 1000);
    for (const queue of [this.#queues.interactive, this.#queues.bulk]) {
      for (const entry of queue.splice(0)) entry.resolve(refusal(seconds));
    }
  }
}

/** What Telegram says when it asks to wait; 1 where it does not say how long. */
function retryAfterSeconds(response: HttpResponse): number {
  try {
    const answer = JSON.parse(response.body.toString('utf8')) as { parameters?: { retry_after?: unknown } };
    const seconds = answer.parameters?.retry_after;
    if (typeof seconds === 'number' && seconds > 0) return seconds;
  } catch {
    // A gateway's page instead of Telegram's JSON: the header may still say it.
  }
  return Number(response.headers['retry-after']) || 1;
}

/** Telegram's own words for a call that was not even tried. */
function refusal(seconds: number): HttpResponse {
  const answer = {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
  return { status: 429, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
}
