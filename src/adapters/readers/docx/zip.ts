import { inflateRawSync } from 'node:zlib';

/** The files of a ZIP archive, read one at a time and never beyond the limits. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** The bytes of a file, null where the archive has none of that name. @throws ZipError */
  read(name: string): Uint8Array | null;
}

/** The archive is broken, encrypted, or unpacks to more than it may. */
export class ZipError extends Error {
  constructor(
    readonly reason: 'damaged' | 'too_big' | 'encrypted',
    message: string,
  ) {
    super(message);
    this.name = 'ZipError';
  }
}

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerAt: number;
  readonly encrypted: boolean;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 5000;

/**
 * Opens an archive from its central directory (PKWARE APPNOTE 4.3). What a file unpacks to is limited by
 * `maxUnpackedBytes` whatever the directory claims. @throws ZipError
 */
export function openZip(bytes: Uint8Array, maxUnpackedBytes: number): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = guarded(() => readDirectory(bytes, view));
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      return entry === undefined ? null : guarded(() => unpack(bytes, view, entry, maxUnpackedBytes));
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new ZipError('too_big', `zip: ${count} entries`);
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let place = 0; place < count; place += 1) {
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE)
      throw new ZipError('damaged', `zip: no entry at ${at}`);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const floor = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= floor; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new ZipError('damaged', 'zip: no end of central directory');
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, maxBytes: number): Uint8Array {
  if (entry.encrypted) throw new ZipError('encrypted', 'zip: encrypted entry');
  if (entry.unpackedBytes > maxBytes)
    throw new ZipError('too_big', `zip: entry of ${entry.unpackedBytes} bytes`);
  if (view.getUint32(entry.headerAt, true) !== LOCAL_SIGNATURE)
    throw new ZipError('damaged', 'zip: no local header');
  const skip = 30 + view.getUint16(entry.headerAt + 26, true) + view.getUint16(entry.headerAt + 28, true);
  const start = entry.headerAt + skip;
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new ZipError('damaged', `zip: method ${entry.method}`);
  return inflateRawSync(packed, { maxOutputLength: maxBytes });
}

/** Reading past the end and bad deflate data are the archive's fault, not a bug. */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ZipError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new ZipError('too_big', 'zip: entry unpacks beyond the limit');
    if (error instanceof RangeError || code !== null) throw new ZipError('damaged', `zip: ${String(error)}`);
    throw error;
  }
}
