import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDecision } from '../../src/app/ports.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { labelsOf, protocolText, sendDocument, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** Two reviewers before a draft of four points: the second and the fourth are doubted. */
describe('review before publishing', () => {
  let bot: BotUnderTest;
  let vera: number;
  let pavel: number;
  let institute: number;
  let draft: MessageView;
  let documentId: number;
  let number = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    vera = await bot.join('Вера', null);
    pavel = await bot.join('Павел', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    number += 1;
    // Of days of their own: the same points under one day would be taken for a new version of what is published.
    const date = `${String(number).padStart(2, '0')}.08.2026`;
    draft = await sendDocument(bot, vera, fourPoints(`${number}-р`, date));
    documentId = idIn(draft, 'Опубликовать');
  });

  const fourPoints = (documentNumber: string, date: string): string =>
    protocolText(
      [
        { to: TO.institute, text: 'Подготовить перечень курсов.', term: 'до 25.09.2026' },
        { to: TO.institute, text: 'Обновить раздел сайта.', term: 'в установленные сроки' },
        { to: TO.centre, text: 'Провести мониторинг.', term: 'до 28.09.2026' },
        { to: 'Классным руководителям', text: 'Проверить журналы.', term: 'до 29.09.2026' },
      ],
      documentNumber,
      date,
    );

  const idIn = (message: MessageView, label: string): number => Number(dataOf(message, label).split(':')[1]);
  const dataOf = (message: MessageView, label: string): string => {
    const button = message.buttons.flat().find(({ text }) => text === label);
    if (button?.callback_data === undefined) throw new Error(`no button «${label}» under «${message.text}»`);
    return button.callback_data;
  };

  /** Presses a button under a message and waits for what the message then says. */
  const press = async (userId: number, on: MessageView, button: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId === on.messageId, { after });
  };
  /** Presses a button and returns the alert or toast that answers it. */
  const pressForAnswer = async (userId: number, on: MessageView, button: string): Promise<string> => {
    const pressed = bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    if (pressed.kind !== 'callback') throw new Error(`«${button}» is no callback`);
    const { text } = await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return text;
  };
  const shown = (userId: number, messageId: number): MessageView => {
    const found = bot.sandbox.world.history(userId).find((message) => message.messageId === messageId);
    if (found === undefined) throw new Error(`no message ${messageId}`);
    return found;
  };
  const points = (): Promise<readonly StoredDecision[]> => bot.store.documents.decisions(documentId);
  const point = async (index: number): Promise<StoredDecision> => {
    const found = (await points())[index];
    if (found === undefined) throw new Error(`no point ${index}`);
    return found;
  };
  /** The same draft's page in the other reviewer's chat. */
  const openFor = async (userId: number): Promise<MessageView> => {
    const sent = await bot.telegram.api.sendMessage(userId, 'Черновик', {
      reply_markup: { inline_keyboard: [[{ text: 'Открыть', callback_data: `revd:${documentId}:0` }]] },
    });
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, 'Открыть', { messageId: sent.message_id });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId === sent.message_id, { after });
  };

  /** Presses a button and returns the new message that follows. */
  const pressForQuestion = async (userId: number, on: MessageView, button: string) => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId > on.messageId, { after });
  };
  const say = async (userId: number, words: string): Promise<MessageView> => {
    const { world } = bot.sandbox;
    const after = world.mark();
    const said = world.say(userId, words);
    return world.waitFor(userId, ({ messageId, from }) => from.isBot && messageId > said.messageId, {
      after,
    });
  };

  it('starts with the first doubtful point and turns through the doubtful ones only', async () => {
    const first = await press(vera, draft, 'Проверить пункты');
    expect(first.text).toContain('пункт 2 из 4');
    expect(first.text).toContain('Обновить раздел сайта.');
    expect(first.text).toContain('Текст — дословная цитата документа.');
    expect(first.text).toContain('Срок: «в установленные сроки»');
    expect(first.text).not.toContain('Словами');
    expect(first.text).toContain('⚠️ Срок назван');
    expect(labelsOf(first)).toContain('Все пункты');
    const second = await press(vera, first, 'Дальше ▶');
    expect(second.text).toContain('пункт 4 из 4');
    const all = await press(vera, second, 'Все пункты');
    const third = await press(vera, all, '◀ Назад');
    expect(third.text).toContain('пункт 3 из 4');
    const back = await press(vera, third, '⚠️ Сомнения (2)');
    expect(back.text).toContain('пункт 4 из 4');
  });

  it('goes to publishing only through every doubt, one after the other, and asks before it sends', async () => {
    const after = bot.sandbox.world.mark();
    let page = await press(vera, draft, 'Опубликовать');
    expect(page.text).toMatch(/пункт 2 из 4\n🔎 Осталось проверить: 2 пункта\./);
    page = await press(vera, page, 'Подтвердить как есть');
    expect(page.text).toMatch(/пункт 4 из 4\n🔎 Осталось проверить: 1 пункт\./);
    expect(await pressForAnswer(vera, page, 'Опубликовать')).toContain('Публиковать рано');
    expect(shown(vera, page.messageId).text).toBe(page.text);
    expect(await pressForAnswer(vera, page, 'Подтвердить как есть')).toContain('Сомнений больше нет');
    const asked = shown(vera, draft.messageId);
    expect(asked.text).toContain('Подтверждено как есть: 2 пункта (вопрос 1, п. 2.1; вопрос 1, п. 4.1).');
    expect(asked.text).toContain('⚠️ Никому не уйдёт: 1 пункт (вопрос 1, п. 4.1).');
    expect(asked.text).toContain('Отправить 3 поручения 2 организациям?');
    expect(textsSince(bot, institute, after)).toEqual([]);
    const published = await press(vera, asked, 'Опубликовать и отправить');
    expect(published.text).toContain('опубликован:');
    await bot.sandbox.world.waitFor(institute, ({ text }) => text.includes('Обновить раздел'), { after });
  });

  it('sends nothing where the draft is not what the controller agreed to', async () => {
    const page = await press(vera, draft, 'Опубликовать');
    await press(vera, page, 'Подтвердить как есть');
    const asked = await press(vera, page, 'Подтвердить как есть');
    const his = await press(pavel, await openFor(pavel), 'Снять пункт');
    expect(his.text).toContain('снят');
    expect(await pressForAnswer(vera, asked, 'Опубликовать и отправить')).toContain('документ изменили');
    expect((await bot.store.documents.find(documentId))?.state).toBe('draft');
    const anew = shown(vera, asked.messageId);
    expect(anew.text).toContain('Снято при проверке: 1 пункт');
    expect((await press(vera, anew, 'Опубликовать и отправить')).text).toContain('опубликован:');
  });

  it('says who confirmed what', async () => {
    const page = await press(vera, draft, 'Проверить пункты');
    const before = await point(1);
    await press(vera, page, 'Подтвердить как есть');
    const [update] = (await bot.store.audit.ofDocument(documentId)).filter(
      ({ action }) => action === 'point_confirmed',
    );
    const person = await bot.store.people.findByTelegramUser(vera);
    expect(update).toMatchObject({ personId: person?.id, documentId });
    expect(update?.details).toMatchObject({ decisionId: before.id, revision: 1 });
    expect(String(update?.details.is)).toContain('из этих слов дату определить нельзя');
    expect(await point(1)).toMatchObject({ confirmed: { personId: person?.id }, revision: 1 });
  });

  it('drops a point and takes it back', async () => {
    const page = await press(vera, draft, 'Проверить пункты');
    const dropped = await press(vera, page, 'Снять пункт');
    expect(dropped.text).toContain('снят, никому не уйдёт');
    expect(await point(1)).toMatchObject({ dropped: true, revision: 1 });
    const restored = await press(vera, dropped, 'Вернуть пункт');
    expect(restored.text).toContain('⚠️');
    const again = await press(vera, restored, 'Снять пункт');
    const next = await press(vera, again, 'Дальше ▶');
    await press(vera, next, 'Снять пункт');
    const after = bot.sandbox.world.mark();
    const asked = await press(vera, shown(vera, draft.messageId), 'Опубликовать');
    expect(asked.text).toContain('Снято при проверке: 2 пункта (вопрос 1, п. 2.1; вопрос 1, п. 4.1).');
    await press(vera, asked, 'Опубликовать и отправить');
    await bot.sandbox.world.waitFor(institute, ({ text }) => text.includes('перечень курсов'), { after });
    expect(textsSince(bot, institute, after).join()).not.toContain('Обновить раздел');
    expect(await bot.store.assignments.ofDocument(documentId)).toHaveLength(2);
  });

  it('lets the second of two reviewers change nothing they have not seen', async () => {
    const hers = await press(vera, draft, 'Проверить пункты');
    const his = await openFor(pavel);
    expect(his.text).toBe(hers.text);
    await press(vera, hers, 'Снять пункт');
    const alert = await pressForAnswer(pavel, his, 'Подтвердить как есть');
    expect(alert).toContain('пункт только что изменил другой человек (Вера)');
    expect(shown(pavel, his.messageId).text).toContain('снят, никому не уйдёт');
    expect(await point(1)).toMatchObject({ dropped: true, confirmed: null, revision: 1 });
  });

  it('takes one of two changes made at once', async () => {
    const hers = await press(vera, draft, 'Проверить пункты');
    const his = await openFor(pavel);
    const answers = await Promise.all([
      pressForAnswer(vera, hers, 'Снять пункт'),
      pressForAnswer(pavel, his, 'Подтвердить как есть'),
    ]);
    expect(answers.filter((text) => text.includes('только что изменил'))).toHaveLength(1);
    expect(await point(1)).toMatchObject({ revision: 1 });
  });

  it('changes once, and says so, when its answer fails and the press is handled again', async () => {
    const { world } = bot.sandbox;
    const page = await press(vera, draft, 'Проверить пункты');
    world.addFault({ method: 'answerCallbackQuery', kind: 'error_500', times: 5 });
    expect(await pressForAnswer(vera, page, 'Снять пункт')).toBe('');
    world.clearFaults();
    expect(shown(vera, page.messageId).text).toContain('снят, никому не уйдёт');
    expect(await point(1)).toMatchObject({ dropped: true, revision: 1 });
    expect(await bot.store.audit.ofDocument(documentId)).toHaveLength(1);
  });

  it('changes nothing of what is published', async () => {
    const page = await press(vera, draft, 'Проверить пункты');
    const his = await openFor(pavel);
    let here = await press(vera, page, 'Подтвердить как есть');
    here = await press(vera, here, 'Подтвердить как есть');
    await press(vera, here, 'Опубликовать и отправить');
    const before = await points();
    expect(await pressForAnswer(pavel, his, 'Снять пункт')).toBe(
      'Этот документ уже опубликован или отменён.',
    );
    expect(await points()).toEqual(before);
  });

  describe('of points doubted alike', () => {
    const undatedPoints = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        to: TO.institute,
        text: `Подготовить перечень ${index + 1}.`,
        term: 'не указан',
      }));

    it('names each of them, settles them by one press, and nothing that was not named', async () => {
      const posts = [{ to: 'Классным руководителям', text: 'Проверить журналы.', term: 'не указан' }];
      const text = protocolText([...undatedPoints(11), ...posts], `${number}-много`);
      const many = await sendDocument(bot, vera, text);
      documentId = idIn(many, 'Опубликовать');
      const first = await press(vera, many, 'Проверить пункты');
      const alike = await press(vera, first, 'Похожие (12)');
      expect(alike.text).toContain('Всего таких пунктов 12, здесь первые 10.');
      expect(alike.text.match(/Подготовить перечень \d+\./g)).toHaveLength(10);
      const rest = await press(vera, alike, 'Срок по умолчанию для этих 10 пунктов (месяц)');
      expect(rest.text).toContain('Таких пунктов: 2.');
      expect((await points()).map(({ deadline }) => deadline.due)).toEqual([
        ...Array(10).fill('2026-10-03'),
        null,
        null,
      ]);
      const next = await press(vera, rest, 'Подтвердить эти 2 пункта как есть');
      // Its other doubt, of another kind, is still open.
      expect(next.text).toMatch(
        /пункт 12 из 12\n🔎 Осталось проверить: 1 пункт\..*⚠️.*должность.*☑️ Срок не указан/s,
      );
      expect(await point(10)).toMatchObject({ revision: 1, confirmed: { doubts: ['Срок не указан.'] } });
    });

    it('lets nobody settle what somebody else has changed since it was shown', async () => {
      const pair = await sendDocument(bot, vera, protocolText(undatedPoints(2), `${number}-пара`));
      documentId = idIn(pair, 'Опубликовать');
      const alike = await press(vera, await press(vera, pair, 'Проверить пункты'), 'Похожие (2)');
      await press(pavel, await openFor(pavel), 'Снять пункт');
      expect(await pressForAnswer(vera, alike, 'Подтвердить эти 2 пункта как есть')).toContain(
        'Ничего не изменено',
      );
      expect(shown(vera, alike.messageId).text).toContain('Таких пунктов: 1.');
      expect((await points()).map(({ confirmed }) => confirmed)).toEqual([null, null]);
    });
  });

  describe('of a deadline', () => {
    it('takes typed words, shows what they mean, and sets them once confirmed', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      await pressForQuestion(vera, page, 'Срок');
      const unclear = await say(vera, 'когда-нибудь потом');
      expect(unclear.text).toContain('Срок не понят: «когда-нибудь потом»');
      const understood = await say(vera, 'до 15 ноября');
      expect(understood.text).toContain('15.11.2026');
      expect(await point(1)).toMatchObject({ revision: 0, deadline: { kind: 'unparseable' } });
      const next = await press(vera, understood, 'Верно');
      expect(next.text).toMatch(/пункт 4 из 4\n🔎 Осталось проверить: 1 пункт\./);
      expect(await point(1)).toMatchObject({
        revision: 1,
        warnings: [],
        deadline: { text: 'до 15 ноября', kind: 'date', due: '2026-11-15', inherited: false },
      });
      const [entry] = await bot.store.audit.ofDocument(documentId);
      expect(entry?.action).toBe('point_deadline_set');
      expect(String(entry?.details.was)).toContain('в установленные сроки');
      expect(String(entry?.details.is)).toContain('2026-11-15');
      expect(await pressForAnswer(vera, page, 'Снять пункт')).toContain('Вы уже изменили этот пункт');
    });

    it('takes «завтра» from the day it was typed on, and «без срока» for what it says', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      await pressForQuestion(vera, page, 'Срок');
      const tomorrow = await say(vera, 'завтра');
      expect(tomorrow.text).toContain('Срок: до пт 04.09.2026');
      await press(vera, tomorrow, 'Верно');
      expect(await point(1)).toMatchObject({ deadline: { kind: 'date', due: '2026-09-04', text: 'завтра' } });
      await pressForQuestion(vera, await press(vera, tomorrow, 'Все пункты'), 'Срок');
      const none = await say(vera, 'Без срока');
      expect(none.text).toContain('Срок: без срока');
      const after = await press(vera, none, 'Верно');
      expect((await points()).filter(({ deadline }) => deadline.kind === 'none')).toMatchObject([
        { revision: 1, warnings: [] },
      ]);
      expect(after.text).toContain('Осталось проверить');
    });

    it('leaves commands and labels alone while it waits, and ends with /cancel', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      await pressForQuestion(vera, page, 'Срок');
      expect((await say(vera, '/orgs')).text).not.toContain('Срок');
      expect((await say(vera, '/cancel')).text).toBe('Отменено.');
      expect((await say(vera, 'до 15 ноября')).text).not.toContain('понято так');
      expect(await point(1)).toMatchObject({ revision: 0 });
    });

    it('is not set on a point that somebody else has changed meanwhile', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      await pressForQuestion(vera, page, 'Срок');
      const understood = await say(vera, 'до 15 ноября');
      const his = await openFor(pavel);
      await press(pavel, his, 'Подтвердить как есть');
      expect(await pressForAnswer(vera, understood, 'Верно')).toContain('(Павел)');
      expect(await point(1)).toMatchObject({ revision: 1, deadline: { kind: 'unparseable' } });
      await pressForQuestion(vera, shown(vera, understood.messageId), 'Срок');
      let turning = await press(pavel, await openFor(pavel), 'Все пункты');
      turning = await press(pavel, turning, '◀ Назад');
      turning = await press(pavel, turning, '◀ Назад');
      await press(pavel, turning, 'Снять пункт');
      const late = await say(vera, 'до 16 ноября');
      expect(late.text).toContain('только что изменил другой человек (Павел)');
      expect((await press(vera, late, 'Показать пункт')).text).toContain('снят, никому не уйдёт');
    });

    it('is a month by default where none is printed', async () => {
      const text = protocolText(
        [{ to: TO.institute, text: 'Подготовить перечень курсов.', term: 'не указан' }],
        `${number}-без`,
      );
      const undated = await sendDocument(bot, vera, text);
      documentId = idIn(undated, 'Опубликовать');
      const page = await press(vera, undated, 'Проверить пункты');
      const asked = await press(vera, page, 'Срок: месяц');
      expect(asked.text).toContain('Отправить 1 поручение 1 организации?');
      expect((await press(vera, asked, 'Опубликовать и отправить')).text).toContain('опубликован:');
      const [assignment] = await bot.store.assignments.ofDocument(documentId);
      expect(assignment).toMatchObject({ due: '2026-10-03', deadlineKind: 'date' });
    });
  });

  describe('of addressees', () => {
    /** The page of the fourth point, which is for a post. */
    const openFourth = async () => {
      const page = await press(vera, await press(vera, draft, 'Проверить пункты'), 'Дальше ▶');
      expect(page.text).toMatch(/пункт 4 из 4.*должность/s);
      return page;
    };

    it('maps a post to an organization of the directory', async () => {
      const list = await press(vera, await openFourth(), 'Кому');
      expect(list.text).toContain('никто не получит');
      let candidates = await press(vera, list, '🔁 Классным руководителям');
      expect(candidates.text).toContain('1–8 из');
      expect(labelsOf(candidates)[0]).toMatch(/^👥/);
      while (!labelsOf(candidates).includes('Верхнеложский район')) {
        candidates = await press(vera, candidates, 'Дальше ▶');
      }
      const chosen = await press(vera, candidates, 'Верхнеложский район');
      // Settled: the next doubtful point opens by itself.
      expect(chosen.text).toMatch(/пункт 2 из 4.*Осталось проверить: 1 пункт/s);
      expect(await point(3)).toMatchObject({
        revision: 1,
        addressees: [{ text: 'Верхнеложский район', code: 'verhlog', executor: true }],
      });
      expect((await point(3)).warnings).toEqual([]);
    });

    it('adds, makes responsible and removes', async () => {
      let list = await press(vera, await openFourth(), 'Кому');
      list = await press(vera, await press(vera, list, 'Добавить адресата'), '👥 ОМСУ');
      list = await press(vera, list, '★ Отвечает');
      expect(list.text).toMatch(/1\. Классным руководителям — никто не получит\n2\. ОМСУ — 6 .*отвечает/s);
      list = await press(vera, list, '✖ Убрать');
      expect((await point(3)).addressees).toEqual([{ text: 'ОМСУ', code: 'OMSU', executor: true }]);
      list = await press(vera, list, '✖ Убрать');
      expect(list.text).toContain('Никому.');
      expect(await point(3)).toMatchObject({ revision: 4, warnings: [{ code: 'no_addressee' }] });
      const entries = await bot.store.audit.ofDocument(documentId);
      expect(entries.map(({ action }) => action)).toEqual(Array(4).fill('point_addressees_set'));
      expect(String(entries[0]?.details.was)).toContain('ROLE');
    });

    it('finds by part of a name', async () => {
      const list = await press(vera, await openFourth(), 'Кому');
      const candidates = await press(vera, list, '🔁 Классным руководителям');
      await pressForQuestion(vera, candidates, 'Найти по названию');
      expect((await say(vera, 'марсианский')).text).toContain('никого не найдено');
      const found = await say(vera, 'зцок');
      expect(labelsOf(found)).toContain('ОГАУ ЗЦОКО');
      const chosen = await press(vera, found, 'ОГАУ ЗЦОКО');
      expect(chosen.text).toMatch(/пункт 2 из 4/);
      expect((await point(3)).addressees).toMatchObject([{ code: 'ZCOKO' }]);
    });

    it('lets nobody choose on what somebody else has changed', async () => {
      const list = await press(vera, await openFourth(), 'Кому');
      await press(pavel, await press(pavel, await openFor(pavel), 'Дальше ▶'), 'Снять пункт');
      expect(await pressForAnswer(vera, list, '✖ Убрать')).toContain('(Павел)');
      expect(shown(vera, list.messageId).text).toContain('снят, никому не уйдёт');
      expect((await point(3)).addressees).toMatchObject([{ code: 'ROLE' }]);
    });
  });

  describe('of the text', () => {
    it('takes a reply to the page of a point as its new text', async () => {
      const { world } = bot.sandbox;
      const page = await press(vera, draft, 'Проверить пункты');
      const before = await point(1);
      const after = world.mark();
      world.say(vera, 'Обновить  раздел\nсайта института.', { replyTo: page.messageId });
      const answer = await world.waitFor(
        vera,
        ({ text, from }) => from.isBot && text.includes('сайта института'),
        {
          after,
        },
      );
      expect(answer.text).toContain(
        'Обновить раздел сайта института.\n\nВ документе: Обновить раздел сайта.',
      );
      expect(labelsOf(answer)).toContain('Подтвердить как есть');
      expect(await point(1)).toMatchObject({
        text: 'Обновить раздел сайта института.',
        revision: 1,
        quote: before.quote,
        warnings: before.warnings,
      });
      // The older page of whoever made the last change serves as well; somebody else's does not.
      world.say(vera, 'Ещё один текст.', { replyTo: page.messageId });
      await bot.settle();
      expect(await point(1)).toMatchObject({ text: 'Ещё один текст.', revision: 2 });
      const his = await openFor(pavel);
      world.say(vera, 'Третий текст.', { replyTo: page.messageId });
      await bot.settle();
      world.say(pavel, 'Текст Павла.', { replyTo: his.messageId });
      await world.waitFor(pavel, ({ text }) => text.includes('(Вера)'), { after });
      expect(await point(1)).toMatchObject({ text: 'Третий текст.', revision: 3 });
    });

    it('takes the words after «Текст», and a reply to anything else is no text', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      const asked = await pressForQuestion(vera, page, 'Текст');
      const answer = await say(vera, 'Обновить сайт.');
      expect(answer.text).toContain('Обновить сайт.');
      expect(await point(1)).toMatchObject({ text: 'Обновить сайт.', revision: 1 });
      bot.sandbox.world.say(vera, 'Просто слова.', { replyTo: asked.messageId });
      await bot.settle();
      expect(await point(1)).toMatchObject({ text: 'Обновить сайт.', revision: 1 });
    });

    it('adds a point, doubted until it is said for whom and by when', async () => {
      const page = await press(vera, draft, 'Проверить пункты');
      await pressForQuestion(vera, await press(vera, page, 'Ещё…'), 'Добавить пункт');
      let added = await say(vera, 'Провести собрание.');
      expect(added.text).toMatch(/пункт 5 из 5.*Провести собрание.*добавлен при проверке/s);
      expect(added.text.match(/⚠️/g)).toHaveLength(2);
      added = await press(vera, added, 'Срок: месяц');
      const list = await press(vera, added, 'Кому');
      const candidates = await press(vera, list, 'Добавить адресата');
      const chosen = await press(vera, candidates, '👥 ОМСУ');
      expect(chosen.text).toMatch(/пункт \d из 5/);
      expect(chosen.text).not.toContain('Провести собрание');
      expect(await point(4)).toMatchObject({ warnings: [], addressees: [{ code: 'OMSU' }] });
      expect((await bot.store.audit.ofDocument(documentId)).map(({ action }) => action)).toEqual([
        'point_added',
        'point_deadline_set',
        'point_addressees_set',
      ]);
    });
  });
});
