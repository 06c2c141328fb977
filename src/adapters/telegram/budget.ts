/** How fast messages may go out. */
export interface BudgetSettings {
  /** Milliseconds between two messages, whatever the chats. */
  readonly gapMs: number;
  /** Milliseconds a message in one chat costs, after a burst. */
  readonly chatIntervalMs: number;
  /** Messages one chat takes at once. */
  readonly chatBurst: number;
  /** Messages a group takes within `groupWindowMs`. */
  readonly groupMessages: number;
  readonly groupWindowMs: number;
}

/**
 * A little under Telegram's 30 a second, 1 a second in a chat and 20 a minute in a group: what leaves here evenly may
 * arrive there a little bunched.
 */
export const TELEGRAM_BUDGET: BudgetSettings = {
  gapMs: 34,
  chatIntervalMs: 1_050,
  chatBurst: 3,
  groupMessages: 20,
  groupWindowMs: 61_000,
};

const PRUNE_ABOVE = 1_000;
/** Two thirds of what may go at most is as much as a broadcast makes of it. */
const FULL_RATE = 2 / 3;

/** Accounts for messages; knows no clock and no timer. Group ids are negative; null is a message to nobody known. */
export class Budget {
  readonly #settings: BudgetSettings;
  /** So many in a second are a broadcast; none are where there is no limit. */
  readonly #fullRate: number;
  #nextMs = -Infinity;
  /** When the last messages went, as many as make a full rate. */
  #lastMs: number[] = [];
  /** When the messages of a chat are paid for, at one per interval. */
  readonly #paidMs = new Map<number, number>();
  readonly #groupSends = new Map<number, number[]>();

  constructor(settings: BudgetSettings) {
    this.#settings = settings;
    this.#fullRate = settings.gapMs > 0 ? Math.ceil((FULL_RATE * 1_000) / settings.gapMs) : 0;
  }

  /** The earliest moment a message to this chat may go. */
  readyAtMs(chatId: number | null): number {
    return Math.max(this.#nextMs, chatId === null ? -Infinity : this.chatReadyAtMs(chatId));
  }

  /** The earliest moment a message to this chat may go, if it were the only one. */
  chatReadyAtMs(chatId: number): number {
    const { chatIntervalMs, chatBurst, groupMessages, groupWindowMs } = this.#settings;
    const paid = (this.#paidMs.get(chatId) ?? -Infinity) - (chatBurst - 1) * chatIntervalMs;
    const freed = this.#groupSends.get(chatId)?.at(-groupMessages);
    const group = freed === undefined ? -Infinity : freed + groupWindowMs;
    return Math.max(paid, group);
  }

  /** Whether the second before this moment has seen about as many messages as Telegram takes from everybody. */
  isAtFullRate(nowMs: number): boolean {
    const [first] = this.#lastMs;
    return first !== undefined && this.#lastMs.length === this.#fullRate && first > nowMs - 1_000;
  }

  /** Counts a message that goes now. */
  take(chatId: number | null, nowMs: number): void {
    const { gapMs, chatIntervalMs, groupMessages } = this.#settings;
    this.#nextMs = nowMs + gapMs;
    if (this.#fullRate > 0) this.#lastMs = [...this.#lastMs, nowMs].slice(-this.#fullRate);
    if (chatId === null) return;
    this.#paidMs.set(chatId, Math.max(this.#paidMs.get(chatId) ?? -Infinity, nowMs) + chatIntervalMs);
    if (chatId < 0) {
      const sends = [...(this.#groupSends.get(chatId) ?? []), nowMs];
      this.#groupSends.set(chatId, sends.slice(-groupMessages));
    }
    if (this.#paidMs.size > PRUNE_ABOVE) this.#prune(nowMs);
  }

  #prune(nowMs: number): void {
    for (const [chatId, paidMs] of this.#paidMs) {
      if (paidMs <= nowMs) this.#paidMs.delete(chatId);
    }
    for (const [chatId, sends] of this.#groupSends) {
      if ((sends.at(-1) ?? 0) + this.#settings.groupWindowMs <= nowMs) this.#groupSends.delete(chatId);
    }
  }
}
