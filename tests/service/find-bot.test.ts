import { type Api, GrammyError, HttpError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import type { SettingRecords } from '../../src/app/ports.ts';
import { findBot } from '../../src/service/find-bot.ts';
import { createSilentLog } from '../support/silent-log.ts';

const ME = { id: 1, is_bot: true, first_name: 'Срок', username: 'srok_test_bot' } as UserFromGetMe;
const NO_NETWORK = new HttpError('no route', new Error('EHOSTUNREACH'));

/** Settings kept in memory. */
function settingsOf(entries: Record<string, string> = {}): SettingRecords {
  const kept = new Map(Object.entries(entries));
  return {
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void kept.set(key, value),
    writeOnce: async (key, value) => !kept.has(key) && kept.set(key, value) !== undefined,
  };
}

/** Telegram whose getMe does this; counts how often it is asked. */
function telegramThat(getMe: (signal: AbortSignal) => Promise<UserFromGetMe>) {
  const asked = { times: 0 };
  const api = {
    getMe: (signal: AbortSignal) => {
      asked.times += 1;
      return getMe(signal);
    },
  } as unknown as Api;
  return { asked, telegram: { token: '1:token', api } };
}

const refusal = (code: number) =>
  new GrammyError('refused', { ok: false, error_code: code, description: 'refused' }, 'getMe', {});
const never = (signal: AbortSignal) =>
  new Promise<UserFromGetMe>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new HttpError('aborted', signal.reason)));
  });
const { signal: noStop } = new AbortController();
const log = createSilentLog();

describe('who the bot is', () => {
  it('is asked of Telegram, and remembered for a start without the network', async () => {
    const settings = settingsOf();
    const { telegram } = telegramThat(async () => ME);
    expect(await findBot({ telegram, settings, log, signal: noStop })).toEqual(ME);
    const away = telegramThat(() => Promise.reject(NO_NETWORK));
    expect(await findBot({ telegram: away.telegram, settings, log, signal: noStop })).toEqual(ME);
    // One try: a known bot does not wait for Telegram to come back.
    expect(away.asked.times).toBe(1);
  });

  it('is not taken from another bot that this installation had', async () => {
    const settings = settingsOf({ 'bot_profile:2': JSON.stringify({ ...ME, id: 2 }) });
    const { telegram } = telegramThat(() => Promise.reject(refusal(401)));
    await expect(findBot({ telegram, settings, log, signal: noStop })).rejects.toThrow('refuses BOT_TOKEN');
  });

  it.each([401, 404])('refuses a token that Telegram answers with %i, at the first try', async (code) => {
    const { telegram, asked } = telegramThat(() => Promise.reject(refusal(code)));
    const settings = settingsOf({ 'bot_profile:1': JSON.stringify(ME) });
    await expect(findBot({ telegram, settings, log, signal: noStop })).rejects.toThrow('refuses BOT_TOKEN');
    expect(asked.times).toBe(1);
  });

  it('is given up at once when the start is to stop, in the middle of a call', async () => {
    const stopping = new AbortController();
    const { telegram, asked } = telegramThat(never);
    const found = findBot({ telegram, settings: settingsOf(), log, signal: stopping.signal });
    stopping.abort(new Error('stop'));
    await expect(found).rejects.toThrow('stop');
    expect(asked.times).toBe(1);
  });

  it('is given up at once when the start is to stop, between two tries', async () => {
    const stopping = new AbortController();
    const { telegram, asked } = telegramThat(() => Promise.reject(NO_NETWORK));
    const heard = {
      ...createSilentLog(),
      warn: () => queueMicrotask(() => setImmediate(() => stopping.abort())),
    };
    const found = findBot({ telegram, settings: settingsOf(), log: heard, signal: stopping.signal });
    await expect(found).rejects.toThrow('aborted');
    expect(asked.times).toBe(1);
  });
});
