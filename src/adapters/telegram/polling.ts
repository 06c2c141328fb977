import type { Api } from 'grammy';
import { GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';

/** An update as Telegram gave it. */
export interface ReceivedUpdate {
  readonly updateId: number;
  readonly payload: Update;
}

/** Keeps updates for good, each once; only after it has returned may Telegram forget them. */
export type KeepUpdates = (updates: readonly ReceivedUpdate[]) => Promise<void>;

/** What long polling works with. */
export interface PollingDeps {
  readonly api: Api;
  readonly keep: KeepUpdates;
  /** Kinds of updates the bot handles. */
  readonly allowedUpdates: readonly Exclude<keyof Update, 'update_id'>[];
  /** Told of every failure; polling goes on. `pauseMs` is how long it now rests, `trouble` what it means. */
  readonly onError: (error: unknown, facts: { readonly pauseMs: number; readonly trouble: string }) => void;
  /** Told when updates come again after failures. */
  readonly onRecovered: (facts: { readonly failures: number }) => void;
  readonly signal: AbortSignal;
  /** How long Telegram may hold a call for the first update; 30 where absent. */
  readonly pollSeconds?: number;
  /** First pause after a failure, doubled up to 64-fold; 500 where absent. */
  readonly firstPauseMs?: number;
}

const LONGEST_DOUBLING = 6;

/**
 * Long polling that loses nothing: getUpdates → `keep` → only then the next offset. Where `keep` fails, or the process
 * dies before it has returned, the same updates come again. Returns after an abort, promptly; goes on through
 * everything else: no network, 5xx, 409 of a second instance, a revoked token.
 */
export async function pollUpdates(deps: PollingDeps): Promise<void> {
  const { signal } = deps;
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await fetchUpdates(deps, offset);
      if (updates.length > 0) {
        await deps.keep(updates.map((payload) => ({ updateId: payload.update_id, payload })));
        offset = Math.max(...updates.map((update) => update.update_id)) + 1;
      }
      if (failures > 0) deps.onRecovered({ failures });
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      const backoffMs = (deps.firstPauseMs ?? 500) * 2 ** Math.min(failures++, LONGEST_DOUBLING);
      const pauseMs = Math.max(backoffMs, askedToWaitMs(error));
      deps.onError(error, { pauseMs, trouble: describeTrouble(error) });
      await rest(pauseMs, signal);
    }
  }
}

function fetchUpdates(deps: PollingDeps, offset: number): Promise<readonly Update[]> {
  const request = {
    offset,
    limit: 100,
    timeout: deps.pollSeconds ?? 30,
    allowed_updates: deps.allowedUpdates,
  };
  // grammY's type of the signal is a polyfill's; it takes the native one.
  type Signal = NonNullable<Parameters<Api['getUpdates']>[1]>;
  return deps.api.getUpdates(request, deps.signal as unknown as Signal);
}

/** For the operator: what is wrong, and what to do where that is not to wait. */
function describeTrouble(error: unknown): string {
  if (error instanceof HttpError) return 'Telegram is not reached';
  if (!(error instanceof GrammyError)) return 'they could not be kept, and Telegram will give them again';
  switch (error.error_code) {
    case 401:
    case 404:
      return 'Telegram refuses BOT_TOKEN, it was revoked or replaced: set the new one and start the service again';
    case 409:
      return error.description.includes('webhook')
        ? 'another program has set a webhook for this bot: stop it and start the service again'
        : 'another program fetches them with the same BOT_TOKEN: stop it';
    case 429:
      return 'Telegram asks to wait';
    default:
      return error.error_code >= 500 ? 'Telegram is out of order' : 'Telegram refuses the call';
  }
}

/** What a 429 asks for, 0 for any other failure. */
function askedToWaitMs(error: unknown): number {
  return error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
