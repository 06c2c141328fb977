import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CannotRun } from '../section.ts';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));
const START_PATIENCE_MS = 60_000;
const POLL_MS = 20;
/** The service stops within ten seconds; after this it is killed. */
const STOP_PATIENCE_MS = 15_000;

/** The built service, running without BOT_TOKEN: it talks to its own sandbox. */
export interface ServiceProcess {
  readonly pid: number;
  /** Milliseconds from the start of the process until GET /health answered 200. */
  readonly healthyAfterMs: number;
  /** The address of the sandbox, once its example is loaded. @throws Error where it never says it */
  findSandbox(): Promise<string>;
  /** Runs `srok …` beside it on the same data. Gives what it printed. */
  runCommand(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts `srok start` of the build on a data folder and waits until it is healthy.
 *
 * @throws CannotRun where the service is not built; Error where it ends or does not get healthy
 */
export async function startBuiltService(dataDir: string): Promise<ServiceProcess> {
  if (!existsSync(CLI)) throw new CannotRun('the service is not built: npm run build');
  const port = await findFreePort();
  // Temporary files go into the data folder too, so that nothing of the run is left behind.
  const env = environment({ DATA_DIR: dataDir, TMPDIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' });
  const startedMs = performance.now();
  const child = spawn(process.execPath, [...memoryFlags(), CLI, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = collect(child);
  const end = (): Promise<void> => stop(child);
  try {
    const healthyAfterMs =
      (await untilHealthy(`http://127.0.0.1:${port}/health`, child, printed)) - startedMs;
    return {
      pid: child.pid ?? Number.NaN,
      healthyAfterMs,
      findSandbox: () => findSandbox(child, printed),
      runCommand: async (...args) =>
        (await promisify(execFile)(process.execPath, [CLI, ...args], { env })).stdout,
      stop: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Only what a program needs and what is set here: no setting of the operator's reaches the service. */
export function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...settings };
}

async function untilHealthy(url: string, child: ChildProcess, printed: () => string): Promise<number> {
  for (const until = performance.now() + START_PATIENCE_MS; performance.now() < until; ) {
    if (hasEnded(child)) throw failure('the service ended before it was healthy', printed);
    if (await answers200(url)) return performance.now();
    await pause(POLL_MS);
  }
  throw failure(`the service is not healthy after ${START_PATIENCE_MS / 1000} s`, printed);
}

async function answers200(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false; // Nobody listens yet.
  }
}

async function findSandbox(child: ChildProcess, printed: () => string): Promise<string> {
  for (const until = performance.now() + START_PATIENCE_MS; performance.now() < until; ) {
    const url = /Sandbox:\s+(http:\/\/[\d.:]+)/.exec(printed())?.[1];
    if (url !== undefined) return url;
    if (hasEnded(child)) break;
    await pause(POLL_MS);
  }
  throw failure('the service does not say where its sandbox is', printed);
}

/** What the service printed is the cause: for the terminal, not for the results. */
function failure(message: string, printed: () => string): Error {
  return new Error(message, { cause: printed().trim() });
}

/** Everything it has printed so far. */
function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await gone;
  clearTimeout(killer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** What `npm start` tells Node of memory: the bench starts the service as it does. */
function memoryFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}
