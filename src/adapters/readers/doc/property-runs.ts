import type { Part } from './file-head.ts';

/** A stretch of the file with the same properties; offsets are bytes of the WordDocument stream, end exclusive. */
export interface PropertyRun {
  readonly from: number;
  readonly to: number;
  /** The raw properties: for paragraphs the style's number goes first. */
  readonly properties: Uint8Array;
}

const PAGE_BYTES = 512;
const NOTHING = new Uint8Array(0);

/**
 * Reads the pages of formatting (PlcBte and FKP, MS-DOC 2.8.5–2.9.33) of paragraphs or characters, in order.
 * @throws RangeError where they lie outside of the streams
 */
export function readPropertyRuns(
  stream: Uint8Array,
  table: Uint8Array,
  part: Part,
  kind: 'paragraphs' | 'characters',
): PropertyRun[] {
  const index = new DataView(table.buffer, table.byteOffset + part.at, part.length);
  const count = Math.max(0, Math.floor((part.length - 4) / 8));
  const runs: PropertyRun[] = [];
  for (let page = 0; page < count; page += 1) {
    const number = index.getUint32((count + 1) * 4 + page * 4, true) & 0x3fffff;
    const bytes = stream.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES);
    if (bytes.length === PAGE_BYTES) runs.push(...readPage(bytes, kind));
  }
  return runs.sort((a, b) => a.from - b.from);
}

function readPage(page: Uint8Array, kind: 'paragraphs' | 'characters'): PropertyRun[] {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const count = Math.min(page[PAGE_BYTES - 1] ?? 0, 101);
  const entryBytes = kind === 'paragraphs' ? 13 : 1;
  return Array.from({ length: count }, (_, at) => {
    const offset = (page[(count + 1) * 4 + at * entryBytes] ?? 0) * 2;
    return {
      from: view.getUint32(at * 4, true),
      to: view.getUint32(at * 4 + 4, true),
      properties: offset === 0 ? NOTHING : propertiesAt(page, offset, kind),
    };
  });
}

function propertiesAt(page: Uint8Array, offset: number, kind: 'paragraphs' | 'characters'): Uint8Array {
  const size = page[offset] ?? 0;
  if (kind === 'characters') return page.subarray(offset + 1, offset + 1 + size);
  return size === 0
    ? page.subarray(offset + 2, offset + 2 + (page[offset + 1] ?? 0) * 2)
    : page.subarray(offset + 1, offset + size * 2);
}

/** Finds the run a byte lies in; asked mostly in order, so it goes on from the last answer. */
export function runFinder(runs: readonly PropertyRun[]): (offset: number) => PropertyRun | null {
  let last = 0;
  return (offset) => {
    if ((runs[last]?.from ?? 0) > offset) last = 0;
    while (last < runs.length && (runs[last]?.to ?? 0) <= offset) last += 1;
    const run = runs[last];
    return run !== undefined && run.from <= offset ? run : null;
  };
}
