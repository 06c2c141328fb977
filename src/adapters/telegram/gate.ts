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

/** Among the parameters of a 429 that the gate lets out: it concerns the call's chat alone. */
export const ONLY_THIS_CHAT = 'only_this_chat';

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

/** Refusals of so many chats within so long, and nothing taken meanwhile, are not about the chats. */
const SEVERAL_CHATS = 3;
const SEVERAL_WITHIN_MS = 5_000;

/**
 * The one door to Telegram. Spaces messages by the {@link Budget}, lets interactive calls go before bulk ones, and
 * holds what Telegram asks to wait (429):
 *
 *   wait ≤ 10 s   the call is held and sent again by itself: a refused call has done nothing
 *   longer        it comes out as that 429, and so does every other call it concerns until the time has passed
 *
 * Telegram does not say whom a 429 concerns. It is the chat the call writes to, a group's minute mostly; everybody,
 * where the call writes to no chat, where a private chat is refused at the full rate of a broadcast, and where several
 * chats are refused one after the other.
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
  readonly #chatClosedUntilMs = new Map<number, number>();
  /** Chats refused of late, and when; empty again once Telegram has taken a message. */
  #refused: { readonly chatId: number; readonly atMs: number }[] = [];
  #cancelTimer: (() => void) | null = null;

  constructor(settings: Partial<GateSettings> = {}, timer: GateTimer = realTimer) {
    this.#settings = { ...GATE_DEFAULTS, ...settings };
    this.#timer = timer;
    this.#budget = new Budget(this.#settings.budget);
  }

  /**
   * How long one more message to this chat would wait, were it the only chat, milliseconds: for its own pace and for
   * what Telegram has asked of it. What everybody waits for is not counted.
   */
  waitMs(chatId: number): number {
    return Math.max(
      0,
      Math.max(this.#budget.chatReadyAtMs(chatId), this.#chatClosed(chatId)) - this.#timer.nowMs(),
    );
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
    this.#refuseWhatIsClosedForLong();
    const closedMs = this.#closedUntilMs - this.#timer.nowMs();
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
    return Math.max(
      call.counted ? this.#budget.readyAtMs(call.chatId) : -Infinity,
      this.#chatClosed(call.chatId),
    );
  }

  #chatClosed(chatId: number | null): number {
    return (chatId === null ? undefined : this.#chatClosedUntilMs.get(chatId)) ?? -Infinity;
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
    const startedMs = this.#timer.nowMs();
    try {
      const response = await call.perform();
      if (response.status === 429) return this.#hold(entry, response);
      if (call.counted && response.status === 200) this.#taken(startedMs);
      if (response.status >= 500 && call.repeatable && this.#repeatLater(entry)) return;
      entry.resolve(response);
    } catch (error) {
      const isSafe = error instanceof NetworkFailure && (call.repeatable || !error.mayHaveArrived);
      if (isSafe && this.#repeatLater(entry)) return;
      entry.reject(error);
    }
  }

  /** Telegram asks to wait: nothing that is concerned goes until then, and this call first after it. */
  #hold(entry: Entry, response: HttpResponse): void {
    const seconds = retryAfterSeconds(response);
    const nowMs = this.#timer.nowMs();
    const chatId = this.#chatConcerned(entry.call, nowMs);
    const untilMs = Math.max(this.#chatClosed(chatId), nowMs + seconds * 1000);
    if (chatId === null) this.#closedUntilMs = Math.max(this.#closedUntilMs, untilMs);
    else this.#chatClosedUntilMs.set(chatId, untilMs);
    if (seconds > this.#settings.longestWaitSeconds) entry.resolve(refusal(seconds, chatId !== null));
    else this.#putFirst(entry);
    this.#pump();
  }

  /** The chat that has to wait; null where it is everybody. */
  #chatConcerned({ chatId }: GatedCall, nowMs: number): number | null {
    if (chatId === null) return null;
    const others = this.#refused.filter(
      (refused) => refused.chatId !== chatId && refused.atMs > nowMs - SEVERAL_WITHIN_MS,
    );
    this.#refused = [...others, { chatId, atMs: nowMs }];
    if (this.#refused.length >= SEVERAL_CHATS) return null;
    return chatId > 0 && this.#budget.isAtFullRate(nowMs) ? null : chatId;
  }

  /** Telegram has taken a message sent at this moment: what it refused before then was not for everybody. */
  #taken(startedMs: number): void {
    if (this.#refused.every(({ atMs }) => atMs <= startedMs)) this.#refused = [];
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

  #refuseWhatIsClosedForLong(): void {
    const nowMs = this.#timer.nowMs();
    const patientMs = nowMs + this.#settings.longestWaitSeconds * 1000;
    if (this.#closedUntilMs <= patientMs && this.#chatClosedUntilMs.size === 0) return;
    for (const [chatId, untilMs] of this.#chatClosedUntilMs) {
      if (untilMs <= nowMs) this.#chatClosedUntilMs.delete(chatId);
    }
    for (const queue of [this.#queues.interactive, this.#queues.bulk]) {
      for (const entry of queue.splice(0)) {
        const chatMs = this.#chatClosed(entry.call.chatId);
        const untilMs = Math.max(this.#closedUntilMs, chatMs);
        if (untilMs <= patientMs) queue.push(entry);
        else entry.resolve(refusal(Math.ceil((untilMs - nowMs) / 1000), chatMs > this.#closedUntilMs));
      }
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

/** Telegram's own words, also for a call that was not even tried, and in one word of ours whom they concern. */
function refusal(seconds: number, onlyThisChat: boolean): HttpResponse {
  const answer = {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds, ...(onlyThisChat ? { [ONLY_THIS_CHAT]: true } : {}) },
  };
  return { status: 429, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
}
