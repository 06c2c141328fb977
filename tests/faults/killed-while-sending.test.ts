import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { BUILT_CLI, ROOT } from '../support/built-program.ts';
import { openTestStore } from '../support/test-database.ts';
import { waitUntil } from '../support/wait-until.ts';

const NINA = 1_001;
const ORGANIZATIONS = ['ПЕРВАЯ', 'ВТОРАЯ', 'ТРЕТЬЯ'];
/** Longer than the lease of what is being sent. */
const NEVER_MS = 200_000;

/** `srok start`, killed as a power cut would while Telegram has its message and has not answered yet. */
describe('a service that is killed while it sends', () => {
  let folder: string;
  let sandbox: Sandbox;
  let database: Awaited<ReturnType<typeof openTestStore>>;
  let running: ChildProcess | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-sending-'));
    database = await openTestStore();
    sandbox = await startSandbox({});
    sandbox.world.createUser({ id: NINA, first_name: 'Нина' });
    sandbox.world.start(NINA);
  });

  afterEach(async () => {
    await end('SIGTERM');
    await sandbox.close();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<void> => {
    const child = spawn(process.execPath, [BUILT_CLI, 'start'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        DATA_DIR: join(folder, 'data'),
        DATABASE_URL: database.connectionString,
        PORT: '0',
        CONTROLLERS: '9001',
        BOT_TOKEN: sandbox.token,
        TELEGRAM_API_ROOT: sandbox.apiRoot,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    await waitUntil('the service runs', () => {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output}`);
      return output.includes('Srok is running');
    });
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };

  /** Which of the rows have arrived, in order. */
  const arrived = (): readonly number[] =>
    sandbox.world
      .history(NINA)
      .map(({ text }) => ORGANIZATIONS.findIndex((name) => text.includes(name)))
      .filter((index) => index !== -1);

  it.each([
    ['did not arrive', NEVER_MS],
    ['arrives all the same', 1_000],
  ])('goes on within seconds of its next start; what was on its way %s', async (_what, delayMs) => {
    await start();
    await waitUntil('Nina is answered', () => sandbox.world.history(NINA).length >= 2);
    const answers = sandbox.world.calls()['sendMessage'] ?? 0;
    sandbox.world.addFault({ method: 'sendMessage', kind: 'delay', delayMs, times: 1 });
    const content = { kind: 'people_changed', personId: 0, change: 'removed' } as const;
    const rows = await database.store.outbox.addMany(
      ORGANIZATIONS.map((organizationCode, index) => ({
        key: `row ${index}`,
        chatId: NINA,
        content: { ...content, organizationCode },
        notBefore: new Date(),
      })),
    );
    await waitUntil(
      'the first message is on its way',
      () => (sandbox.world.calls()['sendMessage'] ?? 0) > answers,
    );
    await end('SIGKILL');
    expect(await database.store.outbox.find(rows[0] ?? 0)).toMatchObject({ state: 'sending', partsSent: 0 });

    await start();
    await waitUntil('the chat is told everything', () => arrived().at(-1) === ORGANIZATIONS.length - 1);
    expect([...new Set(arrived())]).toEqual([0, 1, 2]);
    // Only what was on its way may come twice.
    expect(arrived().filter((row) => row > 0)).toEqual([1, 2]);
    expect(arrived().filter((row) => row === 0).length).toBeLessThanOrEqual(delayMs === NEVER_MS ? 1 : 2);
  });
});
