import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { runSrok } from '../support/run-srok.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { codeSpans, commandLines, ROOT, readPage, readPages, wordsOf } from './markdown.ts';

const README = readPage('README.md').text;

describe('the commands of README', () => {
  let folder: string;
  let beside: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-readme-'));
    // Held, so that it is not started and stopped for each command.
    beside = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: createSilentLog() });
  });

  afterAll(async () => {
    await beside.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const commands = commandLines(README)
    .filter((line) => line.startsWith('npx srok '))
    .map((line) => wordsOf(line).slice(2));

  it('show reading, deadlines, the directory, invitations and a morning', () => {
    const shown = commands.map(([command]) => command);
    expect(shown).toEqual(expect.arrayContaining(['parse', 'deadline', 'orgs', 'invite', 'plan', '--help']));
  });

  it.each(commands.map((words) => [words.join(' '), words] as const))('run: srok %s', async (_, words) => {
    const run = await runSrok(words, { DATA_DIR: join(folder, 'data') });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).not.toBe('');
  });

  it('would be noticed when they fail', async () => {
    expect((await runSrok(wordsOf("deadline 'до 1 октября' --on завтра"))).status).toBe(2);
  });
});

describe('npm scripts named in the documentation', () => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  const BUILT_IN = ['ci', 'install'];

  function unknownScripts(text: string): readonly string[] {
    const mentions = [...commandLines(text), ...codeSpans(text)].join('\n');
    return [...mentions.matchAll(/\bnpm (?:run )?([a-z-]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !BUILT_IN.includes(name) && scripts[name] === undefined);
  }

  it('exist', () => {
    expect(readPages().flatMap(({ text }) => unknownScripts(text))).toEqual([]);
    expect(unknownScripts('`npm run nonsense`')).toEqual(['nonsense']);
  });
});

describe('the transcript in README', () => {
  const transcript = /<!-- demo:begin -->(.*?)<!-- demo:end -->/s.exec(README)?.[1] ?? '';
  const demo = readFileSync(`${ROOT}examples/demo.ts`, 'utf8');
  const titles = [...transcript.matchAll(/^━━━ (.+?) ━+$/gm)].map(([, title = '']) => title);
  const chapters = [...demo.matchAll(/chapter\('([^']+)'\)/g)].map(([, title = '']) => title);

  it('has the chapters that the demo has, in its order and from its first', () => {
    expect(titles.length).toBeGreaterThan(2);
    expect(titles[0]).toBe(chapters[0]);
    expect(chapters.filter((title) => titles.includes(title))).toEqual(titles);
  });

  it('shows a press of a button that stands under a message shown', () => {
    const presses = [...transcript.matchAll(/нажимает \[(.+?)\]/g)].map(([, label = '']) => label);
    expect(presses.length).toBeGreaterThan(0);
    for (const label of presses) expect(transcript).toMatch(new RegExp(`│ .*\\[${label}\\]`));
  });
});

describe('docker compose in the documentation', () => {
  it('has its files', () => {
    expect(README).toContain('docker compose');
    for (const file of ['docker-compose.yml', 'Dockerfile']) expect(existsSync(`${ROOT}${file}`)).toBe(true);
  });
});
