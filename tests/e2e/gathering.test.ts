import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileFetcher } from '../../src/adapters/telegram/files.ts';
import { fetchLateFiles } from '../../src/app/fetch-late-files.ts';
import { pauseGatherings } from '../../src/app/pause-gatherings.ts';
import type { StoredDocument } from '../../src/app/ports.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import {
  labelsOf,
  pressForged,
  protocolText,
  publishDraft,
  publishProtocol,
  sendDocument,
  TO,
  textsSince,
  withdrawEverything,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TERM = 'до 25.09.2026';
const LIST = 'Отчёт: Протокол';
const TAKEN = 'отчёт отправлен контролёру';
const RECEIVED = ': выполнено';

/** The report as a conversation: gathered piece by piece, seen, sent. */
describe('gathering a report', () => {
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

  beforeEach(async () => {
    bot.sandbox.world.clearFaults();
    bot.clock.set('2026-09-03T10:00:00+03:00');
    bot.sandbox.world.say(institute, '/cancel');
    await bot.settle();
    after = bot.sandbox.world.mark();
  });

  const publish = async (...texts: readonly string[]): Promise<StoredDocument> => {
    await withdrawEverything(bot);
    documents += 1;
    const points = texts.map((text) => ({ to: TO.institute, text, term: TERM }));
    return publishProtocol(bot, controller, points, String(documents));
  };
  const assignments = (document: StoredDocument) => bot.store.assignments.ofDocument(document.id);
  const states = async (document: StoredDocument) => (await assignments(document)).map(({ state }) => state);
  const reportsOf = async (document: StoredDocument) => {
    const [assignment] = await assignments(document);
    return bot.store.reports.ofAssignment(assignment?.id ?? 0);
  };
  const seen = (userId: number, part: string, since = after): Promise<MessageView> =>
    bot.sandbox.world.waitFor(userId, ({ text, from }) => from.isBot && text.includes(part), {
      after: since,
    });
  /** The list as it is now, with this in it. */
  const list = (part: string): Promise<MessageView> =>
    bot.sandbox.world.waitFor(
      institute,
      ({ text, from, buttons }) =>
        from.isBot && buttons.length > 0 && text.includes(LIST) && text.includes(part),
      { after },
    );
  const begin = async (document: StoredDocument): Promise<MessageView> => {
    const broadcast = await seen(institute, `№ ${document.number}\n`, 0);
    bot.sandbox.world.press(institute, 'Приложить отчёт', { messageId: broadcast.messageId });
    return list('Пришлите сюда');
  };
  const publishRequiringFile = async (text: string): Promise<StoredDocument> => {
    const { world } = bot.sandbox;
    documents += 1;
    const protocol = protocolText([{ to: TO.institute, text, term: TERM }], String(documents));
    const draft = await sendDocument(bot, controller, protocol);
    world.press(controller, 'Проверить пункты', { messageId: draft.messageId });
    const page = await seen(controller, 'пункт 1 из 1');
    world.press(controller, 'Ещё…', { messageId: page.messageId });
    await bot.settle();
    world.press(controller, 'Требовать файл', { messageId: page.messageId });
    const required = await seen(controller, 'Отчёт принимается только с файлом');
    return publishDraft(bot, controller, required);
  };
  const file = (name: string, bytes = name) => ({ name, bytes: Buffer.from(bytes) });

  it('keeps texts and files as they come, shows them in one message, and sends them as one report', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Обновить паспорт безопасности.');
    const first = await begin(document);
    expect(labelsOf(first)).toEqual(['Отменить']);
    world.say(institute, 'Паспорт обновлён, приказ прилагаем.');
    world.sendFile(institute, file('Приказ.txt', 'приказ'));
    const both = await list('2. 📄 Приказ.txt — 12 Б');
    expect(both.messageId).toBe(first.messageId);
    expect(both.text).toContain('1. 💬 «Паспорт обновлён, приказ прилагаем.»');
    expect(await states(document)).toEqual(['new']);
    world.press(institute, 'Отправить отчёт', { messageId: both.messageId });
    const taken = await seen(institute, TAKEN);
    expect(taken.messageId).toBe(first.messageId);
    expect(taken.text).toContain('Приложено: 1 файл');
    expect(taken.buttons).toEqual([]);
    const received = await seen(controller, RECEIVED);
    expect(received.text).toContain('«Паспорт обновлён, приказ прилагаем.»');
    expect(await reportsOf(document)).toMatchObject([
      { interim: false, text: 'Паспорт обновлён, приказ прилагаем.', files: [{ name: 'Приказ.txt' }] },
    ]);
    expect(await states(document)).toEqual(['reported']);
  });

  it('hears nothing for an assignment that was taken off control meanwhile', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Обновить стенд.', 'Обновить паспорт кабинета.');
    const [gone, other] = await assignments(document);
    await pressForged(bot, institute, encodeAction({ kind: 'attach_report', assignmentId: gone?.id ?? 0 }));
    world.say(institute, 'Стенд готов');
    await list('1. 💬 «Стенд готов»');
    await bot.store.assignments.moveStates([gone?.id ?? 0], ['new'], 'withdrawn');
    after = world.mark();
    world.say(institute, 'выполнено');
    const asked = await seen(institute, 'Отметить выполненным?');
    expect(asked.text).toContain('Обновить паспорт кабинета');
    world.press(institute, 'Выполнено', { messageId: asked.messageId });
    await seen(institute, TAKEN);
    expect(await bot.store.reports.latestOf(other?.id ?? 0)).toMatchObject({ text: 'выполнено' });
  });

  it('takes an album as one, a voice message and a photograph, each under a name of its own', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Провести субботник.');
    await begin(document);
    world.sendAlbum(
      institute,
      ['раз', 'два', 'три'].map((words, index) => ({
        kind: 'photo' as const,
        name: `${index}.jpg`,
        bytes: Buffer.from(words),
        ...(index === 0 ? { caption: 'Субботник' } : {}),
      })),
    );
    world.sendVoice(institute, { bytes: Buffer.from('голос') });
    const all = await list('Голосовое сообщение.ogg');
    expect(all.text).toContain('Фото.jpg');
    expect(all.text).toContain('Фото (2).jpg');
    expect(all.text).toContain('Фото (3).jpg');
    world.press(institute, 'Отправить отчёт', { messageId: all.messageId });
    await seen(institute, TAKEN);
    const [report] = await reportsOf(document);
    expect(report?.text).toBe('Субботник');
    expect(report?.files).toHaveLength(4);
    const files = world
      .history(controller)
      .filter((one) => one.file !== null && one.from.isBot && one.change > after);
    expect(files.map((one) => one.file?.name)).toEqual([
      'Фото.jpg',
      'Фото (2).jpg',
      'Фото (3).jpg',
      'Голосовое сообщение.ogg',
    ]);
  });

  it('lets a thing be taken out, and is shown anew once it is out of sight', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Составить опись.');
    const first = await begin(document);
    world.say(institute, 'первое');
    world.say(institute, 'второе');
    const two = await list('2. 💬 «второе»');
    expect(two.messageId).toBe(first.messageId);
    world.say(institute, 'третье');
    const moved = await list('3. 💬 «третье»');
    expect(moved.messageId).toBeGreaterThan(first.messageId);
    await bot.settle();
    expect(world.history(institute).find(({ messageId }) => messageId === first.messageId)?.text).toContain(
      'ниже',
    );
    world.press(institute, '✖ 2', { messageId: moved.messageId });
    const less = await list('2. 💬 «третье»');
    expect(less.text).not.toContain('второе');
    world.press(institute, 'Отправить отчёт', { messageId: less.messageId });
    await seen(institute, TAKEN);
    expect((await reportsOf(document))[0]?.text).toBe('первое\nтретье');
  });

  it('is not sent by «готово», but says how', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Проверить окна.');
    await begin(document);
    world.sendFile(institute, file('Акт.txt'));
    await list('Акт.txt');
    world.say(institute, 'Готово');
    const asked = await list('Отчёт ещё не отправлен');
    expect(await states(document)).toEqual(['new']);
    world.press(institute, 'Отправить отчёт', { messageId: asked.messageId });
    await seen(institute, TAKEN);
  });

  it('as an interim report closes nothing, goes to the controller marked, and stays in the history', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Закупить мебель.');
    await begin(document);
    world.say(institute, 'Закуплена половина.');
    const one = await list('Закуплена половина');
    world.press(institute, 'Отправить как промежуточный', { messageId: one.messageId });
    await seen(institute, 'промежуточный отчёт отправлен контролёру');
    const received = await seen(controller, 'промежуточный отчёт, поручение остаётся на исполнении');
    expect(labelsOf(received)).toEqual(['Подробнее']);
    expect(await states(document)).toEqual(['in_work']);
    const [report] = await reportsOf(document);
    expect(report).toMatchObject({ interim: true, outcome: null });
    // Nobody accepts it, not even with a forged button.
    const forged = await pressForged(
      bot,
      controller,
      encodeAction({ kind: 'accept', reportId: report?.id ?? 0 }),
    );
    expect(forged.text).toBe(REPLIES.reportGone);
    const [assignment] = await assignments(document);
    const audit = await bot.store.audit.ofAssignment(assignment?.id ?? 0);
    expect(audit.map(({ action }) => action)).toEqual(['report_interim']);
    const broadcast = await seen(institute, `№ ${document.number}\n`);
    world.press(institute, 'Выполнено', { messageId: broadcast.messageId });
    await seen(institute, `✅`);
    expect(await states(document)).toEqual(['reported']);
  });

  it('lets commands, menu labels, buttons and replies about something else do what they say', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Одно дело.', 'Другое дело.');
    const [one, other] = await assignments(document);
    await pressForged(bot, institute, encodeAction({ kind: 'details', assignmentId: other?.id ?? 0 }));
    const card = await seen(institute, 'Состояние:');
    await pressForged(bot, institute, encodeAction({ kind: 'attach_report', assignmentId: one?.id ?? 0 }));
    await list('Одно дело');
    world.say(institute, '/tasks');
    await seen(institute, 'Мои поручения (2)');
    world.say(institute, 'Ближайшие сроки');
    await seen(institute, 'Ближайшие сроки, 30 дней');
    world.say(institute, 'Выполнено', { replyTo: card.messageId });
    await seen(institute, TAKEN);
    expect(await states(document)).toEqual(['new', 'reported']);
    world.say(institute, 'А это про первое');
    const gathered = await list('А это про первое');
    expect(gathered.text).not.toContain('«Выполнено»');
    world.press(institute, 'Отправить отчёт', { messageId: gathered.messageId });
    await bot.settle();
    expect(await states(document)).toEqual(['reported', 'reported']);
  });

  it('survives a restart, a lost dialogue and another version of it', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Высадить деревья.');
    await begin(document);
    world.say(institute, 'Высажено десять');
    await list('Высажено десять');
    await bot.settle();
    await bot.stopBot();
    await bot.startBot();
    world.say(institute, 'и ещё два');
    await list('и ещё два');
    await bot.settle();
    await bot.store.dialogues.delete(`dialogue:${institute}:${institute}`);
    world.say(institute, 'а потом три');
    const all = await list('а потом три');
    world.press(institute, 'Отправить отчёт', { messageId: all.messageId });
    await seen(institute, TAKEN);
    expect((await reportsOf(document))[0]?.text).toBe('Высажено десять\nи ещё два\nа потом три');
    after = world.mark();
    world.say(institute, 'это уже просто слова');
    await seen(institute, 'Сообщение не распознано');
  });

  it('of two people of one organization in one group do not mix', async () => {
    const { world } = bot.sandbox;
    const group = world.createGroup({ title: 'Рабочая группа', members: [institute] }).chatId;
    await bot.joinAgain(institute, 'ZOIRO', { chat: group });
    const colleague = bot.person('Илья');
    world.joinGroup(colleague, group);
    const document = await publish('Первая работа.', 'Вторая работа.');
    const [one, other] = await assignments(document);
    const press = (userId: number, assignmentId: number) =>
      pressForged(bot, userId, encodeAction({ kind: 'attach_report', assignmentId }), group);
    await press(institute, one?.id ?? 0);
    const mine = await bot.sandbox.world.waitFor(group, ({ text }) => text.includes('Первая работа'), {
      after,
    });
    await bot.settle();
    await press(colleague, other?.id ?? 0);
    const theirs = await bot.sandbox.world.waitFor(
      group,
      ({ text, from }) => from.isBot && text.includes(LIST) && text.includes('Вторая работа'),
      { after },
    );
    await bot.settle();
    expect(mine.messageId).not.toBe(theirs.messageId);
    const listed = world.history(group).filter(({ text }) => text.includes(LIST));
    const [listOne, listOther] = [listed.at(-2), listed.at(-1)];
    world.say(institute, 'от Нины', { chat: group, replyTo: listOne?.messageId ?? 0 });
    world.say(colleague, 'от Ильи', { chat: group, replyTo: listOther?.messageId ?? 0 });
    world.say(institute, 'болтовня', { chat: group });
    await bot.settle();
    const draft = async (userId: number) => {
      const person = await bot.store.people.findByTelegramUser(userId);
      const found = await bot.store.reportDrafts.gatheringOf(group, person?.id ?? 0);
      const items = await bot.store.reportDrafts.items(found?.id ?? 0);
      return {
        id: found?.id ?? 0,
        texts: items.map(({ content }) => content.kind === 'text' && content.text),
      };
    };
    expect((await draft(institute)).texts).toEqual(['от Нины']);
    expect((await draft(colleague)).texts).toEqual(['от Ильи']);
    const { id } = await draft(colleague);
    const foreign = await pressForged(
      bot,
      institute,
      encodeAction({ kind: 'send_draft', draftId: id }),
      group,
    );
    expect(foreign.text).toBe(REPLIES.gatheredOfAnother);
    expect(await states(document)).toEqual(['new', 'new']);
    for (const userId of [institute, colleague]) world.say(userId, '/cancel', { chat: group });
    await bot.settle();
  });

  it('left for a day is put aside with a note of what is kept, and can be gone on with', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Написать программу.');
    await begin(document);
    world.say(institute, 'Черновик программы');
    world.sendFile(institute, file('Программа.txt'));
    await list('Программа.txt');
    await bot.settle();
    bot.clock.set('2026-09-04T09:59:00+03:00');
    expect(await pauseGatherings(bot.deps)).toEqual({ paused: 0 });
    bot.clock.set('2026-09-04T10:01:00+03:00');
    expect(await pauseGatherings(bot.deps)).toEqual({ paused: 1 });
    expect(await pauseGatherings(bot.deps)).toEqual({ paused: 0 });
    const note = await seen(institute, 'вы его собирали и не закончили');
    expect(note.text).toContain('Сохранено: 1 сообщение и 1 файл.');
    expect(labelsOf(note)).toEqual(['Отправить отчёт', 'Продолжить', 'Отменить']);
    after = world.mark();
    // The dialogue is over: words are words.
    world.say(institute, 'как дела');
    await seen(institute, 'Сообщение не распознано');
    world.press(institute, 'Продолжить', { messageId: note.messageId });
    await list('Программа.txt');
    world.say(institute, 'Программа утверждена');
    const all = await list('Программа утверждена');
    world.press(institute, 'Отправить отчёт', { messageId: all.messageId });
    await seen(institute, TAKEN);
    expect((await reportsOf(document))[0]?.text).toBe('Черновик программы\nПрограмма утверждена');
  });

  it('cancelled sends nothing and can be had back; «/cancel» does the same', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Сдать смету.');
    await begin(document);
    world.say(institute, 'Смета готовится');
    const one = await list('Смета готовится');
    world.press(institute, 'Отменить', { messageId: one.messageId });
    const cancelled = await seen(institute, 'Отменено');
    world.press(institute, 'Продолжить', { messageId: cancelled.messageId });
    await bot.sandbox.world.waitFor(
      institute,
      ({ text, messageId }) => messageId > cancelled.messageId && text.includes('Смета готовится'),
      { after },
    );
    await bot.settle();
    world.say(institute, '/cancel');
    await bot.settle();
    after = world.mark();
    world.say(institute, 'Выбросить');
    await seen(institute, 'Сообщение не распознано');
    expect(await reportsOf(document)).toEqual([]);
  });

  it('begun for another assignment is put aside, and gone on with from its button', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Дело первое.', 'Дело второе.');
    const [one, other] = await assignments(document);
    const attach = (assignmentId = 0) =>
      pressForged(bot, institute, encodeAction({ kind: 'attach_report', assignmentId }));
    await attach(one?.id);
    await list('Дело первое');
    world.say(institute, 'к первому');
    await list('«к первому»');
    await attach(other?.id);
    const second = await list('Дело второе');
    expect(second.text).toContain('отложен, собранное в нём (1 сообщение) сохранено');
    world.say(institute, 'ко второму');
    await list('«ко второму»');
    await bot.settle();
    after = world.mark();
    await attach(one?.id);
    const back = await list('«к первому»');
    expect(back.text).not.toContain('«ко второму»');
  });

  it('starts with /report: for the only assignment at once, else after a choice', async () => {
    const { world } = bot.sandbox;
    await publish('Единственное дело.');
    world.say(institute, '/report');
    await list('Единственное дело');
    world.say(institute, '/cancel');
    await publish('Альфа.', 'Бета.');
    await bot.settle();
    after = world.mark();
    world.say(institute, '/report');
    const which = await seen(institute, 'К какому поручению приложить отчёт?');
    world.press(institute, 'Бета', { messageId: which.messageId });
    await list('Бета');
  });

  it('explains a file above 20 MB, and goes on', async () => {
    const { world } = bot.sandbox;
    const document = await publish('Снять фильм.');
    await begin(document);
    world.sendFile(institute, { name: 'Фильм.mp4', size: 30 * 1024 * 1024 });
    const told = await seen(institute, 'больше 20 МБ');
    expect(told.text).toContain('пришлите сюда ссылку');
    world.say(institute, 'Ссылка на фильм');
    await list('Ссылка на фильм');
    expect(await states(document)).toEqual(['new']);
  });

  it('fetches a file later that Telegram does not give out now, and tells', async () => {
    const { world } = bot.sandbox;
    const fetcher = createFileFetcher(bot.telegram);
    const document = await publish('Сдать протокол.');
    await begin(document);
    world.addFault({ method: 'getFile', kind: 'error_500' });
    world.sendFile(institute, file('Протокол.txt'));
    const waiting = await list('ещё скачивается');
    await bot.settle();
    const pressed = world.press(institute, 'Отправить отчёт', { messageId: waiting.messageId });
    if (pressed.kind !== 'callback') throw new Error('no callback');
    expect((await world.waitForAnswer(pressed.queryId)).text).toBe(REPLIES.stillFetching);
    bot.clock.set('2026-09-03T10:00:20+03:00');
    expect(await fetchLateFiles({ ...bot.deps, fetcher })).toEqual({ arrived: 0, lost: 0 });
    world.clearFaults();
    expect(await fetchLateFiles({ ...bot.deps, fetcher })).toEqual({ arrived: 0, lost: 0 });
    bot.clock.set('2026-09-03T10:01:20+03:00');
    expect(await fetchLateFiles({ ...bot.deps, fetcher })).toEqual({ arrived: 1, lost: 0 });
    const told = await seen(institute, 'Файл «Протокол.txt» получен');
    world.press(institute, 'Отправить отчёт', { messageId: told.messageId });
    await seen(institute, TAKEN);
    const [report] = await reportsOf(document);
    expect(report?.files.map(({ name }) => name)).toEqual(['Протокол.txt']);
    expect(await bot.deps.files.read(report?.files[0]?.sha256 ?? '')).toEqual(Buffer.from('Протокол.txt'));
  });

  it('keeps a reply whose file is late, and asks what it is about once it is there', async () => {
    const { world } = bot.sandbox;
    const fetcher = createFileFetcher(bot.telegram);
    const document = await publish('Сдать реестр.');
    const broadcast = await seen(institute, `№ ${document.number}\n`, 0);
    world.addFault({ method: 'getFile', kind: 'error_500' });
    world.sendFile(institute, file('Реестр.txt'), { replyTo: broadcast.messageId, caption: 'Выполнено' });
    await seen(institute, 'Telegram пока не отдаёт файл «Реестр.txt»');
    expect(await states(document)).toEqual(['new']);
    world.clearFaults();
    bot.clock.set('2026-09-03T10:00:20+03:00');
    expect(await fetchLateFiles({ ...bot.deps, fetcher })).toEqual({ arrived: 1, lost: 0 });
    const told = await seen(institute, 'Файл «Реестр.txt» получен');
    world.press(institute, 'Выбрать поручение', { messageId: told.messageId });
    const which = await seen(institute, 'Какое поручение выполнено?');
    world.press(institute, 'Сдать реестр', { messageId: which.messageId });
    await seen(institute, TAKEN);
    expect(await reportsOf(document)).toMatchObject([{ text: 'Выполнено', files: [{ name: 'Реестр.txt' }] }]);
  });

  it('gives a file up in the end, and asks for it again', async () => {
    const { world } = bot.sandbox;
    const fetcher = createFileFetcher(bot.telegram);
    await begin(await publish('Сдать акт.'));
    world.addFault({ method: 'getFile', kind: 'error_500' });
    world.sendFile(institute, file('Акт.txt'));
    await list('ещё скачивается');
    await bot.settle();
    let lost = 0;
    for (let minutes = 1; lost === 0 && minutes < 300; minutes += 10) {
      bot.clock.set(new Date(Date.parse('2026-09-03T10:00:00+03:00') + minutes * 60_000).toISOString());
      ({ lost } = await fetchLateFiles({ ...bot.deps, fetcher }));
    }
    expect(lost).toBe(1);
    await seen(institute, 'так и не удалось получить');
  });

  it('begins where the controller asks for a file: «Выполнено» without one is not taken', async () => {
    const { world } = bot.sandbox;
    const document = await publishRequiringFile('Издать приказ.');
    const broadcast = await seen(institute, `№ ${document.number}\n`);
    expect(broadcast.text).toContain('К отчёту нужен файл');
    world.press(institute, 'Выполнено', { messageId: broadcast.messageId });
    const asked = await list('Без файла отчёт не принимается');
    expect(await states(document)).toEqual(['new']);
    world.say(institute, 'Приказ издан');
    const words = await list('Приказ издан');
    const refused = world.press(institute, 'Отправить отчёт', { messageId: words.messageId });
    if (refused.kind !== 'callback') throw new Error('no callback');
    expect((await world.waitForAnswer(refused.queryId)).text).toBe(REPLIES.fileNeeded);
    expect(asked.messageId).toBe(words.messageId);
    world.sendPhoto(institute, { bytes: Buffer.from('фото приказа') });
    const photo = await list('Фото.jpg');
    world.press(institute, 'Отправить отчёт', { messageId: photo.messageId });
    await seen(institute, TAKEN);
    expect(await states(document)).toEqual(['reported']);
  });

  it('asks for the file when «выполнено» is written, and keeps the words', async () => {
    const { world } = bot.sandbox;
    const document = await publishRequiringFile('Согласовать план.');
    const broadcast = await seen(institute, `№ ${document.number}\n`);
    world.say(institute, 'Выполнено, план согласован', { replyTo: broadcast.messageId });
    const asked = await list('Без файла отчёт не принимается');
    expect(asked.text).toContain('«Выполнено, план согласован»');
    expect(await states(document)).toEqual(['new']);
    expect(textsSince(bot, controller, after).join()).not.toContain(RECEIVED);
  });
});
