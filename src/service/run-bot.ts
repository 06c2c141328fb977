import { setTimeout } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { TelegramClient } from '../adapters/telegram/client.ts';
import { createFileFetcher } from '../adapters/telegram/files.ts';
import { createMembers } from '../adapters/telegram/members.ts';
import { createMessenger } from '../adapters/telegram/messenger.ts';
import { pollUpdates } from '../adapters/telegram/polling.ts';
import { createWebhookReceiver, type ReceiveWebhook } from '../adapters/telegram/webhook.ts';
import { chatMessenger } from '../app/chat-messenger.ts';
import type { Deps } from '../app/deps.ts';
import type { Log } from '../app/ports/log.ts';
import type { Controller, SourceReader } from '../app/ports.ts';
import { DEFAULT_COMMANDS, GROUP_COMMANDS, tellChatCommands } from '../bot/commands.ts';
import type { BotDeps } from '../bot/context.ts';
import { createBot } from '../bot/create-bot.ts';
import { handleUpdate, tellFailure } from '../bot/handle-update.ts';
import { createUploadReading } from '../bot/read-upload.ts';
import { startUpdatePump, type UpdatePumpTimings } from '../bot/update-pump.ts';
import { startUploadPump } from '../bot/upload-pump.ts';
import { encodeAction } from '../messages/actions.ts';
import { beginUpdateEpoch, createUpdateKeeper } from './keep-updates.ts';

/** Kinds of updates the bot handles. */
const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/** What the bot is run with. */
export interface BotParts {
  readonly deps: Deps;
  readonly telegram: TelegramClient;
  readonly me: UserFromGetMe;
  readonly reader: SourceReader;
  readonly log: Log;
  /** Tells the bots of an installation apart; see beginUpdateEpoch. */
  readonly botKey: string;
  /** Absent: the installation has no address of its own. */
  readonly calendarLink?: (token: string) => string;
  /** Absent: long polling. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** What differs from the usual patience with an update that fails. */
  readonly timings?: Partial<UpdatePumpTimings>;
}

/** The bot at work. */
export interface RunningBot {
  /** Takes what Telegram delivers; null with long polling. */
  readonly receive: ReceiveWebhook | null;
  /** Takes no new updates, lets those in hand finish. */
  readonly stop: () => Promise<void>;
}

/** Starts everything that talks with people: fetching updates, keeping them, handling them in order per chat. */
export async function runBot(parts: BotParts): Promise<RunningBot> {
  const { deps, telegram, me, log } = parts;
  const onError: BotDeps['onError'] = (error, facts) => log.error({ err: error, ...facts }, 'update failed');
  const botDeps: BotDeps = {
    ...deps,
    messenger: chatMessenger(createMessenger({ ...telegram, lane: 'interactive', encodeAction }), {
      ...deps,
      log,
    }),
    fetcher: createFileFetcher(telegram),
    members: createMembers(telegram.api),
    onUpload: () => uploads.notify(),
    inviteLink: inviteLinkOf(me.username),
    calendarLink: parts.calendarLink ?? null,
    onError,
  };
  const bot = createBot(botDeps, { token: telegram.token, client: telegram.options, botInfo: me });
  // Before anything runs that would have to be stopped if it failed.
  const epoch = await beginUpdateEpoch(deps.store, parts.botKey);
  const pump = startUpdatePump(
    {
      updates: deps.store.updates,
      clock: deps.clock,
      handle: (payload) => handleUpdate(bot, botDeps, payload),
      giveUp: (payload) => tellFailure(botDeps, payload),
      onError,
    },
    parts.timings,
  );
  const uploads = startUploadPump({
    uploads: deps.store.uploads,
    clock: deps.clock,
    read: createUploadReading({ ...botDeps, reader: parts.reader }),
    onError,
  });
  const keep = createUpdateKeeper({
    store: deps.store,
    clock: deps.clock,
    epoch,
    onKept: pump.notify,
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  const announcing = announce(parts, signal);
  const polling =
    parts.webhook === undefined
      ? pollUpdates({
          api: telegram.api,
          keep,
          allowedUpdates: [...ALLOWED_UPDATES],
          signal,
          onError: (error, { pauseMs, trouble }) =>
            log.warn({ err: error, pauseMs }, `fetching updates failed: ${trouble}`),
          onRecovered: (facts) => log.info(facts, 'updates are fetched again'),
        })
      : Promise.resolve();
  return {
    receive: parts.webhook === undefined ? null : createWebhookReceiver(parts.webhook.secret, keep),
    stop: async () => {
      stopping.abort();
      await Promise.all([polling, announcing]);
      await pump.stop();
      await uploads.stop();
    },
  };
}

/** The address that opens a bot with an invitation. */
export function inviteLinkOf(username: string): (token: string) => string {
  return (token) => `https://t.me/${username}?start=${token}`;
}

/**
 * Tells Telegram where updates go and which commands there are. Nothing waits for it: what Telegram does not
 * hear is said again, what it refuses is logged.
 */
async function announce(parts: BotParts, signal: AbortSignal): Promise<void> {
  const { telegram, webhook, deps } = parts;
  await insist(parts, signal, 'where updates go', () =>
    webhook === undefined
      ? telegram.api.deleteWebhook()
      : telegram.api.setWebhook(webhook.url, {
          secret_token: webhook.secret,
          allowed_updates: [...ALLOWED_UPDATES],
        }),
  );
  await insist(parts, signal, 'the commands', () => telegram.api.setMyCommands([...DEFAULT_COMMANDS]));
  await insist(parts, signal, 'the commands of groups', () =>
    telegram.api.setMyCommands([...GROUP_COMMANDS], { scope: { type: 'all_group_chats' } }),
  );
  let controllers: readonly Controller[] = [];
  await insist(parts, signal, 'who is a controller', async () => {
    controllers = await deps.store.controllers.all();
  });
  for (const { telegramUserId, chatId } of controllers) {
    // One made in a group by an earlier version sees the group's.
    if (chatId !== telegramUserId) continue;
    await insist(parts, signal, 'the commands of a controller', async () => {
      const subscriptions = await deps.store.subscriptions.ofChat(chatId);
      await tellChatCommands(telegram.api, chatId, { controller: true, subscriptions });
    });
  }
}

async function insist(
  { log }: BotParts,
  signal: AbortSignal,
  what: string,
  call: () => Promise<unknown>,
): Promise<void> {
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 60_000)) {
    try {
      await call();
      return;
    } catch (error) {
      const refused = error instanceof GrammyError && error.error_code < 500 && error.error_code !== 429;
      log.warn({ err: error, what, ...(refused ? {} : { pauseMs }) }, 'Telegram was not told');
      if (refused) return;
      // Woken early only by a stop, which is no failure.
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
