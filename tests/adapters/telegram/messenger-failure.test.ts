import { GrammyError, HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { toMessengerError } from '../../../src/adapters/telegram/messenger-failure.ts';

const refused = (code: number, description: string, parameters = {}) =>
  new GrammyError('refused', { ok: false, error_code: code, description, parameters }, 'sendMessage', {});

test.each([
  [403, 'Forbidden: bot was blocked by the user', 'blocked', true],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked', true],
  [403, 'Forbidden: user is deactivated', 'deactivated', true],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked', true],
  [403, 'Forbidden: bot is not a member of the supergroup chat', 'kicked', true],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'kicked', true],
  [403, 'Forbidden: the group chat was deleted', 'chat_not_found', true],
  [400, 'Bad Request: chat not found', 'chat_not_found', true],
  [400, 'Bad Request: PEER_ID_INVALID', 'chat_not_found', true],
  [400, `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0`, 'bad_request', true],
  [400, 'Bad Request: message thread not found', 'topic_gone', true],
  [400, 'Bad Request: TOPIC_CLOSED', 'topic_gone', true],
  [400, 'Bad Request: TOPIC_DELETED', 'topic_gone', true],
  [413, 'Request Entity Too Large', 'bad_request', true],
  [401, 'Unauthorized', 'server', false],
  [404, 'Not Found', 'server', false],
  [500, 'Internal Server Error', 'server', false],
  [502, 'HTTP 502 without JSON', 'server', false],
])('%i «%s» is %s', (code, description, reason, permanent) => {
  const error = toMessengerError(refused(code, description));
  expect(error).toMatchObject({ reason, permanent, retryAfterSeconds: null, migrateToChatId: null });
  expect(error.message).toBe(`sendMessage: ${code} ${description}`);
});

test('a wait and a migration carry their numbers and are not permanent', () => {
  expect(
    toMessengerError(refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 })),
  ).toMatchObject({
    reason: 'rate_limited',
    permanent: false,
    retryAfterSeconds: 7,
  });
  const migrated = refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1001,
  });
  expect(toMessengerError(migrated)).toMatchObject({
    reason: 'migrated',
    permanent: false,
    migrateToChatId: -1001,
  });
});

test('the network’s failure keeps its cause; a bug stays a bug', () => {
  const cause = new Error('ECONNRESET');
  expect(toMessengerError(new HttpError('Network request failed', cause))).toMatchObject({
    reason: 'network',
    permanent: false,
    cause,
  });
  expect(() => toMessengerError(new TypeError('a bug'))).toThrow(TypeError);
});
