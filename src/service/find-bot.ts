import { setTimeout } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { TelegramClient } from '../adapters/telegram/client.ts';
import type { Log } from '../app/ports/log.ts';
import type { SettingRecords } from '../app/ports.ts';
import { rememberBotUsername } from './invite-link.ts';

const PROFILE_KEY = 'bot_profile';
/** Tries before the start is given up, where nothing is known of the bot from before. */
const TRIES = 3;
const TRY_MS = 20_000;
const PAUSE_MS = 2_000;

/**
 * Who the bot is. Telegram is asked at every start; where it does not answer, the profile of an earlier start
 * serves, so that an outage of the network does not keep the service from starting.
 *
 * @throws Error with a message for the operator: the token is refused, or nothing is known of the bot yet; the
 *   signal's reason where it is aborted
 */
export async function findBot(parts: {
  readonly telegram: Pick<TelegramClient, 'api' | 'token'>;
  readonly settings: SettingRecords;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<UserFromGetMe> {
  const { telegram, settings, log, signal } = parts;
  const [botId = ''] = telegram.token.split(':');
  const key = `${PROFILE_KEY}:${botId}`;
  for (let attempt = 1; ; attempt++) {
    try {
      const me = await askWho(telegram.api, signal);
      await settings.write(key, JSON.stringify(me));
      await rememberBotUsername(settings, me.username);
      return me;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
        throw new Error('Telegram refuses BOT_TOKEN: check it with @BotFather.', { cause: error });
      }
      log.warn({ err: error, attempt }, 'Telegram does not answer');
      const known = await settings.read(key);
      if (known !== null) return JSON.parse(known) as UserFromGetMe;
      if (attempt < TRIES) {
        await setTimeout(PAUSE_MS, undefined, { signal });
        continue;
      }
      throw new Error(
        'Telegram can not be reached, and the bot has never been reached before: check the network, TELEGRAM_API_ROOT and TELEGRAM_PROXY.',
        { cause: error },
      );
    }
  }
}

function askWho(api: Api, signal: AbortSignal): Promise<UserFromGetMe> {
  // grammY's type of the signal is a polyfill's; it takes the native one.
  type Signal = NonNullable<Parameters<Api['getMe']>[0]>;
  return api.getMe(AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]) as unknown as Signal);
}
