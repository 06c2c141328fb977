import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_CLI, ROOT } from '../support/built-program.ts';
import { runSrok } from '../support/run-srok.ts';

/** `srok start` as a process of its own, killed as a power cut would, on the embedded database. */
describe('a service that was killed', () => {
  let folder: string;
  let running: ChildProcess | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-kill-'));
  });

  afterAll(async () => {
    if (running !== null && running.exitCode === null) {
      running.removeAllListeners('exit');
      const gone = new Promise((resolve) => running?.once('exit', resolve));
      running.kill('SIGTERM');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts the service and waits until it says how to go on. */
  const start = (): Promise<string> => {
    const child = spawn(process.execPath, [BUILT_CLI, 'start'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'data'), PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
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
});
