import { decodeText } from '../../src/adapters/readers/encoding.ts';
import { type HeavyFormat, readHeavyFormat } from '../../src/adapters/readers/worker/heavy-formats.ts';
import type { FormatFile } from './office-files.ts';

const HEAVY: Readonly<Record<Exclude<FormatFile['format'], 'txt'>, HeavyFormat>> = {
  docx: 'docx',
  doc: 'doc',
  rtf: 'rtf',
  odt: 'open_document',
  xlsx: 'xlsx',
  pdf: 'pdf',
  scan: 'pdf',
  photo: 'photo',
};

/** Reads a file on this thread. @throws Error where it gives no text: the bench would measure a refusal */
export async function readHere({ format, name, bytes }: FormatFile): Promise<string> {
  if (format === 'txt') return decodeText(bytes)?.text ?? '';
  const reading = await readHeavyFormat(HEAVY[format], [bytes]);
  if (reading.kind === 'unreadable') throw new Error(`${name}: ${reading.message}`);
  return reading.text;
}
