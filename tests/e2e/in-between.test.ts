import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pauseGatherings } from '../../src/app/pause-gatherings.ts';
import type { StoredDocument } from '../../src/app/ports.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, publishProtocol, TO, textsSince, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TERM = 'до 25.09.2026';
const LIST = 'Отчёт: Протокол';
const TAKEN = 'отчёт отправлен контролёру';
const WHICH = 'К какому поручению приложить отчёт?';
const DONE_WHICH = 'Какое поручение выполнено?';

/** What people write in the middle of something: a request to the bot, more of the same, or neither for certain. */
describe('in the middle of things', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let documents = 70;
  let after: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.clock.set('2026-09-03T10:00:00+03:00');
    for (let times = 0; times < 2; times += 1) bot.sandbox.world.say(institute, '/cancel');
    await bot.settle();
    after = bot.sandbox.world.mark();
  });

  const publish = async (...texts: readonly string[]): Promise<StoredDocument> => {
    await withdrawEverything(bot);
    documents += 1;
    const points = texts.map((text) => ({ to: TO.institute, text: `${text} № ${documents}.`, term: TERM }));
    return publishProtocol(bot, controller, points, String(documents));
  };
  const ids = async (document: StoredDocument) =>
    (await bot.store.assignments.ofDocument(document.id)).map(({ id }) => id);
  const reportOf = async (document: StoredDocument, place = 0) => {
    const id = (await ids(document))[place] ?? 0;
    return (await bot.store.reports.ofAssignment(id)).at(-1);
  };
  const seen = (userId: number, part: string, since = after): Promise<MessageView> =>
    bot.sandbox.world.waitFor(userId, ({ text, from }) => from.isBot && text.includes(part), {
      after: since,
    });
  const press = (userId: number, label: string, message: MessageView) =>
    bot.sandbox.world.press(userId, label, { messageId: message.messageId });
  const begin = async (document: StoredDocument): Promise<void> => {
    const [assignmentId = 0] = await ids(document);
    await pressForged(bot, institute, encodeAction({ kind: 'attach_report', assignmentId }));
    await seen(institute, LIST);
  };
  const gathered = async () => {
    const person = await bot.store.people.findByTelegramUser(institute);
    const draft = await bot.store.reportDrafts.gatheringOf(institute, person?.id ?? 0);
    return (await bot.store.reportDrafts.items(draft?.id ?? 0)).map(({ content }) =>
      content.kind === 'text' ? content.text : content.file.name,
    );
  };

  it.each([
    ['Мои поручения', 'Мои поручения (1)'],
    ['📋 мои поручения!', 'Мои поручения (1)'],
    ['Ближайшие сроки', 'Ближайшие'],
    ['Настройки', 'Настройки'],
    ['Просрочено', 'Мои поручения (1)'],
    ['помощь', 'Что умеет'],
    ['найти тетради', 'тетради'],
    ['поиск: п. 1.1', 'п. 1.1'],
    ['Вернуть на доработку', 'это кнопка'],
    ['ознакомлена', 'ознакомлены'],
  ])('«%s» while a report is gathered is answered, and is no part of it', async (request, answer) => {
    const { world } = bot.sandbox;
    const document = await publish('Собрать тетради');
    await begin(document);
    world.say(institute, 'Собраны все.');
    await seen(institute, 'Собраны все.');
    const since = world.mark();
    world.say(institute, request);
    await bot.settle();
    const told = textsSince(bot, institute, since).join('\n');
    expect(told.toLowerCase()).toContain(answer.toLowerCase());
    expect(told).toContain('Отчёт ещё собирается');
    expect(await gathered()).toEqual(['Собраны все.']);
    // And what comes next goes in.
    world.say(institute, 'И журналы тоже.');
    await bot.settle();
    expect(await gathered()).toEqual(['Собраны все.', 'И журналы тоже.']);
  });

  it('«Поиск» typed while a report is gathered asks for words, and the report goes on', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Собрать карты');
    await begin(document);
    world.say(institute, 'Поиск');
    await seen(institute, 'Что найти среди ваших поручений?');
    world.say(institute, 'карты');
    await seen(institute, 'Собрать карты');
    expect(await gathered()).toEqual([]);
    world.say(institute, 'Карты собраны.');
    await bot.settle();
    expect(await gathered()).toEqual(['Карты собраны.']);
  });

  it('«Отправить отчёт», typed, sends what is gathered', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Покрасить двери');
    await begin(document);
    world.say(institute, 'Двери покрашены.');
    await seen(institute, 'Двери покрашены.');
    world.say(institute, 'отправить отчет');
    await seen(institute, TAKEN);
    expect((await reportOf(document))?.text).toBe('Двери покрашены.');
  });

  it.each([
    ['Какой срок у этого пункта?', '— вопрос'],
    ['Найти подрядчика удалось не сразу, но всё покрашено', 'отчёт или поиск?'],
    ['не успеваем, просим продлить до 15 октября', 'Отчёт срок не переносит'],
  ])('what may be no part of the report goes in and is asked about: «%s»', async (words, asked) => {
    const document = await publish('Покрасить окна');
    await begin(document);
    bot.sandbox.world.say(institute, words);
    const list = await seen(institute, asked);
    expect(await gathered()).toEqual([words]);
    expect(list.buttons.flat().map(({ text }) => text)).toContain('✖ 1');
  });

  it('a request is no reason of a return, no day of an extension; the question goes on', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Вымыть полы');
    const [assignmentId = 0] = await ids(document);
    await pressForged(bot, institute, encodeAction({ kind: 'ask_extension', assignmentId }));
    await seen(institute, 'до какого числа продлить и почему?');
    for (const request of ['найти полы', 'Мои поручения', 'Подробнее']) world.say(institute, request);
    await bot.settle();
    expect(textsSince(bot, institute, after).filter((text) => text === REPLIES.questionWaits)).toHaveLength(
      3,
    );
    world.say(institute, 'до 15 октября, ждём подрядчика');
    await seen(institute, 'просьба о продлении отправлена');
    expect(await bot.store.extensions.waitingOf(assignmentId)).toMatchObject({
      wanted: '2026-10-15',
      reason: 'ждём подрядчика',
    });
    await pressForged(bot, institute, encodeAction({ kind: 'report_done', assignmentId }));
    const report = await seen(controller, ': выполнено');
    press(controller, 'Вернуть на доработку', report);
    await seen(controller, 'Напишите, что доработать');
    for (const request of ['Принять', 'Исполнение']) world.say(controller, request);
    await bot.settle();
    expect((await reportOf(document))?.outcome).toBeNull();
    world.say(controller, 'Нет фотографий.');
    await seen(controller, REPLIES.returned);
    expect((await reportOf(document))?.comment).toBe('Нет фотографий.');
  });

  it('/cancel in a question asked while a report is gathered gives up the question, not the report', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Вымыть окна');
    const [assignmentId = 0] = await ids(document);
    await begin(document);
    world.say(institute, 'Половина вымыта.');
    await seen(institute, 'Половина вымыта.');
    await pressForged(bot, institute, encodeAction({ kind: 'ask_extension', assignmentId }));
    await seen(institute, 'до какого числа продлить и почему?');
    world.say(institute, 'Отмена');
    await seen(institute, REPLIES.cancelled);
    expect(await gathered()).toEqual(['Половина вымыта.']);
    world.say(institute, 'Вторая тоже.');
    await bot.settle();
    expect(await gathered()).toEqual(['Половина вымыта.', 'Вторая тоже.']);
  });

  it('words and files sent while it is asked for which assignment are kept for the one chosen', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Закупить мел', 'Закупить парты');
    world.say(institute, '/report');
    const asked = await seen(institute, WHICH);
    world.say(institute, 'Закупили сорок штук.');
    world.sendPhoto(institute, { bytes: Buffer.from('мел') });
    await bot.settle();
    // The question stands where it was and tells what is kept.
    const now = world.history(institute).find(({ messageId }) => messageId === asked.messageId);
    expect(now?.text).toContain('Принято: 1 сообщение и 1 файл.');
    expect(textsSince(bot, institute, after).join('\n')).not.toContain('не распознано');
    press(institute, '2. п. 2.1', asked);
    const list = await seen(institute, LIST);
    expect(list.text).toContain('Закупить парты');
    expect(list.text).toContain('Закупили сорок штук.');
    press(institute, 'Отправить отчёт', list);
    await seen(institute, TAKEN);
    expect(await reportOf(document, 1)).toMatchObject({
      text: 'Закупили сорок штук.',
      files: [expect.objectContaining({ name: 'Фото.jpg' })],
    });
    expect(await reportOf(document, 0)).toBeUndefined();
  });

  it('a photo, then «выполнено», then the number of the point: one report', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Убрать снег', 'Убрать песок');
    world.sendPhoto(institute, { bytes: Buffer.from('снег') });
    await seen(institute, DONE_WHICH);
    world.say(institute, 'выполнено');
    await seen(institute, 'Принято: 1 сообщение и 1 файл.');
    world.say(institute, 'п. 2.1');
    const confirm = await seen(institute, 'Отметить выполненным?');
    expect(confirm.text).toContain('Убрать песок');
    press(institute, 'Выполнено', confirm);
    await seen(institute, TAKEN);
    expect((await reportOf(document, 1))?.files).toHaveLength(1);
    expect(await reportOf(document, 0)).toBeUndefined();
  });

  it('what was left without a choice is told of after an hour, once, and can still be sent', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Полить цветы', 'Полить газон');
    world.say(institute, '/report');
    await seen(institute, WHICH);
    world.say(institute, 'Полито.');
    await seen(institute, 'Принято: 1 сообщение.');
    bot.clock.set('2026-09-03T11:30:00+03:00');
    const since = world.mark();
    await pauseGatherings(bot.deps);
    await bot.deliver();
    const left = await seen(institute, 'вы не выбрали, к какому он поручению', since);
    expect(left.text).toContain('Сохранено: 1 сообщение.');
    await pauseGatherings(bot.deps);
    await bot.deliver();
    expect(textsSince(bot, institute, since)).toHaveLength(1);
    press(institute, 'Выбрать поручение', left);
    const asked = await seen(institute, WHICH, since);
    press(institute, '1. п. 1.1', asked);
    press(institute, 'Отправить отчёт', await seen(institute, LIST, since));
    await seen(institute, TAKEN, since);
    expect((await reportOf(document))?.text).toBe('Полито.');
  });

  it('a photo of an album that comes after its report went out reaches the decider, and the sender is told', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Починить ворота');
    const told = await seen(institute, 'Починить ворота', 0);
    const send = (name: string, about: object) =>
      world.sendPhoto(institute, { bytes: Buffer.from(name) }, { album: '135000001', ...about });
    send('первое', { caption: 'выполнено', replyTo: told.messageId });
    await seen(institute, TAKEN);
    bot.clock.set('2026-09-03T10:00:20+03:00');
    await bot.deliver();
    await seen(controller, 'Починить ворота');
    send('второе', {});
    await seen(institute, 'был уже отправлен');
    await bot.deliver();
    await seen(controller, 'дошёл ещё один файл');
    expect((await reportOf(document))?.files).toHaveLength(2);
  });

  it('«не успеваем, нужно до …» becomes a request once it is confirmed', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Сдать отчёт');
    const [assignmentId = 0] = await ids(document);
    world.say(institute, 'не успеваем, нужно до 5 октября, причина: болеет завуч');
    const asked = await seen(institute, 'Попросить продлить срок?');
    expect(asked.text).toContain('05.10.2026');
    expect(asked.text).toContain('«болеет завуч»');
    expect(await bot.store.extensions.waitingOf(assignmentId)).toBeNull();
    press(institute, 'Отправить просьбу', asked);
    await seen(institute, 'просьба о продлении отправлена');
    expect(await bot.store.extensions.waitingOf(assignmentId)).toMatchObject({ wanted: '2026-10-05' });
  });

  it('«дайте ещё неделю» counts from the present deadline and asks why', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Сдать сведения');
    const [assignmentId = 0] = await ids(document);
    world.say(institute, 'дайте ещё неделю');
    await seen(institute, 'до пт 02.10.2026');
    world.say(institute, 'нет света');
    await seen(institute, 'просьба о продлении отправлена');
    expect(await bot.store.extensions.waitingOf(assignmentId)).toMatchObject({
      wanted: '2026-10-02',
      reason: 'нет света',
    });
  });
});
