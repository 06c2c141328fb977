/** How much the bot may send; the defaults are Telegram's published figures. */
export interface FloodLimits {
  /** Messages a second over all chats. */
  readonly perSecond: number;
  /** Messages a second in one chat, after a burst of `chatBurst`. */
  readonly perChatPerSecond: number;
  readonly perGroupPerMinute: number;
  /** Messages a chat takes at once before its rate counts; 3 where absent. */
  readonly chatBurst?: number;
}

/** Telegram's own, as its bot FAQ gives them. */
export const TELEGRAM_LIMITS: FloodLimits = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };

/**
 * Flood control as Telegram does it: a strict sliding second over all chats, a bucket per chat, a sliding minute per
 * group. Who goes over the limit of all chats is shut out of everything until `retry_after` has passed, and hammering
 * meanwhile is refused with what is left; over a chat's limit only that chat waits.
 */
export class Flood {
  readonly #limits: FloodLimits;
  readonly #recent: number[] = [];
  readonly #chats = new Map<number, { tokens: number; atMs: number }>();
  readonly #groups = new Map<number, number[]>();
  #closedUntilMs = 0;

  constructor(limits: FloodLimits) {
    this.#limits = limits;
  }

  /** Seconds to wait, or 0 where the message may go (and is counted). Group ids are negative. */
  admit(chatId: number, nowMs: number): number {
    if (nowMs < this.#closedUntilMs) return seconds(this.#closedUntilMs - nowMs);
    while ((this.#recent[0] ?? Infinity) <= nowMs - 1000) this.#recent.shift();
    if (this.#recent.length >= this.#limits.perSecond) {
      this.#closedUntilMs = nowMs + 1000;
      return 1;
    }
    const bucket = this.#bucket(chatId, nowMs);
    if (bucket.tokens < 1) return seconds(((1 - bucket.tokens) / this.#limits.perChatPerSecond) * 1000);
    const minute = this.#minute(chatId, nowMs);
    if (chatId < 0 && minute.length >= this.#limits.perGroupPerMinute) {
      return seconds((minute[0] ?? nowMs) + 60_000 - nowMs);
    }
    bucket.tokens--;
    minute.push(nowMs);
    this.#recent.push(nowMs);
    return 0;
  }

  #bucket(chatId: number, nowMs: number): { tokens: number; atMs: number } {
    const burst = this.#limits.chatBurst ?? 3;
    const bucket = this.#chats.get(chatId) ?? { tokens: burst, atMs: nowMs };
    const refill = ((nowMs - bucket.atMs) / 1000) * this.#limits.perChatPerSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + refill);
    bucket.atMs = nowMs;
    this.#chats.set(chatId, bucket);
    return bucket;
  }

  #minute(chatId: number, nowMs: number): number[] {
    const minute = (this.#groups.get(chatId) ?? []).filter((at) => at > nowMs - 60_000);
    if (chatId < 0) this.#groups.set(chatId, minute);
    return minute;
  }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
