import { parentPort, workerData } from 'node:worker_threads';
import type { FormatReading } from '../format-reading.ts';
import { type HeavyFormat, readHeavyFormat } from './heavy-formats.ts';

/** What the thread is started with. */
export interface ThreadTask {
  readonly format: HeavyFormat;
  readonly files: readonly Uint8Array[];
}

/** What the thread says: how far it has come, and once what it has read. */
export type ThreadWord =
  | { readonly kind: 'page'; readonly page: number; readonly pages: number }
  | { readonly kind: 'reading'; readonly reading: FormatReading };

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

// The thread reads one document, answers once and ends; whatever is thrown reaches the starter as its 'error' event.
const { format, files } = workerData as ThreadTask;
say({
  kind: 'reading',
  reading: await readHeavyFormat(format, files, (page, pages) => say({ kind: 'page', page, pages })),
});
