import { describe, expect, test } from 'vitest';
import { inLane } from '../../../src/adapters/telegram/lane.ts';
import { TELEGRAM_LIMITS } from '../../../src/sandbox/index.ts';
import { connect, failureOf, inChat, received, someone } from './support.ts';

describe('sending', () => {
  test('HTML, buttons, silence; then the same message changed', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    const message = {
      html: '<b>Срок</b> завтра',
      keyboard: [
        [
          { text: 'Выполнено', action: { kind: 'report_done', assignmentId: 17 } },
          { text: 'Кабинет', url: 'https://example.org' },
        ],
      ],
      silent: true,
    } as const;
    const { messageId } = await messenger.send(inChat(chat), message);
    expect(sandbox.world.history(chat).at(-1)).toMatchObject({
      messageId,
      html: '<b>Срок</b> завтра',
      buttons: [
        [
          { text: 'Выполнено', callback_data: 'done:17' },
          { text: 'Кабинет', url: 'https://example.org' },
        ],
      ],
      silent: true,
    });
    await messenger.edit(chat, messageId, message);
    await messenger.edit(chat, messageId, { html: 'Принято' });
    expect(sandbox.world.history(chat).at(-1)).toMatchObject({
      messageId,
      text: 'Принято',
      buttons: [],
      silent: true,
    });
    expect(sandbox.world.history(chat).at(-1)?.edits, 'the first edit changed nothing').toHaveLength(1);
  });

  test('a menu stays under the input field; buttons and a menu at once are a bug', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    await messenger.send(inChat(chat), { html: 'Меню', menu: [['Мои поручения', 'Настройки']] });
    expect(sandbox.world.chat(chat).replyKeyboard).toEqual([['Мои поручения', 'Настройки']]);
    await expect(messenger.send(inChat(chat), { html: 'а', menu: [['б']], keyboard: [] })).rejects.toThrow(
      'not both',
    );
  });

  test('a file with its caption as plain text', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    const file = { name: 'отчёт "итог";\r\n1.txt', mimeType: 'text/plain', bytes: new Uint8Array([1, 2, 3]) };
    await messenger.sendFile(inChat(chat), file, 'срок < 3 дней & всё');
    const shown = sandbox.world.history(chat).at(-1);
    expect(shown).toMatchObject({
      text: 'срок < 3 дней & всё',
      file: { name: 'отчёт  итог    1.txt', size: 3 },
    });
    expect(sandbox.world.file(shown?.file?.fileId ?? '')?.bytes).toEqual(Buffer.from([1, 2, 3]));
  });
});

describe('refusals', () => {
  test('blocked, then unblocked', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    sandbox.world.block(chat);
    expect(await failureOf(messenger.send(inChat(chat), { html: 'а' }))).toMatchObject({
      reason: 'blocked',
      permanent: true,
    });
    sandbox.world.unblock(chat);
    await messenger.send(inChat(chat), { html: 'а' });
    expect(received(sandbox, chat)).toEqual(['а']);
  });

  test('a group that moved names its new id, and there the message arrives', async () => {
    const { sandbox, messenger } = await connect();
    const { chatId } = sandbox.world.createGroup({ title: 'Школа', members: [someone(sandbox)] });
    const moved = sandbox.world.migrate(chatId);
    const failure = await failureOf(messenger.send(inChat(chatId), { html: 'а' }));
    expect(failure).toMatchObject({ reason: 'migrated', permanent: false, migrateToChatId: moved.chatId });
    await messenger.send(inChat(moved.chatId), { html: 'а' });
    expect(received(sandbox, moved.chatId)).toEqual(['а']);
  });

  test('broken HTML is the program’s fault and permanent; a missing message cannot be changed', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    expect(await failureOf(messenger.send(inChat(chat), { html: '<p>а' }))).toMatchObject({
      reason: 'bad_request',
      permanent: true,
    });
    expect(await failureOf(messenger.edit(chat, 99, { html: 'а' }))).toMatchObject({ reason: 'bad_request' });
    expect(await failureOf(messenger.edit(chat, 1, { html: '<p>' }))).toMatchObject({
      reason: 'bad_request',
    });
  });

  test('a wrong token loses no message', async () => {
    const { sandbox, messenger } = await connect({}, { token: '1:wrong' });
    expect(await failureOf(messenger.send(inChat(someone(sandbox)), { html: 'а' }))).toMatchObject({
      reason: 'server',
      permanent: false,
    });
  });
});

describe('trouble on the way', () => {
  test('a lost reply comes out as a failure of the network; the message is there once, and twice if sent again', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    sandbox.world.addFault({ method: 'sendMessage', kind: 'drop_after', times: 1 });
    expect(await failureOf(messenger.send(inChat(chat), { html: 'а' }))).toMatchObject({
      reason: 'network',
      permanent: false,
    });
    expect(received(sandbox, chat)).toEqual(['а']);
    await messenger.send(inChat(chat), { html: 'а' });
    expect(received(sandbox, chat)).toEqual(['а', 'а']);
  });

  test('a lost reply to an edit is repeated and counts as done', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    const { messageId } = await messenger.send(inChat(chat), { html: 'а' });
    sandbox.world.addFault({ method: 'editMessageText', kind: 'drop_after', times: 1 });
    await messenger.edit(chat, messageId, { html: 'б' });
    expect(received(sandbox, chat)).toEqual(['б']);
    expect(sandbox.world.calls()['editMessageText']).toBe(2);
  });

  test.each(['error_500', 'error_502'] as const)('%s is the server’s, and not permanent', async (kind) => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    sandbox.world.addFault({ method: 'sendMessage', kind, times: 1 });
    expect(await failureOf(messenger.send(inChat(chat), { html: 'а' }))).toMatchObject({
      reason: 'server',
      permanent: false,
    });
  });

  test('an answer that takes too long is given up', async () => {
    const { sandbox, messenger } = await connect({}, { timeouts: { apiMs: 50 } });
    const chat = someone(sandbox);
    sandbox.world.addFault({ method: 'sendMessage', kind: 'delay', delayMs: 5_000, times: 1 });
    const failure = await failureOf(messenger.send(inChat(chat), { html: 'а' }));
    expect(failure).toMatchObject({ reason: 'network', permanent: false });
    expect(String(failure.cause)).toContain('timed out after 50 ms');
  });

  test('a server that is not there is asked again, then given up', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    await sandbox.close();
    const failure = await failureOf(messenger.send(inChat(chat), { html: 'а' }));
    expect(failure).toMatchObject({ reason: 'network', permanent: false });
    expect(failure.cause).toMatchObject({ mayHaveArrived: false });
  });

  test('no failure names the token', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    sandbox.world.addFault({ method: 'sendMessage', kind: 'drop_before', times: 1 });
    const failure = await failureOf(messenger.send(inChat(chat), { html: 'а' }));
    const told = [failure.message, failure.stack, String(failure.cause)].join('\n');
    expect(told).not.toContain(sandbox.token);
  });
});

describe('Telegram asks to wait', () => {
  test('a second is waited out unseen', async () => {
    const { sandbox, messenger } = await connect();
    const chat = someone(sandbox);
    sandbox.world.addFault({ method: 'sendMessage', kind: 'error_429', retryAfterSeconds: 1, times: 1 });
    const begunMs = performance.now();
    await messenger.send(inChat(chat), { html: 'а' });
    expect(performance.now() - begunMs).toBeGreaterThanOrEqual(999);
    expect(received(sandbox, chat)).toEqual(['а']);
  });

  test('an hour comes out for the chat, with its length; one call is made, and other chats are served', async () => {
    const { sandbox, messenger } = await connect();
    const [busy, other] = [someone(sandbox), someone(sandbox)];
    sandbox.world.addFault({ method: 'sendMessage', kind: 'error_429', retryAfterSeconds: 3_600, times: 1 });
    for (const html of ['а', 'б']) {
      expect(await failureOf(messenger.send(inChat(busy), { html }))).toMatchObject({
        reason: 'rate_limited',
        permanent: false,
        retryAfterSeconds: 3_600,
        onlyThisChat: true,
      });
    }
    await messenger.send(inChat(other), { html: 'в' });
    expect(received(sandbox, other)).toEqual(['в']);
    expect(sandbox.world.calls()['sendMessage']).toBe(2);
    expect(messenger.waitMs(busy)).toBeGreaterThan(3_500_000);
    expect(messenger.waitMs(other)).toBe(0);
  });

  test('an hour for one chat after the other comes out for everybody', async () => {
    const { sandbox, messenger } = await connect();
    const chats = Array.from({ length: 5 }, () => someone(sandbox));
    sandbox.world.addFault({ method: 'sendMessage', kind: 'error_429', retryAfterSeconds: 3_600 });
    const failures = [];
    for (const chat of chats) failures.push(await failureOf(messenger.send(inChat(chat), { html: 'а' })));
    expect(failures.map(({ onlyThisChat }) => onlyThisChat)).toEqual([true, true, false, false, false]);
    expect(sandbox.world.calls()['sendMessage']).toBe(3);
  });
});

describe('a broadcast under Telegram’s limits', () => {
  test('120 messages: none lost, none doubled, nearly no 429; an answer overtakes them', async () => {
    const { sandbox, client, messenger } = await connect({ limits: TELEGRAM_LIMITS });
    const chats = Array.from({ length: 120 }, (_, index) => someone(sandbox, `Школа ${index + 1}`));
    const asking = someone(sandbox);
    const broadcast = chats.map((chat) => messenger.send(inChat(chat), { html: `Пункт для ${chat}` }));
    const sentAtAnswer = (async () => {
      await sandbox.world.waitFor(chats[9] ?? 0, ({ from }) => from.isBot);
      await inLane('interactive', () => client.api.sendMessage(asking, 'Здравствуйте'));
      return chats.filter((chat) => received(sandbox, chat).length > 0).length;
    })();
    await Promise.all(broadcast);
    expect(chats.map((chat) => received(sandbox, chat))).toEqual(chats.map((chat) => [`Пункт для ${chat}`]));
    expect((sandbox.world.calls()['sendMessage'] ?? 0) - 121, '429s').toBeLessThanOrEqual(2);
    expect(await sentAtAnswer, 'sent before the answer').toBeLessThan(60);
  });

  test('six files to one chat keep its pace: the chat of an upload is known', async () => {
    const { sandbox, messenger } = await connect({ limits: TELEGRAM_LIMITS });
    const chat = someone(sandbox);
    const file = { name: 'a.txt', mimeType: 'text/plain', bytes: new Uint8Array(9) };
    await Promise.all(Array.from({ length: 6 }, () => messenger.sendFile(inChat(chat), file, '')));
    expect(sandbox.world.history(chat).filter((message) => message.file !== null)).toHaveLength(6);
    expect(sandbox.world.calls()['sendDocument']).toBe(6);
  });
});
