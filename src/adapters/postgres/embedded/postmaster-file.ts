import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Folder of its Unix socket; null where it listens on TCP only. */
  readonly socketDir: string | null;
  /** Address it listens on; null where it listens on a Unix socket only. */
  readonly address: string | null;
}

/** The file that a running server keeps in its folder. */
export function postmasterFile(clusterDir: string): string {
  return path.join(clusterDir, 'postmaster.pid');
}

/** The pid of the server that holds the Unix socket; null where nobody does. */
export function readSocketHolder(socketDir: string | null, port: number): number | null {
  if (socketDir === null) return null;
  return pidIn(readLines(path.join(socketDir, `.s.PGSQL.${port}.lock`)));
}

/** Reads `postmaster.pid`; null where there is none or the server is still writing it. */
export function readPostmaster(clusterDir: string): Postmaster | null {
  const lines = readLines(postmasterFile(clusterDir));
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory key, status.
  const pid = pidIn(lines);
  const port = Number(lines[3]);
  if (pid === null || !Number.isInteger(port) || port === 0) return null;
  return {
    pid,
    port,
    socketDir: lines[4]?.trim() || null,
    address: lines[5]?.trim() || null,
  };
}

/** The pid in `postmaster.pid`, whatever state the file is in; null without the file. */
export function readPostmasterPid(clusterDir: string): number | null {
  return pidIn(readLines(postmasterFile(clusterDir)));
}

/**
 * Whether the process of this pid is a PostgreSQL server of this folder. After a crash or in a new container
 * the pid may belong to anybody.
 */
export function isServerOf(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes('postgres') && command.includes(clusterDir);
    } catch {
      return false; // No such process any more.
    }
  }
  const found = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  // Without ps (Windows) a live pid is taken for the server: refusing is safer than two servers on one folder.
  if (found.error !== undefined) return isAlive(pid);
  return found.stdout.includes('postgres') && found.stdout.includes(clusterDir);
}

/** Whether a process of this pid exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pidIn(lines: readonly string[]): number | null {
  const pid = Math.abs(Number(lines[0]));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return []; // No such file: no server.
  }
}
