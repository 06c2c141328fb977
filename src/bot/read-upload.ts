import { setTimeout } from 'node:timers/promises';
import type { Deps } from '../app/deps.ts';
import {
  type FileFetcher,
  type Messenger,
  MessengerError,
  type SourceReader,
  type Upload,
} from '../app/ports.ts';
import { endUpload, readUpload } from '../app/read-upload.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { readingGoesOn, readingPage } from '../messages/reading.ts';
import { replaceMessage } from './answer.ts';

/** What a reading works with. */
export interface UploadReadingDeps extends Deps {
  readonly messenger: Messenger;
  readonly reader: SourceReader;
  readonly fetcher: FileFetcher;
  readonly onError: (error: unknown, facts: Readonly<Record<string, unknown>>) => void;
}

/** Telegram lets a chat be edited about once a second; a reader of the message does not need that much. */
const EDIT_MS = 3_000;
/** Tries to tell what was read, with growing pauses: some ten minutes. */
const MAX_TRIES = 14;
const LONGEST_PAUSE_MS = 60_000;

/**
 * How one upload is read: its message says how far the reading has come and then gives way to what was read. A
 * stopped reading is begun anew by the next start.
 */
export function createUploadReading(deps: UploadReadingDeps) {
  return async (uploadId: number, stopped: AbortSignal): Promise<void> => {
    const progress = createProgress(deps);
    const reader: SourceReader = {
      read: async (...files) => {
        const read = await deps.reader.read(...files);
        // Another start reads it anew: nothing of this reading may be kept beside that.
        stopped.throwIfAborted();
        return read;
      },
    };
    const outcome = await readUpload({ ...deps, reader }, uploadId, {
      begun: (upload) => progress.begin(upload),
      page: ({ page, pages }) => progress.show(readingPage(page, pages)),
    });
    // What is still on its way must not arrive on top of the answer.
    await progress.close();
    if (outcome.kind === 'nothing' || stopped.aborted) return;
    const { upload, messages } = outcome;
    // Documents are taken in private chats only.
    const to = { chatId: upload.chatId, topicId: null };
    for (const [at, message] of messages.entries()) {
      const progressMessageId = at === 0 ? upload.progressMessageId : null;
      await insist(deps, upload, stopped, () =>
        progressMessageId === null
          ? deps.messenger.send(to, message)
          : replaceMessage(deps, to, progressMessageId, message),
      );
      if (stopped.aborted) return;
    }
    await endUpload(deps, outcome);
  };
}

/** Edits the message of an upload, one edit at a time and not too often; whatever fails of that is not worth telling. */
function createProgress(deps: Pick<UploadReadingDeps, 'messenger' | 'onError'>) {
  let upload: Upload | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let editing: Promise<void> | null = null;
  const show = (message: OutgoingMessage): void => {
    const nowMs = performance.now();
    if (upload === null || editing !== null || nowMs - lastMs < EDIT_MS) return;
    const { id, chatId, progressMessageId } = upload;
    if (progressMessageId === null) return;
    lastMs = nowMs;
    editing = deps.messenger
      .edit(chatId, progressMessageId, message)
      .catch((error: unknown) => {
        // The message may be gone; what was read is told all the same.
        if (!(error instanceof MessengerError)) deps.onError(error, { uploadId: id });
      })
      .finally(() => {
        editing = null;
      });
  };
  return {
    begin(begun: Upload): void {
      upload = begun;
      show(readingGoesOn(begun));
    },
    show,
    async close(): Promise<void> {
      upload = null;
      await editing;
    },
  };
}

/** Tells until Telegram takes it; what Telegram refuses for good is not told. */
async function insist(
  deps: Pick<UploadReadingDeps, 'onError'>,
  upload: Upload,
  stopped: AbortSignal,
  tell: () => Promise<unknown>,
): Promise<void> {
  for (let tries = 1; !stopped.aborted; tries += 1) {
    try {
      await tell();
      return;
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error;
      deps.onError(error, { uploadId: upload.id, tries });
      if (error.permanent || tries === MAX_TRIES) return;
      const pauseMs = error.retryAfterSeconds === null ? 500 * 2 ** tries : error.retryAfterSeconds * 1000;
      // Woken early only by a stop, which is no failure.
      await setTimeout(Math.min(pauseMs, LONGEST_PAUSE_MS), undefined, { signal: stopped }).catch(
        () => undefined,
      );
    }
  }
}
