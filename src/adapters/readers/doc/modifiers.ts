/** One property change (Prl, MS-DOC 2.2.5): an operation and the bytes of its operand. */
export interface Modifier {
  readonly operation: number;
  readonly operand: Uint8Array;
}

const TABLE_DEFINITION = 0xd608;
const TAB_STOPS = 0xc615;
/** Operand lengths by the top three bits of the operation; null: the length is the first byte. */
const LENGTHS: readonly (number | null)[] = [1, 1, 2, 4, 2, 2, null, 3];

/** Reads a list of property changes; a broken one ends it. */
export function* readModifiers(bytes: Uint8Array): Generator<Modifier> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 3 <= bytes.length; ) {
    const operation = view.getUint16(at, true);
    const fixed = LENGTHS[operation >> 13] ?? null;
    let from = at + 2;
    let length = fixed ?? 0;
    if (operation === TABLE_DEFINITION) {
      if (from + 2 > bytes.length) return;
      length = view.getUint16(from, true) - 1;
      from += 2;
    } else if (fixed === null) {
      length = bytes[from] ?? 0;
      from += 1;
      // Tab stops longer than a byte can say: 4 bytes a deleted stop, 3 an added one.
      if (operation === TAB_STOPS && length === 255) {
        const deleted = bytes[from] ?? 0;
        length = 2 + deleted * 4 + (bytes[from + 1 + deleted * 4] ?? 0) * 3;
      }
    }
    if (length < 0 || from + length > bytes.length) return;
    yield { operation, operand: bytes.subarray(from, from + length) };
    at = from + length;
  }
}
