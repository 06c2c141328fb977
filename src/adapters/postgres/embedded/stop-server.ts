import { setTimeout as sleep } from 'node:timers/promises';
import { isServerOf } from './postmaster-file.ts';

type Step = readonly [signal: NodeJS.Signals, patienceMs: number];

const KINDLY: Step = ['SIGINT', 6_000];
const AT_ONCE: readonly Step[] = [
  ['SIGQUIT', 1_500],
  ['SIGKILL', 1_500],
];

/** Stops a server: at first it ends its sessions and writes everything out; where it hangs, at once. */
export function stopServer(clusterDir: string, pid: number): Promise<void> {
  return signalUntilGone(clusterDir, pid, [KINDLY, ...AT_ONCE]);
}

/** Stops a server without letting it write anything more. */
export function stopServerAtOnce(clusterDir: string, pid: number): Promise<void> {
  return signalUntilGone(clusterDir, pid, AT_ONCE);
}

async function signalUntilGone(clusterDir: string, pid: number, steps: readonly Step[]): Promise<void> {
  for (const [signal, patienceMs] of steps) {
    if (!isServerOf(pid, clusterDir)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const until = Date.now() + patienceMs;
    while (Date.now() < until && isServerOf(pid, clusterDir)) await sleep(20);
  }
}
