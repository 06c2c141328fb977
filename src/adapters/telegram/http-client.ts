import type { Agent, IncomingHttpHeaders } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** One request. Time-outs cover it from the first byte to the last. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The answer is cut off above this size (bytes) with a {@link TooLarge}. */
  readonly maxBytes: number;
}

/** A whole answer, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * No answer came: connection refused, broken, timed out. `mayHaveArrived` is false only where the request certainly
 * was not read by the other side: then repeating it can repeat nothing. The message names no address, which would
 * hold the token.
 */
export class NetworkFailure extends Error {
  readonly mayHaveArrived: boolean;

  constructor(reason: string, mayHaveArrived: boolean) {
    super(`no answer from Telegram: ${reason}`);
    this.name = 'NetworkFailure';
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** The answer is larger than it may be. */
export class TooLarge extends Error {
  constructor(maxBytes: number) {
    super(`the answer is larger than ${maxBytes} bytes`);
    this.name = 'TooLarge';
  }
}

/** @throws NetworkFailure, TooLarge; the signal's reason where the caller has aborted */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** HTTP over the agent given, which decides about proxies and kept-alive connections. */
export function createHttpClient(agent: Agent): HttpClient {
  return (request) =>
    new Promise((resolve, reject) => {
      if (request.signal?.aborted === true) return reject(abortReason(request.signal));
      const open = request.url.startsWith('https:') ? requestHttps : requestHttp;
      const outgoing = open(request.url, { method: request.method, agent, headers: { ...request.headers } });
      let sent = false;

      const settle = (end: () => void): void => {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', onAbort);
        outgoing.destroy();
        end();
      };
      const fail = (error: Error): void => settle(() => reject(error));
      const onAbort = (): void => fail(abortReason(request.signal));
      const timer = setTimeout(
        () => fail(new NetworkFailure(`timed out after ${request.timeoutMs} ms`, sent)),
        request.timeoutMs,
      );
      request.signal?.addEventListener('abort', onAbort, { once: true });

      outgoing.on('finish', () => {
        sent = true;
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        fail(new NetworkFailure(error.code ?? error.name, sent));
      });
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > request.maxBytes) return fail(new TooLarge(request.maxBytes));
          chunks.push(chunk);
        });
        incoming.on('error', () => fail(new NetworkFailure('the answer broke off', true)));
        incoming.on('end', () => {
          if (!incoming.complete) return fail(new NetworkFailure('the answer broke off', true));
          clearTimeout(timer);
          request.signal?.removeEventListener('abort', onAbort);
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          });
        });
      });
      outgoing.end(request.body);
    });
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('aborted');
}
