import type { ApiClientOptions } from 'grammy';
import type { Gate } from './gate.ts';
import type { HttpClient, HttpResponse } from './http-client.ts';
import { currentLane } from './lane.ts';

/** How long one attempt of a call may take, milliseconds. */
export interface CallTimeouts {
  readonly apiMs: number;
  readonly filesMs: number;
  /** On top of what getUpdates itself asks to wait. */
  readonly pollExtraMs: number;
}

/** Time limits of the calls, where nothing else is asked for. */
export const CALL_TIMEOUTS: CallTimeouts = { apiMs: 15_000, filesMs: 60_000, pollExtraMs: 10_000 };

type Fetch = NonNullable<ApiClientOptions['fetch']>;

/** Methods that put a message into a chat or change one: these Telegram counts. */
const COUNTED = /^(?:send(?!ChatAction)|copy|forward|edit)/;
/** Methods that may be done twice without harm. */
const REPEATABLE = /^(?:get|set|delete|edit|answer|sendChatAction)/;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * grammY's `client.fetch`: every call goes through the gate, under its own time-out, over our own HTTP client. Below
 * transformers on purpose: conversations inherit `client`, not transformers.
 */
export function createGatedFetch(gate: Gate, http: HttpClient, timeouts: CallTimeouts): Fetch {
  const gatedFetch = async (address: unknown, options: FetchOptions): Promise<FetchAnswer> => {
    const url = String(address);
    const method = url.slice(url.lastIndexOf('/') + 1);
    const isUpload = typeof options.body !== 'string' && options.body !== undefined;
    const body = isUpload ? await readAll(options.body) : options.body;
    const signal = toNative(options.signal);
    const perform = (): Promise<HttpResponse> =>
      http({
        method: 'POST',
        url,
        headers: {
          ...options.headers,
          'content-length': String(Buffer.byteLength(body ?? '')),
        },
        body: body ?? '',
        timeoutMs: timeoutOf(method, isUpload, body, timeouts),
        signal,
        maxBytes: MAX_ANSWER_BYTES,
      });
    if (method === 'getUpdates') return toAnswer(await perform());
    const response = await gate.submit({
      lane: currentLane(),
      chatId: chatOf(body),
      counted: COUNTED.test(method),
      repeatable: REPEATABLE.test(method),
      signal,
      perform,
    });
    return toAnswer(response);
  };
  return gatedFetch;
}

/** What grammY gives its fetch. A body that is no text is a stream of multipart parts. */
interface FetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortLike;
}

interface AbortLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** All that grammY reads of an answer. */
interface FetchAnswer {
  readonly json: () => Promise<unknown>;
}

/** The whole upload, so that it can be sent again and its chat be known. */
async function readAll(body: FetchOptions['body']): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** grammY's signal is a polyfill's. */
function toNative(signal: AbortLike | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort());
  return controller.signal;
}

function timeoutOf(
  method: string,
  isUpload: boolean,
  body: Buffer | string | undefined,
  timeouts: CallTimeouts,
): number {
  if (isUpload) return timeouts.filesMs;
  if (method !== 'getUpdates') return timeouts.apiMs;
  const { timeout } = JSON.parse(String(body ?? '{}')) as { timeout?: number };
  return (timeout ?? 0) * 1000 + timeouts.pollExtraMs;
}

/** The chat a call writes to: a field of the JSON, or a part of the upload's head, where grammY puts it. */
function chatOf(body: Buffer | string | undefined): number | null {
  let given: unknown;
  if (typeof body === 'string') {
    given = (JSON.parse(body) as { chat_id?: unknown }).chat_id;
  } else if (body !== undefined) {
    const head = body.subarray(0, 4_096).toString('latin1');
    given = /name="chat_id"\r\n\r\n(-?\d{1,19})/.exec(head)?.[1];
  }
  const chatId = Number(given ?? Number.NaN);
  return Number.isSafeInteger(chatId) ? chatId : null;
}

/**
 * What answers without JSON is not Telegram but something before it (a gateway, a proxy that refuses): it becomes a
 * server error in Telegram's form, for it says nothing about the message.
 */
function toAnswer(response: HttpResponse): FetchAnswer {
  const { status, body } = response;
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    answer = { ok: false, error_code: Math.max(status, 500), description: `HTTP ${status} without JSON` };
  }
  return { json: () => Promise.resolve(answer) };
}
