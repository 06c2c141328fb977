import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MENU } from '../../src/messages/greeting.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const REFUSED = 'Это приглашение не действует';
const GREETING = 'Здравствуйте!';

/** Who may talk to the bot, and how they come to it. */
describe('invitations', () => {
  let bot: BotUnderTest;
  let controller: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
  });
  afterAll(() => bot.stop());

  /** «/start» with a token; the bot's answer. */
  const start = async (userId: number, token: string): Promise<string> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.start(userId, token);
    return (await bot.sandbox.world.waitFor(userId, ({ from }) => from.isBot, { after })).text;
  };

  it('tells a wrong, a used and an expired token apart from nothing', async () => {
    const used = await bot.invite('kamenka');
    await start(bot.person('Игорь'), used);
    const expired = await bot.invite('kamenka', { days: 1 });
    bot.clock.set('2026-09-04T10:00:01+03:00');
    const answers = new Set<string>();
    for (const token of ['nosuchtoken', used, expired]) answers.add(await start(bot.person('Лев'), token));
    expect(answers.size).toBe(1);
    const [answer] = answers;
    expect(answer).toContain(REFUSED);
    expect(answer).not.toContain('Камен');
    expect(await bot.store.subscriptions.ofOrganizations(['kamenka'])).toHaveLength(1);
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  it('makes a chat wait after five wrong tokens, and lets it in when the pause is over', async () => {
    const guesser = bot.person('Семён');
    for (let wrong = 1; wrong <= 5; wrong += 1)
      expect(await start(guesser, `wrong${wrong}`)).toContain(REFUSED);
    const token = await bot.invite('sosnovka');
    expect(await start(guesser, token)).toMatch(/через 15 минут/);
    bot.clock.set('2026-09-03T10:14:59+03:00');
    expect(await start(guesser, token)).toMatch(/через 1 минуту/);
    bot.clock.set('2026-09-03T10:15:00+03:00');
    expect(await start(guesser, token)).toMatch(/^Готово.*Сосновский район/s);
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  it('forgets wrong tokens once a right one has come', async () => {
    const person = bot.person('Егор');
    for (const wrong of ['a1', 'a2', 'a3', 'a4']) await start(person, wrong);
    await start(person, await bot.invite('zabolotye'));
    for (const wrong of ['b1', 'b2', 'b3', 'b4']) expect(await start(person, wrong)).toContain(REFUSED);
    expect(await start(person, await bot.invite('kamenka'))).toContain('Готово');
  });

  it('lets one chat speak for several organizations and several people for one', async () => {
    const busy = await bot.join('Олег', 'sch-ozersk-gym');
    await bot.joinAgain(busy, 'ds-skazka');
    expect(await start(busy, '')).toMatch(/Гимназия № 1.*Сказка/s);
    const token = await bot.invite('sch-zarechye', { uses: 2 });
    expect(await start(bot.person('Ирина'), token)).toContain('Готово');
    expect(await start(bot.person('Юлия'), token)).toContain('Готово');
    expect(await start(bot.person('Марк'), token)).toContain(REFUSED);
    expect(await bot.store.subscriptions.ofOrganizations(['sch-zarechye'])).toHaveLength(2);
  });

  it('does not use up an invitation on a chat that has joined before', async () => {
    const token = await bot.invite('sch-kamenka');
    const member = await bot.join('Раиса', 'sch-kamenka');
    expect(await start(member, token)).toContain('осталось неиспользованным');
    expect(await start(bot.person('Нина'), token)).toContain('Готово');
  });

  it("leaves an executor an executor who opens an observer's link, and makes an observer an executor", async () => {
    const executor = await bot.join('Глеб', 'sch-polyana');
    await start(executor, await bot.invite('sch-polyana', { role: 'observer' }));
    const observer = await bot.join('Яна', 'sch-polyana', { role: 'observer' });
    await bot.joinAgain(observer, 'sch-polyana');
    const roles = (await bot.store.subscriptions.ofOrganizations(['sch-polyana'])).map(({ role }) => role);
    expect(roles).toEqual(['executor', 'executor']);
  });

  it('greets whoever has joined before with what they are', async () => {
    const member = await bot.join('Фаина', 'sch-nizhlog');
    expect(await start(member, '')).toContain('Нижнеложская ООШ');
    expect(await start(controller, '')).toContain('Вы контролёр');
  });

  it('gives a late joiner what is open', async () => {
    await publishProtocol(bot, controller, [
      { to: TO.institute, text: 'Подготовить памятку по эвакуации.', term: 'до 25.09.2026' },
    ]);
    const late = await bot.join('Тамара', 'ZOIRO');
    const told = await bot.sandbox.world.waitFor(late, ({ text }) => text.includes('на исполнении'));
    expect(told.text).toContain('памятку по эвакуации');
  });

  it('lets an observer read and refuses their report', async () => {
    const observer = await bot.join('Денис', 'ZOIRO', { role: 'observer' });
    const { world } = bot.sandbox;
    await world.waitFor(observer, ({ text }) => text.includes('памятку по эвакуации'));
    for (const send of [
      () => world.say(observer, 'Выполнено'),
      () => world.sendFile(observer, { name: 'отчёт.txt', bytes: Buffer.from('отчёт') }),
    ]) {
      const after = world.mark();
      send();
      const answer = await world.waitFor(observer, ({ from }) => from.isBot, { after });
      expect(answer.text).toBe(REPLIES.notExecutor);
    }
    const [open] = await bot.store.assignments.open(['ZOIRO']);
    expect(open?.state).toBe('new');
  });

  it('answers a stranger with the greeting, whatever they send, and keeps nothing of it', async () => {
    const { world } = bot.sandbox;
    const stranger = bot.person('Некто');
    const commands = [
      'start',
      'help',
      'tasks',
      'upcoming',
      'status',
      'overdue',
      'orgs',
      'invite ZOIRO',
      'cancel',
    ];
    const sends = [
      ...commands.map((command) => () => world.say(stranger, `/${command}`)),
      ...Object.values(MENU).map((label) => () => world.say(stranger, label)),
      () => world.say(stranger, 'Выполнено'),
      () => world.say(stranger, 'Р'.repeat(600)),
      () => world.sendFile(stranger, { name: 'protocol.txt', bytes: Buffer.from('ПРОТОКОЛ') }),
      () => world.sendPhoto(stranger, { bytes: Buffer.from('photo') }, { caption: 'Выполнено' }),
      () => world.sendVoice(stranger, { bytes: Buffer.from('voice') }),
    ];
    for (const send of sends) {
      const after = world.mark();
      const { text } = send();
      await bot.settle();
      const answers = textsSince(bot, stranger, after);
      expect(answers.length, text).toBe(1);
      expect(answers[0], text).toContain(GREETING);
    }
    expect(await bot.store.subscriptions.ofChat(stranger)).toEqual([]);
  });

  it('says nothing to the talk of a group that nobody has joined', async () => {
    const { world } = bot.sandbox;
    const stranger = bot.person('Прохожий');
    const { chatId } = world.createGroup({ title: 'Учительская', members: [stranger] });
    const after = world.mark();
    world.say(stranger, 'Выполнено', { chat: chatId });
    world.say(stranger, '/tasks', { chat: chatId });
    await bot.settle();
    expect(textsSince(bot, chatId, after)).toEqual([]);
  });
});
