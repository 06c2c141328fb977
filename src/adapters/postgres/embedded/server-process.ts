import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Cluster, EMBEDDED_USER } from './cluster.ts';
import { asServerFailure, type EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { type Postmaster, postmasterFile, readPostmasterPid } from './postmaster-file.ts';
import { commandAs, serverEnvironment } from './server-account.ts';

/** Modest: the service and its database together are to stay under 350 MB. */
const SETTINGS = {
  shared_buffers: '32MB',
  max_connections: '40',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '256MB',
  wal_buffers: '1MB',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '1',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  wal_level: 'minimal',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  jit: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // A session whose program was killed in the middle of a statement is noticed soon, and its locks go.
  client_connection_check_interval: '2s',
} as const;

/** The log is begun anew at a start that finds it longer than this. */
const LONGEST_LOG_BYTES = 5_000_000;

/** A server that was launched and may not be ready yet. */
export interface LaunchedServer {
  /** Null while it runs; why it ended after that. */
  failure(): EmbeddedPostgresError | null;
}

/**
 * Starts the server in a session of its own: neither Ctrl-C in our terminal nor our own death reaches it, and its
 * log goes to a file. `port` matters where there is no Unix socket.
 */
export function launchServer(cluster: Cluster, port: number): LaunchedServer {
  const args = [
    '-D',
    cluster.dir,
    '-p',
    String(port),
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...(cluster.socketDir === null
      ? ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
      : ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${cluster.socketDir}`]),
  ];
  const command = commandAs(cluster.account, cluster.files.postgres, args);
  const logStart = beginLog(cluster.logFile);
  const log = openSync(cluster.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(command.file, command.args, {
      ...command.identity,
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
  let ended: { readonly why: string | null } | null = null;
  child.on('exit', () => {
    ended ??= { why: null };
  });
  child.on('error', (error) => {
    ended = { why: error.message };
  });
  child.unref();
  const doing = 'The embedded database does not start';
  return {
    failure: () =>
      ended === null
        ? null
        : asServerFailure(ended.why ?? readLog(cluster.logFile, logStart), cluster.dir, doing),
  };
}

/** Removes a `postmaster.pid` whose pid belongs to another program now, which the server itself can't tell. */
export function removeStalePostmasterFile(cluster: Cluster, pid: number): void {
  if (readPostmasterPid(cluster.dir) === pid) rmSync(postmasterFile(cluster.dir), { force: true });
}

/** Where the server is reached: over its Unix socket if it has one. */
export function connectionStringOf(cluster: Cluster, server: Postmaster, database: string): string {
  const account = `${EMBEDDED_USER}:${encodeURIComponent(cluster.password)}`;
  return server.socketDir === null
    ? `postgresql://${account}@127.0.0.1:${server.port}/${database}`
    : `postgresql://${account}@localhost:${server.port}/${database}?host=${encodeURIComponent(server.socketDir)}`;
}

/** A TCP port that is free at the moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise<void>((resolve) => {
    probe.close(() => resolve());
  });
  if (address === null || typeof address === 'string') throw new Error('a TCP probe has no port');
  return address.port;
}

function readLog(file: string, start: number): string {
  try {
    return readFileSync(file).subarray(start).toString('utf8');
  } catch (error) {
    return `its log can not be read: ${String(error)}`;
  }
}

/** Returns where this start's lines begin. */
function beginLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LONGEST_LOG_BYTES) return size;
  rmSync(file, { force: true });
  return 0;
}
