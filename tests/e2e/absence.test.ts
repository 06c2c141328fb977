import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreseeMornings } from '../../src/app/foresee-morning.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { pressForged, publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** «В отпуске»: nobody is bothered, and no organization is left in silence. */
describe('somebody on holiday', () => {
  let bot: BotUnderTest;
  let controller: number;
  let number = 900;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
  });
  afterAll(() => bot.stop());

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
  const goAway = async (userId: number, deputy: string): Promise<string> => {
    await say(userId, '/settings');
    await press(userId, '🏖 В отпуске');
    await press(userId, 'Неделя · по 09.09.2026');
    return press(userId, deputy);
  };
  const publish = (to: string, text: string, term: string) => {
    number += 1;
    return publishProtocol(bot, controller, [{ to, text, term }], String(number));
  };
  const heard = (chat: number, after: number): string => textsSince(bot, chat, after).join('\n');
  const subscriptionOf = async (chat: number) => (await bot.store.subscriptions.ofChat(chat))[0]?.id ?? 0;
  const tokenIn = (text: string): string => /start=([\w-]+)/.exec(text)?.[1] ?? '';
  /** Everybody leaves, so that the next story begins anew. */
  const clear = async (code: string) => {
    for (const { id } of await bot.store.subscriptions.ofOrganizations([code])) {
      await bot.store.absences.end(id);
      await bot.store.subscriptions.end(id);
    }
  };

  it('gets nothing: the deputy does, and is told for whom and until when; the day ends it', async () => {
    const nina = await bot.join('Нина', 'ZOIRO');
    const oleg = await bot.join('Олег', 'ZOIRO');
    const handed = await publish(TO.institute, 'Составить график курсов.', 'до 18.09.2026');
    const [assignment] = await bot.store.assignments.ofDocument(handed.id);
    const assignmentId = assignment?.id ?? 0;
    const ninaId = (await bot.store.people.findByTelegramUser(nina))?.id ?? 0;
    await pressForged(bot, oleg, encodeAction({ kind: 'delegate_to', assignmentId, personId: ninaId }));
    await bot.settle();

    let after = bot.sandbox.world.mark();
    expect(await goAway(nina, '👤 Олег')).toMatch(/Вы в отпуске по 9 сентября 2026.*замещает Олег/s);
    expect(heard(oleg, after)).toMatch(/вы замещаете.*Нина.*9 сентября 2026.*график курсов/s);

    after = bot.sandbox.world.mark();
    await publish(TO.institute, 'Провести вебинар о питании.', 'до 25.09.2026');
    bot.clock.set('2026-09-04T09:05:00+03:00');
    await bot.morning();
    expect(heard(nina, after)).toBe('');
    expect(heard(oleg, after)).toMatch(/вебинар о питании.*Вы замещаете: Нина \(по 09\.09\.2026\)/s);
    expect(heard(oleg, after)).toMatch(/график курсов.*Исполняет: Нина \(замещаете вы\)/s);
    const [foreseen] = await foreseeMornings(bot.deps, [new Date('2026-09-09T09:05:00+03:00')]);
    expect(foreseen?.messages.map(({ chatId }) => chatId)).not.toContain(nina);
    expect(foreseen?.messages.length).toBeGreaterThan(0);

    // What the absent asks for, they get.
    expect(await say(nina, '/tasks')).toContain('вебинар о питании');
    expect(await say(oleg, '/settings')).toContain('Вы замещаете: Нина (по 09.09.2026)');
    expect(await press(oleg, '👥 Люди')).toContain('Нина (в отпуске по 09.09.2026)');

    bot.clock.set('2026-09-10T08:30:00+03:00');
    after = bot.sandbox.world.mark();
    await bot.morning();
    expect(heard(nina, after)).toBe('');
    bot.clock.set('2026-09-10T09:05:00+03:00');
    await bot.morning();
    await bot.deliver();
    expect(heard(nina, after)).toMatch(/С возвращением.*вебинар о питании/s);
    expect(heard(nina, after).match(/С возвращением/g)).toHaveLength(1);
    expect(heard(oleg, after)).toContain('вы больше не замещаете (Нина)');
    expect(await say(nina, '/settings')).not.toContain('в отпуске');
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  it('comes back with one press and sees what is open', async () => {
    await clear('ZOIRO');
    const [one, other] = [await bot.join('Павел', 'ZOIRO'), await bot.join('Рита', 'ZOIRO')];
    await goAway(one, '👤 Рита');
    let after = bot.sandbox.world.mark();
    await publish(TO.institute, 'Обновить реестр наставников.', 'до 25.09.2026');
    expect(heard(one, after)).toBe('');
    after = bot.sandbox.world.mark();
    await say(one, 'Настройки');
    expect(await press(one, '👋 Вернуться')).toMatch(/реестр наставников/);
    expect(heard(other, after)).toContain('вы больше не замещаете (Павел)');
    after = bot.sandbox.world.mark();
    await publish(TO.institute, 'Проверить договоры практики.', 'до 25.09.2026');
    for (const chat of [one, other]) expect(heard(chat, after)).toContain('договоры практики');
  });

  it('is the last who answers: gets a link, and the holiday begins when the deputy has joined', async () => {
    await clear('ZCOKO');
    const last = await bot.join('Сергей', 'ZCOKO');
    await say(last, '/settings');
    await press(last, '🏖 В отпуске');
    await press(last, 'Другой день');
    expect(await say(last, 'когда-нибудь')).toBe(REPLIES.absenceDayUnclear);
    expect(await say(last, 'с 20 сентября')).toBe(REPLIES.absenceDayUnclear);
    expect(await say(last, 'до 1 сентября 2026 года')).toBe(REPLIES.absenceDayPassed);
    const link = await say(last, 'до 15 сентября');
    expect(link).toMatch(/Кроме вас, за .* никто не отвечает.*15 сентября 2026/s);
    expect(await say(last, '/settings')).toContain('начнётся, когда заместитель откроет вашу ссылку');
    let after = bot.sandbox.world.mark();
    await publish(TO.centre, 'Сверить списки экспертов.', 'до 25.09.2026');
    expect(heard(last, after)).toContain('списки экспертов');

    const deputy = bot.person('Тихон');
    after = bot.sandbox.world.mark();
    const greeted = await say(deputy, `/start ${tokenIn(link)}`);
    expect(greeted).toMatch(/вы замещаете.*Сергей.*15 сентября 2026/s);
    expect(heard(last, after)).toMatch(/отпуск начался.*замещает Тихон/s);
    after = bot.sandbox.world.mark();
    await publish(TO.centre, 'Собрать заявки пунктов.', 'до 25.09.2026');
    expect(heard(last, after)).toBe('');
    expect(heard(deputy, after)).toContain('заявки пунктов');

    // The deputy leaves: the absent is back at once, and those above hear of it.
    await say(deputy, '/settings');
    expect(await press(deputy, 'Выйти')).toContain('Если выйти, отпуск прервётся');
    after = bot.sandbox.world.mark();
    await press(deputy, 'Да, выйти');
    expect(heard(last, after)).toMatch(/отпуск прерван.*Тихон больше не отвечает.*заявки пунктов/s);
    expect(heard(deputy, after)).toContain('вы больше не замещаете (Сергей)');
    expect(heard(controller, after)).toMatch(/остался только тот, кто был в отпуске \(Сергей\)/);
    after = bot.sandbox.world.mark();
    await publish(TO.centre, 'Утвердить расписание выездов.', 'до 25.09.2026');
    expect(heard(last, after)).toContain('расписание выездов');
  });

  it('is back too where the deputy blocks the bot or asks to be forgotten', async () => {
    await clear('ZCOKO');
    const away = await bot.join('Ульяна', 'ZCOKO');
    const deputies = [await bot.join('Фёдор', 'ZCOKO'), await bot.join('Харитон', 'ZCOKO')];
    await goAway(away, '👤 Харитон');
    let after = bot.sandbox.world.mark();
    await say(deputies[1] ?? 0, '/forget');
    await press(deputies[1] ?? 0, 'Да, удалить мои данные');
    expect(heard(away, after)).toContain('отпуск прерван');
    expect(await bot.store.absences.ofOrganizations(['ZCOKO'])).toEqual([]);

    await goAway(away, '👤 Фёдор');
    after = bot.sandbox.world.mark();
    await bot.store.subscriptions.markUnreachable(deputies[0] ?? 0, 'blocked');
    await publish(TO.centre, 'Подвести итоги мониторинга.', 'до 25.09.2026');
    expect(heard(away, after)).toContain('итоги мониторинга');
    await bot.morning();
    expect(heard(away, after)).toContain('отпуск прерван');
  });

  it('is deputized for in turn: whoever stands in and goes away names a deputy too', async () => {
    await clear('ZOIRO');
    const [a, b, c] = [
      await bot.join('Антон', 'ZOIRO'),
      await bot.join('Борис', 'ZOIRO'),
      await bot.join('Виктор', 'ZOIRO'),
    ];
    await goAway(a, '👤 Борис');
    await say(b, '/settings');
    await press(b, '🏖 В отпуске');
    expect(await press(b, 'Неделя · по 09.09.2026')).not.toContain('Без заместителя');
    const forged = {
      kind: 'absence_with',
      subscriptionId: await subscriptionOf(b),
      from: 0,
      day: 20260909,
    } as const;
    expect((await pressForged(bot, b, encodeAction({ ...forged, otherId: 0 }))).text).toBe(
      REPLIES.deputyNeeded,
    );
    const absent = await subscriptionOf(a);
    expect((await pressForged(bot, b, encodeAction({ ...forged, otherId: absent }))).text).toBe(
      REPLIES.deputyGone,
    );
    const after = bot.sandbox.world.mark();
    await say(b, '/settings');
    await press(b, '🏖 В отпуске');
    await press(b, 'Неделя · по 09.09.2026');
    await press(b, '👤 Виктор');
    expect(heard(c, after).match(/вы замещаете/g)).toHaveLength(2);
    const told = bot.sandbox.world.mark();
    await publish(TO.institute, 'Разослать памятку кураторам.', 'до 25.09.2026');
    expect([heard(a, told), heard(b, told)]).toEqual(['', '']);
    expect(heard(c, told)).toMatch(/памятку кураторам.*Вы замещаете: Антон.*Борис/s);
  });

  it('needs no deputy where a group answers too, and a group never goes away', async () => {
    await clear('ZCOKO');
    const one = await bot.join('Глеб', 'ZCOKO');
    const { chatId } = bot.sandbox.world.createGroup({ title: 'Центр', members: [one] });
    await bot.joinAgain(one, 'ZCOKO', { chat: chatId });
    const inGroup = await subscriptionOf(chatId);
    const forged = { kind: 'ask_absence', subscriptionId: inGroup } as const;
    expect((await pressForged(bot, one, encodeAction(forged), chatId)).text).toBe(REPLIES.groupStays);
    expect(await goAway(one, 'Без заместителя')).toContain('поручения получают остальные');
    const after = bot.sandbox.world.mark();
    await publish(TO.centre, 'Обновить план выездов.', 'до 25.09.2026');
    expect(heard(one, after)).toBe('');
    expect(heard(chatId, after)).toContain('план выездов');
  });
});
