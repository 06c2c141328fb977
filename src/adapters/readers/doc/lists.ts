import { countLists, type ListLevel, type ListNumbering, type ListUse } from '../docx/numbering.ts';
import type { FileHead } from './file-head.ts';
import type { StyleLists } from './styles.ts';

/** Number formats (MSONFC) under the names of .docx; others count as decimal. */
const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  58: 'russianLower',
  59: 'russianUpper',
  255: 'none',
};
const LIST_BYTES = 28;
const LEVEL_BYTES = 28;
const USE_BYTES = 16;
const NO_OVERRIDE = 0xffffffff;

/** Reads the automatic lists (PlfLst, PlfLfo, MS-DOC 2.9.131) into counters. @throws RangeError where they are cut */
export function readLists(table: Uint8Array, head: FileHead, styles: StyleLists): ListNumbering {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const abstracts = head.lists.length === 0 ? new Map() : readDefinitions(view, head.lists);
  const nums = head.listUses.length === 0 ? new Map() : readUses(view, head.listUses);
  return countLists({ abstracts, nums, styles });
}

function readDefinitions(view: DataView, part: FileHead['lists']): Map<string, Map<number, ListLevel>> {
  const definitions = new Map<string, Map<number, ListLevel>>();
  const count = view.getUint16(part.at, true);
  // The levels of all lists follow the table of lists.
  let at = part.at + part.length;
  for (let list = 0; list < count; list += 1) {
    const from = part.at + 2 + list * LIST_BYTES;
    const levels = new Map<number, ListLevel>();
    const simple = (view.getUint8(from + 26) & 1) === 1;
    for (let level = 0; level < (simple ? 1 : 9); level += 1) {
      const read = readLevel(view, at);
      levels.set(level, read.level);
      at = read.end;
    }
    definitions.set(String(view.getInt32(from, true)), levels);
  }
  return definitions;
}

function readLevel(view: DataView, at: number): { readonly level: ListLevel; readonly end: number } {
  const textAt = at + LEVEL_BYTES + view.getUint8(at + 24) + view.getUint8(at + 25);
  const length = view.getUint16(textAt, true);
  let text = '';
  for (let place = 0; place < length; place += 1) {
    const code = view.getUint16(textAt + 2 + place * 2, true);
    // Numbers 0–8 stand for the numbers of the levels.
    text += code < 9 ? `%${code + 1}` : String.fromCharCode(code);
  }
  const format = FORMATS[view.getUint8(at + 4)] ?? 'decimal';
  return { level: { start: view.getInt32(at, true), format, text }, end: textAt + 2 + length * 2 };
}

function readUses(view: DataView, part: FileHead['listUses']): Map<string, ListUse> {
  const uses = new Map<string, ListUse>();
  const count = view.getUint32(part.at, true);
  const end = part.at + part.length;
  let at = part.at + 4 + count * USE_BYTES;
  for (let use = 0; use < count && part.at + 4 + (use + 1) * USE_BYTES <= end; use += 1) {
    const from = part.at + 4 + use * USE_BYTES;
    const overrides = new Map<number, number>();
    uses.set(String(use + 1), { abstractId: String(view.getInt32(from, true)), overrides });
    if (at + 4 > end) continue;
    at += view.getUint32(at, true) === NO_OVERRIDE ? 4 : 0;
    for (let level = 0; level < view.getUint8(from + 12) && at + 8 <= end; level += 1) {
      const flags = view.getUint32(at + 4, true);
      if ((flags & 0x10) !== 0) overrides.set(flags & 0xf, view.getInt32(at, true));
      at += 8;
      if ((flags & 0x20) !== 0) at = readLevel(view, at).end;
    }
  }
  return uses;
}
