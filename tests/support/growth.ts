/** Tries before a ratio counts: a busy machine makes one try slow, never an algorithm fast. */
const ATTEMPTS = 5;

/**
 * How much longer the large piece of work takes than the small one, in the processor's time: the smallest ratio
 * of several tries, so that what else runs on the machine does not count. Ends early below `enough`.
 */
export function growthOf(small: () => void, large: () => void, enough: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && smallest >= enough; attempt += 1) {
    // Below a millisecond the counter's grain would decide.
    smallest = Math.min(smallest, cpuMicroseconds(large) / Math.max(1000, cpuMicroseconds(small)));
  }
  return smallest;
}

function cpuMicroseconds(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const from = process.cpuUsage();
    work();
    return process.cpuUsage(from).user;
  });
  return Math.min(...times);
}
