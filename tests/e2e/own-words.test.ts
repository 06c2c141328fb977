import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../src/app/ports.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { publishProtocol, TO, textsSince, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TAKEN = 'отчёт отправлен контролёру';

/** What people write instead of pressing: understood by plain rules, confirmed where it matters, never guessed. */
describe('an answer in own words', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let documents = 0;
  let after: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(() => {
    after = bot.sandbox.world.mark();
  });

  /** A protocol of one question with points 1.1, 2.1, 3.1 …; everything before it is closed. */
  const publish = async (...texts: readonly string[]): Promise<StoredDocument> => {
    await withdrawEverything(bot);
    documents += 1;
    const points = texts.map((text) => ({ to: TO.institute, text, term: 'до 25.09.2026' }));
    const document = await publishProtocol(bot, controller, points, String(documents));
    after = bot.sandbox.world.mark();
    return document;
  };
  const states = async (document: StoredDocument) =>
    (await bot.store.assignments.ofDocument(document.id)).map(({ state }) => state);
  const seen = (userId: number, part: string, since = after): Promise<MessageView> =>
    bot.sandbox.world.waitFor(userId, ({ text, from }) => from.isBot && text.includes(part), {
      after: since,
    });
  const broadcast = (document: StoredDocument) => seen(institute, `№ ${document.number}\n`, 0);
  const reportsOf = async (document: StoredDocument) => {
    const all = await bot.store.assignments.ofDocument(document.id);
    return (await Promise.all(all.map(({ id }) => bot.store.reports.ofAssignment(id)))).flat();
  };

  it('naming several points is confirmed with their words, and one press reports all', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Первое дело.', 'Второе дело.', 'Третье дело.');
    world.say(institute, 'выполненно п. 1.1 и 3.1');
    const asked = await seen(institute, 'Отметить выполненными 2 поручения?');
    expect(asked.text).toContain('п. 1.1 Первое дело.');
    expect(asked.text).toContain('п. 3.1 Третье дело.');
    expect(asked.text).not.toContain('Второе');
    expect(await states(document)).toEqual(['new', 'new', 'new']);
    world.press(institute, 'Выполнено (2)', { messageId: asked.messageId });
    const told = await seen(institute, TAKEN);
    expect(told.text).toContain('п. 1.1; п. 3.1');
    await bot.settle();
    expect(await states(document)).toEqual(['reported', 'new', 'reported']);
    const received = textsSince(bot, controller, after).filter((text) => text.includes(': выполнено'));
    expect(received).toHaveLength(2);
    // Pressed again, nothing is reported again.
    expect(await reportsOf(document)).toHaveLength(2);
  });

  it('naming one of several in reply to their message reports that one', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Альфа.', 'Бета.', 'Гамма.');
    const { messageId } = await broadcast(document);
    world.say(institute, '2.1 - готово', { replyTo: messageId });
    await seen(institute, TAKEN);
    expect(await states(document)).toEqual(['new', 'reported', 'new']);
  });

  it('naming a point that is not there says so and offers those that are', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Дельта.', 'Эпсилон.');
    world.say(institute, 'п. 9.9 выполнен');
    const asked = await seen(institute, 'Среди ваших открытых поручений нет: п. 9.9.');
    expect(asked.text).toContain('Дельта.');
    world.press(institute, 'Эпсилон', { messageId: asked.messageId });
    await seen(institute, TAKEN);
    expect(await states(document)).toEqual(['new', 'reported']);
  });

  it.each([
    ['не выполнено, ждём мебель', 'ещё не выполнено'],
    ['выполнено частично', 'выполнено не полностью'],
    ['Не успеваем!', 'не успеваете к сроку'],
  ])('«%s» is no report: the words go on as an interim one', async (words, head) => {
    const { world } = bot.sandbox;
    const document = await publish('Обставить класс.');
    const { messageId } = await broadcast(document);
    world.say(institute, words, { replyTo: messageId });
    const asked = await seen(institute, head);
    expect(asked.buttons.flat().map(({ text }) => text)).toEqual([
      'Промежуточный отчёт',
      'Продлить срок',
      'Отменить',
    ]);
    expect(await states(document)).toEqual(['new']);
    world.press(institute, 'Промежуточный отчёт', { messageId: asked.messageId });
    await seen(institute, 'промежуточный отчёт отправлен контролёру');
    expect((await seen(controller, 'промежуточный отчёт')).text).toContain(`«${words}»`);
    expect(await states(document)).toEqual(['in_work']);
  });

  it('about one of several is asked about first, then what is to become of it', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Починить кран.', 'Починить дверь.');
    world.say(institute, 'не успеваем');
    const which = await seen(institute, 'О каком поручении речь?');
    world.press(institute, 'Починить дверь', { messageId: which.messageId });
    const asked = await seen(institute, 'не успеваете к сроку');
    expect(asked.messageId).toBe(which.messageId);
    world.press(institute, 'Промежуточный отчёт', { messageId: asked.messageId });
    await seen(institute, 'промежуточный отчёт отправлен');
    expect(await states(document)).toEqual(['new', 'in_work']);
  });

  it('asking for another deadline becomes a request, and moves nothing by itself', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Построить гараж.');
    world.say(institute, 'Просим продлить до 15 ноября, причина: нет подрядчика');
    const asked = await seen(institute, 'Попросить продлить срок?');
    world.press(institute, 'Отправить просьбу', { messageId: asked.messageId });
    await seen(institute, 'просьба о продлении отправлена');
    expect((await seen(controller, 'Просят продлить срок')).text).toContain('«нет подрядчика»');
    const [assignment] = await bot.store.assignments.ofDocument(document.id);
    expect(assignment).toMatchObject({ state: 'new', due: '2026-09-25' });
  });

  it('asking for another deadline without a reason is asked for one', async () => {
    const { world } = bot.sandbox;
    await publish('Построить беседку.');
    world.say(institute, 'можно до 15 ноября?');
    await seen(institute, 'Напишите причину');
    world.say(institute, 'заболел прораб');
    await seen(institute, 'просьба о продлении отправлена');
    expect((await seen(controller, 'Просят продлить срок')).text).toContain('«заболел прораб»');
  });

  it('asking for another deadline with a file goes on as an interim report, file and all', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Построить навес.');
    const words = 'Просим продлить до 15 ноября, причина в письме';
    const letter = { name: 'письмо.txt', bytes: Buffer.from('Письмо подрядчика') };
    world.sendFile(institute, letter, { caption: words });
    const told = await seen(institute, 'передано контролёру как промежуточный отчёт');
    expect(told.buttons.flat().map(({ text }) => text)).toContain('Продлить срок');
    expect((await seen(controller, 'промежуточный отчёт')).text).toContain(`«${words}»`);
    expect(await states(document)).toEqual(['in_work']);
  });

  it('«Продлить срок» after «не успеем» asks until when and why', async () => {
    const { world } = bot.sandbox;
    await publish('Построить забор.');
    world.say(institute, 'не успеем');
    const asked = await seen(institute, 'не успеваете к сроку');
    world.press(institute, 'Продлить срок', { messageId: asked.messageId });
    await seen(institute, 'до какого числа продлить и почему?');
    world.say(institute, 'До 1 ноября, заболел прораб');
    await seen(institute, 'просьба о продлении отправлена');
  });

  it('in reply to a message, but saying nothing certain, is asked about', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Провести собрание.');
    const { messageId } = await broadcast(document);
    world.say(institute, 'Собрание прошло 2 сентября, протокол у секретаря', { replyTo: messageId });
    const asked = await seen(institute, 'Что сделать с этим сообщением?');
    expect(await states(document)).toEqual(['new']);
    world.press(institute, 'Выполнено', { messageId: asked.messageId });
    await seen(institute, TAKEN);
    expect((await reportsOf(document))[0]?.text).toBe('Собрание прошло 2 сентября, протокол у секретаря');
  });

  it.each(['выполнено?', 'как выполнить?', 'позвоните мне'])('«%s» on its own is none', async (words) => {
    const { world } = bot.sandbox;
    const document = await publish('Посчитать стулья.');
    world.say(institute, words);
    await seen(institute, 'Сообщение не распознано');
    expect(await states(document)).toEqual(['new']);
  });

  it('beside a file that denies it is heard', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Покрасить забор.');
    const { messageId } = await broadcast(document);
    world.sendPhoto(
      institute,
      { bytes: Buffer.from('забор') },
      { replyTo: messageId, caption: 'Выполнено наполовину' },
    );
    const asked = await seen(institute, 'выполнено не полностью');
    expect(await states(document)).toEqual(['new']);
    world.press(institute, 'Промежуточный отчёт', { messageId: asked.messageId });
    await seen(institute, 'Приложено: 1 файл');
    expect(await reportsOf(document)).toMatchObject([{ interim: true, files: [{ name: 'Фото.jpg' }] }]);
  });

  it('of an observer is refused, whatever it says', async () => {
    const { world } = bot.sandbox;
    const observer = await bot.join('Денис', 'ZOIRO', { role: 'observer' });
    const document = await publish('Убрать двор.');
    for (const words of ['выполнено', 'не успеваем', 'просим продлить до 1 ноября', '/report']) {
      const since = world.mark();
      world.say(observer, words);
      await seen(observer, REPLIES.notExecutor, since);
    }
    expect(await states(document)).toEqual(['new']);
  });
});
