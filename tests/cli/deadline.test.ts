import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command, CommanderError } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addDeadlineCommand, answerLine, answerLines, describeReading } from '../../src/cli/deadline.ts';
import { readDeadline } from '../../src/core/deadlines/index.ts';
import { contextOn } from '../core/deadlines/read.ts';

const KEYS = 'text kind start due next rrule offset trigger inherited warnings'.split(' ');

describe('srok deadline', () => {
  afterEach(() => vi.restoreAllMocks());

  async function run(...args: string[]): Promise<{ printed: string; status: number }> {
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
    const program = new Command().exitOverride();
    addDeadlineCommand(program);
    const [command] = program.commands;
    command?.exitOverride().configureOutput({ writeErr: (message) => void printed.push(message) });
    try {
      await program.parseAsync(['deadline', ...args], { from: 'user' });
      return { printed: printed.join('\n'), status: 0 };
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      return { printed: printed.join('\n'), status: error.exitCode };
    }
  }

  test('prints the keys of the deadline and the warnings as one JSON value', async () => {
    const { printed } = await run('до 1 октября', '--on', '2024-02-28', '--json');
    const answer: unknown = JSON.parse(printed);
    expect(Object.keys(answer as object)).toEqual(KEYS);
    expect(answer).toMatchObject({ kind: 'date', due: '2024-10-01', warnings: [{ code: 'assumed_year' }] });
  });

  test.each([
    [[], /missing required argument/],
    [['постоянно'], /--on/],
    [['постоянно', '--on', '28.02.2024'], /YYYY-MM-DD/],
    [['--batch', 'постоянно'], /--batch/],
  ])('refuses %j with a message in English', async (args, message) => {
    const { printed, status } = await run(...args);
    expect(printed).toMatch(message);
    expect(status).not.toBe(0);
  });
});

describe('a reading in words', () => {
  test('shows how the working day was counted where the last day is a day off', () => {
    const reading = readDeadline('до 31 декабря 2022 г.', contextOn('2022-02-28'));
    expect(describeReading(reading, '2022-02-28')).toContain(
      '31.12.2022 — суббота, рабочий срок пт 30.12.2022',
    );
  });

  test('says nothing of it on a working day, and tells every doubt', () => {
    const reading = readDeadline('до 30 декабря', contextOn('2022-02-28'));
    const words = describeReading(reading, '2022-02-28');
    expect(words).not.toContain('рабочий срок');
    expect(words).toContain(`Внимание: ${reading.warnings[0]?.message}`);
  });
});

describe('a batch', () => {
  test('answers each line in its place, bad ones with an error, and counts them', async () => {
    const lines = [
      '{"id":1,"phrase":"постоянно","on":"2024-02-28"}',
      'not json',
      '',
      '{"id":"b","phrase":null,"on":"2024-02-28"}',
      '{"id":4,"phrase":"постоянно","on":"2024-02-31"}',
      '{"id":5,"on":"2024-02-28"}',
      '{"id":[6],"phrase":"постоянно","on":"2024-02-28"}',
      '[1]',
    ];
    const output = new PassThrough();
    const [bad, printed] = await Promise.all([
      answerLines(Readable.from([lines.join('\r\n')]), output).finally(() => output.end()),
      text(output),
    ]);
    const answers = printed
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(bad).toBe(5);
    expect(answers).toMatchObject([
      { id: 1, kind: 'standing' },
      { id: null, error: 'not a JSON object' },
      { id: 'b', kind: 'none', text: null },
      { id: 4, error: '"on" must be a date YYYY-MM-DD' },
      { id: 5, error: '"phrase" must be a string or null' },
      { id: null, error: '"id" must be a string or a number' },
      { id: null, error: 'not a JSON object' },
    ]);
  });

  test('gives the id and the keys of the deadline', () => {
    const { text: line, isBad } = answerLine('{"id":7,"phrase":"октябрь, март","on":"2024-02-28"}');
    const answer: unknown = JSON.parse(line);
    expect(isBad).toBe(false);
    expect(Object.keys(answer as object)).toEqual(['id', ...KEYS]);
  });
});
