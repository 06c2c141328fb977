import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import { beginUpdateEpoch, createUpdateKeeper } from '../../src/service/keep-updates.ts';
import { protocolText, publishProtocol, sendDocument, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TAKEN = 'отчёт отправлен контролёру';

/** What people say and press while machines and networks fail: done once, answered at least once. */
describe('an update', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let documents = 0;
  let after: number;

  beforeAll(async () => {
    // A wait that Telegram asks for comes out at once instead of being held.
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00', gate: { longestWaitSeconds: 0 } });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.sandbox.world.clearFaults();
    bot.ring(true);
    await bot.deliver();
    const open = await bot.store.assignments.open();
    await bot.store.assignments.moveStates(
      open.map(({ id }) => id),
      ['new', 'reported', 'returned'],
      'withdrawn',
    );
    documents += 1;
    const point = { to: TO.institute, text: `Сделать дело ${documents}.`, term: 'до 25.09.2026' };
    await publishProtocol(bot, controller, [point], String(documents));
    after = bot.sandbox.world.mark();
  });

  const assignment = async () => {
    const [open] = await bot.store.assignments.open();
    if (open === undefined) throw new Error('nothing is open');
    return open;
  };
  const broadcast = () =>
    bot.sandbox.world.waitFor(institute, ({ text }) => text.includes(`Сделать дело ${documents}.`));
  const auditOf = async (id: number) => (await bot.store.audit.ofAssignment(id)).map(({ action }) => action);
  const answers = (userId: number, part: string): number =>
    textsSince(bot, userId, after).filter((text) => text.includes(part)).length;

  it('that was kept but not handled when the bot stopped is handled by the next start, once', async () => {
    const { id } = await assignment();
    const { messageId } = await broadcast();
    await bot.stopBot();
    bot.sandbox.world.press(institute, 'Выполнено', { messageId });
    const updates = await bot.telegram.api.getUpdates({ timeout: 0 });
    expect(updates).toHaveLength(1);
    const keep = createUpdateKeeper({
      store: bot.store,
      clock: bot.clock,
      epoch: await beginUpdateEpoch(bot.store, 'test'),
      onKept: () => {},
    });
    // Telegram gives an update again that was not confirmed: it is kept once.
    for (let time = 0; time < 2; time += 1) {
      await keep(updates.map((payload) => ({ updateId: payload.update_id, payload })));
    }
    expect(await bot.store.updates.pending(10)).toHaveLength(1);
    await bot.startBot();
    await bot.sandbox.world.waitFor(institute, ({ text }) => text.includes(TAKEN), { after });
    await bot.settle();
    expect(answers(institute, TAKEN)).toBe(1);
    expect(await auditOf(id)).toEqual(['report']);
  });

  const faults: readonly Fault[] = [
    { method: 'sendMessage', kind: 'error_500', times: 1 },
    { method: 'sendMessage', kind: 'error_502', times: 2 },
    { method: 'sendMessage', kind: 'error_429', times: 1, retryAfterSeconds: 1 },
    { method: 'sendMessage', kind: 'drop_before', times: 2 },
    { method: 'sendMessage', kind: 'drop_after', times: 1 },
    { method: 'answerCallbackQuery', kind: 'error_500', times: 5 },
    { method: 'answerCallbackQuery', kind: 'error_429', times: 1, retryAfterSeconds: 1 },
    { method: 'answerCallbackQuery', kind: 'drop_after', times: 1 },
  ];
  const named = faults.map((fault) => [`${fault.method} ${fault.kind} × ${fault.times}`, fault] as const);

  it.each(named)('whose answer fails makes no second report, and is answered: %s', async (_name, fault) => {
    bot.ring(false);
    const { id } = await assignment();
    const { messageId } = await broadcast();
    bot.sandbox.world.addFault(fault);
    const logged = bot.log.lines.length;
    bot.sandbox.world.press(institute, 'Выполнено', { messageId });
    await bot.sandbox.world.waitFor(institute, ({ text }) => text.includes(TAKEN), { after });
    await bot.settle();
    // A wait that Telegram asks for is no failure of the update's and uses up no attempt.
    if (fault.kind === 'error_429') expect(bot.log.lines.slice(logged)).toEqual([]);
    // An answer that arrived although the connection broke may come once more.
    expect(answers(institute, TAKEN)).toBeLessThanOrEqual(fault.kind === 'drop_after' ? 2 : 1);
    expect(await auditOf(id)).toEqual(['report']);
    const reports = await bot.store.outbox.waiting(new Date('2026-09-03T10:00:10+03:00'), 100);
    expect(reports).toHaveLength(1);
    bot.ring(true);
    await bot.deliver();
  });

  it.each(named.filter(([name]) => name.startsWith('sendMessage')))(
    'that ends a dialogue finds it again when its answer fails: %s',
    async (_name, fault) => {
      const { world } = bot.sandbox;
      const { id } = await assignment();
      const { messageId } = await broadcast();
      world.press(institute, 'Выполнено', { messageId });
      const report = await world.waitFor(controller, ({ text }) => text.includes(': выполнено'), { after });
      world.press(controller, 'Вернуть на доработку', { messageId: report.messageId });
      await world.waitFor(controller, ({ text }) => text.includes('Напишите, что доработать'), { after });
      await bot.settle();
      bot.ring(false);
      world.addFault(fault);
      world.say(controller, 'Переделать выводы');
      await world.waitFor(controller, ({ text }) => text === REPLIES.returned, { after });
      await bot.settle();
      expect(answers(controller, REPLIES.controllerHint)).toBe(0);
      expect(answers(controller, REPLIES.decidedAlready)).toBe(0);
      expect(await auditOf(id)).toEqual(['report', 'return']);
      expect(await bot.store.reports.latestOf(id)).toMatchObject({ comment: 'Переделать выводы' });
      bot.ring(true);
      world.clearFaults();
      await bot.deliver();
      await world.waitFor(institute, ({ text }) => text.includes('Переделать выводы'), { after });
      // The dialogue is over: the next words are words.
      const since = world.mark();
      world.say(controller, 'И ещё раз');
      await world.waitFor(controller, ({ text }) => text === REPLIES.controllerHint, { after: since });
    },
  );

  it.each([
    { method: 'editMessageText', kind: 'error_500', times: 2 },
    { method: 'editMessageText', kind: 'drop_after', times: 1 },
  ] as const)(
    'that is gathered for a report is in it once when its answer fails: $method $kind',
    async (fault) => {
      const { world } = bot.sandbox;
      const { id } = await assignment();
      const { messageId } = await broadcast();
      world.press(institute, 'Приложить отчёт', { messageId });
      await world.waitFor(institute, ({ text }) => text.includes('Пришлите сюда'), { after });
      await bot.settle();
      world.addFault(fault);
      world.sendFile(institute, { name: 'Акт.txt', bytes: Buffer.from('акт') }, { caption: 'Акт подписан' });
      const list = await world.waitFor(
        institute,
        ({ text, buttons }) => buttons.length > 0 && text.includes('«Акт подписан»'),
        { after },
      );
      await bot.settle();
      const person = await bot.store.people.findByTelegramUser(institute);
      const draft = await bot.store.reportDrafts.gatheringOf(institute, person?.id ?? 0);
      expect(await bot.store.reportDrafts.items(draft?.id ?? 0)).toHaveLength(2);
      world.clearFaults();
      world.addFault(fault);
      world.press(institute, 'Отправить отчёт', { messageId: list.messageId });
      await world.waitFor(institute, ({ text }) => text.includes(TAKEN), { after });
      await bot.settle();
      expect(await auditOf(id)).toEqual(['report']);
      expect(await bot.store.reports.ofAssignment(id)).toHaveLength(1);
    },
  );

  it('that publishes does so once when its answer fails', async () => {
    const { world } = bot.sandbox;
    const point = { to: TO.institute, text: 'Разослать письмо.', term: 'до 25.09.2026' };
    const { messageId } = await sendDocument(bot, controller, protocolText([point], `${documents}-p`));
    world.press(controller, 'Опубликовать', { messageId });
    await world.waitFor(controller, ({ text }) => text.includes('Отправить'), { after });
    world.addFault({ method: 'editMessageText', kind: 'error_500', times: 5 });
    world.press(controller, 'Опубликовать и отправить', { messageId });
    await world.waitFor(controller, ({ text }) => text.includes('опубликован:'), {
      after,
      timeoutMs: 40_000,
    });
    await bot.settle();
    expect(answers(institute, 'Разослать письмо')).toBe(1);
  });

  it('is answered by a new message where the one that was pressed is gone', async () => {
    const { world } = bot.sandbox;
    const point = { to: TO.institute, text: 'Уточнить порядок.', term: 'до 25.09.2026' };
    const draft = await sendDocument(bot, controller, protocolText([point], `${documents}-d`));
    await bot.stopBot();
    world.press(controller, 'Проверить пункты', { messageId: draft.messageId });
    await bot.telegram.api.deleteMessage(controller, draft.messageId);
    await bot.startBot();
    const page = await world.waitFor(controller, ({ text }) => text.includes('пункт 1 из'), { after });
    expect(page.messageId).toBeGreaterThan(draft.messageId);
  });

  it('that joins says so when its answer fails, and not that nothing was to be done', async () => {
    const { world } = bot.sandbox;
    const person = bot.person('Ольга');
    const token = await bot.invite('ZCOKO');
    world.addFault({ method: 'sendMessage', kind: 'error_500', times: 1 });
    world.start(person, token);
    const answer = await world.waitFor(person, ({ from }) => from.isBot, { after });
    expect(answer.text).toContain('Готово');
  });

  it('that can never be handled is put aside, its sender is told, and the chat goes on', async () => {
    const { world } = bot.sandbox;
    const update = {
      updateId: 1,
      chatKey: String(institute),
      payload: {
        update_id: 1,
        message: {
          message_id: 1,
          date: 0,
          text: '/tasks',
          from: null,
          chat: { id: institute, type: 'private' },
        },
      },
      receivedAt: bot.clock.now(),
    };
    await bot.stopBot();
    await bot.store.updates.keep([update]);
    await bot.startBot();
    world.say(institute, '/help');
    await world.waitFor(institute, ({ text }) => text.includes('Что умеет'), { after, timeoutMs: 30_000 });
    expect(answers(institute, REPLIES.failed)).toBe(1);
    await bot.settle();
  });

  it('pressed long ago still counts when its spinner is gone', async () => {
    const { id } = await assignment();
    const data = encodeAction({ kind: 'report_done', assignmentId: id });
    await bot.store.updates.keep([
      {
        updateId: 2,
        chatKey: String(institute),
        payload: {
          update_id: 2,
          callback_query: {
            id: '404',
            chat_instance: '1',
            from: { id: institute, is_bot: false, first_name: 'Нина' },
            message: { message_id: 1, date: 0, chat: { id: institute, type: 'private', first_name: 'Нина' } },
            data,
          },
        },
        receivedAt: bot.clock.now(),
      },
    ]);
    bot.sandbox.world.say(institute, '/help');
    await bot.sandbox.world.waitFor(institute, ({ text }) => text.includes(TAKEN), { after });
    expect(await auditOf(id)).toEqual(['report']);
  });
});
