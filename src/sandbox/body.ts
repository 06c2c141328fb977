import type { IncomingMessage } from 'node:http';
import type { Upload } from './args.ts';
import { Args } from './args.ts';
import { refusals } from './errors.ts';

const CRLF = Buffer.from('\r\n');

/** Reads a whole request body. @throws ApiError 413 above `maxBytes` */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw refusals.bodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The arguments of a Bot API call: query string, then JSON, urlencoded or multipart body.
 *
 * @throws ApiError for JSON that is none, or none of an object
 */
export function readArgs(query: URLSearchParams, contentType: string, body: Buffer): Args {
  const texts = new Map<string, string>(query);
  const uploads = new Map<string, Upload>();
  if (contentType.startsWith('application/json')) {
    for (const [name, value] of Object.entries(readJsonObject(body))) {
      if (value === null || value === undefined) continue;
      texts.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  } else if (contentType.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) texts.set(name, value);
  } else if (contentType.startsWith('multipart/form-data')) {
    for (const part of readParts(contentType, body)) {
      if (part.fileName === null) texts.set(part.name, part.content.toString('utf8'));
      else uploads.set(part.name, { name: part.fileName, mimeType: part.mimeType, bytes: part.content });
    }
  }
  return new Args(texts, uploads);
}

function readJsonObject(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Broken JSON and JSON of another kind are refused in the same words.
  }
  throw refusals.field("can't parse request JSON object");
}

interface Part {
  readonly name: string;
  readonly fileName: string | null;
  readonly mimeType: string | undefined;
  readonly content: Buffer;
}

/** The parts of a multipart body. File names may be bare or quoted: clients differ. */
function readParts(contentType: string, body: Buffer): readonly Part[] {
  const found = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/.exec(contentType);
  const boundary = Buffer.from(`--${found?.[1] ?? found?.[2] ?? ''}`);
  const parts: Part[] = [];
  let start = body.indexOf(boundary);
  while (start !== -1) {
    const headersStart = start + boundary.length + CRLF.length;
    const next = body.indexOf(boundary, headersStart);
    const headersEnd = body.indexOf('\r\n\r\n', headersStart);
    if (next === -1 || headersEnd === -1 || headersEnd > next) break;
    const headers = body.subarray(headersStart, headersEnd).toString('utf8');
    const content = body.subarray(headersEnd + 4, next - CRLF.length);
    const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
    parts.push({
      name: readParameter(disposition, 'name') ?? '',
      fileName: readParameter(disposition, 'filename'),
      mimeType: /^content-type:\s*(\S+)/im.exec(headers)?.[1],
      content,
    });
    start = next;
  }
  return parts;
}

function readParameter(disposition: string, name: string): string | null {
  const found = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(disposition);
  return found === null ? null : (found[1] ?? found[2] ?? '').trim();
}
