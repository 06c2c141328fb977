import { readFileSync } from 'node:fs';

/** The bytes of a file in samples/. */
export function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`samples/${name}`, import.meta.url)));
}

/** One byte for each character, up to U+00FF. */
export function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
