import { describe, expect, test } from 'vitest';
import { createMembers } from '../../../src/adapters/telegram/members.ts';
import { connect, someone } from './support.ts';

describe('who is in a group', () => {
  const open = async (about: { readonly hidesMembers?: boolean } = {}) => {
    const { sandbox, client } = await connect();
    const { world } = sandbox;
    const [anna, petr] = [someone(sandbox), someone(sandbox, 'Пётр')];
    const { chatId: chat } = world.createGroup({ title: 'Отдел', members: [anna, petr], ...about });
    return { world, anna, petr, chat, members: createMembers(client.api, 300) };
  };

  test('is asked anew each time', async () => {
    const { world, petr, chat, members } = await open();
    expect(await members.standing(chat, petr)).toBe('member');
    world.restrict(petr, chat);
    expect(await members.standing(chat, petr)).toBe('member');
    world.leaveGroup(petr, chat);
    expect(await members.standing(chat, petr)).toBe('gone');
    world.joinGroup(petr, chat);
    world.ban(petr, chat);
    expect(await members.standing(chat, petr)).toBe('gone');
  });

  test('is nobody whom Telegram does not know', async () => {
    const { chat, members } = await open();
    expect(await members.standing(chat, 99)).toBe('gone');
  });

  test('is hidden from a bot that is no administrator', async () => {
    const { world, anna, chat, members } = await open({ hidesMembers: true });
    expect(await members.standing(chat, anna)).toBe('hidden');
    world.promoteBot(anna, chat);
    expect(await members.standing(chat, anna)).toBe('member');
  });

  test.each([
    ['answers with an error', { kind: 'error_502' }],
    ['answers too late', { kind: 'delay', delayMs: 1_000 }],
    ['asks to wait', { kind: 'error_429', retryAfterSeconds: 5 }],
    ['is not to be reached', { kind: 'drop_before' }],
  ] as const)('is not known where Telegram %s', async (_, fault) => {
    const { world, anna, chat, members } = await open();
    world.addFault({ method: 'getChatMember', ...fault });
    expect(await members.standing(chat, anna)).toBe('unavailable');
  });

  test('is not known of a chat that is not there', async () => {
    const { petr, chat, members } = await open();
    expect(await members.standing(chat - 1, petr)).toBe('unavailable');
  });
});
