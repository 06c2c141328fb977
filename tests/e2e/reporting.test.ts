import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../src/app/ports.ts';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, publishProtocol, TO, textsSince, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TERM = 'до 25.09.2026';
const TAKEN = 'отчёт отправлен контролёру';
const RECEIVED = ': выполнено';

/** «Выполнено», in every way people say it, and the controllers' answers. */
describe('reporting', () => {
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

  /** Publishes points for the institute and closes everything that was open for it before. */
  const publish = async (...texts: readonly string[]): Promise<StoredDocument> => {
    await withdrawEverything(bot);
    documents += 1;
    const points = texts.map((text) => ({ to: TO.institute, text, term: TERM }));
    return publishProtocol(bot, controller, points, String(documents));
  };
  const assignments = async (document: StoredDocument): Promise<readonly Assignment[]> =>
    bot.store.assignments.ofDocument(document.id);
  const states = async (document: StoredDocument) => (await assignments(document)).map(({ state }) => state);
  const seen = (userId: number, part: string): Promise<MessageView> =>
    bot.sandbox.world.waitFor(userId, ({ text, from }) => from.isBot && text.includes(part), { after });
  const broadcast = (document: StoredDocument): Promise<MessageView> =>
    seen(institute, `№ ${document.number}\n`);
  const reportOf = async (document: StoredDocument) => {
    const [assignment] = await assignments(document);
    return bot.store.reports.latestOf(assignment?.id ?? 0);
  };

  describe('an executor', () => {
    it('reports by the button under the only point', async () => {
      const document = await publish('Составить перечень.');
      const message = await broadcast(document);
      bot.sandbox.world.press(institute, 'Выполнено', { messageId: message.messageId });
      await seen(institute, TAKEN);
      const report = await seen(controller, RECEIVED);
      expect(report.text).toContain('Составить перечень.');
      expect(await states(document)).toEqual(['reported']);
    });

    it('chooses under a message about several', async () => {
      const document = await publish('Составить график.', 'Издать приказ.');
      const message = await broadcast(document);
      bot.sandbox.world.press(institute, 'Выполнено', { messageId: message.messageId });
      const which = await seen(institute, 'Какое поручение выполнено?');
      bot.sandbox.world.press(institute, 'Издать приказ', { messageId: which.messageId });
      await seen(institute, TAKEN);
      expect(await states(document)).toEqual(['new', 'reported']);
    });

    it('reports by a reply to the broadcast, in any case and with any mark', async () => {
      const document = await publish('Составить смету.');
      const message = await broadcast(document);
      bot.sandbox.world.say(institute, 'ИСПОЛНЕНО!', { replyTo: message.messageId });
      await seen(institute, TAKEN);
      expect((await reportOf(document))?.text).toBe('ИСПОЛНЕНО!');
    });

    it('reports by a reply to «Подробнее»', async () => {
      const document = await publish('Провести опрос.', 'Провести конкурс.');
      const [, second] = await assignments(document);
      await pressForged(bot, institute, encodeAction({ kind: 'details', assignmentId: second?.id ?? 0 }));
      await bot.settle();
      const card = await seen(institute, 'Состояние:');
      bot.sandbox.world.say(institute, 'Сделано', { replyTo: card.messageId });
      await seen(institute, TAKEN);
      expect(await states(document)).toEqual(['new', 'reported']);
    });

    it('is asked to confirm a word on its own that can mean one point, and may take it back', async () => {
      const document = await publish('Проверить столовую.');
      await broadcast(document);
      bot.sandbox.world.say(institute, 'готово');
      const asked = await seen(institute, 'Отметить выполненным?');
      expect(await states(document)).toEqual(['new']);
      bot.sandbox.world.press(institute, 'Отменить', { messageId: asked.messageId });
      await seen(institute, 'Отменено, отчёт не отправлен.');
      expect(await states(document)).toEqual(['new']);
      bot.sandbox.world.say(institute, 'Готово, всё проверили');
      const again = await bot.sandbox.world.waitFor(
        institute,
        ({ text, messageId }) => messageId > asked.messageId && text.includes('Отметить выполненным?'),
      );
      bot.sandbox.world.press(institute, 'Выполнено', { messageId: again.messageId });
      await seen(institute, TAKEN);
      expect((await reportOf(document))?.text).toBe('Готово, всё проверили');
    });

    it('is offered only what the message replied to is about, on every page', async () => {
      const older = await publish('Старое дело.');
      documents += 1;
      const texts = Array.from({ length: 10 }, (_, index) => `Новое дело ${index + 1}.`);
      const points = texts.map((text) => ({ to: TO.institute, text, term: TERM }));
      const newer = await publishProtocol(bot, controller, points, String(documents));
      const message = await broadcast(newer);
      bot.sandbox.world.say(institute, 'Выполнено', { replyTo: message.messageId });
      const which = await seen(institute, 'Какое поручение выполнено?');
      after = bot.sandbox.world.mark();
      bot.sandbox.world.press(institute, 'Дальше', { messageId: which.messageId });
      const turned = await seen(institute, 'Новое дело 10.');
      expect(turned.messageId).toBe(which.messageId);
      expect(`${which.text}${turned.text}`).not.toContain('Старое дело');
      bot.sandbox.world.press(institute, 'Новое дело 10', { messageId: which.messageId });
      await seen(institute, TAKEN);
      expect((await states(newer)).at(-1)).toBe('reported');
      expect(await states(older)).toEqual(['new']);
    });

    it.each([
      [
        'a file',
        (world: BotUnderTest['sandbox']['world'], user: number, replyTo: number) =>
          world.sendFile(user, { name: 'Отчёт.txt', bytes: Buffer.from('отчёт') }, { replyTo }),
        'Отчёт.txt',
      ],
      [
        'a photo with a caption',
        (world: BotUnderTest['sandbox']['world'], user: number, replyTo: number) =>
          world.sendPhoto(user, { bytes: Buffer.from('photo') }, { replyTo, caption: 'Выполнено, фото' }),
        'Фото.jpg',
      ],
      [
        'a voice message',
        (world: BotUnderTest['sandbox']['world'], user: number, replyTo: number) =>
          world.sendVoice(user, { bytes: Buffer.from('voice') }, { replyTo }),
        'Голосовое сообщение.ogg',
      ],
    ] as const)('reports by %s, and the controller gets it', async (_what, send, name) => {
      const document = await publish('Привести двор в порядок.');
      const message = await broadcast(document);
      send(bot.sandbox.world, institute, message.messageId);
      const taken = await seen(institute, TAKEN);
      expect(taken.text).toContain('1 файл');
      await seen(controller, RECEIVED);
      const file = await bot.sandbox.world.waitFor(controller, (one) => one.file !== null && one.from.isBot, {
        after,
      });
      expect((await reportOf(document))?.files.map((one) => one.name)).toEqual([name]);
      const bytes = bot.sandbox.world.file(file.file?.fileId ?? '')?.bytes;
      const [kept] = (await reportOf(document))?.files ?? [];
      expect(bytes).toEqual(await bot.deps.files.read(kept?.sha256 ?? ''));
    });

    it('sends an album as one report with all its files, replied or on its own', async () => {
      const album = ['первый', 'второй', 'третий'].map((words, index) => ({
        kind: 'document' as const,
        name: `${index + 1}.txt`,
        bytes: Buffer.from(words),
        ...(index === 0 ? { caption: 'Выполнено' } : {}),
      }));
      const replied = await publish('Собрать справки.');
      const message = await broadcast(replied);
      bot.sandbox.world.sendAlbum(institute, album, { replyTo: message.messageId });
      await bot.settle();
      bot.clock.set('2026-09-03T10:00:30+03:00');
      await bot.deliver();
      await seen(controller, '3 файла');
      const files = bot.sandbox.world
        .history(controller)
        .filter(({ file, change, from }) => file !== null && change > after && from.isBot);
      expect(files.map(({ file }) => file?.name)).toEqual(['1.txt', '2.txt', '3.txt']);

      const alone = await publish('Собрать подписи.');
      await broadcast(alone);
      after = bot.sandbox.world.mark();
      bot.sandbox.world.sendAlbum(institute, album);
      await bot.settle();
      expect(textsSince(bot, institute, after)).toHaveLength(1);
      const asked = await seen(institute, 'Отметить выполненным?');
      bot.sandbox.world.press(institute, 'Выполнено', { messageId: asked.messageId });
      await seen(institute, TAKEN);
      expect((await reportOf(alone))?.files.map(({ name }) => name)).toEqual(['1.txt', '2.txt', '3.txt']);
    });

    it('makes one report however often and by however many it is said', async () => {
      const colleague = await bot.join('Илья', 'ZOIRO');
      const document = await publish('Обновить стенды.');
      const [assignment] = await assignments(document);
      const data = encodeAction({ kind: 'report_done', assignmentId: assignment?.id ?? 0 });
      const answers = await Promise.all(
        [institute, colleague, institute, colleague].map((userId) => pressForged(bot, userId, data)),
      );
      expect(answers.filter(({ text }) => text === REPLIES.alreadyReported)).toHaveLength(3);
      await bot.settle();
      const received = textsSince(bot, controller, after).filter((text) => text.includes(RECEIVED));
      expect(received).toHaveLength(1);
    });

    it('hears what has become of a point that is not to be reported any more', async () => {
      const document = await publish('Закрыть вопрос.');
      const message = await broadcast(document);
      const [assignment] = await assignments(document);
      const reply = async (): Promise<string> => {
        const since = bot.sandbox.world.mark();
        bot.sandbox.world.say(institute, 'Выполнено', { replyTo: message.messageId });
        return (await bot.sandbox.world.waitFor(institute, ({ from }) => from.isBot, { after: since })).text;
      };
      await bot.store.assignments.moveState(assignment?.id ?? 0, ['new'], 'accepted');
      expect(await reply()).toBe(REPLIES.alreadyAccepted);
      await bot.store.assignments.moveState(assignment?.id ?? 0, ['accepted'], 'withdrawn');
      expect(await reply()).toBe(REPLIES.withdrawn);
    });

    it('marks everything of a document as read by one press, each once', async () => {
      const document = await publish('Первое.', 'Второе.', 'Третье.');
      const message = await broadcast(document);
      const press = async () => {
        const pressed = bot.sandbox.world.press(institute, 'Ознакомлен', { messageId: message.messageId });
        if (pressed.kind !== 'callback') throw new Error('no callback');
        return (await bot.sandbox.world.waitForAnswer(pressed.queryId)).text;
      };
      expect(await press()).toBe(REPLIES.acknowledged);
      expect(await press()).toBe(REPLIES.alreadyAcknowledged);
      expect(await states(document)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
      for (const { id } of await assignments(document)) {
        expect((await bot.store.audit.ofAssignment(id)).map(({ action }) => action)).toEqual(['acknowledge']);
      }
    });
  });

  describe('a controller', () => {
    const reported = async (text: string) => {
      const document = await publish(text);
      const message = await broadcast(document);
      bot.sandbox.world.press(institute, 'Выполнено', { messageId: message.messageId });
      return { document, report: await seen(controller, RECEIVED) };
    };

    it('returns with a comment, the executor reports again, and it is accepted', async () => {
      const { world } = bot.sandbox;
      const { document, report } = await reported('Сдать отчёт.');
      world.press(controller, 'Вернуть на доработку', { messageId: report.messageId });
      await seen(controller, 'Напишите, что доработать');
      world.say(controller, 'Нет печати');
      const returned = await seen(institute, 'Возвращено на доработку');
      expect(returned.text).toContain('Нет печати');
      expect(await states(document)).toEqual(['returned']);
      const since = world.mark();
      world.press(institute, 'Выполнено', { messageId: returned.messageId });
      const again = await world.waitFor(controller, ({ text }) => text.includes(RECEIVED), { after: since });
      world.press(controller, 'Принять', { messageId: again.messageId });
      await seen(institute, 'снято с контроля');
      expect(await states(document)).toEqual(['accepted']);
      const [assignment] = await assignments(document);
      const actions = (await bot.store.audit.ofAssignment(assignment?.id ?? 0)).map(({ action }) => action);
      expect(actions).toEqual(['report', 'return', 'report', 'accept']);
    });

    it('may think better of it: «/cancel» in the middle returns nothing', async () => {
      const { world } = bot.sandbox;
      const { document, report } = await reported('Сдать план.');
      world.press(controller, 'Вернуть на доработку', { messageId: report.messageId });
      await seen(controller, 'Напишите, что доработать');
      world.say(controller, '/cancel');
      await seen(controller, REPLIES.cancelled);
      world.say(controller, 'Уже не замечание');
      await seen(controller, REPLIES.controllerHint);
      expect(await states(document)).toEqual(['reported']);
    });

    it('is not misunderstood in the middle: commands, labels, files and other buttons do what they say', async () => {
      const { world } = bot.sandbox;
      const first = await reported('Сдать ключи.');
      world.press(controller, 'Вернуть на доработку', { messageId: first.report.messageId });
      await seen(controller, 'Напишите, что доработать');
      world.say(controller, '/status');
      await seen(controller, 'сполнение');
      world.say(controller, 'Просрочено');
      world.sendFile(controller, { name: 'scan.pdf', bytes: Buffer.from('%PDF-1.4\n') });
      await seen(controller, 'Файл PDF повреждён');
      const [assignment] = await assignments(first.document);
      await pressForged(
        bot,
        controller,
        encodeAction({ kind: 'details', assignmentId: assignment?.id ?? 0 }),
      );
      await bot.settle();
      expect(await states(first.document)).toEqual(['reported']);
      world.say(controller, 'Ключи не от тех дверей');
      await seen(institute, 'Ключи не от тех дверей');
      expect(await states(first.document)).toEqual(['returned']);
    });

    it('who returns another report meanwhile comments on that one', async () => {
      const { world } = bot.sandbox;
      const document = await publish('Одно.', 'Другое.');
      for (const { id } of await assignments(document)) {
        await pressForged(bot, institute, encodeAction({ kind: 'report_done', assignmentId: id }));
      }
      await bot.settle();
      const [one, other] = await assignments(document);
      const reports = await Promise.all([one, other].map((a) => bot.store.reports.latestOf(a?.id ?? 0)));
      for (const report of reports) {
        await pressForged(bot, controller, encodeAction({ kind: 'return', reportId: report?.id ?? 0 }));
        await bot.settle();
      }
      world.say(controller, 'Это про другое');
      await seen(institute, 'Это про другое');
      expect(await states(document)).toEqual(['reported', 'returned']);
    });

    it('finds a report decided that another controller has decided a moment before', async () => {
      const other = await bot.join('Павел', null);
      const { document } = await reported('Сдать дела.');
      const report = await reportOf(document);
      const accept = encodeAction({ kind: 'accept', reportId: report?.id ?? 0 });
      const answers = await Promise.all(
        [controller, other].map((userId) => pressForged(bot, userId, accept)),
      );
      expect(answers.map(({ text }) => text).toSorted()).toEqual(
        [REPLIES.accepted, REPLIES.decidedAlready].toSorted(),
      );
      const late = await pressForged(bot, other, encodeAction({ kind: 'return', reportId: report?.id ?? 0 }));
      expect(late.text).toBe(REPLIES.decidedAlready);
      await bot.settle();
      const told = textsSince(bot, institute, after).filter((text) => text.includes('снято с контроля'));
      expect(told).toHaveLength(1);
    });

    it('takes an acceptance back within a day: the report waits again, and is decided anew', async () => {
      const { world } = bot.sandbox;
      const { document, report } = await reported('Сдать пропуска.');
      world.press(controller, 'Принять', { messageId: report.messageId });
      const accepted = await seen(controller, '✅ Принято');
      await seen(institute, 'снято с контроля');
      const reportId = (await reportOf(document))?.id ?? 0;
      const takeBack = encodeAction({ kind: 'take_back_acceptance', reportId });
      // Neither who has reported nor a stranger.
      const stranger = bot.person('Некто');
      world.start(stranger);
      await bot.settle();
      await pressForged(bot, stranger, takeBack);
      expect((await pressForged(bot, institute, takeBack)).text).toBe(REPLIES.notController);
      expect(await states(document)).toEqual(['accepted']);
      world.press(controller, 'Отменить принятие', { messageId: accepted.messageId });
      await seen(institute, 'приняли по ошибке');
      await bot.settle();
      expect(await states(document)).toEqual(['reported']);
      expect((await pressForged(bot, controller, takeBack)).text).toBe(REPLIES.notAccepted);
      const since = world.mark();
      world.press(controller, 'Принять', { messageId: report.messageId });
      await world.waitFor(institute, ({ text }) => text.includes('снято с контроля'), { after: since });
      bot.clock.set('2026-09-04T10:00:31+03:00');
      expect((await pressForged(bot, controller, takeBack)).text).toBe(REPLIES.acceptedLongAgo);
      bot.clock.set('2026-09-03T10:00:30+03:00');
      const [assignment] = await assignments(document);
      const actions = (await bot.store.audit.ofAssignment(assignment?.id ?? 0)).map(({ action }) => action);
      expect(actions).toEqual(['report', 'accept', 'take_back_acceptance', 'accept']);
    });

    it('finds every report that waits in one list, and goes from one to the next', async () => {
      const { world } = bot.sandbox;
      const document = await publish('Сдать книги.', 'Сдать парты.');
      for (const { id } of await assignments(document)) {
        await pressForged(bot, institute, encodeAction({ kind: 'report_done', assignmentId: id }));
      }
      await bot.settle();
      world.say(controller, 'Исполнение');
      const execution = await seen(controller, '📨 на проверке 2');
      world.press(controller, 'На проверке', { messageId: execution.messageId });
      const list = await seen(controller, 'Ждут вашего ответа (2)');
      expect(list.text).toContain(`№ ${document.number}`);
      world.press(controller, '2. ', { messageId: list.messageId });
      await bot.settle();
      const shown = world.history(controller).at(-1);
      expect(shown?.text).toContain('Сдать парты.');
      world.press(controller, 'Принять', { messageId: shown?.messageId });
      const decided = await seen(controller, '✅ Принято');
      expect(decided.buttons.flat().map(({ text }) => text)).toEqual([
        'Следующий отчёт (1)',
        'Отменить принятие',
      ]);
      world.press(controller, 'Следующий отчёт', { messageId: decided.messageId });
      await bot.settle();
      const next = world.history(controller).at(-1);
      expect(next?.text).toContain('Сдать книги.');
      world.press(controller, 'Принять', { messageId: next?.messageId });
      await bot.settle();
      expect((await pressForged(bot, controller, encodeAction({ kind: 'next_report' }))).text).toBe(
        REPLIES.noReportsWaiting,
      );
      expect(await states(document)).toEqual(['accepted', 'accepted']);
    });
  });
});
