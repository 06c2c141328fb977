import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

/** A log and the lines it has written, parsed. */
function createTestLog(level: 'info' | 'debug' = 'info') {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level, write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) });
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
});
