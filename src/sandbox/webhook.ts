import type { Changes } from './changes.ts';
import type { Updates } from './updates.ts';

/** Where updates are delivered, as setWebhook was told. */
export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

const TIMEOUT_MS = 30_000;

/**
 * Delivers updates to a webhook, one after the other, with X-Telegram-Bot-Api-Secret-Token. An update is confirmed by
 * a 2xx answer and sent again after any other (pauses of `retryMs`, doubled up to 32-fold).
 */
export class Webhook {
  readonly settings: WebhookSettings;
  readonly #updates: Updates;
  readonly #retryMs: number;
  readonly #stop = new AbortController();
  readonly #unsubscribe: () => void;
  #lastError: { readonly message: string; readonly atMs: number } | null = null;
  #running: Promise<void> | null = null;
  readonly #nowMs: () => number;
  readonly #confirmed: () => void;

  constructor(
    settings: WebhookSettings,
    around: {
      readonly updates: Updates;
      readonly changes: Changes;
      readonly nowMs: () => number;
      readonly webhookRetryMs: number;
    },
  ) {
    const { updates } = around;
    this.settings = settings;
    this.#updates = updates;
    this.#retryMs = around.webhookRetryMs;
    this.#nowMs = around.nowMs;
    this.#confirmed = () => around.changes.wake();
    this.#unsubscribe = updates.onPush(() => this.#run());
    this.#run();
  }

  get lastError(): { readonly message: string; readonly atMs: number } | null {
    return this.#lastError;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stop.abort();
    await this.#running;
  }

  #run(): void {
    if (this.#running !== null || this.#stop.signal.aborted) return;
    this.#running = this.#deliverAll().finally(() => {
      this.#running = null;
      // A push during the last delivery has found the loop running.
      if (this.#updates.oldest() !== null) this.#run();
    });
  }

  async #deliverAll(): Promise<void> {
    let failures = 0;
    for (let next = this.#updates.oldest(); next !== null; next = this.#updates.oldest()) {
      const failure = await this.#deliver(next);
      if (this.#stop.signal.aborted) return;
      if (failure === null) {
        failures = 0;
        this.#updates.confirmBelow(next.update_id + 1);
        this.#confirmed();
      } else {
        this.#lastError = { message: failure, atMs: this.#nowMs() };
        await this.#pause(this.#retryMs * 2 ** Math.min(failures++, 5));
        if (this.#stop.signal.aborted) return;
      }
    }
  }

  /** Null where the webhook answered 2xx, else what was wrong. */
  async #deliver(update: unknown): Promise<string | null> {
    const { url, secret } = this.settings;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      return response.ok
        ? null
        : `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim();
    } catch {
      return 'Connection refused';
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#stop.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#stop.signal.addEventListener('abort', done, { once: true });
    });
  }
}
