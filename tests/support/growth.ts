/** Tries before a ratio counts: a busy machine makes one try slow, never an algorithm fast. */
const ATTEMPTS = 5;

/**
 * How much longer the large piece of work takes than the small one, in the processor's time: the smallest ratio
 * of several tries, so that what else runs on the machine does not count. Ends early below `enough`; 0 where the
 * large one takes less than `atOnceMs`, which is too little to say how it grows.
 */
export function growthOf(small: () => void, large: () => void, enough: number, atOnceMs = 0): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && smallest >= enough; attempt += 1) {
    const spent = cpuMicroseconds(large);
    if (spent < atOnceMs * 1000) return 0;
    // The small one as fast as it can be: slowed down by something else it would hide how the large one grows.
    const least = Math.min(...[0, 1, 2].map(() => cpuMicroseconds(small)));
    // Below a millisecond the counter's grain would decide.
    smallest = Math.min(smallest, spent / Math.max(1000, least));
  }
  return smallest;
}

function cpuMicroseconds(work: () => void): number {
  const from = process.cpuUsage();
  work();
  return process.cpuUsage(from).user;
}
