import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/sandbox/index.ts';
import { publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** Somebody who heads one school and stands in at another: one chat, two organizations. */
describe('a chat of several organizations', () => {
  let bot: BotUnderTest;
  let controller: number;
  let [head, neighbour]: [number, number] = [0, 0];
  let [gym, school, district] = ['', '', ''];

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    head = await bot.join('Олег', 'sch-ozersk-gym');
    await bot.joinAgain(head, 'sch-zarechye');
    neighbour = await bot.join('Ирина', 'sch-kamenka');
    const codes = ['sch-ozersk-gym', 'sch-zarechye', 'kamenka'];
    const names = await bot.store.organizations.names(codes);
    [gym, school, district] = codes.map((code) => names.get(code) ?? '') as [string, string, string];
  });
  afterAll(() => bot.stop());

  const say = async (userId: number, text: string, replyTo?: number): Promise<readonly MessageView[]> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(userId, text, { replyTo });
    await bot.settle();
    return bot.sandbox.world.history(userId).filter(({ from, change }) => from.isBot && change > after);
  };
  const press = async (button: string, messageId: number): Promise<string> => {
    const after = bot.sandbox.world.mark();
    const pressed = bot.sandbox.world.press(head, button, { messageId });
    if (pressed.kind === 'callback') await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return textsSince(bot, head, after).join('\n');
  };

  it('is told of each point whose it is; a chat of one is not bothered', async () => {
    const after = bot.sandbox.world.mark();
    await publishProtocol(bot, controller, [
      { to: TO.schools, text: 'Проверить выходы.', term: 'до 25.09.2026' },
    ]);
    const [told] = textsSince(bot, head, after);
    expect(told).toContain(gym);
    expect(told).toContain(school);
    expect(textsSince(bot, neighbour, after).join()).not.toContain('🏢');
    expect(textsSince(bot, neighbour, after).join()).not.toContain('Каменская');
  });

  it('is asked for which «выполнено» is, with and without the number of the point', async () => {
    for (const words of ['Выполнено', 'п. 1.1 выполнено']) {
      const [asked] = await say(head, words);
      expect(asked?.text, words).toContain(gym);
      expect(asked?.text, words).toContain(school);
      expect(asked?.buttons.length, words).toBe(3);
    }
    const open = await bot.store.assignments.open(['sch-ozersk-gym', 'sch-zarechye']);
    expect(open.map(({ state }) => state)).toEqual(['new', 'new']);
    const [asked] = await say(head, 'Выполнено');
    const first = /1\. [^\n]*\n([^\n]*)/.exec(asked?.text ?? '')?.[1] ?? '';
    const taken = await press(asked?.buttons[0]?.[0]?.text ?? '', asked?.messageId ?? 0);
    expect(taken).toContain('отчёт отправлен');
    expect(taken).toContain(`🏢 ${first}`);
    const told = bot.sandbox.world.history(controller).findLast(({ text }) => text.includes('📨'));
    expect(told?.text).toContain(first);
  });

  it('is asked of the one that is left, by its name', async () => {
    const [asked] = await say(head, 'Готово');
    expect(asked?.text).toMatch(/^🏢 .*\nОтметить выполненным\?/);
    const [begun] = await say(head, '/report');
    expect(begun?.text).toMatch(/^🏢 /);
    expect((await say(head, '/cancel')).map(({ text }) => text).join()).toContain('Отменено');
  });

  it('reads answers, mornings and lists with the name', async () => {
    const { world } = bot.sandbox;
    const received = world.history(controller).findLast(({ text }) => text.includes('📨'));
    const after = world.mark();
    world.press(controller, 'Принять', { messageId: received?.messageId });
    await bot.settle();
    expect(textsSince(bot, head, after).join()).toMatch(/^🏢 .*\n🎉 Принято/s);
    bot.clock.set('2026-09-18T09:05:00+03:00');
    const morning = world.mark();
    await bot.morning();
    const digests = textsSince(bot, head, morning);
    expect(digests).toHaveLength(1);
    expect(digests[0]).not.toContain('🏢');
    const [list] = await say(head, '/tasks');
    expect([gym, school].some((name) => list?.text.includes(name))).toBe(true);
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  it('is told of lateness below as the organization above', async () => {
    const officer = await bot.join('Алла', 'kamenka');
    await bot.joinAgain(officer, 'ZCOKO');
    await publishProtocol(bot, controller, [
      { to: TO.schools, text: 'Сдать паспорта готовности.', term: 'до 04.09.2026' },
    ]);
    bot.clock.set('2026-09-10T09:05:00+03:00');
    const after = bot.sandbox.world.mark();
    await bot.morning();
    expect(textsSince(bot, officer, after).join('\n')).toMatch(
      new RegExp(`^🏢 ${district}\n🔴 Просрочено у подведомственных`, 'm'),
    );
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });
});
