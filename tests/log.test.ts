import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

/** A log and the lines it has written, parsed. */
function createTestLog(level: 'info' | 'debug' = 'info', nowMs = () => 0) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = createLog({ level, write, nowMs });
  return { log, lines };
}

describe('the log', () => {
  test('writes one JSON line a message, with the time, the level in words, and the fields', () => {
    const { log, lines } = createTestLog();
    log.info({ deliveryId: 7 }, 'sent');
    log.debug({}, 'not at this level');
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        pid: process.pid,
        deliveryId: 7,
        msg: 'sent',
      },
    ]);
  });

  test.each([
    [
      'a token in an address',
      'POST https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage',
      'AAHdq',
    ],
    [
      'a password in an address',
      'connect postgresql://srok:open-sesame@db.example/srok failed',
      'open-sesame',
    ],
    ['a password without a user', 'connect redis://:open-sesame@cache.example', 'open-sesame'],
  ])('leaves out %s, in messages, errors and their causes', (_what, text, secret) => {
    const { log, lines } = createTestLog();
    log.error({ err: new Error(text, { cause: new Error(text) }), url: text }, text);
    const line = JSON.stringify(lines[0]);
    expect(line).not.toContain(secret);
    expect(line).toMatch(/\[token\]|\[account\]/);
  });

  test('leaves out what people are called and write, wherever it stands', () => {
    const { log, lines } = createTestLog();
    log.info(
      { name: 'Анна Лапина', report: { text: 'Выполнено', person: { username: 'lapina' } }, id: 5 },
      'report',
    );
    expect(JSON.stringify(lines[0])).not.toMatch(/Лапина|Выполнено|lapina/);
    expect(lines[0]).toMatchObject({ id: 5, report: { text: '[left out]' } });
  });

  test('tells of an error its kind, code and causes, and not the row that a driver hangs on it', () => {
    const { log, lines } = createTestLog();
    const cause = Object.assign(new Error('violates check'), {
      code: '23514',
      detail: 'Failing row contains (Лапина)',
    });
    log.error({ err: Object.assign(new Error('refused', { cause }), { permanent: true }) }, 'failed');
    expect(lines[0]).toMatchObject({
      err: {
        type: 'Error',
        message: 'refused',
        permanent: true,
        cause: { message: 'violates check', code: '23514' },
      },
    });
    expect(JSON.stringify(lines[0])).not.toContain('Лапина');
  });

  test('writes trouble that repeats itself three times, then once a minute with the count', () => {
    let nowMs = 0;
    const { log, lines } = createTestLog('info', () => nowMs);
    // Two minutes of ten a second, whichever queue and attempt each is about.
    for (; nowMs <= 120_000; nowMs += 100) {
      log.warn({ err: new Error(`no answer to ${nowMs}`), queue: 'routine' }, 'the queue is not reached');
    }
    expect(lines).toHaveLength(5);
    expect(lines.filter(({ repeats }) => repeats !== undefined)).toMatchObject([
      { queue: 'routine', repeats: 597, msg: 'the queue is not reached' },
      { queue: 'routine', repeats: 599, msg: 'the queue is not reached' },
    ]);
  });

  test('writes trouble anew that comes back after a quiet minute, and every line that is no trouble', () => {
    let nowMs = 0;
    const { log, lines } = createTestLog('info', () => nowMs);
    const tell = () => log.error({ err: new Error('refused') }, 'failed');
    for (let time = 1; time <= 2; time++) tell();
    nowMs = 60_000;
    for (let time = 1; time <= 3; time++) tell();
    expect(lines).toHaveLength(5);
    for (let time = 1; time <= 20; time++) log.info({}, 'sent');
    log.error({ err: new Error('another') }, 'failed');
    expect(lines).toHaveLength(26);
  });
});
