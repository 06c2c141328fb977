import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreseeMornings } from '../../src/app/foresee-morning.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** How one organization is reminded: its steps, its quiet hours, the time of its digest. */
describe('the reminders of an organization', () => {
  let bot: BotUnderTest;
  let controller: number;
  let nina: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    nina = await bot.join('Нина', 'ZOIRO');
    await publishProtocol(bot, controller, [
      { to: TO.institute, text: 'Провести опрос наставников.', term: 'до 17.09.2026' },
    ]);
    // Else the second working day would ask for it.
    await press(nina, 'Ознакомлен');
  });
  afterAll(() => bot.stop());

  const say = async (userId: number, text: string): Promise<string> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(userId, text);
    await bot.settle();
    return textsSince(bot, userId, after).join('\n');
  };
  const press = async (userId: number, label: string): Promise<string> => {
    const { world } = bot.sandbox;
    const after = world.mark();
    const pressed = world.press(userId, label);
    const answer = pressed.kind === 'callback' ? await world.waitForAnswer(pressed.queryId) : null;
    await bot.settle();
    return [answer?.text ?? '', ...textsSince(bot, userId, after)].join('\n');
  };
  const morning = async (at: string): Promise<string> => {
    bot.clock.set(at);
    const after = bot.sandbox.world.mark();
    await bot.morning();
    await bot.deliver();
    return textsSince(bot, nina, after).join('\n');
  };
  const foreseen = async (at: string) => {
    const [planned] = await foreseeMornings(bot.deps, [new Date(at)]);
    return planned?.messages.filter(({ organizationCode }) => organizationCode === 'ZOIRO').length;
  };

  it('are seen in «Настройки» and explained', async () => {
    expect(await say(nina, 'Настройки')).toMatch(
      /за 30, 14, 7, 3 и 1 день до срока и в день срока.*с 21:00 до 08:00/s,
    );
    expect(await press(nina, '🔔 Напоминания')).toContain('Обычные: 30, 14, 7, 3, 1');
    expect(await press(nina, '🔒 В день срока и после')).toContain(REPLIES.stepLocked);
  });

  it('follow the steps that were chosen, which begin today and repeat nothing', async () => {
    // 14 days before is today; the morning has not come yet.
    expect(await press(nina, 'Реже: 7 и 1')).toContain('за 7 и 1 день до срока');
    expect(await morning('2026-09-03T10:05:00+03:00')).toBe('');
    bot.clock.set('2026-09-08T12:00:00+03:00');
    // Ten days before was yesterday: it is not told of late.
    expect(await press(nina, '10')).toContain('за 10, 7 и 1 день');
    expect(await foreseen('2026-09-08T12:05:00+03:00')).toBe(0);
    expect(await morning('2026-09-08T12:05:00+03:00')).toBe('');
    expect(await morning('2026-09-10T09:05:00+03:00')).toContain('опрос наставников');
    await press(nina, '✓ 7');
    await press(nina, '7');
    expect(await morning('2026-09-10T09:10:00+03:00')).toBe('');
    expect(await press(nina, 'Обычные')).toContain('за 30, 14, 7, 3 и 1 день');
    expect((await bot.store.reminderSettings.of('ZOIRO')).stepsBeforeDays).toBeNull();
  });

  it('keep the quiet hours, into which the digest can’t be put', async () => {
    await say(nina, '/settings');
    await press(nina, '🌙 Тихие часы');
    expect(await press(nina, 'до 10')).toContain('Сводка приходит в 09:00');
    expect(await press(nina, 'с 19')).toContain('с 19:00 до 08:00');
    await say(nina, '/settings');
    await press(nina, '🕘 Время сводки');
    expect(await say(nina, '19:30')).toContain('тихие часы (с 19:00 до 08:00)');
    expect(await say(nina, 'в 5 утра')).toContain('с 06:00 до 20:00');
    expect(await say(nina, '25:00')).toContain('Такого времени нет');
    expect(await say(nina, 'в половине одиннадцатого')).toContain('в 10:30');
    expect((await bot.store.organizations.find('ZOIRO'))?.reminderTime).toBe('10:30');
    // The question is answered: a number is a number again.
    expect(await say(nina, '8:15')).not.toContain('Готово');
    await say(nina, '/settings');
    await press(nina, '🌙 Тихие часы');
    expect(await press(nina, 'до 10')).toContain('с 19:00 до 10:00');
    expect(await foreseen('2026-09-14T09:30:00+03:00')).toBe(0);
    expect(await morning('2026-09-14T09:30:00+03:00')).toBe('');
    expect(await foreseen('2026-09-14T10:30:00+03:00')).toBe(1);
    expect(await morning('2026-09-14T10:30:00+03:00')).toContain('опрос наставников');
  });

  it('leave a report alone while a time is asked for', async () => {
    await say(nina, '/settings');
    await press(nina, '🕘 Время сводки');
    expect(await say(nina, 'выполнено')).toContain('Отметить выполненным?');
    expect(await say(nina, '8.45')).toContain('тихие часы');
    expect(await say(nina, '11.15')).toContain('в 11:15');
  });

  it('wait for the end of the organization’s own quiet hours, and come without a sound meanwhile', async () => {
    bot.clock.set('2026-09-14T19:30:00+03:00');
    const quiet = { from: '19:00', until: '10:00' } as const;
    await bot.store.reminderSettings.put('ZOIRO', { stepsBeforeDays: null, quiet });
    const after = bot.sandbox.world.mark();
    await publishProtocol(bot, controller, [
      { to: TO.institute, text: 'Обновить банк заданий.', term: 'до 30.09.2026' },
    ]);
    const arrived = bot.sandbox.world
      .history(nina)
      .find((message) => message.change > after && message.text.includes('банк заданий'));
    expect(arrived?.silent).toBe(true);
    const waiting = await bot.store.outbox.addMany([
      {
        key: 'a digest that was late',
        chatId: nina,
        content: {
          kind: 'digest',
          organizationCode: 'ZOIRO',
          on: '2026-09-14',
          items: [],
          unacknowledged: [1],
        },
        notBefore: bot.clock.now(),
      },
    ]);
    await bot.deps.bell.deliveriesWaiting(waiting);
    expect(await bot.store.outbox.waiting(new Date('2026-09-15T09:59:00+03:00'), 10)).not.toContain(
      waiting[0],
    );
    expect(await bot.store.outbox.waiting(new Date('2026-09-15T10:00:00+03:00'), 10)).toContain(waiting[0]);
  });
});
