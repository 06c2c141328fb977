import type { CellLayout } from '../edged-rows.ts';
import { readModifiers } from './modifiers.ts';

/** What a paragraph's formatting says of its place. */
export interface ParagraphProperties {
  readonly style: number;
  /** How many tables it lies in. */
  readonly depth: number;
  readonly endsRow: boolean;
  /** Null where the paragraph says nothing and its style decides; '0' where it has no list. */
  readonly list: { readonly numId: string | null; readonly level: number };
  /** The cells of the row, where the paragraph ends one. */
  readonly layout: readonly CellLayout[];
}

const IN_TABLE = 0x2416;
const ENDS_ROW = 0x2417;
const DEPTH = 0x6649;
const LIST = 0x460b;
const LIST_LEVEL = 0x260a;
const TABLE_DEFINITION = 0xd608;
const VERTICAL_MERGE = 0xd62b;
const ELSEWHERE = 0x6646;
const CELL_BYTES = 20;

/** Reads the formatting of a paragraph; `data` is the stream where long formatting is kept. */
export function readParagraph(properties: Uint8Array, data: Uint8Array): ParagraphProperties {
  const style = properties.length < 2 ? 0 : (properties[0] ?? 0) + (properties[1] ?? 0) * 256;
  let inTable = false;
  let depth = 0;
  let endsRow = false;
  let layout: CellLayout[] = [];
  const modifiers = longFormatting(properties.subarray(2), data);
  for (const { operation, operand } of readModifiers(modifiers)) {
    if (operation === IN_TABLE) inTable = operand[0] === 1;
    else if (operation === ENDS_ROW) endsRow = operand[0] === 1;
    else if (operation === DEPTH) depth = operand[0] ?? 0;
    else if (operation === TABLE_DEFINITION) layout = readLayout(operand);
    else if (operation === VERTICAL_MERGE) {
      const cell = layout[operand[0] ?? -1];
      if (cell !== undefined)
        layout[operand[0] ?? 0] = { ...cell, merge: operand[1] === 1 ? 'above' : 'none' };
    }
  }
  return { style, depth: Math.max(depth, inTable ? 1 : 0), endsRow, list: listOf(modifiers), layout };
}

/** The list a set of property changes puts a paragraph into. */
export function listOf(modifiers: Uint8Array): ParagraphProperties['list'] {
  let numId: string | null = null;
  let level = 0;
  for (const { operation, operand } of readModifiers(modifiers)) {
    if (operation === LIST) numId = String((operand[0] ?? 0) + (operand[1] ?? 0) * 256);
    if (operation === LIST_LEVEL) level = operand[0] ?? 0;
  }
  return { numId, level };
}

/** Formatting too long for its page (wide tables) lies in the data stream. */
function longFormatting(modifiers: Uint8Array, data: Uint8Array): Uint8Array {
  for (const { operation, operand } of readModifiers(modifiers)) {
    if (operation !== ELSEWHERE) continue;
    const at = new DataView(operand.buffer, operand.byteOffset, operand.byteLength).getUint32(0, true);
    const length = (data[at] ?? 0) + (data[at + 1] ?? 0) * 256;
    return Buffer.concat([modifiers, data.subarray(at + 2, at + 2 + length)]);
  }
  return modifiers;
}

/** The edges and merges of a row's cells (TDefTableOperand, MS-DOC 2.9.321). */
function readLayout(operand: Uint8Array): CellLayout[] {
  const view = new DataView(operand.buffer, operand.byteOffset, operand.byteLength);
  const count = operand[0] ?? 0;
  const cellsAt = 1 + (count + 1) * 2;
  if (cellsAt > operand.length) return [];
  return Array.from({ length: count }, (_, at): CellLayout => {
    const place = cellsAt + at * CELL_BYTES;
    const flags = place + 2 <= operand.length ? view.getUint16(place, true) : 0;
    const above = ((flags >> 5) & 3) === 1;
    const left = (flags & 3) === 2;
    const right = view.getInt16(1 + (at + 1) * 2, true);
    return { right, merge: above ? 'above' : left ? 'left' : 'none' };
  });
}
