import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * As whom the server's programs run. PostgreSQL refuses to be root, so root starts them
 *
 *   self            as they are: we are an ordinary user
 *   user_namespace  inside a user namespace of their own, where root's id is an ordinary one; files stay root's
 *   other_user      as another user, to whom the database's files then belong
 */
export type ServerAccount =
  | { readonly kind: 'self' }
  | { readonly kind: 'user_namespace' }
  | { readonly kind: 'other_user'; readonly uid: number; readonly gid: number };

/** A command as `spawn` wants it: made by {@link commandAs}. */
export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/** Users that a machine keeps for such work, the best first. */
const SERVICE_USERS = ['postgres', 'nobody'];

const NAMESPACE_FLAGS = ['--user', '--map-user=1000', '--map-group=1000'];

/**
 * Chooses the account for the files in `clusterDir`, which may not exist yet; `program` is one of the server's
 * programs, which the account must be able to run.
 *
 * @throws EmbeddedPostgresError root_refused, not_permitted
 */
export function chooseServerAccount(clusterDir: string, program: string): ServerAccount {
  const ownUid = process.getuid?.();
  const owner = ownerOf(clusterDir);
  if (ownUid === undefined) return { kind: 'self' };
  if (ownUid !== 0) {
    if (owner === null || owner.uid === ownUid) return { kind: 'self' };
    throw new EmbeddedPostgresError(
      'not_permitted',
      `The database folder ${clusterDir} belongs to another user (uid ${owner.uid}; this is uid ${ownUid}). ` +
        `Start the service as its owner, or hand the folder over: chown -R ${ownUid} ${clusterDir}`,
    );
  }
  if (owner !== null && owner.uid !== 0) return { kind: 'other_user', ...owner };
  if (canUseUserNamespace(program)) return { kind: 'user_namespace' };
  for (const name of SERVICE_USERS) {
    const user = findUser(name);
    if (user !== null && canRun(program, user)) return { kind: 'other_user', ...user };
  }
  throw new EmbeddedPostgresError(
    'root_refused',
    'The embedded database refuses to run as root, and there is no way here to run it as an ordinary user: user ' +
      `namespaces are forbidden, and neither postgres nor nobody can reach ${program}. ` +
      'Start the service as an ordinary user, or name a PostgreSQL of your own in DATABASE_URL.',
  );
}

/** The command that runs a program of the server under an account. */
export function commandAs(account: ServerAccount, program: string, args: readonly string[]): ServerCommand {
  switch (account.kind) {
    case 'self':
      return { file: program, args, identity: {} };
    case 'user_namespace':
      return { file: 'unshare', args: [...NAMESPACE_FLAGS, program, ...args], identity: {} };
    case 'other_user':
      return { file: program, args, identity: { uid: account.uid, gid: account.gid } };
  }
}

/** The server inherits nothing of ours that changes its behaviour (PGDATA, PGPORT, LC_*, TZ …). */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function canUseUserNamespace(program: string): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('unshare', [...NAMESPACE_FLAGS, program, '--version'], { stdio: 'ignore' }).status === 0;
}

function canRun(program: string, user: { uid: number; gid: number }): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', cwd: '/', ...user }).status === 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined ? null : { uid: found.uid, gid: found.gid };
}

function findUser(name: string): { uid: number; gid: number } | null {
  let lines: readonly string[];
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return null; // A machine without this file has no such users for us.
  }
  const fields = lines.map((line) => line.split(':')).find((parts) => parts[0] === name);
  if (fields === undefined) return null;
  const [uid, gid] = [Number(fields[2]), Number(fields[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : null;
}
