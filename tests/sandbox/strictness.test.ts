import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { call, messageId, openSandbox } from './support.ts';

/** A person in a private chat that the bot may write to. */
function someone(sandbox: Sandbox): number {
  const { id } = sandbox.world.createUser({ first_name: 'Анна' });
  sandbox.world.start(id);
  return id;
}

const inline = (...buttons: readonly unknown[]) => ({ inline_keyboard: [buttons] });

describe('sendMessage is refused in the words of Telegram', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['an empty text', { text: '' }, 'message text is empty'],
    ['no text', {}, 'message text is empty'],
    ['a blank text', { text: ' \n ' }, 'text must be non-empty'],
    ['only marks', { text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    ['4097 characters', { text: 'а'.repeat(4097) }, 'message is too long'],
    [
      'an unknown tag',
      { text: '<p>а</p>', parse_mode: 'HTML' },
      `can't parse entities: Unsupported start tag "p" at byte offset 0`,
    ],
    ['MarkdownV2', { text: 'а', parse_mode: 'MarkdownV2' }, 'unsupported parse_mode'],
    [
      'callback data of 65 bytes',
      { text: 'а', reply_markup: inline({ text: 'б', callback_data: 'я'.repeat(32) + 'z' }) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'empty callback data',
      { text: 'а', reply_markup: inline({ text: 'б', callback_data: '' }) },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button without a text',
      { text: 'а', reply_markup: inline({ callback_data: 'x' }) },
      `can't parse inline keyboard button: Can't find field "text"`,
    ],
    [
      'a button with an empty text',
      { text: 'а', reply_markup: inline({ text: '', callback_data: 'x' }) },
      'inline keyboard button text must be non-empty',
    ],
    [
      'a button text of another type',
      { text: 'а', reply_markup: inline({ text: [], callback_data: 'x' }) },
      `can't parse inline keyboard button: Field "text" must be of type String`,
    ],
    [
      'a button that is no object',
      { text: 'а', reply_markup: inline('б') },
      "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ],
    [
      'a link to this machine',
      { text: 'а', reply_markup: inline({ text: 'б', url: 'http://localhost:8080/' }) },
      "inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
    ],
    [
      'rows that are none',
      { text: 'а', reply_markup: { inline_keyboard: [{ text: 'б' }] } },
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [
      'markup that is no JSON',
      { text: 'а', reply_markup: '{' },
      "can't parse reply keyboard markup JSON object",
    ],
    ['markup that is no object', { text: 'а', reply_markup: [] }, 'object expected as reply markup'],
    [
      '101 buttons',
      {
        text: 'а',
        reply_markup: inline(
          ...Array.from({ length: 101 }, (_, i) => ({ text: 'б', callback_data: `${i}` })),
        ),
      },
      'reply markup is too long',
    ],
    [
      'a reply to a missing message',
      { text: 'а', reply_parameters: { message_id: 999 } },
      'message to be replied not found',
    ],
    [
      'reply parameters that are no object',
      { text: 'а', reply_parameters: [] },
      'object expected as reply parameters',
    ],
  ];
  test.each(cases)('%s', async (_, payload, words) => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    const answer = await call(sandbox, 'sendMessage', { chat_id: chat, ...payload });
    expect(answer).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${words}` });
    expect(sandbox.world.history(chat).filter(({ from }) => from.isBot)).toEqual([]);
  });

  test.each([
    ['4096 characters', { text: '📅'.repeat(4096) }],
    ['4096 characters after parsing', { text: `<b>${'&lt;'.repeat(4096)}</b>`, parse_mode: 'HTML' }],
    [
      'callback data of 64 bytes',
      { text: 'а', reply_markup: inline({ text: 'б', callback_data: 'я'.repeat(32) }) },
    ],
    [
      '100 buttons',
      {
        text: 'а',
        reply_markup: inline(
          ...Array.from({ length: 100 }, (_, i) => ({ text: 'б', callback_data: `${i}` })),
        ),
      },
    ],
    [
      'an optional reply to a missing message',
      { text: 'а', reply_parameters: { message_id: 999, allow_sending_without_reply: true } },
    ],
  ])('control: %s pass', async (_, payload) => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    expect((await call(sandbox, 'sendMessage', { chat_id: chat, ...payload })).ok).toBe(true);
  });
});

describe('a chat that cannot be written to says why', () => {
  const send = (sandbox: Sandbox, chat: unknown) =>
    call(sandbox, 'sendMessage', { chat_id: chat, text: 'а' });

  test.each([
    ['no chat', undefined, 400, 'Bad Request: chat_id is empty'],
    ['a word', 'abc', 400, 'Bad Request: chat not found'],
    ['an unknown id', 1, 400, 'Bad Request: chat not found'],
    ['an unknown name', '@nobody', 400, 'Bad Request: chat not found'],
  ])('%s', async (_, chat, code, description) => {
    const sandbox = await openSandbox();
    expect(await send(sandbox, chat)).toEqual({ ok: false, error_code: code, description });
  });

  test('somebody who never met the bot is not found, a member of its group cannot be written to first', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Пётр' });
    expect(await send(sandbox, id)).toMatchObject({
      error_code: 400,
      description: 'Bad Request: chat not found',
    });
    sandbox.world.createGroup({ title: 'Школа', members: [id] });
    expect(await send(sandbox, id)).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
  });

  test('blocked, unblocked, deactivated', async () => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    sandbox.world.block(chat);
    expect(await send(sandbox, chat)).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    sandbox.world.unblock(chat);
    expect(await send(sandbox, chat)).toMatchObject({ ok: true });
    sandbox.world.deactivate(chat);
    expect(await send(sandbox, chat)).toMatchObject({
      error_code: 403,
      description: 'Forbidden: user is deactivated',
    });
  });

  test('kicked from a group, gone from a group, a group that moved', async () => {
    const sandbox = await openSandbox();
    const user = someone(sandbox);
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [user] });
    sandbox.world.kickBot(user, chatId);
    expect(await send(sandbox, chatId)).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was kicked from the group chat',
    });
    sandbox.world.addBot(user, chatId);
    await call(sandbox, 'leaveChat', { chat_id: chatId });
    expect(await send(sandbox, chatId)).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot is not a member of the group chat',
    });
    sandbox.world.addBot(user, chatId);
    const moved = sandbox.world.migrate(chatId);
    expect(await send(sandbox, chatId)).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: moved.chatId },
    });
    expect(await send(sandbox, moved.chatId)).toMatchObject({ ok: true });
  });
});

describe('messages are changed and taken away under Telegram’s rules', () => {
  test('editing: same content, missing, not the bot’s, not a text, wrong keyboard', async () => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    const keyboard = inline({ text: 'Принять', callback_data: 'acc:1' });
    const id = messageId(
      await call(sandbox, 'sendMessage', {
        chat_id: chat,
        text: '<b>а</b>',
        parse_mode: 'HTML',
        reply_markup: keyboard,
      }),
    );
    const edit = (payload: Readonly<Record<string, unknown>>) =>
      call(sandbox, 'editMessageText', { chat_id: chat, message_id: id, ...payload });

    expect(await edit({ text: '<b>а</b>', parse_mode: 'HTML', reply_markup: keyboard })).toMatchObject({
      description:
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    });
    expect(await edit({ text: 'а', reply_markup: keyboard }), 'marks differ').toMatchObject({ ok: true });
    expect(await edit({ text: 'а' }), 'the keyboard goes').toMatchObject({ ok: true });
    expect(await edit({ text: 'а' })).toMatchObject({ ok: false });
    expect(await edit({ text: 'б', message_id: 999 })).toMatchObject({
      description: 'Bad Request: message to edit not found',
    });
    expect(await edit({ text: 'б', message_id: 1 })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
    expect(await edit({ text: 'б', reply_markup: { keyboard: [['а']] } })).toMatchObject({
      description: 'Bad Request: inline keyboard expected',
    });
    expect(await edit({ text: 'б', message_id: undefined })).toMatchObject({
      description: 'Bad Request: message identifier is not specified',
    });
    const file = sandbox.world.sendFile(chat, { name: 'a.txt', bytes: new Uint8Array(3) });
    const own = messageId(
      await call(sandbox, 'sendDocument', { chat_id: chat, document: file.file?.fileId }),
    );
    expect(await edit({ text: 'б', message_id: own })).toMatchObject({
      description: 'Bad Request: there is no text in the message to edit',
    });
  });

  test('deleting: once, and within 48 hours', async () => {
    let nowMs = Date.UTC(2026, 8, 1, 9);
    const sandbox = await openSandbox({ clock: () => nowMs });
    const chat = someone(sandbox);
    const send = async () => messageId(await call(sandbox, 'sendMessage', { chat_id: chat, text: 'а' }));
    const drop = (id: number) => call(sandbox, 'deleteMessage', { chat_id: chat, message_id: id });
    const early = await send();
    expect(await drop(early)).toEqual({ ok: true, result: true });
    expect(await drop(early)).toMatchObject({ description: 'Bad Request: message to delete not found' });
    const late = await send();
    nowMs += 49 * 3600 * 1000;
    expect(await drop(late)).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
  });

  test('a reaction is one of Telegram’s', async () => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    const react = (emoji: string, id = 1) =>
      call(sandbox, 'setMessageReaction', {
        chat_id: chat,
        message_id: id,
        reaction: [{ type: 'emoji', emoji }],
      });
    expect(await react('✅')).toMatchObject({ description: 'Bad Request: REACTION_INVALID' });
    expect(await react('👍', 9)).toMatchObject({ description: 'Bad Request: message to react not found' });
    expect(await react('👍')).toMatchObject({ ok: true });
    expect(sandbox.world.history(chat)[0]?.reaction).toBe('👍');
  });
});

describe('presses are answered in time', () => {
  test('unknown id, 200 characters, 150 seconds', async () => {
    let nowMs = Date.UTC(2026, 8, 1, 9);
    const sandbox = await openSandbox({ clock: () => nowMs });
    const chat = someone(sandbox);
    await call(sandbox, 'sendMessage', {
      chat_id: chat,
      text: 'а',
      reply_markup: inline({ text: 'Принять', callback_data: 'x' }),
    });
    const press = () => {
      const pressed = sandbox.world.press(chat, 'Принять');
      return pressed.kind === 'callback' ? pressed.queryId : '';
    };
    const answer = (id: string, text = 'Принято') =>
      call(sandbox, 'answerCallbackQuery', { callback_query_id: id, text, show_alert: true });
    const stale = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

    expect(await answer('17')).toMatchObject({ error_code: 400, description: stale });
    const first = press();
    expect(await answer(first, 'а'.repeat(201))).toMatchObject({
      description: 'Bad Request: MESSAGE_TOO_LONG',
    });
    nowMs += 150_000;
    expect(await answer(first, 'а'.repeat(200))).toMatchObject({ ok: true });
    const second = press();
    nowMs += 150_001;
    expect(await answer(second)).toMatchObject({ description: stale });
    expect(sandbox.world.answers(chat)).toMatchObject([{ alert: true, text: 'а'.repeat(200) }]);
  });
});

describe('files are limited', () => {
  test('above 20 MB there is no download, an unknown id is refused', async () => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    const huge = sandbox.world.sendFile(chat, { name: 'скан.pdf', size: 20 * 1024 * 1024 + 1 });
    const getFile = (file_id: unknown) => call(sandbox, 'getFile', { file_id });
    expect(await getFile(huge.file?.fileId)).toMatchObject({
      error_code: 400,
      description: 'Bad Request: file is too big',
    });
    expect(await getFile('x')).toMatchObject({ description: 'Bad Request: invalid file_id' });
    expect(await getFile(undefined)).toMatchObject({ description: 'Bad Request: file_id not specified' });
  });

  test('the oldest files are let go above the cap, and say so', async () => {
    const sandbox = await openSandbox({ maxFileBytes: 10 });
    const chat = someone(sandbox);
    const first = sandbox.world.sendFile(chat, { name: 'a.txt', bytes: new Uint8Array(6) });
    const second = sandbox.world.sendFile(chat, { name: 'b.txt', bytes: new Uint8Array(6) });
    expect(await call(sandbox, 'getFile', { file_id: first.file?.fileId })).toMatchObject({
      description: 'Bad Request: wrong file_id or the file is temporarily unavailable',
    });
    expect(await call(sandbox, 'getFile', { file_id: second.file?.fileId })).toMatchObject({ ok: true });
    expect(() => sandbox.world.sendFile(chat, { name: 'c.txt', bytes: new Uint8Array(11) })).toThrow(
      'File «c.txt» of 11 bytes is above the store',
    );
  });

  test.each([
    ['sendDocument', {}, 'there is no document in the request'],
    ['sendPhoto', {}, 'there is no photo in the request'],
    ['sendDocument', { document: 'unknown' }, 'wrong file identifier/HTTP URL specified'],
    ['sendDocument', { document: 'unknown', caption: 'а'.repeat(1025) }, 'message caption is too long'],
    ['sendMediaGroup', { media: [] }, 'there are no messages to send'],
    ['sendMediaGroup', { media: {} }, 'expected an Array of InputMedia'],
    ['sendMediaGroup', { media: [{ type: 'document' }] }, "can't parse InputMedia: media not found"],
    [
      'sendMediaGroup',
      { media: [{ type: 'poll', media: 'x' }] },
      `can't parse InputMedia: type "poll" is unsupported`,
    ],
    [
      'sendMediaGroup',
      {
        media: [
          { type: 'photo', media: 'x' },
          { type: 'document', media: 'x' },
        ],
      },
      "document can't be mixed with other media types",
    ],
    [
      'sendMediaGroup',
      { media: Array.from({ length: 11 }, () => ({ type: 'photo', media: 'x' })) },
      'too many messages to send as an album',
    ],
    ['sendChatAction', { action: 'dancing' }, 'wrong parameter action in request'],
    ['setMyCommands', { commands: [{ command: 'Задачи', description: 'а' }] }, 'BOT_COMMAND_INVALID'],
    [
      'setMyCommands',
      { commands: [{ command: 'tasks', description: ' ' }] },
      'command description must be non-empty',
    ],
    [
      'setMyCommands',
      { commands: [{ command: 'tasks' }] },
      `can't parse BotCommand: Can't find field "description"`,
    ],
    ['copyMessage', { from_chat_id: 700001, message_id: 77 }, 'message to copy not found'],
    ['forwardMessage', { from_chat_id: 700001, message_id: 77 }, 'message to forward not found'],
    ['getChatMember', { user_id: 12 }, 'user not found'],
  ])('%s %j', async (method, payload, words) => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    expect(await call(sandbox, method, { chat_id: chat, ...payload })).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${words}`,
    });
  });
});

describe('the address of a call', () => {
  test.each([
    ['/bot1:wrong/getMe', 401, 'Unauthorized'],
    ['/botwrong/getMe', 401, 'Unauthorized: invalid token specified'],
    ['/bot$TOKEN/getNothing', 404, 'Not Found: method not found'],
    ['/nowhere', 404, 'Not Found'],
    ['/file/bot$TOKEN/documents/none.pdf', 404, 'Not Found'],
    ['/file/bot1:wrong/documents/file_1.txt', 404, 'Not Found'],
  ])('%s', async (path, code, description) => {
    const sandbox = await openSandbox();
    const response = await fetch(sandbox.apiRoot + path.replace('$TOKEN', sandbox.token));
    expect(response.status).toBe(code);
    expect(await response.json()).toEqual({ ok: false, error_code: code, description });
  });

  test('a method has no case, arguments come from the query, a form, JSON or multipart', async () => {
    const sandbox = await openSandbox();
    const chat = someone(sandbox);
    const address = `${sandbox.apiRoot}/bot${sandbox.token}/SENDMESSAGE`;
    const form = new FormData();
    form.set('chat_id', String(chat));
    form.set('text', 'из частей');
    await fetch(`${address}?chat_id=${chat}&text=${encodeURIComponent('из адреса')}`);
    await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: String(chat), text: 'из формы' }),
    });
    await fetch(address, { method: 'POST', body: form });
    expect(sandbox.world.history(chat).map(({ text }) => text)).toEqual([
      '/start',
      'из адреса',
      'из формы',
      'из частей',
    ]);
    expect(sandbox.world.calls()).toEqual({ sendMessage: 3 });
  });

  test('a body that is no JSON is refused', async () => {
    const sandbox = await openSandbox();
    const response = await fetch(`${sandbox.apiRoot}/bot${sandbox.token}/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
  });
});
