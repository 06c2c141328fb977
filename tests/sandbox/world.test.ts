import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Update } from '../../src/sandbox/shapes.ts';
import { call, messageId, openSandbox } from './support.ts';

const updates = async (sandbox: Sandbox) => (await call(sandbox, 'getUpdates')).result as readonly Update[];
const kinds = async (sandbox: Sandbox) => (await updates(sandbox)).map((update) => Object.keys(update)[1]);
const texts = async (sandbox: Sandbox) =>
  (await updates(sandbox)).flatMap((update) =>
    'message' in update ? [update.message.text ?? update.message.caption] : [],
  );

describe('people’s messages have Telegram’s shapes', () => {
  test('/start is a command of a person in a private chat', async () => {
    const sandbox = await openSandbox({ clock: () => Date.UTC(2026, 8, 1, 6) });
    const user = sandbox.world.createUser({ first_name: 'Анна', last_name: 'Мельник', username: 'anna_m' });
    sandbox.world.start(user.id, 'p1');
    expect(await updates(sandbox)).toEqual([
      {
        update_id: expect.any(Number) as number,
        message: {
          message_id: 1,
          from: {
            id: user.id,
            is_bot: false,
            first_name: 'Анна',
            last_name: 'Мельник',
            username: 'anna_m',
            language_code: 'ru',
          },
          chat: {
            id: user.id,
            type: 'private',
            first_name: 'Анна',
            last_name: 'Мельник',
            username: 'anna_m',
          },
          date: Date.UTC(2026, 8, 1, 6) / 1000,
          text: '/start p1',
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        },
      },
    ]);
  });

  test('a photo comes in sizes, the same content has one file_unique_id and a new file_id each time', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const bytes = new Uint8Array(100);
    sandbox.world.sendPhoto(id, { bytes }, { caption: 'акт' });
    sandbox.world.sendPhoto(id, { bytes });
    const [first, second] = (await updates(sandbox)).map((update) =>
      'message' in update ? update.message.photo?.at(-1) : undefined,
    );
    expect(first).toMatchObject({ file_size: 100, width: 1280, height: 960 });
    expect(first?.file_unique_id).toBe(second?.file_unique_id);
    expect(first?.file_id).not.toBe(second?.file_id);
  });

  test('an album is one update a file with a shared media_group_id and no end mark', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const item = { kind: 'document', name: 'a.pdf', bytes: new Uint8Array(1) } as const;
    sandbox.world.sendAlbum(id, [{ ...item, caption: 'отчёт' }, { ...item, kind: 'photo' }, item]);
    const messages = (await updates(sandbox)).flatMap((update) =>
      'message' in update ? [update.message] : [],
    );
    expect(messages.map(({ caption }) => caption)).toEqual(['отчёт', undefined, undefined]);
    expect(new Set(messages.map((message) => message.media_group_id)).size).toBe(1);
    expect(messages[0]?.media_group_id).toBeTypeOf('string');
    expect(() => sandbox.world.sendAlbum(id, [item])).toThrow('2 to 10 files');
  });

  test('a reply carries the message replied to, once deep; a forward its origin; an edit its date', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const first = sandbox.world.say(id, 'раз');
    const second = sandbox.world.say(id, 'два', { replyTo: first.messageId });
    sandbox.world.say(id, 'три', { replyTo: second.messageId });
    sandbox.world.forward(id, first.messageId);
    sandbox.world.edit(id, first.messageId, 'раз!');
    const got = await updates(sandbox);
    expect(got[2]).toMatchObject({ message: { reply_to_message: { text: 'два' } } });
    expect(got[2]).not.toHaveProperty('message.reply_to_message.reply_to_message');
    expect(got[3]).toMatchObject({
      message: { text: 'раз', forward_origin: { type: 'user', sender_user: { id } } },
    });
    expect(got[4]).toMatchObject({
      edited_message: { message_id: first.messageId, text: 'раз!', edit_date: expect.any(Number) as number },
    });
  });

  test('blocking and unblocking are my_chat_member; starting again unblocks', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.start(id);
    sandbox.world.block(id);
    expect(() => sandbox.world.say(id, 'а')).toThrow('has blocked the bot');
    sandbox.world.start(id);
    expect(await updates(sandbox)).toMatchObject([
      { message: { text: '/start' } },
      { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } } },
      { message: { text: '/start' } },
    ]);
  });
});

describe('groups', () => {
  test('in privacy mode the bot hears commands, mentions, replies to it and who came and went', async () => {
    const sandbox = await openSandbox({ botUsername: 'srok_bot' });
    const { world } = sandbox;
    const anna = world.createUser({ first_name: 'Анна' });
    const petr = world.createUser({ first_name: 'Пётр' });
    const { chatId } = world.createGroup({ title: 'Школа', members: [anna.id] });
    const asked = messageId(
      await call(sandbox, 'sendMessage', { chat_id: chatId, text: 'Как дела с пунктом?' }),
    );
    world.say(anna.id, 'между собой', { chat: chatId });
    world.say(anna.id, '/tasks', { chat: chatId });
    world.say(anna.id, '@srok_bot где', { chat: chatId });
    world.say(anna.id, 'готово', { chat: chatId, replyTo: asked });
    world.sendFile(anna.id, { name: 'a.txt', bytes: new Uint8Array(1) }, { chat: chatId });
    world.joinGroup(petr.id, chatId);
    world.leaveGroup(petr.id, chatId);
    expect(await texts(sandbox)).toEqual(['/tasks', '@srok_bot где', 'готово', undefined, undefined]);
    expect(() => world.say(petr.id, 'а', { chat: chatId })).toThrow('is not in chat');
  });

  test('without privacy mode it hears everything', async () => {
    const sandbox = await openSandbox({ readsAllGroupMessages: true });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [id] });
    sandbox.world.say(id, 'между собой', { chat: chatId });
    expect(await texts(sandbox)).toEqual(['между собой']);
  });

  test('a bot that was kicked hears nothing more', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [id] });
    sandbox.world.kickBot(id, chatId);
    sandbox.world.say(id, '/tasks', { chat: chatId });
    expect(await kinds(sandbox)).toEqual(['my_chat_member', 'my_chat_member']);
  });

  test('migration tells both ids, in both chats', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [id] });
    const moved = sandbox.world.migrate(chatId);
    expect(moved.chatId).toBeLessThan(-1_001_000_000_000);
    expect((await updates(sandbox)).slice(1)).toMatchObject([
      { message: { chat: { id: chatId, type: 'group' }, migrate_to_chat_id: moved.chatId } },
      { message: { chat: { id: moved.chatId, type: 'supergroup' }, migrate_from_chat_id: chatId } },
    ]);
    expect(() => sandbox.world.say(id, '/tasks', { chat: chatId })).toThrow(`is now ${moved.chatId}`);
    expect(() => sandbox.world.migrate(moved.chatId)).toThrow('no group that can migrate');
  });

  test('topics: a message stays in its topic, an unknown topic is refused on both sides', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId, topics } = sandbox.world.createGroup({
      title: 'Округ',
      members: [id],
      topics: ['Отчёты'],
    });
    const topic = topics?.[0]?.id ?? 0;
    sandbox.world.say(id, '/tasks', { chat: chatId, topic });
    await call(sandbox, 'sendMessage', { chat_id: chatId, text: 'Вот они', message_thread_id: topic });
    const said = sandbox.world.history(chatId).filter(({ service }) => service === null);
    expect(said.map((message) => message.topic)).toEqual([topic, topic]);
    expect(
      await call(sandbox, 'sendMessage', { chat_id: chatId, text: 'а', message_thread_id: 99 }),
    ).toMatchObject({
      description: 'Bad Request: message thread not found',
    });
    expect(() => sandbox.world.say(id, 'а', { chat: chatId, topic: 99 })).toThrow('no topic 99');
  });

  test('message ids: one row for private chats and groups, an own row for a supergroup', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const group = sandbox.world.createGroup({ title: 'Школа', members: [id] });
    const supergroup = sandbox.world.createGroup({ title: 'Округ', members: [id], type: 'supergroup' });
    const ids = [id, group.chatId, supergroup.chatId, id].map(
      (chat) => sandbox.world.say(id, 'а', { chat }).messageId,
    );
    expect(ids).toEqual([1, 2, 1, 3]);
  });
});

describe('what people see', () => {
  test('waiting ends with the message, or in vain with what was there', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    const before = world.mark();
    const coming = world.waitFor(id, (message) => message.from.isBot, { after: before });
    await call(sandbox, 'sendMessage', { chat_id: id, text: 'Срок завтра', disable_notification: true });
    expect(await coming).toMatchObject({ text: 'Срок завтра', silent: true });
    await expect(world.waitFor(id, () => true, { after: world.mark(), timeoutMs: 1 })).rejects.toThrow(
      '"Срок завтра"',
    );
  });

  test('waiting looks again only at what has changed, whatever happens in other chats', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    const { id: other } = world.createUser({ first_name: 'Борис' });
    for (const user of [id, other]) world.start(user);
    const card = messageId(await call(sandbox, 'sendMessage', { chat_id: id, text: 'Карточка' }));
    const looked: string[] = [];
    const coming = world.waitFor(id, ({ from, text }) => {
      if (from.isBot) looked.push(text);
      return text === 'Готово';
    });
    for (const text of ['а', 'б', 'в']) await call(sandbox, 'sendMessage', { chat_id: other, text });
    await call(sandbox, 'editMessageText', { chat_id: id, message_id: card, text: 'Принято' });
    await call(sandbox, 'editMessageText', { chat_id: id, message_id: card, text: 'Готово' });
    expect(await coming).toMatchObject({ messageId: card, text: 'Готово' });
    expect(looked).toEqual(['Карточка', 'Принято', 'Готово']);
  });

  test('a deleted message stays in the history, marked, and is not found by waiting', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    const sent = messageId(await call(sandbox, 'sendMessage', { chat_id: id, text: 'а' }));
    await call(sandbox, 'deleteMessage', { chat_id: id, message_id: sent });
    expect(world.history(id).at(-1)).toMatchObject({ messageId: sent, deleted: true });
    await expect(world.waitFor(id, ({ text }) => text === 'а', { timeoutMs: 1 })).rejects.toThrow(
      'Waited 1 ms',
    );
  });

  test('the history is bounded: the oldest messages are forgotten', async () => {
    const sandbox = await openSandbox({ maxMessagesPerChat: 3 });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    for (const text of ['1', '2', '3', '4']) sandbox.world.say(id, text);
    expect(sandbox.world.history(id).map(({ text }) => text)).toEqual(['2', '3', '4']);
  });

  test('only the first answer to a press is shown', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    await call(sandbox, 'sendMessage', {
      chat_id: id,
      text: 'а',
      reply_markup: { inline_keyboard: [[{ text: 'Принять', callback_data: 'x' }]] },
    });
    const pressed = world.press(id, 'Принять');
    const queryId = pressed.kind === 'callback' ? pressed.queryId : '';
    await call(sandbox, 'answerCallbackQuery', { callback_query_id: queryId, text: 'раз' });
    expect(
      await call(sandbox, 'answerCallbackQuery', { callback_query_id: queryId, text: 'два' }),
    ).toMatchObject({ ok: true });
    expect(world.answers(id).map(({ text }) => text)).toEqual(['раз']);
  });

  test.each([
    ['an unknown user', (sandbox: Sandbox) => sandbox.world.say(1, 'а'), 'There is no user 1'],
    [
      'a payload that no link carries',
      (sandbox: Sandbox) => sandbox.world.start(sandbox.world.createUser({ first_name: 'а' }).id, 'a b'),
      'A payload is 64',
    ],
    ['an unknown chat', (sandbox: Sandbox) => sandbox.world.history(1), 'There is no chat 1'],
    [
      'a group without people',
      (sandbox: Sandbox) => sandbox.world.createGroup({ title: 'а', members: [] }),
      'A group needs a member',
    ],
  ])('%s is the driver’s mistake', async (_, ask, words) => {
    const sandbox = await openSandbox();
    expect(() => ask(sandbox)).toThrow(words);
  });
});
