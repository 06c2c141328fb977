import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_CLI, ROOT } from '../support/built-program.ts';
import { runSrok } from '../support/run-srok.ts';
import { waitUntil } from '../support/wait-until.ts';

/** `srok start` as a process of its own, killed as a power cut would, on the embedded database. */
describe('a service that was killed', () => {
  let folder: string;
  let running: ChildProcess | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-kill-'));
  });

  afterAll(async () => {
    if (running !== null && running.exitCode === null && running.signalCode === null) {
      running.removeAllListeners('exit');
      const gone = new Promise((resolve) => running?.once('exit', resolve));
      running.kill('SIGTERM');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  });

  const launch = (): ChildProcessByStdio<null, Readable, Readable> => {
    const child = spawn(process.execPath, [BUILT_CLI, 'start'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'data'), PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    return child;
  };

  /** Starts the service and waits until it says how to go on. */
  const start = (): Promise<string> => {
    const child = launch();
    return new Promise((resolve, reject) => {
      let output = '';
      const collect = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes('How to go on')) resolve(output);
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.once('exit', (status) => reject(new Error(`ended with ${status}: ${output}`)));
    });
  };

  const countAssignments = async (): Promise<unknown> => {
    const { stdout } = await runSrok(['status', '--json'], { DATA_DIR: join(folder, 'data') });
    return (JSON.parse(stdout) as { assignments: unknown }).assignments;
  };

  it('just starts again, with its data, while its database server lived on', async () => {
    expect(await start()).toContain('controller');
    const before = await countAssignments();
    expect(before).not.toEqual({});
    running?.kill('SIGKILL');
    expect(await start()).toContain('Приреченский район (prirechye) — 1 chat(s)');
    expect(await countAssignments()).toEqual(before);
  });

  it('stops in order when it is told to', async () => {
    const child = running;
    if (child === null) throw new Error('the service does not run');
    const status = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await status).toBe(0);
  });

  it('goes on when nobody reads what it says, and ends in order when its terminal is closed', async () => {
    await rm(join(folder, 'data'), { recursive: true });
    const child = launch();
    const status = new Promise<unknown[]>((resolve) => child.once('exit', (...end) => resolve(end)));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    // By then it has said that it is running, to nobody.
    await waitUntil('the example is loaded', async () => !isDeepStrictEqual(await countAssignments(), {}));
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(true);
    child.kill('SIGHUP');
    expect(await status).toEqual([null, 'SIGHUP']);
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });
});
