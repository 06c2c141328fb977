import type { Deps } from './deps.ts';
import type { Log } from './ports/log.ts';
import type { Messenger, Place } from './ports.ts';
import { MessengerError } from './ports.ts';

/**
 * A messenger that knows of topics which come and go: what Telegram does not take for a topic, because it is closed
 * or deleted or the group has turned topics off, goes to the chat itself. The topic is left for good, and the chat is
 * told once.
 */
export function leavingLostTopics(
  messenger: Messenger,
  deps: Pick<Deps, 'store' | 'clock' | 'bell'> & { readonly log: Log },
): Messenger {
  const insist = async <T>(to: Place, send: (place: Place) => Promise<T>): Promise<T> => {
    try {
      return await send(to);
    } catch (error) {
      const isLost = error instanceof MessengerError && error.reason === 'topic_gone';
      if (!isLost || to.topicId === null) throw error;
      await leaveTopic(deps, to.chatId, to.topicId);
      return send({ chatId: to.chatId, topicId: null });
    }
  };
  return {
    send: (to, message) => insist(to, (place) => messenger.send(place, message)),
    sendFile: (to, file, caption) => insist(to, (place) => messenger.sendFile(place, file, caption)),
    edit: (chatId, messageId, message) => messenger.edit(chatId, messageId, message),
    waitMs: (chatId) => messenger.waitMs(chatId),
  };
}

/** Everything that went into the topic goes to the chat itself from now on; said once, however many messages fail. */
async function leaveTopic(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'> & { readonly log: Log },
  chatId: number,
  topicId: number,
): Promise<void> {
  const at = deps.clock.now();
  const waiting = await deps.store.transaction(async (records) => {
    const organizationCodes = await records.subscriptions.leaveTopic(chatId, topicId);
    if (organizationCodes.length === 0) return [];
    await records.audit.append({
      at,
      action: 'topic_lost',
      personId: null,
      chatId,
      messageId: null,
      updateId: null,
      documentId: null,
      assignmentId: null,
      details: { topicId, organizations: organizationCodes.join(', ') },
    });
    return records.outbox.addMany([
      {
        key: `topic-lost:${chatId}:${topicId}:${at.getTime()}`,
        chatId,
        content: { kind: 'topic_lost', organizationCodes },
        notBefore: at,
      },
    ]);
  });
  if (waiting.length === 0) return;
  deps.log.warn({ chatId, topicId }, 'a topic is closed or gone; its messages go to the chat itself');
  await deps.bell.deliveriesWaiting(waiting);
}
