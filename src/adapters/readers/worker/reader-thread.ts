import { parentPort, workerData } from 'node:worker_threads';
import { type HeavyFormat, readHeavyFormat } from './heavy-formats.ts';

/** What the thread is started with. */
export interface ThreadTask {
  readonly format: HeavyFormat;
  readonly bytes: Uint8Array;
}

// The thread reads one file, answers once and ends; whatever is thrown reaches the starter as its 'error' event.
const { format, bytes } = workerData as ThreadTask;
parentPort?.postMessage(await readHeavyFormat(format, bytes));
