import { withOrganization } from '../messages/whose.ts';
import type { Deps } from './deps.ts';
import { leavingLostTopics } from './leave-topic.ts';
import type { Log } from './ports/log.ts';
import type { Messenger } from './ports.ts';

/**
 * A messenger that knows its chats: in one that speaks for several organizations every message says for which it is,
 * and what a lost topic does not take goes to the chat itself.
 */
export function chatMessenger(
  messenger: Messenger,
  deps: Pick<Deps, 'store' | 'clock' | 'bell'> & { readonly log: Log },
): Messenger {
  return leavingLostTopics(namingOrganizations(messenger, deps), deps);
}

function namingOrganizations(messenger: Messenger, { store }: Pick<Deps, 'store'>): Messenger {
  const named = async (chatId: number, message: Parameters<Messenger['send']>[1]) => {
    if (message.organization === undefined) return message;
    const subscriptions = await store.subscriptions.ofChat(chatId);
    return subscriptions.length > 1 ? withOrganization(message) : message;
  };
  return {
    send: async (to, message) => messenger.send(to, await named(to.chatId, message)),
    sendFile: (to, file, caption) => messenger.sendFile(to, file, caption),
    waitMs: (chatId) => messenger.waitMs(chatId),
    edit: async (chatId, messageId, message) =>
      messenger.edit(chatId, messageId, await named(chatId, message)),
  };
}
