import { expect, test } from 'vitest';
import { ApiError, refusals } from '../../src/sandbox/errors.ts';

/**
 * What Telegram really says, gathered apart from the sandbox: constants of tdlib/telegram-bot-api and tdlib/td, and
 * server errors (upper case) seen in the issues of bot libraries. «…» stands for words of the request.
 */
const KNOWN = `
401 Unauthorized
401 Unauthorized: invalid token specified
403 Forbidden: bot can't initiate conversation with a user
403 Forbidden: bot is not a member of the … chat
403 Forbidden: bot was blocked by the user
403 Forbidden: bot was kicked from the … chat
403 Forbidden: user is deactivated
404 Not Found
404 Not Found: method not found
409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first
409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running
409 Conflict: terminated by setWebhook request
413 Request Entity Too Large
429 Too Many Requests: retry after …
500 Internal Server Error
400 Bad Request: BOT_COMMAND_INVALID
400 Bad Request: BUTTON_DATA_INVALID
400 Bad Request: MESSAGE_TOO_LONG
400 Bad Request: REACTION_INVALID
400 Bad Request: can't parse BotCommand: …
400 Bad Request: can't parse InputMedia: …
400 Bad Request: can't parse commands JSON object
400 Bad Request: can't parse entities: …
400 Bad Request: can't parse inline keyboard button: …
400 Bad Request: can't parse keyboard button: …
400 Bad Request: can't parse media JSON object
400 Bad Request: can't parse menu button: MenuButton has unsupported type
400 Bad Request: can't parse reaction types JSON object
400 Bad Request: can't parse reply keyboard markup JSON object
400 Bad Request: can't parse reply parameters JSON object
400 Bad Request: chat identifier is not specified
400 Bad Request: chat not found
400 Bad Request: chat_id is empty
400 Bad Request: command description length must not exceed 256
400 Bad Request: command description must be non-empty
400 Bad Request: command length must not exceed 32
400 Bad Request: command must be non-empty
400 Bad Request: document can't be mixed with other media types
400 Bad Request: expected an Array of InputMedia
400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays
400 Bad Request: field "keyboard" must be an Array of Arrays
400 Bad Request: file is too big
400 Bad Request: file must be non-empty
400 Bad Request: file_id not specified
400 Bad Request: group chat was upgraded to a supergroup chat
400 Bad Request: inline keyboard button URL '…' is invalid: Wrong HTTP URL
400 Bad Request: inline keyboard button text must be non-empty
400 Bad Request: inline keyboard expected
400 Bad Request: invalid file_id
400 Bad Request: invalid user_id specified
400 Bad Request: invalid webhook URL specified
400 Bad Request: keyboard button text must be non-empty
400 Bad Request: message caption is too long
400 Bad Request: message can't be deleted for everyone
400 Bad Request: message can't be edited
400 Bad Request: message identifier is not specified
400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message
400 Bad Request: message is too long
400 Bad Request: message text is empty
400 Bad Request: message thread not found
400 Bad Request: TOPIC_CLOSED
400 Bad Request: CHAT_ADMIN_REQUIRED
400 Bad Request: message to … not found
400 Bad Request: object expected as reply markup
400 Bad Request: object expected as reply parameters
400 Bad Request: query is too old and response timeout expired or query ID is invalid
400 Bad Request: reply markup is too long
400 Bad Request: secret token contains unallowed characters
400 Bad Request: secret token is too long
400 Bad Request: text must be non-empty
400 Bad Request: there are no messages to send
400 Bad Request: there is no caption in the message to edit
400 Bad Request: there is no document in the request
400 Bad Request: there is no photo in the request
400 Bad Request: there is no text in the message to edit
400 Bad Request: there is no voice in the request
400 Bad Request: too many messages to send as an album
400 Bad Request: unsupported parse_mode
400 Bad Request: user not found
400 Bad Request: wrong file identifier/HTTP URL specified
400 Bad Request: wrong file_id or the file is temporarily unavailable
400 Bad Request: wrong parameter action in request
`
  .trim()
  .split('\n');

test('every refusal is one that Telegram really gives', () => {
  const known = new Set(KNOWN);
  // `field` takes whole sentences of its callers, which are covered by the table of strictness.
  const { field: _, ...fixed } = refusals;
  for (const [name, refuse] of Object.entries(fixed)) {
    const error = (refuse as (argument: unknown) => ApiError)('…');
    expect(error).toBeInstanceOf(ApiError);
    expect(known, name).toContain(`${error.code} ${error.message}`);
  }
});
