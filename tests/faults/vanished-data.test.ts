import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isServerOf } from '../../src/adapters/postgres/embedded/postmaster-file.ts';
import { BUILT_CLI, ROOT } from '../support/built-program.ts';

/** What a service in trouble writes in some seconds; one that asks without a pause writes thousands. */
const MOST_LINES = 100;

describe('a service whose data folder vanishes under it', () => {
  let folder: string;
  let running: ChildProcess | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-vanish-'));
  });

  afterEach(async () => {
    running?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('says so and ends with status 1, quietly, and takes its database server along', async () => {
    const data = join(folder, 'data');
    const child = spawn(process.execPath, [BUILT_CLI, 'start'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: data, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let log = '';
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const runs = new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes('How to go on')) resolve();
      });
      void ended.then((status) => reject(new Error(`ended with ${status}: ${log}${errors}`)));
    });
    await runs;
    const server = Number.parseInt(await readFile(join(data, 'postgres/postmaster.pid'), 'utf8'), 10);
    await rm(data, { recursive: true });
    expect(await ended).toBe(1);
    expect(errors).toContain('Srok ends. The data folder');
    expect(log.split('\n').length).toBeLessThan(MOST_LINES);
    expect(isServerOf(server, join(data, 'postgres'))).toBe(false);
  });
});
