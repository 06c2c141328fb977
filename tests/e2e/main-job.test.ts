import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishDraft } from '../../src/service/publish-draft.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** The main job through the bot over HTTP: a file in, points out, a morning, «выполнено», the controller's answer. */
describe('the main job', () => {
  let bot: BotUnderTest;
  let controller: number;
  let officer: number;
  let principal: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    officer = await bot.join('Пётр', 'prirechye');
    principal = await bot.join('Анна', 'sch-prirechensk-1');
  });

  afterAll(async () => {
    await bot.stop();
  });

  it('answers a file with what it read and its doubts', async () => {
    const bytes = await readFile(new URL('../../examples/protocol.txt', import.meta.url));
    bot.sandbox.world.sendFile(controller, { name: 'protocol.txt', bytes });
    const draft = await bot.sandbox.world.waitFor(controller, ({ text }) => text.includes('Прочитано'));
    expect(draft.text).toContain('Протокол от 03.09.2026 № 7');
    expect(draft.buttons.flat().map(({ text }) => text)).toEqual([
      'Проверить пункты',
      'Опубликовать',
      'Отменить',
    ]);
  });

  it('pages through the doubtful points first, then through all', async () => {
    const { world } = bot.sandbox;
    const page = async (button: string, messageId?: number) => {
      const after = world.mark();
      world.press(controller, button, messageId === undefined ? {} : { messageId });
      return world.waitFor(controller, ({ text }) => /пункт \d+ из/.test(text), { after });
    };
    const doubtful = await page('Проверить пункты');
    expect(doubtful.text).toContain('⚠️');
    const { messageId } = doubtful;
    const all = await page('Все пункты', messageId);
    expect(all.text).toBe(doubtful.text.replace(/🔎.*\n/u, ''));
    const number = Number(doubtful.text.match(/пункт (\d+) из/)?.[1]);
    const next = await page('Дальше', messageId);
    expect(next.text).toContain(`пункт ${number + 1} из`);
    expect(next.messageId).toBe(messageId);
  });

  it('publishes after every doubt was confirmed, to everyone only their own points', async () => {
    const { world } = bot.sandbox;
    const [draft] = world.history(controller).filter(({ buttons }) => buttons.length > 0);
    if (draft === undefined) throw new Error('no draft');
    const published = await publishDraft(bot.sandbox, controller, draft);
    expect(published.text).toContain('опубликован:');
    const toOfficer = await world.waitFor(officer, ({ text }) => text.includes('Вам:'));
    const toPrincipal = await world.waitFor(principal, ({ text }) => text.includes('Вам:'));
    expect(toOfficer.text).toContain('ср 09.09.2026');
    expect(toOfficer.text).not.toContain('школьный этап');
    expect(toPrincipal.text).toContain('школьный этап');
  });

  it('tells the controller who was not reached', async () => {
    bot.clock.set('2026-09-03T10:01:00+03:00');
    await bot.deliver();
    const status = await bot.sandbox.world.waitFor(controller, ({ text }) => text.includes('Не дошло'));
    expect(status.text).toContain('Доставлено: 2');
  });

  it('reminds in the morning', async () => {
    bot.clock.set('2026-09-08T09:00:00+03:00');
    await bot.morning();
    const digest = await bot.sandbox.world.waitFor(officer, ({ text }) => text.includes('Вторник'));
    expect(digest.text).toContain('остал');
  });

  it('takes «выполнено» as a reply, and the controller returns and accepts', async () => {
    const { world } = bot.sandbox;
    const [message] = world.history(principal).filter(({ text }) => text.includes('Вам:'));
    world.say(principal, 'Выполнено!', { replyTo: message?.messageId });
    const which = await world.waitFor(principal, ({ text }) => text.includes('Какое поручение выполнено?'));
    const button = which.buttons[0]?.[0];
    if (button === undefined) throw new Error('no choice was offered');
    world.press(principal, button.text, { messageId: which.messageId });
    await world.waitFor(principal, ({ text }) => text.includes('отчёт отправлен'));
    const report = await world.waitFor(controller, ({ text }) =>
      text.includes('Приреченская СОШ № 1: выполнено'),
    );
    world.press(controller, 'Вернуть на доработку', { messageId: report.messageId });
    await world.waitFor(controller, ({ text }) => text.includes('Напишите, что доработать'));
    world.say(controller, 'Приложите фотографию');
    await world.waitFor(principal, ({ text }) => text.includes('Возвращено на доработку'));
    world.press(principal, 'Выполнено');
    const again = await world.waitFor(
      controller,
      ({ text, messageId }) =>
        messageId > report.messageId && text.includes('Приреченская СОШ № 1: выполнено'),
    );
    world.press(controller, 'Принять', { messageId: again.messageId });
    await world.waitFor(principal, ({ text }) => text.includes('снято с контроля'));
  });
});
