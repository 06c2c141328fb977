const NOT_RENEWED = /^could not renew lock for job (.+)$/;

/**
 * Whether the queue only says that the lock of a job is gone which has ended meanwhile. BullMQ renews the locks of all
 * jobs that run in one call; a job that ends before the call arrives is told of as one that lost its lock. Nothing is
 * wrong then. A job that still runs has really lost it: the process or the database stood still for longer than
 * `lockMs`, and the job may be run a second time.
 *
 *   isSpentLock(new Error('could not renew lock for job delivery-7'), new Set())               → true
 *   isSpentLock(new Error('could not renew lock for job delivery-7'), new Set(['delivery-7'])) → false
 */
export function isSpentLock(error: Error, running: ReadonlySet<string>): boolean {
  const jobId = NOT_RENEWED.exec(error.message)?.[1];
  return jobId !== undefined && !running.has(jobId);
}
