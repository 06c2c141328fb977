import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOccurrences } from '../../src/app/open-occurrences.ts';
import { sendDepartmentSummary } from '../../src/app/send-department-summary.ts';
import { addDays, type CalendarDate } from '../../src/core/calendar/calendar-date.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import {
  morningTexts,
  type ProtocolPoint,
  pressForged,
  publishProtocol,
  TO,
  textsSince,
  withdrawEverything,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const PUBLISHED = '2026-09-03T10:00:00+03:00';
const ESCALATED = 'подведомственных';
const LONG_OVERDUE = 'Давно просрочено';

/** What goes out by itself, and when. The protocol is published on Thursday 3 September 2026. */
describe('mornings', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let officer: number;
  let school: number;
  let documents = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
    officer = await bot.join('Пётр', 'prirechye');
    school = await bot.join('Ирина', 'sch-zarechye');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.clock.set(PUBLISHED);
    bot.ring(true);
    await withdrawEverything(bot);
  });

  const publish = (points: readonly ProtocolPoint[]) => {
    documents += 1;
    return publishProtocol(bot, controller, points, String(documents));
  };
  /** The institute's point due on Tuesday 15 September: steps on 8, 11 (for Saturday 12), 14 and 15. */
  const publishOne = (text: string) =>
    publish([{ to: TO.institute, text, term: 'до 15 сентября 2026 года' }]);

  /** What a chat gets at a moment of a day. */
  const morningOf = (day: string, chat: number, time = '09:00') =>
    morningTexts(bot, `${day}T${time}:00+03:00`, chat);

  it('brings one digest at the hour, and none when asked again', async () => {
    await publishOne('Обновить программы.');
    expect(await morningOf('2026-09-08', institute, '08:59')).toEqual([]);
    const [digest, ...more] = await morningOf('2026-09-08', institute);
    expect(digest).toMatch(/Вторник.*Обновить программы/s);
    expect(more).toEqual([]);
    expect(await morningOf('2026-09-08', institute)).toEqual([]);
    expect(await morningOf('2026-09-08', institute, '15:00')).toEqual([]);
  });

  it('comes at the organization’s own time', async () => {
    await publish([{ to: TO.municipalities, text: 'Проверить подвоз.', term: 'до 15.09.2026' }]);
    expect(await morningOf('2026-09-08', officer, '08:29')).toEqual([]);
    expect(await morningOf('2026-09-08', officer, '08:30')).toHaveLength(1);
  });

  it('catches up a missed morning in one digest', async () => {
    await publishOne('Собрать заявки.');
    await morningOf('2026-09-08', institute);
    const caughtUp = await morningOf('2026-09-14', institute);
    expect(caughtUp).toHaveLength(1);
    expect(caughtUp[0]).toContain('Собрать заявки');
  });

  it('says the last day, and nothing after the report and its acceptance', async () => {
    const document = await publishOne('Сдать сведения.');
    await morningOf('2026-09-14', institute);
    const [last] = await morningOf('2026-09-15', institute);
    expect(last).toContain('Сегодня последний день');
    const [assignment] = await bot.store.assignments.ofDocument(document.id);
    await pressForged(
      bot,
      institute,
      encodeAction({ kind: 'report_done', assignmentId: assignment?.id ?? 0 }),
    );
    await bot.settle();
    expect(await morningOf('2026-09-16', institute)).toEqual([]);
    const report = await bot.store.reports.latestOf(assignment?.id ?? 0);
    await pressForged(bot, controller, encodeAction({ kind: 'accept', reportId: report?.id ?? 0 }));
    await bot.settle();
    for (const day of ['2026-09-18', '2026-09-22', '2026-09-29'])
      expect(await morningOf(day, institute)).toEqual([]);
  });

  it('reminds again once a report has come back', async () => {
    const document = await publishOne('Сдать анализ.');
    const [assignment] = await bot.store.assignments.ofDocument(document.id);
    await pressForged(
      bot,
      institute,
      encodeAction({ kind: 'report_done', assignmentId: assignment?.id ?? 0 }),
    );
    await bot.settle();
    expect(await morningOf('2026-09-08', institute)).toEqual([]);
    const report = await bot.store.reports.latestOf(assignment?.id ?? 0);
    await pressForged(bot, controller, encodeAction({ kind: 'return', reportId: report?.id ?? 0 }));
    await bot.settle();
    bot.sandbox.world.say(controller, 'Нет выводов');
    await bot.settle();
    const [digest] = await morningOf('2026-09-11', institute);
    expect(digest).toContain('Сдать анализ');
  });

  it('leaves out what was closed between planning and sending', async () => {
    const document = await publishOne('Снять показания.');
    bot.ring(false);
    bot.clock.set('2026-09-08T09:00:00+03:00');
    await bot.morning();
    const [assignment] = await bot.store.assignments.ofDocument(document.id);
    await bot.store.assignments.moveState(assignment?.id ?? 0, ['new'], 'accepted');
    bot.ring(true);
    const after = bot.sandbox.world.mark();
    await bot.deliver();
    expect(textsSince(bot, institute, after)).toEqual([]);
  });

  it('says a point once where yesterday’s digest has not gone out yet', async () => {
    await publishOne('Проверить архив.');
    bot.ring(false);
    bot.clock.set('2026-09-14T09:00:00+03:00');
    await bot.morning();
    bot.clock.set('2026-09-15T09:00:00+03:00');
    await bot.morning();
    bot.ring(true);
    const after = bot.sandbox.world.mark();
    await bot.deliver();
    const told = textsSince(bot, institute, after);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Сегодня последний день');
  });

  it('waits for the end of the quiet hours with what was planned before them', async () => {
    await publishOne('Сверить списки.');
    bot.ring(false);
    bot.clock.set('2026-09-08T20:59:00+03:00');
    await bot.morning();
    bot.ring(true);
    const after = bot.sandbox.world.mark();
    for (const quiet of [
      '2026-09-08T21:00:00+03:00',
      '2026-09-09T00:30:00+03:00',
      '2026-09-09T07:59:59+03:00',
    ]) {
      bot.clock.set(quiet);
      await bot.deliver();
      expect(textsSince(bot, institute, after)).toEqual([]);
    }
    bot.clock.set('2026-09-09T08:00:00+03:00');
    await bot.deliver();
    expect(textsSince(bot, institute, after)).toHaveLength(1);
  });

  it('escalates to the municipality on the third working day and to the controllers on the seventh, once', async () => {
    await publish([{ to: TO.schools, text: 'Сдать акты готовности.', term: 'до 15.09.2026' }]);
    const escalations: string[] = [];
    for (let day: CalendarDate = '2026-09-16'; day <= '2026-09-30'; day = addDays(day, 1)) {
      const after = bot.sandbox.world.mark();
      await morningOf(day, school);
      for (const text of textsSince(bot, officer, after))
        if (text.includes(ESCALATED)) escalations.push(`${day} район`);
      for (const text of textsSince(bot, controller, after)) {
        if (text.includes(LONG_OVERDUE)) escalations.push(`${day} контролёр`);
      }
    }
    expect(escalations).toEqual(['2026-09-18 район', '2026-09-24 контролёр']);

    // The officer goes from the escalation to the list, to a point, and reminds the school; a stranger to it can't.
    const { world } = bot.sandbox;
    const last = (userId: number, part: string) =>
      world.history(userId).findLast(({ text, from }) => from.isBot && text.includes(part));
    bot.clock.set('2026-09-30T10:00:00+03:00');
    world.press(officer, 'Просрочено: подробнее и напомнить', {
      messageId: last(officer, ESCALATED)?.messageId,
    });
    await bot.settle();
    const late = last(officer, 'Просрочено (');
    expect(late?.text).toContain('Сдать акты готовности');
    world.press(officer, '1', { messageId: late?.messageId });
    await bot.settle();
    const card = world.history(officer).find(({ messageId }) => messageId === late?.messageId);
    expect(card?.buttons.flat().map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Напомнить', '◀ К списку']),
    );
    expect(card?.buttons.flat().map(({ text }) => text)).not.toContain('Выполнено');
    const reminds = async (userId: number, label: string, messageId: number | undefined) => {
      const pressed = world.press(userId, label, { messageId });
      if (pressed.kind !== 'callback') throw new Error('no callback');
      return (await world.waitForAnswer(pressed.queryId)).text;
    };
    expect(await reminds(officer, 'Напомнить', card?.messageId)).toMatch(
      /^Напоминание отправлено|не подключена/u,
    );
    // «Напомнить всем» is the controller's too; nobody is reminded of the same twice a day.
    world.say(controller, '/overdue');
    await bot.settle();
    const all = last(controller, 'Просрочено (');
    const label = all?.buttons.flat().find(({ text }) => text.startsWith('Напомнить всем'))?.text ?? '';
    expect(await reminds(controller, label, all?.messageId)).toBe('');
    await bot.settle();
    expect(textsSince(bot, controller, 0).at(-1)).toMatch(/^Напомнить \d+ организаци/u);
    expect(await reminds(controller, 'Да, напомнить', all?.messageId)).toContain('Напоминание отправлено');
    await bot.settle();
    expect(textsSince(bot, controller, 0).at(-1)).toContain('Просрочено (');
    await bot.deliver();
    expect(textsSince(bot, school, 0).filter((text) => text.includes('ждём ваш отчёт'))).toHaveLength(1);
    await reminds(controller, label, all?.messageId);
    await bot.settle();
    expect(await reminds(controller, 'Да, напомнить', all?.messageId)).toBe(REPLIES.remindedToday);
  });

  it('sends nothing when the clock goes back, and goes on where it was', async () => {
    await publishOne('Сверить остатки.');
    expect(await morningOf('2026-09-08', institute)).toHaveLength(1);
    expect(await morningOf('2026-09-07', institute)).toEqual([]);
    expect(await morningOf('2026-09-04', institute)).toEqual([]);
    expect(await morningOf('2026-09-08', institute)).toEqual([]);
    expect(await morningOf('2026-09-11', institute)).toHaveLength(1);
  });

  it('gives the controllers their summary on Monday, once', async () => {
    await publishOne('Составить прогноз.');
    const summaries = async (moment: string): Promise<number> => {
      const after = bot.sandbox.world.mark();
      bot.clock.set(moment);
      await sendDepartmentSummary(bot.deps);
      return textsSince(bot, controller, after).filter((text) => text.includes('Сводка на')).length;
    };
    expect(await summaries('2026-09-07T09:00:00+03:00')).toBe(1);
    expect(await summaries('2026-09-07T09:00:30+03:00')).toBe(0);
    expect(await summaries('2026-09-08T09:00:00+03:00')).toBe(0);
    expect(await summaries('2026-09-14T09:00:00+03:00')).toBe(1);
  });

  it('opens the next occurrence of a recurring point and reminds of it', async () => {
    const document = await publish([
      { to: TO.institute, text: 'Сообщать о курсах.', term: 'ежемесячно до 5 числа' },
    ]);
    const dues = async () => (await bot.store.assignments.ofDocument(document.id)).map(({ due }) => due);
    expect(await dues()).toEqual(['2026-09-05']);
    bot.clock.set('2026-09-06T00:10:00+03:00');
    expect(await openOccurrences(bot.deps)).toEqual({ opened: 1 });
    expect(await openOccurrences(bot.deps)).toEqual({ opened: 0 });
    expect(await dues()).toEqual(['2026-09-05', '2026-10-05']);
    const [first, second] = await bot.store.assignments.ofDocument(document.id);
    expect(second?.deliveredAt).not.toBeNull();
    await bot.store.assignments.moveState(first?.id ?? 0, ['new'], 'accepted');
    const [digest] = await morningOf('2026-09-28', institute);
    expect(digest).toMatch(/Сообщать о курсах.*05\.10\.2026/s);
  });
});
