/** A compound file (MS-CFB): the small file system inside .doc and .xls. */
export interface OleFile {
  readonly names: readonly string[];
  /** The bytes of a stream, null where there is none of that name. @throws RangeError on a broken file */
  read(name: string): Uint8Array | null;
}

const LAST_REGULAR_SECTOR = 0xfffffff9;
const HEADER_FAT_ENTRIES = 109;
const ENTRY_BYTES = 128;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** Opens a compound file from its header and directory. @throws RangeError on a broken file */
export function openOle(bytes: Uint8Array): OleFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 2 ** view.getUint16(30, true);
  const miniBytes = 2 ** view.getUint16(32, true);
  if (sectorBytes < 128 || sectorBytes > 65_536 || miniBytes < 8 || miniBytes > sectorBytes)
    throw new RangeError('ole: sector size');
  const sector = (number: number): Uint8Array =>
    bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes);
  const fat = readFat(view, sector, sectorBytes);
  const chain = (start: number): Uint8Array =>
    Buffer.concat(follow(start, fat, bytes.length / sectorBytes).map(sector));
  const entries = readEntries(chain(view.getUint32(48, true)));
  const root = entries.find(({ type }) => type === ROOT);
  const miniCutoff = view.getUint32(56, true);
  const miniFat = numbersOf(chain(view.getUint32(60, true)));
  const miniStream = root === undefined ? new Uint8Array(0) : chain(root.start);
  const readMini = (start: number): Uint8Array =>
    Buffer.concat(
      follow(start, miniFat, miniStream.length / miniBytes + 1).map((number) =>
        miniStream.subarray(number * miniBytes, (number + 1) * miniBytes),
      ),
    );
  return {
    names: entries.map(({ name }) => name),
    read(name) {
      const entry = entries.find((one) => one.type === STREAM && one.name === name);
      if (entry === undefined) return null;
      const whole = entry.size < miniCutoff ? readMini(entry.start) : chain(entry.start);
      return whole.subarray(0, entry.size);
    },
  };
}

/** The table of which sector follows which; its own sectors are listed in the header and a chain of lists. */
function readFat(view: DataView, sector: (number: number) => Uint8Array, sectorBytes: number): number[] {
  const places: number[] = [];
  for (let at = 0; at < HEADER_FAT_ENTRIES; at += 1) places.push(view.getUint32(76 + at * 4, true));
  let next = view.getUint32(68, true);
  const mostLists = view.byteLength / sectorBytes;
  for (let list = 0; next <= LAST_REGULAR_SECTOR && list <= mostLists; list += 1) {
    const numbers = numbersOf(sector(next));
    next = numbers.pop() ?? LAST_REGULAR_SECTOR + 1;
    places.push(...numbers);
  }
  return places.filter((place) => place <= LAST_REGULAR_SECTOR).flatMap((place) => numbersOf(sector(place)));
}

function numbersOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, at) => view.getUint32(at * 4, true));
}

/** Sector numbers of a chain; one that runs in a circle is broken. */
function follow(start: number, table: readonly number[], mostSectors: number): number[] {
  const chain: number[] = [];
  for (let at = start; at <= LAST_REGULAR_SECTOR; at = table[at] ?? LAST_REGULAR_SECTOR + 1) {
    if (chain.length > mostSectors) throw new RangeError('ole: endless chain');
    chain.push(at);
  }
  return chain;
}

function readEntries(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const type = directory[at + 66] ?? 0;
    if (type === 0) continue;
    const nameBytes = Math.min(64, view.getUint16(at + 64, true));
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, nameBytes - 2)));
    entries.push({ name, type, start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
  }
  return entries;
}
