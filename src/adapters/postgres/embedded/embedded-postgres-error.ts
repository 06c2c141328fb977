/** What kept the embedded database from serving. */
export type EmbeddedPostgresFailure =
  | 'unsupported_platform'
  | 'root_refused'
  | 'version_mismatch'
  | 'not_permitted'
  | 'disk_full'
  | 'used_elsewhere'
  | 'start_failed';

/**
 * The embedded database can't be started. The message is for the operator: what is wrong and what to do. All but `used_elsewhere` stay wrong until the operator acts.
 */
export class EmbeddedPostgresError extends Error {
  readonly reason: EmbeddedPostgresFailure;
  readonly permanent: boolean;

  constructor(reason: EmbeddedPostgresFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'EmbeddedPostgresError';
    this.reason = reason;
    this.permanent = reason !== 'used_elsewhere';
  }
}

/** A failure of the file system in the operator's words; other errors come back as they are. */
export function asEmbeddedFailure(error: unknown, place: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new EmbeddedPostgresError(
      'disk_full',
      `There is no room on the disk for the database: ${place}`,
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      'not_permitted',
      `The data folder can not be written to (${code}): ${place}. ` +
        'Give the service the rights to it, or name another one in DATA_DIR.',
      error,
    );
  }
  return error;
}

/** What the server or initdb wrote, as the failure it means. */
export function asServerFailure(output: string, place: string, doing: string): EmbeddedPostgresError {
  const tail = output.trim().split('\n').slice(-8).join('\n');
  if (/no space left on device|disk quota exceeded/i.test(output)) {
    return new EmbeddedPostgresError(
      'disk_full',
      `There is no room on the disk for the database: ${place}\n${tail}`,
    );
  }
  if (/permission denied|operation not permitted|read-only file system|wrong ownership/i.test(output)) {
    return new EmbeddedPostgresError(
      'not_permitted',
      `The embedded database can not reach its files: ${place}\n${tail}`,
    );
  }
  return new EmbeddedPostgresError('start_failed', `${doing}: ${place}\n${tail}`);
}
