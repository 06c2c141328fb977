import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from '../../../app/ports/log.ts';
import { asEmbeddedFailure, asServerFailure, EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isServerOf, readPostmasterPid, readSocketHolder } from './postmaster-file.ts';
import { chooseServerAccount, commandAs, type ServerAccount, serverEnvironment } from './server-account.ts';
import { findServerFiles, type ServerFiles } from './server-files.ts';
import { stopServerAtOnce } from './stop-server.ts';

/** Name of the superuser. */
export const EMBEDDED_USER = 'srok';
/** Name of the database that the service uses. */
export const EMBEDDED_DATABASE = 'srok';

/** The embedded database on disk, ready to be served. */
export interface Cluster {
  /** Absolute, links resolved. */
  readonly dir: string;
  readonly logFile: string;
  readonly password: string;
  readonly account: ServerAccount;
  readonly files: ServerFiles;
  /** Short folder for the Unix socket, ours alone; null where the server must listen on 127.0.0.1. */
  readonly socketDir: string | null;
}

/** Part of the Unix socket's name; nothing listens on it. */
export const SOCKET_PORT = 5432;

/** A Unix socket's path may have 107 bytes; PostgreSQL adds its own file name. */
const LONGEST_SOCKET_DIR_BYTES = 107 - '/.s.PGSQL.5432'.length;

/**
 * Finds the database in `dataDir` or makes it (about a second). It appears under its name only when complete, so
 * an interrupted first start leaves nothing to repair, and of two first starts one wins.
 *
 * @throws EmbeddedPostgresError
 */
export async function prepareCluster(dataDir: string, log: Log): Promise<Cluster> {
  const files = findServerFiles();
  try {
    const isNew = mkdirSync(dataDir, { recursive: true, mode: 0o700 }) !== undefined;
    const root = realpathSync(dataDir);
    const dir = path.join(root, 'postgres');
    const account = chooseServerAccount(dir, files.postgres);
    // The other user must get through to the files that will be its own.
    if (isNew && account.kind === 'other_user') chmodSync(root, 0o711);
    const socketDir = prepareSocketDir(dir, account);
    await stopOrphan(dir, socketDir, log);
    if (!existsSync(dir)) createCluster(dir, account, files);
    checkVersion(dir, files);
    const password = readFileSync(passwordFile(dir), 'utf8').trim();
    return { dir, logFile: path.join(root, 'postgres.log'), password, account, files, socketDir };
  } catch (error) {
    throw asEmbeddedFailure(error, dataDir);
  }
}

/**
 * A server whose folder was removed or replaced under it lives on for a minute, and when it ends it writes its own
 * state into whatever lies there now. So it is stopped before anything is put there, and may not write.
 */
async function stopOrphan(dir: string, socketDir: string | null, log: Log): Promise<void> {
  const pid = readSocketHolder(socketDir, SOCKET_PORT);
  // A server of this folder is in its postmaster.pid before it takes the socket.
  if (pid === null || pid === readPostmasterPid(dir) || !isServerOf(pid, dir)) return;
  log.warn({ pid }, 'a database server whose folder was removed is stopped');
  await stopServerAtOnce(dir, pid);
}

function createCluster(dir: string, account: ServerAccount, files: ServerFiles): void {
  const unfinished = `${dir}.new-${process.pid}`;
  const secret = `${unfinished}.password`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    const password = randomBytes(24).toString('base64url');
    writeFileSync(secret, password, { mode: 0o600 });
    giveTo(account, unfinished);
    giveTo(account, secret);
    const command = commandAs(account, files.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${EMBEDDED_USER}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    const run = spawnSync(command.file, command.args, {
      ...command.identity,
      cwd: '/',
      encoding: 'utf8',
      env: serverEnvironment(),
    });
    if (run.error !== undefined) throw run.error;
    if (run.status !== 0) {
      throw asServerFailure(`${run.stdout}\n${run.stderr}`, dir, 'The embedded database could not be made');
    }
    writeFileSync(passwordFile(unfinished), password, { mode: 0o600 });
    moveIntoPlace(unfinished, dir);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(secret, { force: true });
  }
}

function moveIntoPlace(unfinished: string, dir: string): void {
  try {
    renameSync(unfinished, dir);
  } catch (error) {
    // Another start was faster; its database is as good as ours.
    if (!existsSync(path.join(dir, 'PG_VERSION'))) throw error;
  }
}

function checkVersion(dir: string, files: ServerFiles): void {
  const versionFile = path.join(dir, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new EmbeddedPostgresError(
      'start_failed',
      `${dir} is not a PostgreSQL database (it has no PG_VERSION). ` +
        'Restore it from a backup, or move it away to begin with an empty database.',
    );
  }
  const version = Number.parseInt(readFileSync(versionFile, 'utf8'), 10);
  if (version === files.majorVersion) return;
  throw new EmbeddedPostgresError(
    'version_mismatch',
    `The database in ${dir} is of PostgreSQL ${version}; this version of the program brings PostgreSQL ` +
      `${files.majorVersion}. Run the version used before, or move its data over ` +
      'with the pg_dump and psql of a PostgreSQL installation.',
  );
}

/**
 * The folder has the same name at every start, so that the address outlives the server. Somebody else's folder
 * of that name is not used.
 */
function prepareSocketDir(clusterDir: string, account: ServerAccount): string | null {
  if (process.platform === 'win32') return null;
  const name = `srok-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 12)}`;
  const fits = (folder: string) => Buffer.byteLength(path.join(folder, name)) <= LONGEST_SOCKET_DIR_BYTES;
  const base = [tmpdir(), '/tmp'].find(fits);
  if (base === undefined) return null;
  const dir = path.join(base, name);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = lstatSync(dir);
  const serverUid = account.kind === 'other_user' ? account.uid : process.getuid?.();
  if (!found.isDirectory() || (found.uid !== process.getuid?.() && found.uid !== serverUid)) return null;
  giveTo(account, dir);
  chmodSync(dir, 0o700);
  return dir;
}

function giveTo(account: ServerAccount, file: string): void {
  if (account.kind === 'other_user') chownSync(file, account.uid, account.gid);
}

function passwordFile(clusterDir: string): string {
  return path.join(clusterDir, 'srok.password');
}
