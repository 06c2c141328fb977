import type { Part } from './file-head.ts';
import { readModifiers } from './modifiers.ts';
import { listOf } from './paragraph-properties.ts';

/** The lists that paragraph styles bring along, by the number of the style. */
export type StyleLists = ReadonlyMap<string, { readonly numId: string; readonly level: number }>;

/** Styles that hide their words (true) or show them against the style they are based on (false), by number. */
export type HiddenStyles = ReadonlyMap<number, boolean>;

const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;
const HIDDEN = 0x083c;
const NO_STYLE = 0xfff;
const DEEPEST = 12;

interface Style {
  readonly base: number;
  readonly list: { readonly numId: string | null; readonly level: number };
  readonly hidden: boolean | null;
}

/** Reads the style sheet (STSH, MS-DOC 2.9.271). @throws RangeError where it is cut */
export function readStyles(
  table: Uint8Array,
  part: Part,
): { readonly lists: StyleLists; readonly hidden: HiddenStyles } {
  const styles = new Map<number, Style>();
  if (part.length < 4) return { lists: new Map(), hidden: new Map() };
  const view = new DataView(table.buffer, table.byteOffset + part.at, part.length);
  const count = view.getUint16(2, true);
  const baseBytes = view.getUint16(4, true);
  let at = 2 + view.getUint16(0, true);
  for (let number = 0; number < count && at + 2 <= part.length; number += 1) {
    const length = view.getUint16(at, true);
    const from = at + 2;
    if (length > 0) styles.set(number, readStyle(view, from, baseBytes));
    at = from + length + (length & 1);
  }
  const numbers = [...styles.keys()];
  return {
    lists: new Map(numbers.flatMap((number) => inherited(number, styles))),
    hidden: new Map(numbers.flatMap((number) => inheritedHiding(number, styles))),
  };
}

function readStyle(view: DataView, from: number, baseBytes: number): Style {
  const kind = view.getUint16(from + 2, true) & 0xf;
  const base = view.getUint16(from + 2, true) >> 4;
  const nameAt = from + baseBytes + (baseBytes & 1);
  const propertiesAt = nameAt + 2 + view.getUint16(nameAt, true) * 2 + 2;
  const none = { numId: null, level: 0 };
  if (kind === CHARACTER_STYLE)
    return { base, list: none, hidden: hidingOf(modifiersAt(view, propertiesAt, 0)) };
  if (kind !== PARAGRAPH_STYLE) return { base, list: none, hidden: null };
  // The style's own number stands before its properties; those of its characters follow.
  const length = view.getUint16(propertiesAt, true);
  const charactersAt = propertiesAt + 2 + length + (length & 1);
  const list = listOf(modifiersAt(view, propertiesAt, 2));
  const hidden = charactersAt + 2 <= view.byteLength ? hidingOf(modifiersAt(view, charactersAt, 0)) : null;
  return { base, list, hidden };
}

/** The property changes whose length stands at a place, after `skip` bytes of something else. */
function modifiersAt(view: DataView, at: number, skip: number): Uint8Array {
  const length = view.getUint16(at, true) - skip;
  const from = at + 2 + skip;
  return new Uint8Array(
    view.buffer,
    view.byteOffset + Math.min(from, view.byteLength),
    Math.max(0, Math.min(length, view.byteLength - from)),
  );
}

function hidingOf(modifiers: Uint8Array): boolean | null {
  let hidden: boolean | null = null;
  for (const { operation, operand } of readModifiers(modifiers))
    if (operation === HIDDEN) hidden = operand[0] === 1;
  return hidden;
}

function inheritedHiding(number: number, styles: ReadonlyMap<number, Style>): [number, boolean][] {
  let at = number;
  for (let depth = 0; depth < DEEPEST && at !== NO_STYLE; depth += 1) {
    const style = styles.get(at);
    if (style === undefined) break;
    if (style.hidden !== null) return [[number, style.hidden]];
    at = style.base;
  }
  return [];
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
