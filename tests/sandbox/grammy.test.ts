import { Bot, GrammyError, InlineKeyboard, InputFile, Keyboard } from 'grammy';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { openSandbox } from './support.ts';

/** A bot on the sandbox, polling until the test ends. */
async function startBot(sandbox: Sandbox, equip: (bot: Bot) => void): Promise<Bot> {
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
  equip(bot);
  await new Promise<void>((resolve) => {
    const stopped = bot.start({ onStart: () => resolve() });
    onTestFinished(async () => {
      await bot.stop();
      await stopped;
    });
  });
  return bot;
}

describe('a real grammY bot', () => {
  test('hears /start with its payload and answers with a keyboard, a press is answered and the message edited', async () => {
    const sandbox = await openSandbox();
    await startBot(sandbox, (bot) => {
      bot.command('start', (ctx) =>
        ctx.reply(`Здравствуйте, <b>${ctx.from?.first_name}</b>: ${ctx.match}`, {
          parse_mode: 'HTML',
          reply_markup: new InlineKeyboard()
            .text('✅ Ознакомлен', 'ack:1')
            .row()
            .url('Открыть', 'https://example.org'),
        }),
      );
      bot.callbackQuery('ack:1', async (ctx) => {
        await ctx.answerCallbackQuery({ text: 'Отмечено' });
        await ctx.editMessageText('Готово');
      });
    });
    const { world } = sandbox;
    const anna = world.createUser({ first_name: 'Анна', last_name: 'Мельник' });
    world.start(anna.id, 'abc_1');
    const card = await world.waitFor(anna.id, (message) => message.from.isBot);
    expect(card).toMatchObject({
      text: 'Здравствуйте, Анна: abc_1',
      html: 'Здравствуйте, <b>Анна</b>: abc_1',
      buttons: [
        [{ text: '✅ Ознакомлен', callback_data: 'ack:1' }],
        [{ text: 'Открыть', url: 'https://example.org' }],
      ],
    });
    expect(world.press(anna.id, 'Открыть')).toEqual({ kind: 'url', url: 'https://example.org' });
    const pressed = world.press(anna.id, 'Ознакомлен');
    if (pressed.kind !== 'callback') throw new Error(`pressed ${pressed.kind}`);
    expect(await world.waitForAnswer(pressed.queryId)).toMatchObject({ text: 'Отмечено', alert: false });
    const edited = await world.waitFor(anna.id, (message) => message.text === 'Готово');
    expect(edited).toMatchObject({
      messageId: card.messageId,
      buttons: [],
      edits: [{ text: 'Здравствуйте, Анна: abc_1' }],
    });
    expect(() => world.press(anna.id, 'Ознакомлен')).toThrow('No button «Ознакомлен»');
  });

  test('gets a document and can download it; sends one back', async () => {
    const sandbox = await openSandbox();
    const got: Uint8Array[] = [];
    await startBot(sandbox, (bot) => {
      bot.on('message:document', async (ctx) => {
        const file = await ctx.getFile();
        const response = await fetch(`${sandbox.apiRoot}/file/bot${sandbox.token}/${file.file_path}`);
        got.push(new Uint8Array(await response.arrayBuffer()));
        await ctx.replyWithDocument(new InputFile(Buffer.from('ответ'), 'справка о пункте.txt'), {
          caption: '<i>Справка</i>',
          parse_mode: 'HTML',
        });
      });
    });
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    const bytes = new Uint8Array([0, 255, 13, 10, 13, 10, 45, 45]);
    const sent = world.sendFile(id, { name: 'протокол.pdf', bytes }, { caption: 'прошу принять' });
    expect(sent.file).toMatchObject({ name: 'протокол.pdf', mimeType: 'application/pdf', size: 8 });
    const answer = await world.waitFor(id, (message) => message.from.isBot);
    expect(got).toEqual([bytes]);
    expect(answer).toMatchObject({
      html: '<i>Справка</i>',
      file: { kind: 'document', name: 'справка о пункте.txt', mimeType: 'text/plain' },
    });
    expect(Buffer.from(world.file(answer.file?.fileId ?? '')?.bytes ?? []).toString()).toBe('ответ');
  });

  test('sends an album and a photo, a reply keyboard and takes it away', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    const bot = await startBot(sandbox, (it) => it.on('message', () => undefined));
    const item = (text: string) => ({
      type: 'document' as const,
      media: new InputFile(Buffer.from(text), `${text}.txt`),
      caption: text,
    });
    const album = await bot.api.sendMediaGroup(id, [item('один'), item('два')]);
    expect(
      new Set(album.map((message) => ('media_group_id' in message ? message.media_group_id : null))).size,
    ).toBe(1);
    expect(world.history(id).map(({ file }) => file?.name)).toEqual([undefined, 'один.txt', 'два.txt']);
    const photo = await bot.api.sendPhoto(id, new InputFile(Buffer.from([1, 2, 3])));
    expect(photo.photo).toHaveLength(2);
    await bot.api.sendMessage(id, 'Меню', { reply_markup: new Keyboard().text('Мои поручения').resized() });
    expect(world.chat(id).replyKeyboard).toEqual([['Мои поручения']]);
    expect(world.press(id, 'Мои поручения')).toMatchObject({
      kind: 'said',
      message: { text: 'Мои поручения' },
    });
    await bot.api.sendMessage(id, 'Без меню', { reply_markup: { remove_keyboard: true } });
    expect(world.chat(id).replyKeyboard).toBeNull();
  });

  test('sets its commands, texts and menu; asks about chats', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    const { api } = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
    await api.setMyCommands([{ command: 'tasks', description: 'Мои поручения' }]);
    await api.setMyCommands([{ command: 'publish', description: 'Опубликовать' }], {
      scope: { type: 'chat', chat_id: id },
    });
    expect(await api.getMyCommands()).toEqual([{ command: 'tasks', description: 'Мои поручения' }]);
    expect(world.commands({ type: 'chat', chat_id: id })).toEqual([
      { command: 'publish', description: 'Опубликовать' },
    ]);
    await api.setMyDescription('Контроль исполнения решений');
    expect(await api.getMyDescription()).toEqual({ description: 'Контроль исполнения решений' });
    await api.setChatMenuButton({ menu_button: { type: 'commands' } });
    expect(await api.getChat(id)).toMatchObject({ id, type: 'private', first_name: 'Анна' });
    expect(await api.getMe()).toMatchObject({ is_bot: true, can_read_all_group_messages: false });
    await api.sendChatAction(id, 'typing');
  });

  test('copies and forwards', async () => {
    const sandbox = await openSandbox();
    const { world } = sandbox;
    const { id } = world.createUser({ first_name: 'Анна' });
    world.start(id);
    const { api } = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
    const original = await api.sendMessage(id, '<b>Срок</b>', { parse_mode: 'HTML' });
    await api.copyMessage(id, id, original.message_id);
    await api.forwardMessage(id, id, original.message_id);
    expect(world.history(id).slice(-2)).toMatchObject([
      { html: '<b>Срок</b>', forwarded: false },
      { html: '<b>Срок</b>', forwarded: true },
    ]);
  });

  test('a refusal comes as a GrammyError with Telegram’s words', async () => {
    const sandbox = await openSandbox();
    const { api } = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
    const refused = await api.sendMessage(1, 'а').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GrammyError);
    expect(refused).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' });
  });
});
