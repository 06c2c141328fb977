import { createTelegramClient } from '../adapters/telegram/client.ts';
import type { SettingRecords, Store } from '../app/ports.ts';
import type { Config } from '../config.ts';
import { inviteLinkOf } from './run-bot.ts';

/** The sandbox's bot is always called so. */
export const SANDBOX_BOT_USERNAME = 'srok_sandbox_bot';

const USERNAME_KEY = 'bot_username';

/** Remembers the bot's name, so that commands can make links without asking Telegram. */
export async function rememberBotUsername(settings: SettingRecords, username: string): Promise<void> {
  await settings.write(USERNAME_KEY, username);
}

/**
 * How links of invitations are made: with the name of the bot whose token is configured.
 *
 * @throws grammY's error where Telegram must be asked and does not answer
 */
export async function findInviteLink(
  config: Pick<Config, 'botToken' | 'telegramApiRoot' | 'telegramProxy'>,
  store: Store,
): Promise<(token: string) => string> {
  const known = await store.settings.read(USERNAME_KEY);
  if (known !== null) return inviteLinkOf(known);
  // Nothing has talked to Telegram yet, and without a token nothing will: this is the sandbox's installation.
  if (config.botToken === null) return inviteLinkOf(SANDBOX_BOT_USERNAME);
  const telegram = createTelegramClient({
    token: config.botToken,
    apiRoot: config.telegramApiRoot ?? undefined,
    proxy: config.telegramProxy ?? undefined,
  });
  try {
    const { username } = await telegram.api.getMe();
    await rememberBotUsername(store.settings, username);
    return inviteLinkOf(username);
  } finally {
    telegram.close();
  }
}
