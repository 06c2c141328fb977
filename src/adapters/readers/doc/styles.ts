import type { Part } from './file-head.ts';
import { listOf } from './paragraph-properties.ts';

/** The lists that paragraph styles bring along, by the number of the style. */
export type StyleLists = ReadonlyMap<string, { readonly numId: string; readonly level: number }>;

const PARAGRAPH_STYLE = 1;
const NO_STYLE = 0xfff;
const DEEPEST = 12;

interface Style {
  readonly base: number;
  readonly list: { readonly numId: string | null; readonly level: number };
}

/** Reads the style sheet (STSH, MS-DOC 2.9.271). @throws RangeError where it is cut */
export function readStyleLists(table: Uint8Array, part: Part): StyleLists {
  const styles = new Map<number, Style>();
  if (part.length < 4) return new Map();
  const view = new DataView(table.buffer, table.byteOffset + part.at, part.length);
  const count = view.getUint16(2, true);
  const baseBytes = view.getUint16(4, true);
  let at = 2 + view.getUint16(0, true);
  for (let number = 0; number < count && at + 2 <= part.length; number += 1) {
    const length = view.getUint16(at, true);
    const from = at + 2;
    if (length > 0 && (view.getUint16(from + 2, true) & 0xf) === PARAGRAPH_STYLE)
      styles.set(number, readStyle(view, from, baseBytes));
    at = from + length + (length & 1);
  }
  return new Map([...styles.keys()].flatMap((number) => inherited(number, styles)));
}

function readStyle(view: DataView, from: number, baseBytes: number): Style {
  const base = view.getUint16(from + 2, true) >> 4;
  const nameAt = from + baseBytes + (baseBytes & 1);
  const propertiesAt = nameAt + 2 + view.getUint16(nameAt, true) * 2 + 2;
  const length = view.getUint16(propertiesAt, true);
  // The style's own number stands before its properties.
  const modifiers = new Uint8Array(
    view.buffer,
    view.byteOffset + propertiesAt + 4,
    Math.max(0, Math.min(length - 2, view.byteLength - propertiesAt - 4)),
  );
  return { base, list: listOf(modifiers) };
}

function inherited(
  number: number,
  styles: ReadonlyMap<number, Style>,
): [string, { numId: string; level: number }][] {
  const level = styles.get(number)?.list.level ?? 0;
  let at = number;
  for (let depth = 0; depth < DEEPEST && at !== NO_STYLE; depth += 1) {
    const style = styles.get(at);
    if (style === undefined) break;
    const { numId } = style.list;
    if (numId !== null) return numId === '0' ? [] : [[String(number), { numId, level }]];
    at = style.base;
  }
  return [];
}
