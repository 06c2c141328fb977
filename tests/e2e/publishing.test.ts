import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessage } from '../../src/app/deliver-message.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { docxOf, paragraph } from '../adapters/readers/docx-file.ts';
import {
  pressForged,
  protocolText,
  publishDraft,
  publishProtocol,
  sendDocument,
  TO,
  textsSince,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { waitUntil } from '../support/wait-until.ts';

const ONE_POINT = [{ to: TO.institute, text: 'Подготовить перечень курсов.', term: 'до 25.09.2026' }];

/** A document comes in and goes out to whom it concerns. */
describe('publishing', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  const answerTo = async (userId: number, send: () => unknown): Promise<string> => {
    const after = bot.sandbox.world.mark();
    send();
    return (await bot.sandbox.world.waitFor(userId, ({ from }) => from.isBot, { after })).text;
  };

  describe('reading', () => {
    it('is for controllers: the file and the text of an executor make no draft', async () => {
      const { world } = bot.sandbox;
      const text = protocolText(ONE_POINT);
      world.sendFile(institute, { name: 'protocol.txt', bytes: Buffer.from(text) });
      world.say(institute, text);
      await bot.settle();
      expect((await bot.store.counts()).documents).toEqual({});
    });

    it('takes a pasted text and a Word file as it takes a text file', async () => {
      const { world } = bot.sandbox;
      const word = docxOf(
        protocolText(ONE_POINT, '12')
          .split('\n\n')
          .map((line) => paragraph(line))
          .join(''),
      );
      const pasted = await answerTo(controller, () => world.say(controller, protocolText(ONE_POINT, '13')));
      const fromWord = await answerTo(controller, () =>
        world.sendFile(controller, { name: 'protocol.docx', bytes: word }),
      );
      expect(pasted).toMatch(/№ 13.*Прочитано: 1 пункт/s);
      expect(fromWord).toMatch(/№ 12.*Прочитано: 1 пункт/s);
    });

    it('says that and why nothing was found', async () => {
      const { world } = bot.sandbox;
      const letter = 'Уважаемые коллеги, поздравляем вас с началом учебного года. '.repeat(6);
      expect(await answerTo(controller, () => world.say(controller, letter))).toContain('решений не найдено');
      const broken = { name: 'broken.pdf', bytes: Buffer.from('%PDF-1.4\n') };
      const after = world.mark();
      world.sendFile(controller, broken);
      await world.waitFor(controller, ({ text }) => text.includes('Файл PDF повреждён'), { after });
      expect(await answerTo(controller, () => world.say(controller, 'А что дальше?'))).toBe(
        REPLIES.controllerHint,
      );
    });

    it('gives way to the new reading when the same file comes again, until it is published', async () => {
      const { world } = bot.sandbox;
      const text = protocolText(ONE_POINT, '14');
      const first = await sendDocument(bot, controller, text);
      const second = await sendDocument(bot, controller, text);
      const pressed = world.press(controller, 'Опубликовать', { messageId: first.messageId });
      if (pressed.kind !== 'callback') throw new Error('no callback');
      expect((await world.waitForAnswer(pressed.queryId)).text).toBe(REPLIES.draftGone);
      await publishDraft(bot, controller, second);
      const third = await answerTo(controller, () =>
        world.sendFile(controller, { name: 'renamed.txt', bytes: Buffer.from(text) }),
      );
      expect(third).toMatch(/уже опубликован.*№ 14/s);
    });

    it('does not begin anew while somebody checks the points: what was checked stays', async () => {
      const { world } = bot.sandbox;
      const colleague = await bot.join('Борис', null);
      const text = protocolText([
        { to: 'Совету ветеранов', text: 'Пригласить ветеранов.', term: 'до 29.09.2026' },
      ]);
      const draft = await sendDocument(bot, controller, text);
      world.press(controller, 'Проверить пункты', { messageId: draft.messageId });
      const point = await world.waitFor(controller, (message) => message.text.includes('ветеранов'), {
        after: draft.change,
      });
      world.press(controller, 'Ещё…', { messageId: point.messageId });
      await bot.settle();
      world.press(controller, 'Требовать файл', { messageId: point.messageId });
      await bot.settle();
      const again = await answerTo(colleague, () =>
        world.sendFile(colleague, { name: 'protocol.txt', bytes: Buffer.from(text) }),
      );
      expect(again).toMatch(/уже на проверке.*Правки и подтверждения сохранены/s);
      await bot.settle();
      const summary = world.history(colleague).at(-1);
      expect(summary?.text).toContain('Прочитано: 1 пункт');
      world.press(colleague, 'Проверить пункты', { messageId: summary?.messageId });
      await world.waitFor(colleague, (message) => message.text.includes('Отчёт принимается только с файлом'));
      world.press(controller, 'К сводке', { messageId: point.messageId });
      await bot.settle();
      world.press(controller, 'Отменить', { messageId: point.messageId });
      const asked = await world.waitFor(controller, (message) => message.text.includes('Удалить черновик'));
      expect(asked.text).toContain('Проверенное и исправленное (1 пункт) пропадёт');
      world.press(controller, 'Не удалять', { messageId: point.messageId });
      await world.waitFor(controller, (message) => message.text.includes('Прочитано'), {
        after: asked.change,
      });
      world.press(controller, 'Отменить', { messageId: point.messageId });
      await bot.settle();
      world.press(controller, 'Удалить черновик', { messageId: point.messageId });
      await bot.settle();
      expect((await sendDocument(bot, controller, text)).text).toContain('Прочитано: 1 пункт');
    });

    it('is found again among the drafts, after however long', async () => {
      const { world } = bot.sandbox;
      const text = protocolText([{ ...ONE_POINT[0]!, term: 'до 01.09.2026' }]);
      await sendDocument(bot, controller, text);
      const after = world.mark();
      world.say(controller, '/status');
      const overview = await world.waitFor(
        controller,
        ({ buttons }) => JSON.stringify(buttons).includes('Черновики ('),
        { after },
      );
      world.press(controller, 'Черновики', { messageId: overview.messageId });
      const list = await world.waitFor(controller, (message) => message.text.startsWith('Черновики'));
      expect(list.text).toMatch(/1\. .*\n.*\n1 пункт · 🔎 осталось проверить 1/u);
      world.press(controller, '1. ', { messageId: list.messageId });
      const summary = await world.waitFor(controller, (message) => message.text.includes('Прочитано'), {
        after: list.change,
      });
      world.press(controller, 'Проверить пункты', { messageId: summary.messageId });
      await bot.settle();
      world.press(controller, 'Подтвердить как есть', { messageId: summary.messageId });
      const asked = await world.waitFor(controller, (message) => message.text.includes('Отправить 1'), {
        after: summary.change,
      });
      expect(asked.text).toContain('🔴 Срок уже прошёл: 1 пункт');
      expect(asked.text).not.toContain('Не подключены');
      world.press(controller, 'Отменить', { messageId: summary.messageId });
      await bot.settle();
      world.press(controller, 'Удалить черновик', { messageId: summary.messageId });
      await bot.settle();
    });

    it('can be dropped, and is not published afterwards', async () => {
      const { world } = bot.sandbox;
      const draft = await sendDocument(bot, controller, protocolText(ONE_POINT, '15'));
      world.press(controller, 'Отменить', { messageId: draft.messageId });
      await world.waitFor(controller, ({ text }) => /отменена.*№ 15/s.test(text));
      const data = draft.buttons.flat().find(({ text }) => text === 'Опубликовать')?.callback_data ?? '';
      expect((await pressForged(bot, controller, data)).text).toBe(REPLIES.draftGone);
    });
  });

  describe('sending out', () => {
    it('happens once, however often and by whomever the button is pressed', async () => {
      const { world } = bot.sandbox;
      const other = await bot.join('Павел', null);
      const draft = await sendDocument(bot, controller, protocolText(ONE_POINT, '17'));
      const after = world.mark();
      world.press(controller, 'Опубликовать', { messageId: draft.messageId });
      const asked = await world.waitFor(controller, ({ text }) => text.includes('Отправить'), { after });
      expect(asked.text).toContain('Отправить 1 поручение 1 организации?');
      const agree = asked.buttons.flat().find(({ text }) => text === 'Опубликовать и отправить');
      const data = agree?.callback_data ?? '';
      const answers = await Promise.all(
        [controller, other, controller, other].map((userId) => pressForged(bot, userId, data)),
      );
      expect(answers.filter(({ text }) => text === REPLIES.draftGone)).toHaveLength(3);
      await bot.settle();
      expect(textsSince(bot, institute, after).filter((text) => text.includes('№ 17'))).toHaveLength(1);
      const [document] = await bot.store.documents.published(1);
      expect(await bot.store.assignments.ofDocument(document?.id ?? 0)).toHaveLength(1);
    });

    it('tells the publisher who got it and who did not', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      await publishProtocol(
        bot,
        controller,
        [...ONE_POINT, { to: TO.centre, text: 'Провести мониторинг.', term: 'до 28.09.2026' }],
        '18',
      );
      bot.clock.set('2026-09-03T10:00:21+03:00');
      await bot.deliver();
      const status = await world.waitFor(controller, ({ text }) => /№ 18: рассылка/.test(text), { after });
      expect(status.text).toMatch(/Доставлено: 1\n/);
      expect(status.text).toMatch(/Не дошло: 1\n.*ОГАУ ЗЦОКО/s);
      bot.clock.set('2026-09-03T10:00:00+03:00');
    });

    it('does not reach a chat that has blocked the bot, and makes it up when the chat comes back', async () => {
      const { world } = bot.sandbox;
      const officer = await bot.join('Пётр', 'ozersk');
      world.block(officer);
      await bot.settle();
      const point = { to: TO.municipalities, text: 'Проверить кровли школ.', term: 'до 30.09.2026' };
      const document = await publishProtocol(bot, controller, [point], '19');
      const undelivered = await bot.store.assignments.ofDocument(document.id);
      expect(
        undelivered.find(({ organizationCode }) => organizationCode === 'ozersk')?.deliveredAt,
      ).toBeNull();
      const after = world.mark();
      world.unblock(officer);
      await world.waitFor(officer, ({ text }) => text.includes('кровли'), { after });
      const delivered = await waitUntil('delivered to Ozersk', async () => {
        const all = await bot.store.assignments.ofDocument(document.id);
        return all.find(({ organizationCode, deliveredAt }) => organizationCode === 'ozersk' && deliveredAt);
      });
      expect(delivered.deliveredAt).not.toBeNull();
    });

    it('notices a chat that refuses for good while sending, and makes it up when the chat writes', async () => {
      const { world } = bot.sandbox;
      const officer = await bot.join('Клим', 'verhlog');
      await bot.stopBot();
      world.block(officer);
      await bot.startBot();
      bot.ring(false);
      await bot.settle();
      await bot.store.subscriptions.markReachable(officer);
      const point = { to: TO.municipalities, text: 'Проверить огнетушители.', term: 'до 30.09.2026' };
      await publishProtocol(bot, controller, [point], '20');
      bot.ring(true);
      await bot.deliver();
      expect(await bot.store.subscriptions.ofChat(officer)).toEqual([]);
      const after = world.mark();
      world.start(officer);
      await world.waitFor(officer, ({ text }) => text.includes('огнетушители'), { after });
      await bot.settle();
      const told = textsSince(bot, officer, after).filter((text) => text.includes('огнетушители'));
      expect(told).toHaveLength(1);
    });

    it('follows a group that became a supergroup, told by Telegram before or only while sending', async () => {
      const { world } = bot.sandbox;
      const member = bot.person('Лариса');
      const group = world.createGroup({ title: 'Каменка', members: [member] });
      await bot.joinAgain(member, 'kamenka', { chat: group.chatId });
      const moved = world.migrate(group.chatId);
      await bot.settle();
      const point = (text: string) => [{ to: TO.municipalities, text, term: 'до 30.09.2026' }];
      await publishProtocol(bot, controller, point('Проверить тепло.'), '21');
      await world.waitFor(moved.chatId, ({ text }) => text.includes('Проверить тепло'));

      const second = world.createGroup({ title: 'Сосновка', members: [member] });
      await bot.joinAgain(member, 'sosnovka', { chat: second.chatId });
      bot.ring(false);
      const document = await publishProtocol(bot, controller, point('Проверить воду.'), '22');
      await bot.stopBot();
      const movedLate = world.migrate(second.chatId);
      bot.ring(true);
      await bot.deliver();
      await bot.deliver();
      await world.waitFor(movedLate.chatId, ({ text }) => text.includes('Проверить воду'));
      const deliveries = await bot.store.outbox.ofBroadcast(document.id);
      expect(new Set(deliveries.map(({ state }) => state))).toEqual(new Set(['sent']));
      await bot.startBot();
    });
  });

  it('splits what a chat of twenty organizations gets between points, within the limits, buttons last', async () => {
    const { world } = bot.sandbox;
    const directory = await bot.store.organizations.all();
    const codes = directory
      .filter(({ kind }) => kind === 'school' || kind === 'municipality')
      .map(({ code }) => code);
    const everybody = bot.person('Зинаида');
    for (const code of codes) await bot.joinAgain(everybody, code);
    await bot.settle();
    const points = ['А', 'Б', 'В', 'Г', 'Д'].flatMap((mark) => [
      {
        to: TO.schools,
        text: `Начать дело Ш${mark}: ${'провести проверку, '.repeat(25)}окончить дело Ш${mark}.`,
        term: 'до 25.09.2026',
      },
      {
        to: TO.municipalities,
        text: `Начать дело Р${mark}: ${'собрать сведения, '.repeat(25)}окончить дело Р${mark}.`,
        term: 'до 28.09.2026',
      },
    ]);
    const after = world.mark();
    const document = await publishProtocol(bot, controller, points, '23');
    const messages = world.history(everybody).filter(({ change, from }) => change > after && from.isBot);
    expect(codes.length).toBeGreaterThanOrEqual(18);
    expect(messages.length).toBeGreaterThan(10);
    for (const { text } of messages) {
      expect(text.length).toBeLessThanOrEqual(4096);
      const begun = text.match(/Начать дело [ШР][А-Д]/g) ?? [];
      expect(text.match(/окончить дело [ШР][А-Д]/g)).toHaveLength(begun.length);
    }
    const withButtons = messages.filter(({ buttons }) => buttons.length > 0);
    expect(withButtons.map(({ messageId }) => messageId)).toEqual([messages.at(-1)?.messageId]);
    const told = (
      await Promise.all(
        messages.map(({ messageId }) => bot.store.sentMessages.assignmentsOf(everybody, messageId)),
      )
    ).flat();
    const mine = await bot.store.assignments.ofDocument(document.id);
    expect(told.toSorted((one, other) => one - other)).toEqual(mine.map(({ id }) => id));
  });

  it('gives every chat its own points and nothing of anybody else’s, whatever the document', async () => {
    const { world } = bot.sandbox;
    const centre = await bot.join('Роман', 'ZCOKO');
    const school = await bot.join('Анна', 'sch-kamenka');
    const readers = { [TO.institute]: institute, [TO.centre]: centre, [TO.schools]: school };
    const addressee = fc.constantFrom(TO.institute, TO.centre, TO.schools);
    let number = 100;
    await fc.assert(
      fc.asyncProperty(fc.array(addressee, { minLength: 1, maxLength: 6 }), async (addressees) => {
        number += 1;
        const points = addressees.map((to, index) => ({
          to,
          text: `Выполнить работу ${number}-${index}-для-${Object.keys(readers).indexOf(to)}.`,
          term: 'до 25.09.2026',
        }));
        const after = world.mark();
        await publishProtocol(bot, controller, points, String(number));
        for (const [index, [to, reader]] of Object.entries(readers).entries()) {
          const marks =
            textsSince(bot, reader, after)
              .join('\n')
              .match(/\d+-\d+-для-\d/g) ?? [];
          const own = points
            .filter((point) => point.to === to)
            .map(({ text }) => text.match(/\d+-\d+-для-\d/)?.[0] ?? '');
          expect(marks.toSorted()).toEqual(own.toSorted());
          expect(marks.every((mark) => mark.endsWith(String(index)))).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('carries tags, ampersands, quotes and emoji through untouched', async () => {
    const { world } = bot.sandbox;
    const words = 'Проверить <b>«сервер» & "сеть"</b> <a href="x">сайта</a> 5 < 7 &amp; 👩‍🏫 &lt;.';
    const after = world.mark();
    const point = { to: TO.institute, text: words, term: 'до 25.09.2026' };
    const draft = await sendDocument(bot, controller, protocolText([point], '24 <i>'));
    world.press(controller, 'Проверить пункты', { messageId: draft.messageId });
    await world.waitFor(controller, ({ text }) => text.includes('пункт 1 из') && text.includes(words), {
      after,
    });
    world.press(controller, 'К сводке', { messageId: draft.messageId });
    await world.waitFor(controller, ({ text }) => text.includes('Прочитано'), { after: world.mark() });
    await publishDraft(bot, controller, draft);
    const told = await world.waitFor(institute, ({ text }) => text.includes(words), { after });
    expect(told.entities.filter(({ type }) => type === 'text_link')).toEqual([]);
  });

  it('does not send twice what is claimed by another sender', async () => {
    const [delivery] = await bot.store.outbox.addMany([
      {
        key: 'claimed',
        chatId: controller,
        content: { kind: 'summary', on: '2026-09-03' },
        notBefore: bot.clock.now(),
      },
    ]);
    if (delivery === undefined) throw new Error('nothing to deliver');
    const outcomes = await Promise.all([
      deliverMessage(bot.deps, delivery),
      deliverMessage(bot.deps, delivery),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['not_to_be_sent', 'sent']);
  });
});
