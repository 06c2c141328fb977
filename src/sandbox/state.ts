import type { Callbacks } from './callbacks.ts';
import type { Changes } from './changes.ts';
import type { Chats } from './chats.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Flood } from './flood.ts';
import type { TelegramUser } from './shapes.ts';
import type { Updates } from './updates.ts';
import type { Webhook } from './webhook.ts';

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** What the bot has set about itself: commands by scope and language, texts by name and language. */
export interface Profile {
  readonly commands: Map<string, readonly BotCommand[]>;
  readonly texts: Map<string, string>;
  menuButton: unknown;
}

/** Everything the sandbox knows; the methods of the bot and the doings of the people work on it. */
export interface State {
  readonly bot: TelegramUser;
  readonly chats: Chats;
  readonly files: Files;
  readonly updates: Updates;
  readonly callbacks: Callbacks;
  readonly changes: Changes;
  readonly faults: Faults;
  readonly profile: Profile;
  /** Calls by method, in the method's own spelling. */
  readonly calls: Map<string, number>;
  readonly nowMs: () => number;
  /** Whether the bot gets every message of a group, or only what concerns it (Telegram's privacy mode). */
  readonly readsAllGroupMessages: boolean;
  readonly webhookRetryMs: number;
  flood: Flood | null;
  webhook: Webhook | null;
}
