import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAlone } from '../../src/adapters/postgres/connection.ts';
import type { TestServer } from './test-database.ts';

/**
 * Whether the machine has a PostgreSQL server of its own, which part of the tests runs on. Without one they are
 * skipped, by name; in CI they are not skipped but fail.
 */
export function hasInstalledPostgres(): boolean {
  return process.env['CI'] === 'true' || findPrograms() !== null;
}

/** Starts the machine's own PostgreSQL on an empty folder, on a Unix socket. */
export async function startInstalledPostgres(): Promise<TestServer> {
  const programs = findPrograms();
  if (programs === null) throw new Error('no PostgreSQL server is installed: apt-get install postgresql');
  const account = chooseAccount();
  const folder = mkdtempSync(path.join(tmpdir(), 'srok-pg-'));
  chmodSync(folder, 0o700);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const cluster = path.join(folder, 'data');
  const made = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', cluster, '-U', 'srok', '--auth=trust', '-E', 'UTF8', '--locale=C'],
    { cwd: '/', encoding: 'utf8', ...account },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const args = ['-D', cluster, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=60'];
  // Another zone than UTC on purpose: sessions of the program must not care.
  const server = spawn(path.join(programs, 'postgres'), [...args, '-c', 'TimeZone=Asia/Vladivostok'], {
    cwd: '/',
    stdio: 'ignore',
    ...account,
  });
  const connectionString = `postgresql://srok@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await waitUntilReady(connectionString, server);
  return {
    connectionString,
    async stop() {
      await stopProcess(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends a child process and waits until it is gone. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill(signal);
  await gone;
}

async function waitUntilReady(connectionString: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if (server.exitCode !== null) throw new Error(`postgres ended with status ${server.exitCode}`);
    try {
      const client = await connectAlone(connectionString, {
        applicationName: 'srok tests',
        statementTimeoutMs: 0,
      });
      await client.end();
      return;
    } catch {
      await sleep(30); // Not ready yet; the server's end or the time limit ends the waiting.
    }
  }
  throw new Error('postgres is not ready after a minute');
}

/** The newest version Debian's packages have put here. */
function findPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one));
  const found = versions.map((version) => path.join(root, version, 'bin'));
  return found.find((folder) => existsSync(path.join(folder, 'postgres'))) ?? null;
}

/** PostgreSQL refuses to be root. */
function chooseAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (user === undefined) throw new Error('root needs a user postgres or nobody to run PostgreSQL as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
