import type { MaybeInaccessibleMessage } from 'grammy/types';

/**
 * The topic a message stands in; null where the chat has none, in «General», and for a message too old to be known.
 * A thread is no topic by itself: replies outside topics have threads too, which nobody can write to.
 */
export function topicOf(message: MaybeInaccessibleMessage | undefined): number | null {
  if (message === undefined || !('is_topic_message' in message) || message.is_topic_message !== true) {
    return null;
  }
  return message.message_thread_id ?? null;
}
