import { Worker } from 'node:worker_threads';
import { damagedFile, type FormatReading, oversizedContent, refusal } from '../format-reading.ts';
import type { HeavyFormat } from './heavy-formats.ts';

/** Limits of one reading. */
export interface ThreadLimits {
  /** From the call to the answer, waiting for another file included. */
  readonly timeoutMs: number;
  readonly heapMegabytes: number;
}

const QUICK: ThreadLimits = { timeoutMs: 60_000, heapMegabytes: 768 };
/** Recognizing a page takes some seconds. An update of the bot has 150 seconds in all. */
const SLOW: ThreadLimits = { timeoutMs: 130_000, heapMegabytes: 768 };
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
 * Reads a file on a thread of its own, which ends with the reading: a file that never ends, eats the memory or
 * makes a library throw costs an answer, never the program.
 */
export async function readInThread(
  format: HeavyFormat,
  bytes: Uint8Array,
  limits: ThreadLimits = LIMITS[format],
): Promise<FormatReading> {
  const deadlineMs = performance.now() + limits.timeoutMs;
  const turn = previous;
  const reading = turn.then(() => runThread(format, bytes, limits, deadlineMs - performance.now()));
  previous = reading;
  return reading;
}

function runThread(
  format: HeavyFormat,
  bytes: Uint8Array,
  limits: ThreadLimits,
  leftMs: number,
): Promise<FormatReading> {
  if (leftMs <= 0) return Promise.resolve(tooSlow(limits));
  const thread = new Worker(new URL(THREAD, import.meta.url), {
    workerData: { format, bytes },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    execArgv: [],
  });
  return new Promise((resolve) => {
    let answered = false;
    const timer = setTimeout(() => answer(tooSlow(limits)), leftMs);
    const answer = (reading: FormatReading): void => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      // The next file waits until the thread has given its memory back.
      void thread.terminate().then(() => resolve(reading));
    };
    thread.once('message', (reading: FormatReading) => answer(reading));
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
