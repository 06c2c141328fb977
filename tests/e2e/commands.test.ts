import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What Telegram's menu offers whom, and what /help opens. */
describe('the commands of the menu', () => {
  let bot: BotUnderTest;
  let controller: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
  });
  afterAll(() => bot.stop());

  const shown = async (scope: Parameters<typeof bot.telegram.api.getMyCommands>[0]) =>
    (await bot.telegram.api.getMyCommands(scope)).map(({ command }) => command);
  const inChat = (chat: number) => shown({ scope: { type: 'chat', chat_id: chat } });
  const say = async (userId: number, text: string): Promise<string> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(userId, text);
    await bot.settle();
    return textsSince(bot, userId, after).join('\n');
  };
  const press = async (userId: number, label: string): Promise<string> => {
    const after = bot.sandbox.world.mark();
    const pressed = bot.sandbox.world.press(userId, label);
    if (pressed.kind === 'callback') await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return textsSince(bot, userId, after).join('\n');
  };

  it('are those of an executor by default, and few in groups', async () => {
    await waitUntil('the commands are told', async () => (await shown({})).length > 0);
    expect(await shown({})).toContain('tasks');
    expect(await shown({})).not.toContain('status');
    await waitUntil(
      'the groups are told',
      async () => (await shown({ scope: { type: 'all_group_chats' } })).length > 0,
    );
    expect(await shown({ scope: { type: 'all_group_chats' } })).toEqual([
      'tasks',
      'report',
      'upcoming',
      'settings',
      'help',
    ]);
  });

  it('follow the role: a controller gets more, and who is forgotten loses them', async () => {
    expect(await inChat(controller)).toEqual(expect.arrayContaining(['publish', 'status', 'invite']));
    expect(await inChat(controller)).not.toContain('tasks');
    await bot.joinAgain(controller, 'ZOIRO');
    expect(await inChat(controller)).toEqual(expect.arrayContaining(['status', 'tasks']));
    const second = await bot.join('Зоя', null);
    expect(await inChat(second)).toContain('orgs');
    await say(second, '/forget');
    await press(second, 'Да, удалить мои данные');
    expect(await inChat(second)).toEqual([]);
  });

  it('all do something', async () => {
    for (const command of await inChat(controller)) {
      if (command === 'forget' || command === 'cancel') continue;
      expect(await say(controller, `/${command}`), command).not.toMatch(/не распознано|^$/);
      await say(controller, '/cancel');
    }
  });

  it('are logged where Telegram does not take them, and the rest goes on', async () => {
    bot.sandbox.world.addFault({ method: 'setMyCommands', kind: 'error_500' });
    const before = bot.log.lines.length;
    const third = await bot.join('Ада', null);
    bot.sandbox.world.clearFaults();
    expect(await inChat(third)).toEqual([]);
    const logged = bot.log.lines.slice(before).map(({ fields }) => fields);
    expect(logged).toContainEqual(expect.objectContaining({ what: 'the commands of a chat' }));
    expect(await say(third, '/status')).not.toBe('');
  });

  it('are told anew at a start', async () => {
    await bot.telegram.api.deleteMyCommands({ scope: { type: 'chat', chat_id: controller } });
    await bot.stopBot();
    await bot.startBot();
    await waitUntil('the controller is told', async () => (await inChat(controller)).includes('status'));
  });

  it('/help opens what fits the role', async () => {
    expect(await say(controller, '/help')).toContain('«Опубликовать»');
    expect(await press(controller, 'Организации')).toContain('ZOIRO');
    const executor = await bot.join('Нина', 'ZCOKO');
    await say(executor, '/help');
    const labels = bot.sandbox.world
      .history(executor)
      .at(-1)
      ?.buttons.flat()
      .map(({ text }) => text);
    expect(labels).toEqual(['Мои поручения', 'Ближайшие сроки', 'Собрать отчёт', 'Календарь', 'Настройки']);
    expect(await press(executor, 'Настройки')).toContain('Утренняя сводка');
  });
});
