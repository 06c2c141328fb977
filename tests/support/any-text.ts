import fc from 'fast-check';

/**
 * Any text at all: ASCII with its controls, Cyrillic, the rest of Unicode, halves of surrogate pairs. The same as
 * `fc.string({ unit: 'binary' })`, which takes two seconds to begin.
 */
export function anyText(limits: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  const codePoint = fc.oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x400, max: 0x4ff }),
    fc.integer({ min: 0, max: 0x10ffff }),
  );
  return fc.string({ unit: codePoint.map((code) => String.fromCodePoint(code)), ...limits });
}
