import type { Args } from '../args.ts';
import { refusals } from '../errors.ts';
import type { State } from '../state.ts';
import { Webhook } from '../webhook.ts';
import type { Method } from './method.ts';

const LONGEST_POLL_SECONDS = 50;

function readAllowed(state: State, args: Args): void {
  const given = args.json('allowed_updates', () => refusals.field("can't parse allowed_updates JSON object"));
  if (Array.isArray(given)) state.updates.allow(given.map(String));
}

export const getUpdates: Method = (state, args) => {
  if (state.webhook !== null) throw refusals.webhookActive();
  readAllowed(state, args);
  return state.updates.poll({
    offset: args.integer('offset'),
    limit: args.integer('limit', 100, 1, 100),
    timeoutMs: args.integer('timeout', 0, 0, LONGEST_POLL_SECONDS) * 1000,
  });
};

/** Unlike Telegram, plain http addresses are taken too: the sandbox and the bot share a machine. */
export const setWebhook: Method = async (state, args) => {
  const url = args.text('url');
  if (url === '') return deleteWebhook(state, args);
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw refusals.badWebhookUrl();
  const secret = args.text('secret_token');
  if (secret.length > 256) throw refusals.longSecret();
  if (!/^[\w-]*$/.test(secret)) throw refusals.badSecret();
  readAllowed(state, args);
  if (args.flag('drop_pending_updates')) state.updates.dropAll();
  state.updates.endPoll(refusals.terminatedByWebhook());
  await state.webhook?.stop();
  const maxConnections = args.integer('max_connections', 40, 1, 100);
  state.webhook = new Webhook({ url, secret, maxConnections }, state);
  return true;
};

export const deleteWebhook: Method = async (state, args) => {
  const webhook = state.webhook;
  state.webhook = null;
  await webhook?.stop();
  if (args.flag('drop_pending_updates')) state.updates.dropAll();
  return true;
};

export const getWebhookInfo: Method = (state) => {
  const { webhook, updates } = state;
  return {
    url: webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pendingCount,
    ...(webhook === null ? {} : { max_connections: webhook.settings.maxConnections }),
    ...(updates.allowed === null ? {} : { allowed_updates: updates.allowed }),
    ...(webhook?.lastError
      ? {
          last_error_date: Math.floor(webhook.lastError.atMs / 1000),
          last_error_message: webhook.lastError.message,
        }
      : {}),
  };
};
