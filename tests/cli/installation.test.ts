import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { runSrok } from '../support/run-srok.ts';
import { createSilentLog } from '../support/silent-log.ts';

/** Commands on an installation of their own. */
describe('srok on an installation', () => {
  let folder: string;
  let env: Record<string, string>;
  let beside: EmbeddedPostgres | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-cli-'));
    env = { DATA_DIR: join(folder, 'data') };
  });

  afterAll(async () => {
    await beside?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('imports the example directory, and once more without doubling anybody', async () => {
    const first = await runSrok(['orgs', 'import', 'examples/organizations.csv'], env);
    expect(first).toMatchObject({ status: 0, stdout: '30 added, 0 updated.\n' });
    const second = await runSrok(['orgs', 'import', 'examples/organizations.csv'], env);
    expect(second).toMatchObject({ status: 0, stdout: '0 added, 30 updated.\n' });
    // These two have started the database and stopped it; the others find it running, as beside a service.
    beside = await startEmbeddedPostgres({ dataDir: env['DATA_DIR'] ?? '', log: createSilentLog() });
    expect(beside.startedHere).toBe(true);
  });

  it('imports nothing of a file with an error, and names line and column', async () => {
    const path = join(folder, 'wrong.csv');
    await writeFile(path, 'code,kind,name\nnew,school,МБОУ «Новая СОШ»\nbad,castle,Замок\n');
    const run = await runSrok(['orgs', 'import', path], env);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('wrong.csv:3: kind: ');
    const list = await runSrok(['orgs', 'list', '--json'], env);
    const codes = (JSON.parse(list.stdout) as { code: string }[]).map(({ code }) => code);
    expect(codes).toContain('prirechye');
    expect(codes).not.toContain('new');
  });

  it('makes an invitation with the keys that others rely on', async () => {
    const run = await runSrok(['invite', 'prirechye', '--role', 'observer', '--days', '3', '--json'], env);
    const invitation = JSON.parse(run.stdout) as Record<string, string>;
    expect(Object.keys(invitation)).toEqual(['link', 'token', 'organization', 'role', 'expiresAt']);
    expect(invitation).toMatchObject({ organization: 'prirechye', role: 'observer' });
    // 128 random bits in a form that /start takes.
    expect(invitation['token']).toMatch(/^[\w-]{22}$/);
    expect(invitation['link']).toContain(`?start=${invitation['token']}`);
  });

  it('refuses to invite a group and an unknown code', async () => {
    for (const code of ['OMSU', 'nobody']) {
      const run = await runSrok(['invite', code], env);
      expect(run.status).toBe(1);
      expect(run.stderr).toContain(code);
    }
  });

  it('tells what a morning would send: nothing, as long as nothing is published', async () => {
    const run = await runSrok(['plan', '--at', '2026-09-15T09:00', '--json'], env);
    expect(run).toMatchObject({ status: 0, stdout: '[]\n' });
  });

  it('counts', async () => {
    const run = await runSrok(['status', '--json'], env);
    expect(JSON.parse(run.stdout)).toEqual({
      organizations: 30,
      subscriptions: 0,
      documents: {},
      assignments: {},
      deliveries: {},
      queueDepth: 0,
    });
  });

  it.each([
    ['invite'],
    ['invite', 'prirechye', '--uses', '0'],
    ['plan', '--at', 'завтра'],
    ['plan'],
    ['orgs', 'export'],
    ['nonsense'],
  ])('answers wrong usage with exit status 2: srok %s %s %s %s', async (...args) => {
    const run = await runSrok(args, env);
    expect(run.status).toBe(2);
    expect(run.stderr).not.toBe('');
  });

  it('says everything that is wrong with the environment at once', async () => {
    const run = await runSrok(['start'], { ...env, PORT: 'eighty', ROLE: 'king', REDIS_URL: 'http://x' });
    expect(run.status).toBe(1);
    for (const name of ['PORT', 'ROLE', 'REDIS_URL']) expect(run.stderr).toContain(name);
  });
});
