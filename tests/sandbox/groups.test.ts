import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { type ApiAnswer, call, messageId, openSandbox } from './support.ts';

/** A forum of Anna and Pyotr with one topic. */
async function openForum(): Promise<{
  readonly sandbox: Sandbox;
  readonly anna: number;
  readonly petr: number;
  readonly chat: number;
  readonly topic: number;
}> {
  const sandbox = await openSandbox({ readsAllGroupMessages: true });
  const { world } = sandbox;
  const anna = world.createUser({ first_name: 'Анна' }).id;
  const petr = world.createUser({ first_name: 'Пётр' }).id;
  const { chatId, topics } = world.createGroup({ title: 'Отдел', members: [anna, petr], topics: ['Дела'] });
  return { sandbox, anna, petr, chat: chatId, topic: topics?.[0]?.id ?? 0 };
}

const send = (sandbox: Sandbox, chat: number, more: Readonly<Record<string, unknown>> = {}) =>
  call(sandbox, 'sendMessage', { chat_id: chat, text: 'Слово', ...more });

/** The last message the bot was told of. */
async function lastHeard(sandbox: Sandbox): Promise<Readonly<Record<string, unknown>>> {
  const { result } = await call(sandbox, 'getUpdates', { offset: -1 });
  const [update] = result as readonly { readonly message: Readonly<Record<string, unknown>> }[];
  return update?.message ?? {};
}

describe('a forum', () => {
  test('a message in a topic that replies to nothing replies to the making of the topic', async () => {
    const { sandbox, anna, chat, topic } = await openForum();
    sandbox.world.say(anna, 'вопрос', { chat, topic });
    expect(await lastHeard(sandbox)).toMatchObject({
      chat: { is_forum: true },
      message_thread_id: topic,
      is_topic_message: true,
      reply_to_message: { message_id: topic, forum_topic_created: { name: 'Дела' } },
    });
    const sent = messageId(await send(sandbox, chat, { message_thread_id: topic }));
    sandbox.world.say(anna, 'ответ', { chat, replyTo: sent });
    const answer = await lastHeard(sandbox);
    expect(answer).toMatchObject({ message_thread_id: topic, reply_to_message: { message_id: sent } });
    expect(sandbox.world.history(chat).at(-1)).toMatchObject({ topic, replyTo: sent });
  });

  test('a reply outside topics carries a thread that is no topic, and cannot be sent to', async () => {
    const { sandbox, anna, chat } = await openForum();
    const sent = messageId(await send(sandbox, chat));
    sandbox.world.say(anna, 'ответ', { chat, replyTo: sent });
    const heard = await lastHeard(sandbox);
    expect(heard).toMatchObject({ message_thread_id: sent });
    expect(heard).not.toHaveProperty('is_topic_message');
    expect(await send(sandbox, chat, { message_thread_id: sent })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: message thread not found',
    });
  });

  test('the bot’s reply goes where the message is that it replies to', async () => {
    const { sandbox, anna, chat, topic } = await openForum();
    const { messageId: asked } = sandbox.world.say(anna, 'вопрос', { chat, topic });
    await send(sandbox, chat, { reply_parameters: { message_id: asked } });
    expect(sandbox.world.history(chat).at(-1)?.topic).toBe(topic);
  });

  test('General has the number of no topic', async () => {
    const { sandbox, chat } = await openForum();
    expect(await send(sandbox, chat, { message_thread_id: 1 })).toMatchObject({
      description: 'Bad Request: message thread not found',
    });
    expect(await send(sandbox, chat)).toMatchObject({ ok: true });
  });

  const refused = (description: string) => ({ ok: false, error_code: 400, description }) as const;
  const CLOSED = refused('Bad Request: TOPIC_CLOSED');
  const GONE = refused('Bad Request: message thread not found');
  const cases: readonly (readonly [
    string,
    (forum: { world: Sandbox['world']; chat: number; topic: number; anna: number }) => void,
    ApiAnswer,
    ApiAnswer,
  ])[] = [
    ['open', () => {}, { ok: true }, { ok: true }],
    ['closed', ({ world, chat, topic }) => world.closeTopic(chat, topic), CLOSED, { ok: true }],
    [
      'closed and open again',
      ({ world, chat, topic }) => {
        world.closeTopic(chat, topic);
        world.reopenTopic(chat, topic);
      },
      { ok: true },
      { ok: true },
    ],
    ['deleted', ({ world, chat, topic }) => world.deleteTopic(chat, topic), GONE, { ok: true }],
    ['with its General closed', ({ world, chat }) => world.closeTopic(chat, 'General'), { ok: true }, CLOSED],
    ['no forum any more', ({ world, chat }) => world.setForum(chat, false), GONE, { ok: true }],
    [
      'a forum again',
      ({ world, chat }) => {
        world.setForum(chat, false);
        world.setForum(chat, true);
      },
      { ok: true },
      { ok: true },
    ],
    [
      'closed for all but administrators, and the bot is one',
      ({ world, chat, topic, anna }) => {
        world.promoteBot(anna, chat);
        world.closeTopic(chat, topic);
        world.closeTopic(chat, 'General');
      },
      { ok: true },
      { ok: true },
    ],
  ];
  test.each(cases)('a topic that is %s', async (_, change, inTopic, inGeneral) => {
    const { sandbox, anna, chat, topic } = await openForum();
    change({ world: sandbox.world, chat, topic, anna });
    expect(await send(sandbox, chat, { message_thread_id: topic })).toMatchObject(inTopic);
    expect(await send(sandbox, chat)).toMatchObject(inGeneral);
  });

  test('a new topic is numbered by the message that tells of it', async () => {
    const { sandbox, chat, topic } = await openForum();
    const next = sandbox.world.createTopic(chat, 'Отчёты');
    expect(next).toBeGreaterThan(topic);
    expect(await lastHeard(sandbox)).toMatchObject({
      message_id: next,
      message_thread_id: next,
      forum_topic_created: { name: 'Отчёты' },
    });
  });

  test('an ordinary chat has no threads to send to', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    sandbox.world.start(id);
    expect(await send(sandbox, id, { message_thread_id: 1 })).toMatchObject(GONE);
  });
});

describe('members of a group', () => {
  const cases: readonly (readonly [
    string,
    (world: Sandbox['world'], petr: number, chat: number) => void,
    object,
  ])[] = [
    ['is there', () => {}, { status: 'member' }],
    ['has left', (world, petr, chat) => world.leaveGroup(petr, chat), { status: 'left' }],
    ['was thrown out', (world, petr, chat) => world.ban(petr, chat), { status: 'kicked' }],
    ['may not write', (world, petr, chat) => world.restrict(petr, chat), { is_member: true }],
    [
      'may not write and has left',
      (world, petr, chat) => {
        world.restrict(petr, chat);
        world.leaveGroup(petr, chat);
      },
      { status: 'restricted', is_member: false },
    ],
    [
      'is back',
      (world, petr, chat) => {
        world.ban(petr, chat);
        world.joinGroup(petr, chat);
      },
      { status: 'member' },
    ],
  ];
  test.each(cases)('somebody who %s', async (_, change, member) => {
    const { sandbox, anna, petr, chat } = await openForum();
    change(sandbox.world, petr, chat);
    const ask = (user: number) => call(sandbox, 'getChatMember', { chat_id: chat, user_id: user });
    expect(await ask(petr)).toMatchObject({ ok: true, result: member });
    expect(await ask(anna)).toMatchObject({ result: { status: 'creator' } });
  });

  test('are hidden from a bot that is no administrator', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId } = sandbox.world.createGroup({
      title: 'Округ',
      members: [id],
      type: 'supergroup',
      hidesMembers: true,
    });
    const ask = () => call(sandbox, 'getChatMember', { chat_id: chatId, user_id: id });
    expect(await ask()).toMatchObject({ ok: false, description: 'Bad Request: CHAT_ADMIN_REQUIRED' });
    sandbox.world.promoteBot(id, chatId);
    expect(await ask()).toMatchObject({ ok: true, result: { status: 'creator' } });
  });

  test('speak in the group’s name as anonymous administrators', async () => {
    const { sandbox, anna, petr, chat } = await openForum();
    sandbox.world.say(anna, 'Выполнено', { chat, anonymous: true });
    expect(await lastHeard(sandbox)).toMatchObject({
      from: { id: 1_087_968_824, is_bot: true },
      sender_chat: { id: chat },
    });
    expect(() => sandbox.world.say(petr, 'а', { chat, anonymous: true })).toThrow('no anonymous');
  });

  test('are not alone in pressing the buttons of a public group', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const [anna, petr] = ['Анна', 'Пётр'].map((name) => world.createUser({ first_name: name }).id);
    const { chatId } = world.createGroup({ title: 'Округ', members: [anna ?? 0], username: 'okrug' });
    const keyboard = { inline_keyboard: [[{ text: 'Нажать', callback_data: 'a' }]] };
    await send(sandbox, chatId, { reply_markup: keyboard });
    expect(world.press(petr ?? 0, 'Нажать', { chat: chatId })).toMatchObject({ kind: 'callback' });
  });

  test('are asked to reply', async () => {
    const { sandbox, chat } = await openForum();
    await send(sandbox, chat, { reply_markup: { force_reply: true, selective: true } });
    expect(sandbox.world.history(chat).at(-1)?.forceReply).toBe(true);
  });

  test('command other bots unheard in privacy mode', async () => {
    const sandbox = await openSandbox({ botUsername: 'srok_bot' });
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [id] });
    sandbox.world.say(id, '/tasks@other_bot', { chat: chatId });
    sandbox.world.say(id, '/tasks@srok_bot', { chat: chatId });
    const { result } = await call(sandbox, 'getUpdates');
    expect(result).toHaveLength(2);
    expect(result).toMatchObject([{ my_chat_member: {} }, { message: { text: '/tasks@srok_bot' } }]);
  });
});
