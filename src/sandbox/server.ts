import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Args } from './args.ts';
import { readArgs, readBody } from './body.ts';
import { runControl } from './control.ts';
import { ApiError, refusals } from './errors.ts';
import type { Fault } from './faults.ts';
import { findMethod } from './methods/index.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** Telegram takes uploads up to 50 MB. */
const MAX_BODY_BYTES = 51 * 1024 * 1024;
const GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** A request as the routes need it. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/**
 * The HTTP side: `/bot<token>/<method>` and `/file/bot<token>/<path>` as at Telegram, `/sandbox/…` for the people.
 */
export function createSandboxServer(state: State, world: World, token: string): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    void answer(state, world, token, { request, response, url });
  });
}

async function answer(state: State, world: World, token: string, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  try {
    const path = decodeURIComponent(url.pathname);
    if (path.startsWith('/sandbox/'))
      return await answerControl(world, exchange, path.slice('/sandbox'.length));
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    if (file !== null) return answerFile(state, response, file[1] === token, file[2] ?? '');
    const call = /^\/bot([^/]+)\/([^/]+)\/?$/.exec(path);
    if (call === null) throw refusals.notFound();
    const body = await readBody(request, MAX_BODY_BYTES);
    if (call[1] !== token) throw call[1]?.includes(':') ? refusals.unauthorized() : refusals.malformedToken();
    const args = readArgs(url.searchParams, request.headers['content-type'] ?? '', body);
    await answerCall(state, exchange, call[2] ?? '', args);
  } catch (error) {
    if (!response.headersSent) sendError(response, error);
  }
}

async function answerCall(state: State, exchange: Exchange, name: string, args: Args): Promise<void> {
  const { response } = exchange;
  const method = findMethod(name);
  if (method === null) throw refusals.unknownMethod();
  state.calls.set(method.name, (state.calls.get(method.name) ?? 0) + 1);
  state.changes.wake();
  const fault = state.faults.take(method.name);
  if (fault !== null && (await strikeBefore(fault, response)) === 'answered') return;
  if (method.limited && state.flood !== null) {
    const wait = state.flood.admit(args.integer('chat_id'), performance.now());
    if (wait > 0) throw refusals.flood(wait);
  }
  const running = method.run(state, args);
  // A poll confirms at once and answers later.
  state.changes.wake();
  const result = await running;
  if (fault?.kind === 'drop_after') response.destroy();
  else sendJson(response, 200, { ok: true, result });
}

/** The part of a fault that comes before the effect. */
async function strikeBefore(fault: Fault, response: ServerResponse): Promise<'answered' | 'go on'> {
  switch (fault.kind) {
    case 'error_500':
      throw refusals.internal();
    case 'error_429':
      throw refusals.flood(fault.retryAfterSeconds ?? 1);
    case 'error_502':
      response.writeHead(502, { 'content-type': 'text/html' }).end(GATEWAY_PAGE);
      return 'answered';
    case 'drop_before':
      response.destroy();
      return 'answered';
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));
      return 'go on';
    case 'drop_after':
      return 'go on';
  }
}

function answerFile(state: State, response: ServerResponse, isTokenRight: boolean, path: string): void {
  const file = isTokenRight ? state.files.findByPath(path) : null;
  if (!file?.bytes) throw refusals.notFound();
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.size });
  response.end(file.bytes);
}

async function answerControl(world: World, exchange: Exchange, path: string): Promise<void> {
  const { request, response, url } = exchange;
  const verb = request.method ?? 'GET';
  const body = await readBody(request, 2 * MAX_BODY_BYTES);
  let given: unknown = Object.fromEntries(url.searchParams);
  if (body.length > 0) {
    // A page of another site cannot send this type without asking first.
    if (!request.headers['content-type']?.startsWith('application/json')) {
      return sendJson(response, 415, { error: 'the body must be application/json' });
    }
    try {
      given = { ...(given as object), ...(JSON.parse(body.toString('utf8')) as object) };
    } catch {
      return sendJson(response, 400, { error: 'the body is no JSON' });
    }
  }
  const result = await runControl(world, { verb, path, given });
  if (result.kind === 'json') return sendJson(response, result.status, result.body);
  response.writeHead(200, {
    'content-type': result.mimeType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(result.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(result.bytes);
}

function sendError(response: ServerResponse, error: unknown): void {
  const refusal =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal Server Error: ${error instanceof Error ? error.message : String(error)}`);
  const { code, message, parameters } = refusal;
  const retryAfter = parameters?.['retry_after'];
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  sendJson(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters === undefined ? {} : { parameters }),
  });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
