import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { publishProtocol, TO } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** Five people of an office in one group that answers for their organization; the bot hears all they say. */
describe('a group of an organization', () => {
  let bot: BotUnderTest;
  let controller: number;
  let chat: number;
  let topic: number;
  let [nina, ilya, olga, petr, zoya]: [number, number, number, number, number] = [0, 0, 0, 0, 0];

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00', readsAllGroupMessages: true });
    controller = await bot.join('Вера', null);
    [nina, ilya, olga, petr, zoya] = [
      bot.person('Нина'),
      bot.person('Илья'),
      bot.person('Ольга'),
      bot.person('Пётр'),
      bot.person('Зоя'),
    ];
    const members = [nina, ilya, olga, petr, zoya];
    const group = bot.sandbox.world.createGroup({ title: 'Институт', members, topics: ['Поручения'] });
    chat = group.chatId;
    topic = group.topics?.[0]?.id ?? 0;
    await bot.joinAgain(nina, 'ZOIRO', { chat, topic });
  });
  afterAll(() => bot.stop());
  afterEach(() => bot.sandbox.world.clearFaults());

  const publish = async (text: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    await publishProtocol(bot, controller, [{ to: TO.institute, text, term: 'до 25.09.2026' }]);
    const [told] = since(after);
    if (told === undefined) throw new Error('nothing was told to the group');
    return told;
  };
  const since = (mark: number, where = chat): readonly MessageView[] =>
    bot.sandbox.world
      .history(where)
      .filter(({ from, change }) => from.isBot && from.name !== 'Group' && change > mark);
  /** What the bot says to something said in the group. */
  const answersTo = async (say: () => unknown): Promise<readonly string[]> => {
    const after = bot.sandbox.world.mark();
    say();
    await bot.settle();
    return since(after).map(({ text }) => text);
  };
  const press = async (userId: number, button: string, messageId?: number): Promise<string> => {
    const pressed = bot.sandbox.world.press(userId, button, { chat, messageId });
    if (pressed.kind !== 'callback') throw new Error(`«${button}» is no button`);
    const { text } = await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return text;
  };
  const stateOf = async (part: string) => {
    const open = await bot.store.assignments.open(['ZOIRO']);
    const views = await bot.store.assignments.views(open.map(({ id }) => id));
    return views.find(({ decision }) => decision.text.includes(part))?.assignment.state ?? 'closed';
  };

  it('has no keyboard of its own, and a help for groups', async () => {
    expect(bot.sandbox.world.chat(chat).replyKeyboard).toBeNull();
    const [help] = await answersTo(() => bot.sandbox.world.say(olga, '/help@srok_bot', { chat, topic }));
    const [plain] = await answersTo(() => bot.sandbox.world.say(olga, '/help', { chat, topic }));
    expect(plain).toContain('Отвечает любой участник');
    expect(help === undefined || help === plain).toBe(true);
    expect(bot.sandbox.world.chat(chat).replyKeyboard).toBeNull();
  });

  it('talks without the bot', async () => {
    await publish('Собрать заявки на курсы.');
    const { world } = bot.sandbox;
    const chatter = [
      () => world.say(nina, 'Коллеги, кто идёт обедать?', { chat, topic }),
      () => world.say(ilya, 'Готово!', { chat, topic }),
      () => world.say(ilya, 'Настройки', { chat, topic }),
      () => world.say(olga, 'сделал, смотрите', { chat }),
      () => world.say(olga, '/tasks@another_bot', { chat, topic }),
      () => world.say(petr, '@another_bot выполнено?', { chat, topic }),
      () => world.sendFile(petr, { name: 'меню.txt', bytes: Buffer.from('меню') }, { chat, topic }),
      () => world.sendPhoto(petr, { bytes: Buffer.from('фото') }, { chat, caption: 'праздник' }),
      () => {
        const { messageId } = world.say(zoya, 'А я?', { chat, topic });
        world.say(nina, 'Выполнил просьбу, держи', { chat, replyTo: messageId });
      },
    ];
    for (const say of chatter) expect(await answersTo(say), say.toString()).toEqual([]);
    expect(bot.sandbox.world.calls()['getChatMember'] ?? 0).toBeLessThan(10);
  });

  it('answers by button, by reply, by name of the bot and by «выполнено»; who did is told and kept', async () => {
    const { world } = bot.sandbox;
    const bySomebody = async (part: string, by: string, answer: () => Promise<unknown>): Promise<void> => {
      const after = world.mark();
      await answer();
      await bot.settle();
      expect(await stateOf(part), part).toBe('reported');
      expect(
        since(after)
          .map(({ text }) => text)
          .join('\n'),
      ).toContain(by);
      const told = world.history(controller).findLast(({ text }) => text.includes(part));
      expect(told?.text).toContain(by);
    };
    const first = await publish('Подготовить смету.');
    await bySomebody('смету', 'Илья', () => press(ilya, 'Выполнено', first.messageId));
    const second = await publish('Провести вебинар.');
    await bySomebody('вебинар', 'Ольга', async () =>
      world.say(olga, 'Готово', { chat, replyTo: second.messageId }),
    );
    await publish('Издать сборник.');
    await publish('Обновить сайт.');
    await bySomebody('сборник', 'Пётр', async () => {
      const after = world.mark();
      const { username } = await bot.telegram.api.getMe();
      world.say(petr, `@${username} выполнено`, { chat, topic });
      const asked = await world.waitFor(chat, ({ from, text }) => from.isBot && text.includes('?'), {
        after,
      });
      expect(asked.text).toContain('Какое поручение');
      const number = /(\d+)\. [^\n]*сборник/.exec(asked.text)?.[1];
      const choice = asked.buttons[Number(number) - 1]?.[0];
      await press(petr, choice?.text ?? '', asked.messageId);
    });
  });

  it('is asked, each in person, for words, and only a reply is heard', async () => {
    const { world } = bot.sandbox;
    await publish('Согласовать маршруты.');
    const card = await answersTo(() => press(zoya, 'Подробнее'));
    expect(card.join()).toContain('Согласовать маршруты');
    await press(zoya, 'Продлить срок');
    const asked = world.history(chat).findLast(({ from }) => from.isBot);
    expect(asked).toMatchObject({ forceReply: true, topic });
    expect(asked?.entities).toContainEqual(
      expect.objectContaining({
        type: 'text_mention',
        user: expect.objectContaining({ id: zoya }) as object,
      }),
    );
    expect(await answersTo(() => world.say(zoya, 'до вечера, ухожу', { chat, topic }))).toEqual([]);
    expect(
      await answersTo(() => world.say(ilya, 'до 1 декабря, шучу', { chat, replyTo: asked?.messageId })),
    ).not.toEqual([expect.stringContaining('просьба о продлении отправлена')]);
    const answered = await answersTo(() =>
      world.say(zoya, 'до 15 ноября, ждём подписи', { chat, replyTo: asked?.messageId }),
    );
    expect(answered.join()).toContain('просьба о продлении отправлена');
    const told = world.history(controller).findLast(({ text }) => text.includes('Просят продлить'));
    expect(told?.text).toContain('Просит: Зоя');
  });

  it.each([
    ['has left', (user: number) => bot.sandbox.world.leaveGroup(user, chat)],
    ['was thrown out', (user: number) => bot.sandbox.world.ban(user, chat)],
    [
      'was muted and has left',
      (user: number) => {
        bot.sandbox.world.restrict(user, chat);
        bot.sandbox.world.leaveGroup(user, chat);
      },
    ],
  ])('is answered for by nobody who %s, also of what was sent before', async (_, end) => {
    const { world } = bot.sandbox;
    const user = bot.person('Уходящий');
    world.joinGroup(user, chat);
    const told = await publish(`Поручение, которое видел ${user}.`);
    await bot.stopBot();
    const pressed = world.press(user, 'Выполнено', { chat, messageId: told.messageId });
    world.say(user, 'Выполнено', { chat, replyTo: told.messageId });
    end(user);
    await bot.startBot();
    if (pressed.kind !== 'callback') throw new Error('no button');
    expect(await world.waitForAnswer(pressed.queryId)).toMatchObject({
      text: REPLIES.notMember,
      alert: true,
    });
    await bot.settle();
    expect(await stateOf(`видел ${user}`)).toBe('new');
    expect(await bot.store.people.findByTelegramUser(user)).toBeNull();
  });

  it('is answered for by who may not write but is there', async () => {
    bot.sandbox.world.restrict(petr, chat);
    const told = await publish('Прослушать лекцию.');
    await press(petr, 'Выполнено', told.messageId);
    expect(await stateOf('лекцию')).toBe('reported');
  });

  it.each([
    ['does not answer', { kind: 'error_500' }],
    ['answers too late', { kind: 'delay', delayMs: 4_000 }],
    ['is not to be reached', { kind: 'drop_before' }],
  ] as const)('waits where Telegram %s', async (_, fault) => {
    const { world } = bot.sandbox;
    const told = await publish(`Проверить связь (${fault.kind}).`);
    world.addFault({ method: 'getChatMember', ...fault });
    expect(await press(ilya, 'Выполнено', told.messageId)).toBe(REPLIES.tryAgain);
    expect(await answersTo(() => world.say(olga, 'Выполнено', { chat, replyTo: told.messageId }))).toEqual([
      REPLIES.tryAgain,
    ]);
    expect(await stateOf(fault.kind)).toBe('new');
    world.clearFaults();
    await press(ilya, 'Выполнено', told.messageId);
    expect(await stateOf(fault.kind)).toBe('reported');
  });

  it('whose members are hidden says what to do', async () => {
    const { world } = bot.sandbox;
    const hidden = world.createGroup({
      title: 'Скрытые',
      members: [nina],
      hidesMembers: true,
      username: 'h',
    });
    world.promoteBot(nina, hidden.chatId);
    await bot.joinAgain(nina, 'ZCOKO', { chat: hidden.chatId });
    // It is no administrator any more.
    world.addBot(nina, hidden.chatId);
    await bot.settle();
    const after = world.mark();
    world.say(nina, '/tasks', { chat: hidden.chatId });
    await bot.settle();
    expect(since(after, hidden.chatId).map(({ text }) => text)).toEqual([REPLIES.membersHidden]);
    world.promoteBot(nina, hidden.chatId);
    world.say(nina, '/tasks', { chat: hidden.chatId });
    await bot.settle();
    expect(since(after, hidden.chatId).at(-1)?.text).toContain('Открытых поручений у вас нет');
  });

  it('is told that an anonymous administrator is nobody in particular', async () => {
    const { world } = bot.sandbox;
    const told = await publish('Назначить дежурных.');
    expect(
      await answersTo(() => world.say(nina, 'Выполнено', { chat, replyTo: told.messageId, anonymous: true })),
    ).toEqual([REPLIES.anonymous]);
    expect(await answersTo(() => world.say(nina, 'Выполнено', { chat, topic, anonymous: true }))).toEqual([]);
    expect(await answersTo(() => world.say(nina, 'Всем привет', { chat, anonymous: true }))).toEqual([]);
    expect(await stateOf('дежурных')).toBe('new');
    // Whoever presses is known, anonymous or not.
    await press(nina, 'Выполнено', told.messageId);
    expect(await stateOf('дежурных')).toBe('reported');
  });

  it('goes on after it became a supergroup, turned topics on and off', async () => {
    const { world } = bot.sandbox;
    const small = world.createGroup({ title: 'Центр', members: [nina, ilya] });
    await bot.joinAgain(nina, 'ZCOKO', { chat: small.chatId });
    const moved = world.migrate(small.chatId).chatId;
    await bot.settle();
    for (const isForum of [true, false, true]) {
      world.setForum(moved, isForum);
      const after = world.mark();
      await publishProtocol(bot, controller, [
        { to: TO.centre, text: `Обновить списки (${isForum}).`, term: 'до 25.09.2026' },
      ]);
      const [told] = since(after, moved);
      expect(told?.text).toContain('Обновить списки');
      world.say(ilya, 'Выполнено', { chat: moved, replyTo: told?.messageId });
      await bot.settle();
      expect(since(after, moved).at(-1)?.text).toContain('отчёт отправлен');
    }
  });
});
