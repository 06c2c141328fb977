import type { CharacterRange, Part } from './file-head.ts';

/** A stretch of text and where its bytes lie in the WordDocument stream. */
export interface TextPiece {
  readonly text: string;
  /** The number of its first character. */
  readonly first: number;
  readonly from: number;
  /** Bytes of a character: 2 in UTF-16, 1 in the compressed form. */
  readonly width: 1 | 2;
}

const PROPERTY_LIST = 1;
const PIECE_TABLE = 2;
const COMPRESSED = 0x40000000;

/**
 * Reads the piece table (Clx, MS-DOC 2.9.38): the characters of a range in their order.
 * @throws RangeError where it lies outside of the streams
 */
export function readTextPieces(
  stream: Uint8Array,
  table: Uint8Array,
  part: Part,
  range: CharacterRange,
): TextPiece[] {
  const bytes = table.subarray(part.at, part.at + part.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (bytes[at] === PROPERTY_LIST) at += 3 + view.getUint16(at + 1, true);
  if (bytes[at] !== PIECE_TABLE) throw new RangeError('doc: no piece table');
  const count = Math.floor((view.getUint32(at + 1, true) - 4) / 12);
  const starts = at + 5;
  const pieces: TextPiece[] = [];
  for (let piece = 0; piece < count; piece += 1) {
    const start = view.getUint32(starts + piece * 4, true);
    const first = Math.max(range.from, start);
    const end = Math.min(range.to, view.getUint32(starts + piece * 4 + 4, true));
    if (end <= first) continue;
    const place = view.getUint32(starts + (count + 1) * 4 + piece * 8 + 2, true);
    const compressed = (place & COMPRESSED) !== 0;
    const width = compressed ? 1 : 2;
    const from = (compressed ? (place & ~COMPRESSED) / 2 : place) + (first - start) * width;
    const raw = stream.subarray(from, from + (end - first) * width);
    const text = new TextDecoder(compressed ? 'windows-1252' : 'utf-16le').decode(raw);
    pieces.push({ text, first, from, width });
  }
  return pieces;
}
