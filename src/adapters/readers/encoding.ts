/** How the bytes of a text were read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'koi8-r' | 'ibm866';
  /** True where some bytes made no letter and were replaced. */
  readonly damaged: boolean;
}

const SINGLE_BYTE = ['windows-1251', 'koi8-r', 'ibm866'] as const;
/** The ten most frequent letters of Russian make up two thirds of any text. */
const FREQUENT = /[оеаинтсрвл]/gu;
const SMALLEST_SHARE = 0.35;
/** Control characters that are no white space. */
const CONTROL = /(?!\s|\u0085)\p{Cc}/gu;
const MOST_CONTROLS = 0.01;
const SAMPLE_LENGTH = 20_000;

/**
 * Reads bytes as text: by the byte order mark, else as UTF-8 where every byte fits, else as the single-byte
 * Cyrillic encoding whose letters are the most frequent ones of Russian. Null where the bytes are no text.
 * Control characters become spaces, so that offsets stay and any database can keep the text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const decoded =
    decodeMarked(bytes) ?? decodeUtf16WithoutMark(bytes) ?? decodeUtf8(bytes) ?? decodeSingleByte(bytes);
  if (decoded === null) return null;
  const controls = decoded.text.match(CONTROL)?.length ?? 0;
  if (controls > Math.max(4, decoded.text.length * MOST_CONTROLS)) return null;
  return {
    text: decoded.text.replace(CONTROL, ' '),
    encoding: decoded.encoding,
    damaged: controls > 0 || decoded.text.includes('\ufffd'),
  };
}

type Decoded = Pick<DecodedText, 'text' | 'encoding'>;

function decodeMarked(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes.subarray(3), 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes.subarray(2), 'utf-16be');
  return null;
}

/** Cyrillic in UTF-16 has 0x04 in every second byte; no other text encoding looks like that. */
function decodeUtf16WithoutMark(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, SAMPLE_LENGTH);
  const share = (offset: number): number => {
    let hits = 0;
    for (let at = offset; at < sample.length; at += 2) if (sample[at] === 0x04 || sample[at] === 0) hits += 1;
    return sample.length < 8 ? 0 : hits / (sample.length / 2);
  };
  if (share(1) > 0.9 && share(0) < 0.3) return decode(bytes, 'utf-16le');
  return share(0) > 0.9 && share(1) < 0.3 ? decode(bytes, 'utf-16be') : null;
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function decodeSingleByte(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, SAMPLE_LENGTH);
  const [best] = SINGLE_BYTE.map((encoding) => ({
    encoding,
    share: shareOfFrequent(decode(sample, encoding).text),
  })).sort((a, b) => b.share - a.share);
  return best === undefined || best.share < SMALLEST_SHARE ? null : decode(bytes, best.encoding);
}

/** Frequent letters among everything that is not plain ASCII. */
function shareOfFrequent(text: string): number {
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0;
  return foreign === 0 ? 0 : (text.match(FREQUENT)?.length ?? 0) / foreign;
}

function decode(bytes: Uint8Array, encoding: DecodedText['encoding']): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
