import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { KeepUpdates } from './polling.ts';

/** What to answer to the webhook's caller: 200, 401, 400. Anything thrown is a 500: Telegram then sends it again. */
export type WebhookOutcome = 'kept' | 'forbidden' | 'malformed';

/** Takes one request of Telegram's webhook: the value of X-Telegram-Bot-Api-Secret-Token and the parsed body. */
export type ReceiveWebhook = (secret: string | undefined, body: unknown) => Promise<WebhookOutcome>;

/**
 * The webhook's side of receiving: checks the secret (in constant time), then hands the update to the same `keep` as
 * polling. Answer 200 only after it has returned: what was answered 200 does not come again.
 *
 * @throws Error here for an empty secret: anybody could then write as anybody
 */
export function createWebhookReceiver(secret: string, keep: KeepUpdates): ReceiveWebhook {
  if (secret === '') throw new Error('a webhook needs a secret');
  const expected = digest(secret);
  return async (given, body) => {
    if (!timingSafeEqual(digest(given ?? ''), expected)) return 'forbidden';
    if (!isUpdate(body)) return 'malformed';
    await keep([{ updateId: body.update_id, payload: body }]);
    return 'kept';
  };
}

/** Digests have one length, which the comparison needs. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function isUpdate(body: unknown): body is Update {
  return (
    typeof body === 'object' &&
    body !== null &&
    Number.isSafeInteger((body as { readonly update_id?: unknown }).update_id)
  );
}
