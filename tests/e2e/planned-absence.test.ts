import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreseeMornings } from '../../src/app/foresee-morning.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

/** A Thursday. */
const TODAY = '2026-09-03T10:00:00+03:00';

/** «В отпуске» that begins on a later day: until then nothing changes, from then on the deputy hears. */
describe('a holiday that is planned', () => {
  let bot: BotUnderTest;
  let controller: number;
  let number = 940;
  const talk = talkWith(() => bot);

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: TODAY });
    controller = await bot.join('Вера', null);
  });
  afterAll(() => bot.stop());

  const settings = async (person: number): Promise<MessageView> => {
    await talk.say(person, '/settings');
    return talk.seen(person, 'Настройки');
  };
  const shown = async (person: number): Promise<string> => (await settings(person)).text;
  /** Types the days behind «Другой день» and returns the last answer. */
  const typeDays = async (person: number, days: string): Promise<MessageView> => {
    const menu = await settings(person);
    await talk.press(person, menu, '🏖 В отпуске');
    await talk.press(person, menu, 'Другой день');
    await talk.say(person, days);
    return talk.seen(person, 'тпуск');
  };
  const publish = (to: string, text: string, term = 'до 25.09.2026') => {
    number += 1;
    return publishProtocol(bot, controller, [{ to, text, term }], String(number));
  };
  /** What happens at a moment, and what these chats are told by it. */
  const morning = async (moment: string, ...chats: readonly number[]): Promise<readonly string[]> => {
    const after = bot.sandbox.world.mark();
    bot.clock.set(moment);
    await bot.morning();
    await bot.deliver();
    return chats.map((chat) => textsSince(bot, chat, after).join('\n'));
  };
  const heard = (chat: number): string => talk.texts(chat).join('\n');
  const tokenIn = (text: string): string => /start=([\w-]+)/.exec(text)?.[1] ?? '';
  /** Everybody leaves and it is the first day again, so that the next story begins anew. */
  const clear = async (code: string) => {
    bot.clock.set(TODAY);
    for (const { id } of await bot.store.subscriptions.ofOrganizations([code])) {
      await bot.store.absences.end(id);
      await bot.store.subscriptions.end(id);
    }
  };

  it('goes to the person until its first day and to the deputy from then on, to the last', async () => {
    const [nina, oleg] = [await bot.join('Нина', 'ZOIRO'), await bot.join('Олег', 'ZOIRO')];
    const question = await typeDays(nina, 'с 8 по 14 сентября');
    expect(question.text).toContain(
      'Отпуск с 8 сентября по 14 сентября 2026 г. включительно. Кто вас заместит?',
    );
    expect(await talk.press(nina, question, '👤 Олег')).toBe(REPLIES.absencePlanned);
    expect(heard(oleg)).toBe('');
    const menu = await shown(nina);
    expect(menu).toMatch(
      /Отпуск с 8 сентября по 14 сентября 2026 г\., вас заместит Олег\. До этого всё приходит вам, а заместитель узнает/,
    );

    talk.mark();
    await publish(TO.institute, 'Составить график вебинаров.');
    expect(heard(nina)).toContain('график вебинаров');
    const [before] = await morning('2026-09-07T09:05:00+03:00', nina);
    expect(before).toContain('график вебинаров');

    // What the mornings ahead would send is known beforehand.
    const chatsOf = async (moment: string) =>
      (await foreseeMornings(bot.deps, [new Date(moment)]))[0]?.messages.map(({ chatId }) => chatId) ?? [];
    // A week before its term is the first day of the holiday.
    await publish(TO.institute, 'Обновить список наставников.', 'до 15.09.2026');
    bot.clock.set('2026-09-07T12:00:00+03:00');
    expect(await chatsOf('2026-09-08T09:05:00+03:00')).not.toContain(nina);
    expect(await chatsOf('2026-09-08T09:05:00+03:00')).toContain(oleg);

    const [night] = await morning('2026-09-08T07:00:00+03:00', oleg);
    expect(night).toBe('');
    const [away, deputy] = await morning('2026-09-08T08:05:00+03:00', nina, oleg);
    expect(away).toMatch(/отпуск начался, по 14 сентября 2026 г\. включительно вас замещает Олег/);
    expect(deputy).toMatch(/вы замещаете\. Нина в отпуске по 14 сентября 2026 г\./);
    const [silent, reminded] = await morning('2026-09-08T09:05:00+03:00', nina, oleg);
    expect(silent).toBe('');
    expect(reminded).toMatch(/список наставников.*Вы замещаете: Нина \(по 14\.09\.2026\)/s);
    expect(await shown(nina)).toContain(
      'Вы в отпуске по 14 сентября 2026 г. включительно, вас замещает Олег',
    );

    const [back, thanked] = await morning('2026-09-15T09:05:00+03:00', nina, oleg);
    expect(back).toMatch(/С возвращением.*график вебинаров/s);
    expect(thanked).toContain('вы больше не замещаете (Нина)');
  });

  it('is taken back before it begins, and nobody hears of it', async () => {
    await clear('ZOIRO');
    const [pavel, rita] = [await bot.join('Павел', 'ZOIRO'), await bot.join('Рита', 'ZOIRO')];
    await talk.press(pavel, await typeDays(pavel, 'завтра на неделю'), '👤 Рита');
    expect(await talk.press(pavel, await settings(pavel), 'Отменить отпуск')).toBe(REPLIES.absenceCalledOff);
    expect(heard(pavel)).not.toContain('поручени');
    expect(await shown(pavel)).not.toContain('тпуск с');
    const told = await morning('2026-09-04T09:05:00+03:00', pavel, rita);
    expect(told.join('')).not.toMatch(/отпуск|замещ/);
  });

  it('is called off at once where the deputy leaves before', async () => {
    await clear('ZOIRO');
    const [anna, boris] = [await bot.join('Анна', 'ZOIRO'), await bot.join('Борис', 'ZOIRO')];
    await talk.press(anna, await typeDays(anna, 'с 10.09 по 20.09'), '👤 Борис');
    const menu = await settings(boris);
    await talk.press(boris, menu, 'Выйти');
    await talk.press(boris, menu, 'Да, выйти');
    expect(heard(anna)).toMatch(
      /отпуск с 10 сентября по 20 сентября 2026 г\. отменён, Борис больше не отвечает за организацию/,
    );
    expect(await bot.store.absences.ofOrganizations(['ZOIRO'])).toEqual([]);
  });

  it('of the last who answers waits for its day, though the deputy joins before', async () => {
    await clear('ZCOKO');
    const last = await bot.join('Сергей', 'ZCOKO');
    const link = (await typeDays(last, 'с 8 по 14 сентября')).text;
    expect(link).toMatch(
      /никто не отвечает.*Отпуск с 8 сентября по 14 сентября 2026 г\. включительно начнётся/s,
    );
    expect(await shown(last)).toContain('ждём, когда заместитель откроет вашу ссылку');
    const deputy = bot.person('Тихон');
    await talk.say(deputy, `/start ${tokenIn(link)}`);
    expect(heard(deputy)).not.toContain('вы замещаете');
    expect(heard(last)).toMatch(/ссылку открыли\. Отпуск с 8 сентября .* вас заместит Тихон/);
    const [away, stands] = await morning('2026-09-08T09:05:00+03:00', last, deputy);
    expect(away).toContain('отпуск начался');
    expect(stands).toContain('вы замещаете');
  });

  it('does not begin while nobody has opened the link, says so once, and begins when somebody has', async () => {
    await clear('ZCOKO');
    const last = await bot.join('Ульяна', 'ZCOKO');
    const link = (await typeDays(last, 'с 8 по 14 сентября')).text;
    const [warned] = await morning('2026-09-08T09:05:00+03:00', last);
    expect(warned).toMatch(/отпуск с 8 сентября .* не начался, заместитель не открыл вашу ссылку/);
    const [again] = await morning('2026-09-09T09:05:00+03:00', last);
    expect(again).not.toContain('не начался');
    const deputy = bot.person('Фёдор');
    await talk.say(deputy, `/start ${tokenIn(link)}`);
    expect(heard(deputy)).toContain('вы замещаете');
    expect(heard(last)).toContain('отпуск начался');
  });

  it('breaks none that has begun: where nobody would be left it is called off', async () => {
    await clear('ZCOKO');
    const [gleb, dina] = [await bot.join('Глеб', 'ZCOKO'), await bot.join('Дина', 'ZCOKO')];
    await talk.press(gleb, await typeDays(gleb, 'с 8 по 14 сентября'), 'Без заместителя');
    await talk.press(dina, await typeDays(dina, 'с 4 по 20 сентября'), 'Без заместителя');
    await morning('2026-09-04T09:05:00+03:00');
    const [called, untouched] = await morning('2026-09-08T09:05:00+03:00', gleb, dina);
    expect(called).toMatch(/отпуск с 8 сентября .* отменён, заместить вас некому/);
    expect(untouched).toBe('');
    talk.mark();
    await publish(TO.centre, 'Сверить списки пунктов.');
    expect(heard(gleb)).toContain('списки пунктов');
    expect(heard(dina)).toBe('');
  });

  it('is offered nobody who is away on its first day, and somebody who is back by then', async () => {
    await clear('ZOIRO');
    const [eva, zhanna] = [await bot.join('Ева', 'ZOIRO'), await bot.join('Жанна', 'ZOIRO')];
    const third = await bot.join('Зоя', 'ZOIRO');
    await talk.press(zhanna, await typeDays(zhanna, 'с 10 по 20 сентября'), '👤 Зоя');
    const labels = async (days: string) => (await typeDays(eva, days)).buttons.flat().map(({ text }) => text);
    expect(await labels('с 12 по 16 сентября')).not.toContain('👤 Жанна');
    expect(await labels('с 21 по 25 сентября')).toContain('👤 Жанна');
    // Зоя stands in then, so she names somebody.
    expect(
      (await typeDays(third, 'с 12 по 16 сентября')).buttons.flat().map(({ text }) => text),
    ).not.toContain('Без заместителя');
  });
});
