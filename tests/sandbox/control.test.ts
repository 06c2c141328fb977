import { describe, expect, test } from 'vitest';
import type { MessageView, Sandbox } from '../../src/sandbox/index.ts';
import { call, openSandbox } from './support.ts';

async function control(
  sandbox: Sandbox,
  verb: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    method: verb,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('the people’s side over HTTP', () => {
  test('a whole conversation', async () => {
    const sandbox = await openSandbox();
    const made = await control(sandbox, 'POST', '/users', { first_name: 'Анна' });
    const { id } = made.body as { id: number };
    await control(sandbox, 'POST', `/users/${id}/start`, { payload: 'p1' });
    await control(sandbox, 'POST', `/users/${id}/say`, { text: 'готово' });
    const waiting = control(sandbox, 'GET', `/chats/${id}/wait?text=${encodeURIComponent('Срок')}`);
    await call(sandbox, 'sendMessage', {
      chat_id: id,
      text: 'Срок завтра',
      reply_markup: { inline_keyboard: [[{ text: 'Принять', callback_data: 'acc:1' }]] },
    });
    expect(await waiting).toMatchObject({ status: 200, body: { text: 'Срок завтра' } });
    const pressed = await control(sandbox, 'POST', `/users/${id}/press`, { button: 'Принять' });
    const { queryId } = pressed.body as { queryId: string };
    await call(sandbox, 'answerCallbackQuery', { callback_query_id: queryId, text: 'Принято' });
    expect(await control(sandbox, 'GET', `/answers/${queryId}`)).toMatchObject({ body: { text: 'Принято' } });
    const chat = await control(sandbox, 'GET', `/chats/${id}`);
    expect((chat.body as { messages: MessageView[] }).messages.map(({ text }) => text)).toEqual([
      '/start p1',
      'готово',
      'Срок завтра',
    ]);
    expect(await control(sandbox, 'GET', '/state')).toMatchObject({
      body: { users: [{ id, bot: 'started' }], chats: [{ chatId: id }] },
    });
    expect(await control(sandbox, 'GET', '/calls')).toEqual({
      status: 200,
      body: { sendMessage: 1, answerCallbackQuery: 1 },
    });
  });

  test('files go up as base64 and come down as they are', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    const sent = await control(sandbox, 'POST', `/users/${id}/file`, {
      name: 'отчёт.txt',
      base64: Buffer.from('текст').toString('base64'),
      caption: 'вот',
    });
    const { file, text } = sent.body as MessageView;
    expect(text).toBe('вот');
    const response = await fetch(`${sandbox.url}/sandbox/files/${file?.fileId}`);
    expect(await response.text()).toBe('текст');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('отчёт.txt'));
    expect((await fetch(`${sandbox.url}/sandbox/files/none`)).status).toBe(404);
  });

  test('faults and limits are set and cleared', async () => {
    const sandbox = await openSandbox();
    await control(sandbox, 'POST', '/faults', { method: 'getMe', kind: 'error_500' });
    expect(await call(sandbox, 'getMe')).toMatchObject({ error_code: 500 });
    await control(sandbox, 'DELETE', '/faults');
    expect(await call(sandbox, 'getMe')).toMatchObject({ ok: true });
    expect((await control(sandbox, 'POST', '/limits')).status).toBe(200);
    expect((await control(sandbox, 'DELETE', '/limits')).status).toBe(200);
  });

  test('groups, joining, migration', async () => {
    const sandbox = await openSandbox();
    const [anna, petr] = ['Анна', 'Пётр'].map((name) => sandbox.world.createUser({ first_name: name }).id);
    const group = await control(sandbox, 'POST', '/groups', { title: 'Школа', members: [anna] });
    const { chatId } = group.body as { chatId: number };
    await control(sandbox, 'POST', `/users/${petr}/join`, { chat: chatId });
    expect(sandbox.world.chat(chatId).members).toEqual([anna, petr]);
    expect(await control(sandbox, 'POST', `/groups/${chatId}/migrate`)).toMatchObject({
      body: { type: 'supergroup' },
    });
  });

  test.each([
    ['POST', '/users', {}, 400],
    ['POST', '/users/1/say', { text: 'а' }, 400],
    ['POST', '/users/1/say', {}, 400],
    ['GET', '/nowhere', undefined, 404],
  ] as const)('%s %s %j answers %s', async (verb, path, body, status) => {
    const sandbox = await openSandbox();
    expect((await control(sandbox, verb, path, body)).status).toBe(status);
  });

  test('a wait in vain is 408; a body of another type is refused', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.createUser({ first_name: 'Анна' });
    expect((await control(sandbox, 'GET', `/chats/${id}/wait?timeoutMs=1`)).status).toBe(408);
    const response = await fetch(`${sandbox.url}/sandbox/users`, {
      method: 'POST',
      body: '{"first_name":"а"}',
    });
    expect(response.status).toBe(415);
    expect(sandbox.world.users()).toHaveLength(1);
  });
});
