/** A piece of Rich Text Format. */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  /** `\word` or `\wordN`; a control symbol (`\~`, `\*`) is a word of one character. */
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  /** Bytes of text in the code page at hand: as they stand, or one written `\'xx`. */
  | { readonly kind: 'bytes'; readonly from: number; readonly to: number; readonly escaped: number | null };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const LONGEST_WORD = 40;

/** Cuts the bytes of an RTF file into tokens, once, left to right; whatever is broken is read as text. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === OPEN || byte === CLOSE) {
      yield { kind: byte === OPEN ? 'open' : 'close' };
      at += 1;
    } else if (byte === 0x0d || byte === 0x0a || byte === 0) at += 1;
    else if (byte !== BACKSLASH) {
      const from = at;
      while (at < bytes.length && isPlain(bytes[at])) at += 1;
      yield { kind: 'bytes', from, to: at, escaped: null };
    } else {
      const control = controlAt(bytes, at + 1);
      yield control.token;
      at = control.end;
    }
  }
}

function isPlain(byte: number | undefined): boolean {
  return (
    byte !== OPEN && byte !== CLOSE && byte !== BACKSLASH && byte !== 0x0d && byte !== 0x0a && byte !== 0
  );
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** What stands after a backslash at `from - 1`, and where it ends. */
function controlAt(bytes: Uint8Array, from: number): { readonly token: RtfToken; readonly end: number } {
  let at = from;
  while (isLetter(bytes[at]) && at - from < LONGEST_WORD) at += 1;
  if (at === from) return symbolAt(bytes, from);
  const word = latin(bytes, from, at);
  const digitsFrom = bytes[at] === 0x2d && isDigit(bytes[at + 1]) ? at + 1 : at;
  let end = digitsFrom;
  while (isDigit(bytes[end]) && end - digitsFrom < 10) end += 1;
  const value = end === digitsFrom ? null : Number(latin(bytes, at, end));
  if (bytes[end] === 0x20) end += 1;
  // Binary data follows a \bin; its length is part of it.
  if (word === 'bin' && value !== null) end = Math.min(bytes.length, end + Math.max(0, value));
  return { token: { kind: 'word', word, value }, end };
}

function symbolAt(bytes: Uint8Array, at: number): { readonly token: RtfToken; readonly end: number } {
  if (bytes[at] === 0x27) {
    const code = Number.parseInt(latin(bytes, at + 1, at + 3), 16);
    const escaped = Number.isNaN(code) ? 0x20 : code;
    return { token: { kind: 'bytes', from: at, to: at, escaped }, end: at + 3 };
  }
  const word = bytes[at] === 0x0d || bytes[at] === 0x0a ? 'par' : latin(bytes, at, at + 1);
  return { token: { kind: 'word', word, value: null }, end: at + 1 };
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
