import { Worker } from 'node:worker_threads';
import {
  damagedFile,
  type FormatReading,
  oversizedContent,
  refusal,
  type TellPage,
} from '../format-reading.ts';
import type { HeavyFormat } from './heavy-formats.ts';
import type { ThreadTask, ThreadWord } from './reader-thread.ts';

/** Limits of one reading. */
export interface ThreadLimits {
  /** From its turn to the answer: waiting for another file does not count. */
  readonly timeoutMs: number;
  readonly heapMegabytes: number;
}

const QUICK: ThreadLimits = { timeoutMs: 60_000, heapMegabytes: 768 };
/** Recognizing a page takes some seconds, and there may be twenty. */
const SLOW: ThreadLimits = { timeoutMs: 240_000, heapMegabytes: 768 };
const LIMITS: Readonly<Record<HeavyFormat, ThreadLimits>> = {
  docx: QUICK,
  doc: QUICK,
  rtf: QUICK,
  open_document: QUICK,
  xlsx: QUICK,
  pdf: SLOW,
  photo: SLOW,
};
const NAMES: Readonly<Record<HeavyFormat, string>> = {
  docx: '.docx',
  doc: '.doc',
  rtf: '.rtf',
  open_document: 'OpenDocument',
  xlsx: '.xlsx',
  pdf: 'PDF',
  photo: 'с изображением',
};

/** The built program starts the thread itself; run from its sources, it needs a loader for them first. */
const THREAD = import.meta.url.endsWith('.ts') ? './reader-thread.source.mjs' : './reader-thread.js';

/** Files are read one after another, so that memory holds one at a time. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Reads a file, or photos as pages of one document, on a thread of its own, which ends with the reading: a file that
 * never ends, eats the memory or makes a library throw costs an answer, never the program. `tellPage` hears how far
 * the recognizing has come.
 */
export async function readInThread(
  format: HeavyFormat,
  bytes: Uint8Array | readonly Uint8Array[],
  limits: ThreadLimits = LIMITS[format],
  tellPage: TellPage = () => undefined,
): Promise<FormatReading> {
  const files = bytes instanceof Uint8Array ? [bytes] : bytes;
  const reading = previous.then(() => runThread(format, files, limits, tellPage));
  // A thread that could not even be started is a failure of this reading, not of all that come after it.
  previous = reading.catch(() => undefined);
  return reading;
}

function runThread(
  format: HeavyFormat,
  files: readonly Uint8Array[],
  limits: ThreadLimits,
  tellPage: TellPage,
): Promise<FormatReading> {
  const task: ThreadTask = { format, files };
  const thread = new Worker(new URL(THREAD, import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    execArgv: [],
  });
  return new Promise((resolve) => {
    let answered = false;
    const timer = setTimeout(() => answer(tooSlow(limits)), limits.timeoutMs);
    const answer = (reading: FormatReading): void => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      // The next file waits until the thread has given its memory back.
      void thread.terminate().then(() => resolve(reading));
    };
    thread.on('message', (word: ThreadWord) => {
      if (word.kind === 'reading') answer(word.reading);
      else if (!answered) tellPage(word.page, word.pages);
    });
    thread.once('error', (error: Error & { readonly code?: string }) =>
      answer(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? oversizedContent() : damagedFile(NAMES[format])),
    );
    thread.once('exit', () => answer(damagedFile(NAMES[format])));
  });
}

function tooSlow({ timeoutMs }: ThreadLimits): FormatReading {
  return refusal(
    'too_slow',
    `Файл не удалось прочитать за ${Math.round(timeoutMs / 1000)} с. Пришлите его частями или в формате .docx.`,
  );
}
