/** Where the parts of a Word document lie (the FIB of MS-DOC 2.5); places are in the table stream. */
export interface FileHead {
  readonly version: number;
  readonly encrypted: boolean;
  readonly tableStream: '0Table' | '1Table';
  /** Characters of the main text; notes and headers follow it. */
  readonly textLength: number;
  readonly pieces: Part;
  readonly paragraphs: Part;
  readonly characters: Part;
  readonly styles: Part;
  readonly lists: Part;
  readonly listUses: Part;
}

export interface Part {
  readonly at: number;
  readonly length: number;
}

const SIGNATURE = 0xa5ec;
const PARTS_AT = 0x9a;

/** Reads the head of the WordDocument stream, null where it is none. @throws RangeError where it is cut */
export function readFileHead(stream: Uint8Array): FileHead | null {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (view.getUint16(0, true) !== SIGNATURE) return null;
  const flags = view.getUint16(10, true);
  const version = view.getUint16(2, true);
  const part = (number: number): Part => ({
    at: view.getUint32(PARTS_AT + number * 8, true),
    length: view.getUint32(PARTS_AT + number * 8 + 4, true),
  });
  return {
    version,
    encrypted: (flags & 0x0100) !== 0,
    tableStream: (flags & 0x0200) === 0 ? '0Table' : '1Table',
    textLength: view.getUint32(0x4c, true),
    styles: part(1),
    characters: part(12),
    paragraphs: part(13),
    pieces: part(33),
    lists: part(73),
    listUses: part(74),
  };
}
