import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import {
  labelsOf,
  pressForged,
  publishDraft,
  publishProtocol,
  sendDocument,
  TO,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** «Мои поручения», with their lists, cards and history, as an institute with a busy autumn uses them. */
describe('my assignments', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
    await bot.join('Пётр', 'prirechye');
    const point = (text: string, term: string) => ({ to: TO.institute, text, term });
    await publishProtocol(
      bot,
      controller,
      [
        point('Составить график стажировок.', 'до 25.09.2026'),
        point('Провести семинар для методистов.', 'до 10.09.2026'),
        point('Подготовить сборник.', 'до 25.12.2026'),
        ...Array.from({ length: 7 }, (_, index) =>
          point(`Провести занятие № ${index + 1}.`, 'до 30.11.2026'),
        ),
      ],
      '11',
    );
  });
  afterAll(() => bot.stop());

  /** Says something and returns the answer, a new message. */
  const answerTo = async (words: string, person = institute): Promise<MessageView> => {
    const { world } = bot.sandbox;
    const { messageId } = world.say(person, words);
    return world.waitFor(person, (message) => message.from.isBot && message.messageId > messageId);
  };
  /** Presses a button and returns the message as it is then. */
  const pressOn = async (message: MessageView, label: string, person = institute): Promise<MessageView> => {
    const { world } = bot.sandbox;
    world.press(person, label, { messageId: message.messageId });
    return world.waitFor(
      person,
      ({ messageId, change }) => messageId === message.messageId && change > message.change,
    );
  };
  const idOf = async (text: string): Promise<number> => {
    const open = await bot.store.assignments.open(['ZOIRO']);
    const views = await bot.store.assignments.views(open.map(({ id }) => id));
    return views.find(({ decision }) => decision.text.includes(text))?.assignment.id ?? 0;
  };

  it('are listed by date, page by page, with the other lists at hand', async () => {
    const first = await answerTo('/tasks');
    expect(first.text).toMatch(/^Мои поручения \(10\)\n\n1\. .*Провести семинар/u);
    expect(labelsOf(first).slice(0, 4)).toEqual([
      '• Мои 10',
      'Ближайшие 2',
      'На проверке 0',
      'Исполненные 0',
    ]);
    const second = await pressOn(first, 'Дальше ▶');
    expect(second.text).toContain('10. п. 3.1 Подготовить сборник.');
    const soon = await pressOn(second, 'Ближайшие');
    expect(soon.text).toMatch(/^Ближайшие сроки, 30 дней \(2\)\n/u);
    expect(soon.text).not.toContain('сборник');
    expect((await pressOn(soon, 'Исполненные')).text).toContain('Исполненных поручений пока нет.');
  });

  it('open their card in place, with the document, the deadline and the way back to the same page', async () => {
    const second = await pressOn(await answerTo('Мои поручения'), 'Дальше ▶');
    const card = await pressOn(second, 'Подробнее: 9.');
    expect(card.text).toMatch(/^Протокол от 03\.09\.2026 № \d+, п\. 10\.1\n/u);
    expect(card.text).toContain('Провести занятие № 7.');
    expect(card.text).toContain('⏰ Срок: до пн 30.11.2026 — осталось 88 дней');
    expect(labelsOf(card)).toEqual(
      expect.arrayContaining(['Ознакомлен', 'Выполнено', 'Как в документе', 'История', '◀ К списку']),
    );
    const quoted = await pressOn(card, 'Как в документе');
    expect(quoted.text).toMatch(
      /10\. ГАУ ДПО ЗОИРО:\s+10\.1\. Провести занятие № 7\.\s+Срок: до 30\.11\.2026/u,
    );
    const again = await pressOn(quoted, '◀ К карточке');
    expect(again.text).toBe(card.text);
    const back = await pressOn(again, '◀ К списку');
    expect(back.text).toBe(second.text);
  });

  it('are acknowledged on the card, which says so at once', async () => {
    const list = await answerTo('/upcoming');
    const card = await pressOn(list, 'Подробнее: 1.');
    expect(card.text).toContain('Состояние: новое');
    const acknowledged = await pressOn(card, 'Ознакомлен');
    expect(acknowledged.text).toContain('Состояние: исполнитель ознакомлен');
    expect(labelsOf(acknowledged)).toContain('◀ К списку');
  });

  it('keep their history from publication to the last word of the controller', async () => {
    const { world } = bot.sandbox;
    const assignmentId = await idOf('график стажировок');
    await pressForged(bot, institute, encodeAction({ kind: 'report_done', assignmentId }));
    await bot.settle();
    const received = world.history(controller).findLast(({ text }) => text.includes(': выполнено'));
    world.press(controller, 'Вернуть на доработку', { messageId: received?.messageId ?? 0 });
    await world.waitFor(controller, ({ text }) => text.includes('что доработать'));
    bot.clock.set('2026-09-04T15:20:00+03:00');
    world.say(controller, 'Нет <даты> стажировки');
    await world.waitFor(controller, ({ text }) => text.includes(REPLIES.returned));
    await pressForged(bot, institute, encodeAction({ kind: 'details', assignmentId }));
    await bot.settle();
    const card = world.history(institute).findLast(({ text }) => text.includes('Состояние:'));
    if (card === undefined) throw new Error('no card');
    expect(card.text).toContain('Замечание: «Нет <даты> стажировки»');
    const history = await pressOn(card, 'История');
    expect(history.text.split('\n').slice(5)).toEqual([
      '• чт 03.09.2026, 10:00 — Опубликовано (Вера)',
      '• чт 03.09.2026, 10:00 — Доставлено',
      '• чт 03.09.2026, 10:00 — Отчёт об исполнении: «Выполнено» (Нина)',
      '• пт 04.09.2026, 15:20 — Возвращено на доработку: «Нет <даты> стажировки» (Вера)',
    ]);
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  it('a reply to a list that was a card is not taken for that card', async () => {
    const list = await answerTo('/tasks');
    const card = await pressOn(list, 'Подробнее: 2.');
    const back = await pressOn(card, '◀ К списку');
    bot.sandbox.world.say(institute, 'выполнено', { replyTo: back.messageId });
    await bot.sandbox.world.waitFor(institute, ({ text, messageId }) => {
      return messageId > back.messageId && text.includes('Какое поручение выполнено?');
    });
  });

  it('show who else has the point and where an inherited deadline comes from', async () => {
    const text = [
      'ПРОТОКОЛ',
      'совещания руководителей системы образования 03.09.2026 № 12',
      '1. О каникулах.',
      'РЕШИЛИ:',
      '1. Органам местного самоуправления, осуществляющим управление в сфере образования, ГАУ ДПО ЗОИРО:',
      '1.1. Составить перечень смен.',
      '1.2. Утвердить расписание смен.',
      'Срок: до 31.10.2026',
    ].join('\n\n');
    await publishDraft(bot, controller, await sendDocument(bot, controller, text));
    await pressForged(
      bot,
      institute,
      encodeAction({ kind: 'details', assignmentId: await idOf('перечень смен') }),
    );
    await bot.settle();
    const card = bot.sandbox.world
      .history(institute)
      .findLast(({ text: shown }) => shown.includes('Состояние:'));
    expect(card?.text).toContain('Своего срока у пункта нет: действует срок п. 1.2.');
    expect(card?.text).toContain('31.10.2026 — суббота, нерабочий день: рабочий срок пт 30.10.2026.');
    expect(card?.text).toMatch(/Ответственные исполнители: .+ и ещё 3 организации/u);
    if (card === undefined) throw new Error('no card');
    const everybody = await pressOn(card, 'Кому поручено');
    expect(everybody.text.match(/^• /gmu)?.length).toBeGreaterThan(4);
  });

  it('are found by words in any form, by point and by document, and the card leads back', async () => {
    const found = await answerTo('найти семинары для методиста');
    expect(found.text).toMatch(/^🔎 Найдено: 1 поручение по запросу «семинары для методиста»\n/u);
    const card = await pressOn(found, 'Подробнее: 1.');
    expect(card.text).toContain('Провести семинар для методистов.');
    expect((await pressOn(card, '◀ К списку')).text).toBe(found.text);
    expect((await answerTo('/tasks п. 2.1')).text).toContain('Провести семинар для методистов.');
    const many = await answerTo('/tasks № 11 занятия');
    expect(many.text).toContain('Найдено: 7 поручений');
    const annexed = await answerTo('найти прил. 1, п. 2.1');
    expect(annexed.text).toMatch(
      /Найдено: 1 поручение.*\nС пометкой приложения такого пункта нет, .*\n\n.*семинар/u,
    );
    expect((await answerTo('найти прил. 1, п. 77')).text).toContain('ничего не найдено');
    expect((await answerTo('Найти жирафов')).text).toContain('ничего не найдено');
  });

  it('are asked for by the button; a report written meanwhile is a report', async () => {
    const { world } = bot.sandbox;
    const list = await answerTo('/tasks');
    const asked = world.mark();
    world.press(institute, 'Поиск', { messageId: list.messageId });
    await world.waitFor(institute, ({ text }) => text.includes('Что найти'), { after: asked });
    expect((await answerTo('выполнено')).text).toContain('Какое поручение выполнено?');
    expect((await answerTo('сборник')).text).toContain('Найдено: 1 поручение');
    // The search is over; the question about the report is not.
    expect((await answerTo('сборник')).text).toContain('Принято: 2 сообщения.');
  });

  it('found for one chat are turned by nobody else, and an old search says that it is forgotten', async () => {
    const other = await bot.join('Анна', 'ZCOKO');
    const found = await answerTo('найти сборник');
    const action = found.buttons.flat()[0]?.callback_data ?? '';
    const updateId = Number(action.split(':').at(-1));
    const turn = encodeAction({ kind: 'found', updateId, page: 0 });
    expect((await pressForged(bot, institute, turn)).text).toBe('');
    expect((await pressForged(bot, other, turn)).text).toBe(REPLIES.searchForgotten);
  });

  it('are nobody else’s, and a controller is told where to look', async () => {
    const assignmentId = await idOf('семинар');
    const action = { kind: 'card', assignmentId, sheet: 4, part: 0, list: 1, page: 0, updateId: 0 } as const;
    const other = await bot.join('Роман', 'ZCOKO');
    expect((await pressForged(bot, other, encodeAction(action))).text).toBe(REPLIES.notYours);
    expect((await answerTo('/tasks', controller)).text).toContain('/status');
  });
});
