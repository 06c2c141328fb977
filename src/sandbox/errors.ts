/**
 * Every refusal the sandbox answers with, in the words of the Bot API (tdlib/telegram-bot-api and its server).
 * `ApiError` carries the code, the description and the parameters of the JSON answer:
 *
 *   refusals.migrated(-1001)  → 400 «Bad Request: group chat was upgraded to a supergroup chat», migrate_to_chat_id
 *
 * A `SandboxError` is not Telegram's: the program that drives the sandbox asked for something impossible.
 */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(description);
    this.name = 'ApiError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** The driver of the sandbox asked for something that cannot be: an unknown user, a button that is not there. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SandboxError';
  }
}

const badRequest = (words: string): ApiError => new ApiError(400, `Bad Request: ${words}`);
const forbidden = (words: string): ApiError => new ApiError(403, `Forbidden: ${words}`);

/** The refusals by name; each makes a fresh error. */
export const refusals = {
  unauthorized: () => new ApiError(401, 'Unauthorized'),
  malformedToken: () => new ApiError(401, 'Unauthorized: invalid token specified'),
  unknownMethod: () => new ApiError(404, 'Not Found: method not found'),
  notFound: () => new ApiError(404, 'Not Found'),
  bodyTooLarge: () => new ApiError(413, 'Request Entity Too Large'),
  flood: (seconds: number) =>
    new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  internal: () => new ApiError(500, 'Internal Server Error'),
  webhookActive: () =>
    new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  otherPoller: () =>
    new ApiError(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  terminatedByWebhook: () => new ApiError(409, 'Conflict: terminated by setWebhook request'),
  badWebhookUrl: () => badRequest('invalid webhook URL specified'),
  longSecret: () => badRequest('secret token is too long'),
  badSecret: () => badRequest('secret token contains unallowed characters'),

  emptyChatId: () => badRequest('chat_id is empty'),
  noChatIdentifier: () => badRequest('chat identifier is not specified'),
  chatNotFound: () => badRequest('chat not found'),
  userNotFound: () => badRequest('user not found'),
  badUserId: () => badRequest('invalid user_id specified'),
  blocked: () => forbidden('bot was blocked by the user'),
  deactivated: () => forbidden('user is deactivated'),
  neverStarted: () => forbidden("bot can't initiate conversation with a user"),
  kicked: (type: 'group' | 'supergroup') => forbidden(`bot was kicked from the ${type} chat`),
  notMember: (type: 'group' | 'supergroup') => forbidden(`bot is not a member of the ${type} chat`),
  migrated: (to: number) =>
    new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: to,
    }),
  threadNotFound: () => badRequest('message thread not found'),
  topicClosed: () => badRequest('TOPIC_CLOSED'),
  adminRequired: () => badRequest('CHAT_ADMIN_REQUIRED'),

  emptyText: () => badRequest('message text is empty'),
  blankText: () => badRequest('text must be non-empty'),
  longText: () => badRequest('message is too long'),
  longCaption: () => badRequest('message caption is too long'),
  entities: (words: string) => badRequest(`can't parse entities: ${words}`),
  parseMode: () => badRequest('unsupported parse_mode'),
  markupJson: () => badRequest("can't parse reply keyboard markup JSON object"),
  markupObject: () => badRequest('object expected as reply markup'),
  inlineRows: () =>
    badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
  keyboardRows: () => badRequest('field "keyboard" must be an Array of Arrays'),
  inlineButton: (words: string) => badRequest(`can't parse inline keyboard button: ${words}`),
  keyboardButton: (words: string) => badRequest(`can't parse keyboard button: ${words}`),
  emptyInlineButton: () => badRequest('inline keyboard button text must be non-empty'),
  emptyKeyboardButton: () => badRequest('keyboard button text must be non-empty'),
  buttonUrl: (url: string) => badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`),
  buttonData: () => badRequest('BUTTON_DATA_INVALID'),
  longMarkup: () => badRequest('reply markup is too long'),
  inlineExpected: () => badRequest('inline keyboard expected'),
  field: (words: string) => badRequest(words),
  replyJson: () => badRequest("can't parse reply parameters JSON object"),
  replyObject: () => badRequest('object expected as reply parameters'),

  messageNotFound: (what: 'edit' | 'delete' | 'copy' | 'forward' | 'react' | 'be replied') =>
    badRequest(`message to ${what} not found`),
  noMessageIdentifier: () => badRequest('message identifier is not specified'),
  notModified: () =>
    badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    ),
  uneditable: () => badRequest("message can't be edited"),
  noTextToEdit: () => badRequest('there is no text in the message to edit'),
  noCaptionToEdit: () => badRequest('there is no caption in the message to edit'),
  undeletable: () => badRequest("message can't be deleted for everyone"),
  badReaction: () => badRequest('REACTION_INVALID'),
  reactionJson: () => badRequest("can't parse reaction types JSON object"),
  badAction: () => badRequest('wrong parameter action in request'),

  staleQuery: () => badRequest('query is too old and response timeout expired or query ID is invalid'),
  longAlert: () => badRequest('MESSAGE_TOO_LONG'),

  noDocument: () => badRequest('there is no document in the request'),
  noPhoto: () => badRequest('there is no photo in the request'),
  noVoice: () => badRequest('there is no voice in the request'),
  emptyFile: () => badRequest('file must be non-empty'),
  wrongFile: () => badRequest('wrong file identifier/HTTP URL specified'),
  fileNotSpecified: () => badRequest('file_id not specified'),
  badFileId: () => badRequest('invalid file_id'),
  fileTooBig: () => badRequest('file is too big'),
  fileGone: () => badRequest('wrong file_id or the file is temporarily unavailable'),
  mediaJson: () => badRequest("can't parse media JSON object"),
  mediaArray: () => badRequest('expected an Array of InputMedia'),
  inputMedia: (words: string) => badRequest(`can't parse InputMedia: ${words}`),
  longAlbum: () => badRequest('too many messages to send as an album'),
  emptyAlbum: () => badRequest('there are no messages to send'),
  mixedAlbum: () => badRequest("document can't be mixed with other media types"),

  commandsJson: () => badRequest("can't parse commands JSON object"),
  command: (words: string) => badRequest(`can't parse BotCommand: ${words}`),
  badCommand: () => badRequest('BOT_COMMAND_INVALID'),
  emptyCommand: () => badRequest('command must be non-empty'),
  longCommand: () => badRequest('command length must not exceed 32'),
  emptyCommandDescription: () => badRequest('command description must be non-empty'),
  longCommandDescription: () => badRequest('command description length must not exceed 256'),
  menuButton: () => badRequest("can't parse menu button: MenuButton has unsupported type"),
} as const;
