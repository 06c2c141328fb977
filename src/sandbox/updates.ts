import { refusals, SandboxError } from './errors.ts';
import type { Update, UpdateBody } from './shapes.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;
const MAX_PENDING = 100_000;

/** Kinds of updates a bot gets only if it names them in allowed_updates. */
const ON_REQUEST_ONLY: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

interface Poll {
  readonly limit: number;
  readonly resolve: (updates: readonly Update[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * The queue of updates between the people and the bot: numbered, kept 24 hours (by the sandbox's clock) or until
 * confirmed by a higher offset, given to one poller at a time.
 */
export class Updates {
  readonly #nowMs: () => number;
  readonly #pending: { readonly update: Update; readonly atMs: number }[] = [];
  readonly #listeners = new Set<() => void>();
  #nextId = 600_000_001;
  #allowed: ReadonlySet<string> | null = null;
  #poll: Poll | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Updates not confirmed yet. */
  get pendingCount(): number {
    this.#forgetOld();
    return this.#pending.length;
  }

  get allowed(): readonly string[] | null {
    return this.#allowed === null ? null : [...this.#allowed];
  }

  /** Which kinds of updates the bot wants; an empty list is the default set. It does not touch what waits already. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length === 0 ? null : new Set(kinds);
  }

  /** Queues an update; null where the bot does not want its kind. @throws SandboxError above 100,000 waiting */
  push(body: UpdateBody): Update | null {
    const kind = Object.keys(body)[0] ?? '';
    const wanted = this.#allowed === null ? !ON_REQUEST_ONLY.includes(kind) : this.#allowed.has(kind);
    if (!wanted) return null;
    if (this.pendingCount >= MAX_PENDING) {
      throw new SandboxError(`${MAX_PENDING} updates wait already; the bot confirms none`);
    }
    const update: Update = { update_id: this.#nextId++, ...body };
    this.#pending.push({ update, atMs: this.#nowMs() });
    const poll = this.#poll;
    if (poll !== null) {
      this.#poll = null;
      clearTimeout(poll.timer);
      poll.resolve(this.#first(poll.limit));
    }
    for (const listener of this.#listeners) listener();
    return update;
  }

  /**
   * getUpdates: confirms everything below `offset`, then gives what waits, or waits up to `timeoutMs` for the first.
   * A negative offset keeps only that many of the latest. A poll that was waiting is ended with 409.
   */
  poll(request: {
    readonly offset: number;
    readonly limit: number;
    readonly timeoutMs: number;
  }): Promise<readonly Update[]> {
    this.endPoll(refusals.otherPoller());
    if (request.offset > 0) this.confirmBelow(request.offset);
    if (request.offset < 0) this.#pending.splice(0, Math.max(0, this.#pending.length + request.offset));
    const waiting = this.#first(request.limit);
    if (waiting.length > 0 || request.timeoutMs === 0) {
      return Promise.resolve(waiting);
    }
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.#poll = null;
        resolve([]);
      };
      const timer = setTimeout(end, request.timeoutMs);
      this.#poll = { limit: request.limit, resolve, reject, timer };
    });
  }

  /** Ends a waiting getUpdates with an error. */
  endPoll(error: Error): void {
    const poll = this.#poll;
    if (poll === null) return;
    this.#poll = null;
    clearTimeout(poll.timer);
    poll.reject(error);
  }

  confirmBelow(updateId: number): void {
    const kept = this.#pending.findIndex(({ update }) => update.update_id >= updateId);
    this.#pending.splice(0, kept === -1 ? this.#pending.length : kept);
  }

  dropAll(): void {
    this.#pending.length = 0;
  }

  /** The oldest update that waits, for the webhook. */
  oldest(): Update | null {
    return this.#first(1)[0] ?? null;
  }

  /** Called after every push; returns how to stop it. */
  onPush(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #first(limit: number): readonly Update[] {
    this.#forgetOld();
    return this.#pending.slice(0, limit).map(({ update }) => update);
  }

  #forgetOld(): void {
    const oldest = this.#nowMs() - KEPT_MS;
    while ((this.#pending[0]?.atMs ?? Infinity) < oldest) this.#pending.shift();
  }
}
