import type { BesideKind, LeftOut } from '../left-out.ts';
import { plainWords } from './characters.ts';
import type { FileHead, Part, Story } from './file-head.ts';
import { readTextPieces } from './text-pieces.ts';

/** The streams a document's texts are read from. */
export interface DocStreams {
  readonly stream: Uint8Array;
  readonly table: Uint8Array;
  readonly head: FileHead;
}

const BESIDE: readonly { readonly story: Story; readonly kind: BesideKind; readonly ends: string }[] = [
  { story: 'footnotes', kind: 'note', ends: '\u0002' },
  { story: 'endnotes', kind: 'note', ends: '\u0002' },
  { story: 'comments', kind: 'comment', ends: '\u0005' },
  { story: 'heads', kind: 'running_head', ends: '\r' },
];
const ANCHOR_BYTES = 26;
const BOX_BYTES = 22;
const SHAPE_OF_BOX_AT = 14;

/** Tells which notes, comments, headers and footers the document has beside its text. */
export function noteSideTexts(streams: DocStreams, leftOut: LeftOut): void {
  for (const { story, kind, ends } of BESIDE) {
    for (const passage of storyText(streams, story).split(ends)) {
      leftOut.add(kind, plainWords(passage));
      leftOut.endPassage();
    }
  }
}

/** Text boxes by the number of the character they hang on; those that hang on none come at the end. */
export function readTextBoxes(streams: DocStreams): ReadonlyMap<number, string> {
  const { table, head } = streams;
  const text = storyText(streams, 'boxes');
  const boxes = new Map<number, string>();
  if (text === '') return boxes;
  const anchors = new Map<number, number>();
  for (const { first, bytes } of entries(table, head.shapeAnchors, ANCHOR_BYTES))
    anchors.set(bytes.getUint32(0, true), first);
  for (const { first, end, bytes } of entries(table, head.textBoxes, BOX_BYTES)) {
    const words = plainWords(text.slice(first, end)).trim();
    const anchor = anchors.get(bytes.getUint32(SHAPE_OF_BOX_AT, true)) ?? head.stories.text.to;
    if (words !== '') boxes.set(anchor, `${boxes.get(anchor) ?? ''}${words}\n`);
  }
  return boxes;
}

function storyText({ stream, table, head }: DocStreams, story: Story): string {
  const range = head.stories[story];
  if (range.to <= range.from) return '';
  return readTextPieces(stream, table, head.pieces, range)
    .map(({ text }) => text)
    .join('');
}

/** A table of places with an entry of fixed size for each stretch (PLC, MS-DOC 2.2.2). */
function* entries(
  table: Uint8Array,
  part: Part,
  entryBytes: number,
): Generator<{ readonly first: number; readonly end: number; readonly bytes: DataView }> {
  const count = Math.floor((part.length - 4) / (4 + entryBytes));
  const view = new DataView(table.buffer, table.byteOffset + part.at, part.length);
  for (let at = 0; at < count; at += 1) {
    const place = view.byteOffset + (count + 1) * 4 + at * entryBytes;
    yield {
      first: view.getUint32(at * 4, true),
      end: view.getUint32(at * 4 + 4, true),
      bytes: new DataView(view.buffer, place, entryBytes),
    };
  }
}
