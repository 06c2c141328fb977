import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAction } from '../../src/messages/actions.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, publishProtocol, TO, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** Everything for an organization goes into the topic in which its invitation was opened. */
describe('a topic of a group', () => {
  let bot: BotUnderTest;
  let controller: number;
  let nina: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    nina = bot.person('Нина');
  });
  afterAll(() => bot.stop());

  /** A forum of Nina's whose topic «Поручения» speaks for an organization. */
  const openForum = async (code: string): Promise<{ chat: number; topic: number; other: number }> => {
    const { chatId: chat, topics } = bot.sandbox.world.createGroup({
      title: 'Отдел образования',
      members: [nina],
      topics: ['Поручения', 'Болтовня'],
    });
    const [topic = 0, other = 0] = topics?.map(({ id }) => id) ?? [];
    await bot.joinAgain(nina, code, { chat, topic });
    return { chat, topic, other };
  };
  /** What the bot has said in a chat since a mark. */
  const since = (chat: number, mark: number): readonly MessageView[] =>
    bot.sandbox.world.history(chat).filter(({ from, change }) => from.isBot && change > mark);
  const publish = (to: string, text: string) =>
    publishProtocol(bot, controller, [{ to, text, term: 'до 25.09.2026' }]);
  const leave = async (chat: number): Promise<void> => {
    for (const { id } of await bot.store.subscriptions.ofChat(chat)) await bot.store.subscriptions.end(id);
  };

  it('gets whatever is said for the organization: assignment, card, report, answer, digest, files', async () => {
    const { world } = bot.sandbox;
    const { chat, topic } = await openForum('ZOIRO');
    const joined = world.mark();
    expect(since(chat, 0).map((message) => message.topic)).toEqual([topic]);
    await publish(TO.institute, 'Собрать сведения о кружках.');
    const [told] = since(chat, joined);
    expect(told).toMatchObject({ topic, text: expect.stringContaining('о кружках') as string });
    const press = async (button: string): Promise<void> => {
      const pressed = world.press(nina, button, { chat });
      if (pressed.kind === 'callback') await world.waitForAnswer(pressed.queryId);
      await bot.settle();
    };
    await press('Подробнее');
    await press('Приложить отчёт');
    const list = world.history(chat).findLast(({ text }) => text.includes('Отчёт: Протокол'));
    const place = { chat, replyTo: list?.messageId };
    world.sendFile(nina, { name: 'сведения.txt', bytes: Buffer.from('данные') }, place);
    await bot.settle();
    await press('Отправить отчёт');
    const waiting = world.history(controller).findLast(({ text }) => text.includes('📨'));
    expect(waiting?.text).toContain('Нина');
    world.press(controller, 'Вернуть на доработку', { messageId: waiting?.messageId });
    await bot.settle();
    world.say(controller, 'Приложите таблицу');
    await bot.settle();
    bot.clock.set('2026-09-18T09:05:00+03:00');
    await bot.morning();
    world.say(nina, '/calendar', { chat, topic });
    await bot.settle();
    const said = since(chat, joined);
    expect(said.map(({ text }) => text).join('\n')).toMatch(/Приложите таблицу.*Скоро срок/s);
    expect(said.some(({ file }) => file !== null)).toBe(true);
    expect(said.filter((message) => message.topic !== topic).map(({ text }) => text)).toEqual([]);
    bot.clock.set('2026-09-03T10:00:00+03:00');
    await leave(chat);
  });

  it.each([
    ['closed', (chat: number, topic: number) => bot.sandbox.world.closeTopic(chat, topic)],
    ['deleted', (chat: number, topic: number) => bot.sandbox.world.deleteTopic(chat, topic)],
    ['with its forum turned off', (chat: number) => bot.sandbox.world.setForum(chat, false)],
  ])('that is %s leaves everything to the chat itself, said once', async (_, close) => {
    const { world } = bot.sandbox;
    const { chat, topic } = await openForum('ZCOKO');
    close(chat, topic);
    const after = world.mark();
    const warned = bot.log.lines.length;
    await publish(TO.centre, 'Проверить пункты экзаменов.');
    await publish(TO.centre, 'Обучить организаторов в аудиториях.');
    const said = since(chat, after);
    expect(said.map((message) => message.topic)).toEqual([null, null, null]);
    expect(said.map(({ text }) => text).join('\n')).toMatch(
      /пункты экзаменов.*закрыта или удалена.*Обучить организаторов/s,
    );
    expect((await bot.store.subscriptions.ofChat(chat)).map(({ topicId }) => topicId)).toEqual([null]);
    expect(bot.log.lines.slice(warned).filter(({ level }) => level === 'warn')).toMatchObject([
      { fields: { chatId: chat, topicId: topic } },
    ]);
    await leave(chat);
  });

  it('is chosen anew in the settings, and by none but who answers for the organization', async () => {
    const { world } = bot.sandbox;
    const { chat, topic, other } = await openForum('ZCOKO');
    const [subscription] = await bot.store.subscriptions.ofChat(chat);
    const subscriptionId = subscription?.id ?? 0;
    const stranger = await bot.join('Роман', 'ZOIRO');
    await pressForged(bot, stranger, encodeAction({ kind: 'write_here', subscriptionId }));
    expect(await bot.store.subscriptions.ofChat(chat)).toMatchObject([{ topicId: topic }]);
    world.say(nina, '/settings', { chat, topic });
    await bot.settle();
    expect(world.history(chat).at(-1)?.text).toContain('Поручения приходят в эту тему');
    world.say(nina, '/settings', { chat, topic: other });
    await bot.settle();
    expect(world.history(chat).at(-1)).toMatchObject({ topic: other });
    const pressed = world.press(nina, 'Присылать в эту тему', { chat });
    if (pressed.kind === 'callback') await world.waitForAnswer(pressed.queryId);
    await bot.settle();
    expect(await bot.store.subscriptions.ofChat(chat)).toMatchObject([{ topicId: other }]);
    const after = world.mark();
    await publish(TO.centre, 'Сверить списки участников.');
    expect(since(chat, after).map((message) => message.topic)).toEqual([other]);
    await leave(chat);
  });

  it('gets only its own organization’s where each has a topic, of a document to both', async () => {
    const { world } = bot.sandbox;
    await withdrawEverything(bot);
    const { chat, topic, other } = await openForum('ZCOKO');
    await bot.joinAgain(nina, 'kamenka', { chat, topic: other });
    const after = world.mark();
    await publishProtocol(bot, controller, [
      { to: TO.centre, text: 'Подготовить расписание проверок.', term: 'до 25.09.2026' },
      { to: TO.municipalities, text: 'Согласовать расписание подвоза.', term: 'до 25.09.2026' },
    ]);
    const said = since(chat, after).map(({ topic: into, text }) => [into, text] as const);
    expect(said).toEqual([
      [topic, expect.stringContaining('расписание проверок') as string],
      [other, expect.stringContaining('расписание подвоза') as string],
    ]);
    expect(said[0]?.[1]).not.toContain('подвоза');
    expect(said[1]?.[1]).not.toContain('проверок');
    const ask = async (words: string, into: number) => {
      world.say(nina, words, { chat, topic: into });
      await bot.settle();
      return shown();
    };
    const shown = () =>
      world.history(chat).findLast(({ from, text }) => from.isBot && /поручения|сроки/.test(text));
    const press = async (button: string) => {
      const pressed = world.press(nina, button, { chat, messageId: shown()?.messageId });
      if (pressed.kind === 'callback') await world.waitForAnswer(pressed.queryId);
      await bot.settle();
      return shown();
    };
    const own = await ask('/tasks', topic);
    expect(own?.text).toMatch(/^🏢 ОГАУ ЗЦОКО\nМои поручения \(1\).*расписание проверок/s);
    expect(own?.text).not.toContain('подвоза');
    const whole = await press('Все организации');
    expect(whole?.text).toMatch(/^Мои поручения \(2\)/);
    expect((await press('Ближайшие 2'))?.text).toMatch(/подвоза/);
    expect((await press('Только этой темы'))?.text).not.toContain('подвоза');
    expect((await ask('/upcoming', other))?.text).toContain('подвоза');
    expect(shown()?.text).not.toContain('проверок');
    await leave(chat);
  });

  it('is no thread of replies outside topics', async () => {
    const { world } = bot.sandbox;
    const { chatId: chat } = world.createGroup({ title: 'Округ', members: [nina], type: 'supergroup' });
    await bot.joinAgain(nina, 'ZCOKO', { chat });
    const greeting = world.history(chat).findLast(({ from }) => from.isBot);
    const after = world.mark();
    world.say(nina, '/tasks', { chat, replyTo: greeting?.messageId });
    await bot.settle();
    expect(since(chat, after)).toHaveLength(1);
    expect(bot.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    await leave(chat);
  });
});
