import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { pressForged, publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** Who speaks for an organization: it owns the subscription, people come and go. */
describe('the people of an organization', () => {
  let bot: BotUnderTest;
  let controller: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    await publishProtocol(bot, controller, [
      { to: TO.institute, text: 'Подготовить памятку по эвакуации.', term: 'до 25.09.2026' },
    ]);
  });
  afterAll(() => bot.stop());

  const chatsOf = async (code: string) =>
    (await bot.store.subscriptions.ofOrganizations([code]))
      .map(({ chatId }) => chatId)
      .toSorted((one, other) => one - other);
  /** Says something and returns what the bot answers. */
  const say = async (userId: number, text: string, chat = userId): Promise<string> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(userId, text, { chat });
    await bot.settle();
    return textsSince(bot, chat, after).join('\n');
  };
  /** Presses a button of the newest message that has it, and returns what the chat then shows. */
  const press = async (userId: number, label: string): Promise<string> => {
    const { world } = bot.sandbox;
    const after = world.mark();
    const pressed = world.press(userId, label);
    if (pressed.kind === 'callback') await world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return textsSince(bot, userId, after).join('\n');
  };
  const tokenIn = (text: string): string => /start=([\w-]+)/.exec(text)?.[1] ?? '';

  it('are shown to one of them, who invites a deputy and an observer by links', async () => {
    const nina = await bot.join('Нина', 'ZOIRO');
    expect(await say(nina, 'Настройки')).toMatch(/Настройки · .*ЗОИРО.*в 09:00.*Подписаны: Нина\./s);
    expect(await press(nina, '👥 Люди')).toMatch(/1\. Нина \(этот чат\)/);
    const forDeputy = await press(nina, 'Пригласить заместителя');
    const deputy = bot.person('Олег');
    expect(await say(deputy, `/start ${tokenIn(forDeputy)}`)).toContain('Готово');
    expect(await say(bot.person('Чужой'), `/start ${tokenIn(forDeputy)}`)).toContain('не действует');
    expect(bot.sandbox.world.history(nina).at(-1)?.text).toContain('присоединился участник Олег');
    const forObserver = await press(nina, 'Пригласить наблюдателя');
    const observer = bot.person('Лидия');
    expect(await say(observer, `/start ${tokenIn(forObserver)}`)).toContain('Вы наблюдатель');
    expect(await chatsOf('ZOIRO')).toEqual([nina, deputy, observer]);
    expect(await say(observer, '/settings')).toContain('Вы наблюдатель');
  });

  it('hand over: the successor takes the place, what is open stays, both are told', async () => {
    const old = await bot.join('Павел', 'ZOIRO');
    await say(old, '/settings');
    await press(old, '👥 Люди');
    const link = await press(old, 'Передать дела');
    const before = await bot.store.assignments.open(['ZOIRO']);
    const successor = bot.person('Рита');
    const after = bot.sandbox.world.mark();
    const told = await say(successor, `/start ${tokenIn(link)}`);
    expect(told).toContain('памятку по эвакуации');
    expect(told).toContain('вы приняли дела (Павел)');
    expect(textsSince(bot, old, after).join()).toContain('дела переданы');
    expect(await chatsOf('ZOIRO')).not.toContain(old);
    expect(await chatsOf('ZOIRO')).toContain(successor);
    expect(await bot.store.assignments.open(['ZOIRO'])).toEqual(before);
    expect(await say(old, '/tasks')).toContain('Здравствуйте!');
  });

  it('hand over to a deputy, who stays one chat', async () => {
    const old = await bot.join('Сергей', 'ZCOKO');
    const deputy = await bot.join('Тихон', 'ZCOKO');
    await say(old, '/settings');
    await press(old, '👥 Люди');
    await say(deputy, `/start ${tokenIn(await press(old, 'Передать дела'))}`);
    expect(await chatsOf('ZCOKO')).toEqual([deputy]);
  });

  it('take another out, who is told; a link made by that chat opens nothing any more', async () => {
    const [inspector, other] = [await bot.join('Инна', 'kamenka'), await bot.join('Кирилл', 'kamenka')];
    await say(other, '/settings');
    await press(other, '👥 Люди');
    const link = await press(other, 'Пригласить заместителя');
    await say(inspector, '/settings');
    await press(inspector, '👥 Люди');
    expect(await press(inspector, '✖ Убрать: Кирилл')).toContain('Убрать: Кирилл?');
    const after = bot.sandbox.world.mark();
    await press(inspector, 'Да, убрать');
    expect(textsSince(bot, other, after).join()).toContain('убрал этот чат');
    expect(await chatsOf('kamenka')).toEqual([inspector]);
    expect(await say(bot.person('Гость'), `/start ${tokenIn(link)}`)).toContain('не действует');
  });

  it('are warned where the last one leaves, and those above and the controllers are told', async () => {
    const above = await bot.join('Алла', 'sosnovka');
    const organizations = await bot.store.organizations.all();
    const below = organizations.find(({ parent, kind }) => parent === 'sosnovka' && kind !== 'group');
    const last = await bot.join('Борис', below?.code ?? '');
    await say(last, '/settings');
    expect(await press(last, 'Выйти')).toContain('Кроме вас');
    const after = bot.sandbox.world.mark();
    expect(await press(last, 'Всё равно выйти')).toContain('больше не отвечает');
    for (const chat of [above, controller]) {
      expect(textsSince(bot, chat, after).join()).toContain('больше никто не отвечает');
    }
    expect(await chatsOf(below?.code ?? '')).toEqual([]);
  });

  it('set the time of the digest, outside the quiet hours only', async () => {
    const marta = await bot.join('Марта', 'zabolotye');
    await say(marta, '/settings');
    const offered = await press(marta, '🕘 Время сводки');
    expect(offered).toContain('Сейчас: 09:00');
    const labels = bot.sandbox.world
      .history(marta)
      .at(-1)
      ?.buttons.flat()
      .map(({ text }) => text);
    expect(labels).toContain('✓ 09:00');
    expect(labels).not.toContain('07:30');
    expect(await press(marta, '10:30')).toContain('в 10:30');
    expect((await bot.store.organizations.find('zabolotye'))?.reminderTime).toBe('10:30');
  });

  it('choose among the organizations of one chat', async () => {
    const busy = await bot.join('Олег', 'sch-ozersk-gym');
    await bot.joinAgain(busy, 'ds-skazka');
    expect(await say(busy, '/settings')).toContain('Для какой организации?');
    expect(await press(busy, 'Гимназия № 1')).toContain('Настройки · ');
    expect(await press(busy, '◀ Другая организация')).toContain('Для какой организации?');
  });

  it('do not become controllers in a group', async () => {
    const { world } = bot.sandbox;
    const officer = bot.person('Зоя');
    const { chatId } = world.createGroup({ title: 'Отдел', members: [officer] });
    const token = await bot.invite(null);
    expect(await say(officer, `/start ${token}`, chatId)).toContain('в личном чате');
    expect(await bot.store.controllers.all()).toHaveLength(1);
    expect(await say(officer, `/start ${token}`)).toContain('вы контролёр');
    expect((await bot.store.controllers.all()).map(({ chatId: chat }) => chat)).not.toContain(chatId);
  });

  it('are forgotten on their wish: name, number and messages go, reports and history stay', async () => {
    const [assignment] = await bot.store.assignments.open(['ZOIRO']);
    const uliana = await bot.join('Ульяна', 'ZOIRO');
    const known = await bot.store.people.findByTelegramUser(uliana);
    await pressForged(bot, uliana, encodeAction({ kind: 'acknowledge', assignmentId: assignment?.id ?? 0 }));
    await say(uliana, '/report');
    await say(uliana, 'Секрет Ульяны');
    expect(await say(uliana, '/forget')).toContain('удалён по просьбе');
    expect(await press(uliana, 'Да, удалить мои данные')).toContain('Ваши данные удалены');
    expect(await bot.store.people.findByTelegramUser(uliana)).toBeNull();
    expect((await bot.store.people.names([known?.id ?? 0])).get(known?.id ?? 0)).toBe('удалён по просьбе');
    expect(await bot.store.subscriptions.ofChat(uliana)).toEqual([]);
    const acknowledged = await bot.store.acknowledgements.ofAssignment(assignment?.id ?? 0);
    expect(acknowledged.map(({ name }) => name)).toContain('удалён по просьбе');
    const history = await bot.store.audit.ofAssignment(assignment?.id ?? 0);
    expect(history.filter(({ personId }) => personId === known?.id)).toMatchObject([{ chatId: null }]);
    // A stranger from now on, of whom nothing is kept.
    expect(await say(uliana, '/tasks')).toContain('Здравствуйте!');
    expect((await pressForged(bot, uliana, encodeAction({ kind: 'forget_me' }))).text).toContain(
      'Здравствуйте!',
    );
    expect(await bot.store.people.findByTelegramUser(uliana)).toBeNull();
    expect(await say(uliana, `/start ${await bot.invite('ZOIRO')}`)).toContain('Готово');
  });

  it('are not forgotten in a group, nor is the last controller', async () => {
    const officer = await bot.join('Жанна', 'sch-zarechye');
    const { chatId } = bot.sandbox.world.createGroup({ title: 'Школа', members: [officer] });
    await bot.joinAgain(officer, 'sch-zarechye', { chat: chatId });
    expect(await say(officer, '/forget', chatId)).toBe(REPLIES.forgetInPrivate);
    const others = (await bot.store.controllers.all()).filter((one) => one.telegramUserId !== controller);
    for (const { telegramUserId } of others) {
      await say(telegramUserId, '/forget');
      await press(telegramUserId, 'Да, удалить мои данные');
    }
    expect(await say(controller, '/forget')).toBe(REPLIES.lastController);
    expect((await pressForged(bot, controller, encodeAction({ kind: 'forget_me' }))).text).toBe(
      REPLIES.lastController.slice(0, 200),
    );
    expect(await bot.store.controllers.all()).toHaveLength(1);
  });
});
