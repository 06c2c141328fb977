/** Where the parts of a Word document lie (the FIB of MS-DOC 2.5); places are in the table stream. */
export interface FileHead {
  readonly version: number;
  readonly encrypted: boolean;
  readonly tableStream: '0Table' | '1Table';
  /** Where the text and what stands beside it lie among all characters, end exclusive. */
  readonly stories: Readonly<Record<Story, CharacterRange>>;
  readonly pieces: Part;
  readonly paragraphs: Part;
  readonly characters: Part;
  readonly styles: Part;
  readonly lists: Part;
  readonly listUses: Part;
  /** Where shapes hang in the text, and which text is in them. */
  readonly shapeAnchors: Part;
  readonly textBoxes: Part;
}

/** The texts of a document, in the order they follow each other (MS-DOC 2.3). */
export type Story = 'text' | 'footnotes' | 'heads' | 'comments' | 'endnotes' | 'boxes';

/** Numbers of characters, end exclusive. */
export interface CharacterRange {
  readonly from: number;
  readonly to: number;
}

export interface Part {
  readonly at: number;
  readonly length: number;
}

const SIGNATURE = 0xa5ec;
const PARTS_AT = 0x9a;
const LENGTHS: readonly { readonly story: Story; readonly at: number }[] = [
  { story: 'text', at: 0x4c },
  { story: 'footnotes', at: 0x50 },
  { story: 'heads', at: 0x54 },
  { story: 'comments', at: 0x5c },
  { story: 'endnotes', at: 0x60 },
  { story: 'boxes', at: 0x64 },
];

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
    stories: readStories(view),
    styles: part(1),
    characters: part(12),
    paragraphs: part(13),
    pieces: part(33),
    lists: part(73),
    listUses: part(74),
    shapeAnchors: part(40),
    textBoxes: part(56),
  };
}

function readStories(view: DataView): Record<Story, CharacterRange> {
  const nothing: CharacterRange = { from: 0, to: 0 };
  const stories = { text: nothing, footnotes: nothing, heads: nothing, comments: nothing };
  const all: Record<Story, CharacterRange> = { ...stories, endnotes: nothing, boxes: nothing };
  let from = 0;
  for (const { story, at } of LENGTHS) {
    const to = from + view.getUint32(at, true);
    all[story] = { from, to };
    from = to;
  }
  return all;
}
