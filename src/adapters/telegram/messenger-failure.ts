import { GrammyError, HttpError } from 'grammy';
import type { MessengerFailure } from '../../app/ports.ts';
import { MessengerError } from '../../app/ports.ts';
import { ONLY_THIS_CHAT } from './gate.ts';

interface Verdict {
  readonly reason: MessengerFailure;
  readonly permanent: boolean;
}

/**
 * What Telegram's words mean, first fit. 401 and 404 are about the token or the API root, never about the chat: they
 * must not lose a message.
 */
const verdicts: readonly (readonly [code: number | null, words: RegExp, verdict: Verdict])[] = [
  [401, /./, { reason: 'server', permanent: false }],
  [404, /./, { reason: 'server', permanent: false }],
  [null, /user is deactivated/i, { reason: 'deactivated', permanent: true }],
  [null, /bot was blocked|can't initiate conversation/i, { reason: 'blocked', permanent: true }],
  [
    null,
    /was kicked|not a member|not enough rights to send|have no rights to send|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/i,
    { reason: 'kicked', permanent: true },
  ],
  [
    400,
    /message thread not found|TOPIC_CLOSED|TOPIC_DELETED|TOPIC_ID_INVALID/i,
    { reason: 'topic_gone', permanent: true },
  ],
  [
    null,
    /chat not found|chat was deleted|group is deactivated|PEER_ID_INVALID/i,
    { reason: 'chat_not_found', permanent: true },
  ],
];

function judge(error: GrammyError): Verdict {
  const { error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) return { reason: 'migrated', permanent: false };
  if (code === 429) return { reason: 'rate_limited', permanent: false };
  if (code >= 500) return { reason: 'server', permanent: false };
  const found = verdicts.find(([only, words]) => (only === null || only === code) && words.test(description));
  return found?.[2] ?? { reason: 'bad_request', permanent: true };
}

/**
 * Any failure of a call as the Messenger's one error. `migrated` is not permanent: with the chat's new id the same
 * message arrives. What is no failure of the edge (a bug) is thrown on as it is.
 *
 * @throws the error itself where it is neither Telegram's nor the network's
 */
export function toMessengerError(error: unknown): MessengerError {
  if (error instanceof MessengerError) return error;
  if (error instanceof GrammyError) {
    const { retry_after: retryAfter, migrate_to_chat_id: migrateTo } = error.parameters;
    return new MessengerError(judge(error).reason, {
      permanent: judge(error).permanent,
      message: `${error.method}: ${error.error_code} ${error.description}`,
      ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
      ...(ONLY_THIS_CHAT in error.parameters ? { onlyThisChat: true } : {}),
      ...(migrateTo === undefined ? {} : { migrateToChatId: migrateTo }),
      cause: error,
    });
  }
  if (error instanceof HttpError) {
    return new MessengerError('network', { permanent: false, message: error.message, cause: error.error });
  }
  throw error;
}

/** Telegram says that an edit would change nothing: the message is as it should be. */
export function isNotModified(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes('message is not modified');
}
