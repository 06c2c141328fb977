import { GrammyError, HttpError } from 'grammy';
import type { FileFetcher } from '../../app/ports.ts';
import type { TelegramClient } from './client.ts';
import { NetworkFailure, TooLarge } from './http-client.ts';

/** What the cloud Bot API gives out at most. */
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Fetches files that people sent.
 *
 *   too_big      above 20 MB, whatever Telegram said of its size
 *   gone         Telegram does not know the file, or no longer has it
 *   unavailable  it may work later: network, server, wait
 */
export function createFileFetcher(client: TelegramClient): FileFetcher {
  return {
    fetch: async (fileId) => {
      try {
        const { file_path: path } = await client.api.getFile(fileId);
        if (path === undefined) return { kind: 'gone' };
        const response = await client.http({
          method: 'GET',
          url: `${client.apiRoot}/file/bot${client.token}/${path}`,
          timeoutMs: client.timeouts.filesMs,
          maxBytes: MAX_BYTES,
        });
        if (response.status === 200) return { kind: 'file', bytes: new Uint8Array(response.body) };
        return { kind: response.status === 404 ? 'gone' : 'unavailable' };
      } catch (error) {
        return { kind: judge(error) };
      }
    },
  };
}

function judge(error: unknown): 'too_big' | 'gone' | 'unavailable' {
  if (error instanceof TooLarge) return 'too_big';
  if (error instanceof NetworkFailure || error instanceof HttpError) return 'unavailable';
  if (!(error instanceof GrammyError)) throw error;
  if (error.error_code !== 400) return 'unavailable';
  return error.description.includes('too big') ? 'too_big' : 'gone';
}
