import { inflateSync } from 'node:zlib';

/** The pixels of a PNG, three bytes each. */
export interface PngPixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Bytes of a pixel by colour type: grey, RGB, palette, grey with alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const SIGNATURE_LENGTH = 8;
/** Pixels of 16 bits a channel take eight bytes; nobody sends large pictures of them. */
const MOST_RAW_BYTES = 256 * 1024 * 1024;

/**
 * Decodes a PNG (ISO 15948) of 1 to 16 bits a channel, not interlaced, alpha laid over white; null for interlaced
 * and broken files. `mostPixels` limits what it unpacks to.
 */
export function readPng(bytes: Uint8Array, mostPixels: number): PngPixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) return null;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, type, interlace] = [bytes[24], bytes[25] ?? -1, bytes[28]];
  const channels = CHANNELS[type];
  if (channels === undefined || depth === undefined || interlace !== 0) return null;
  if (![1, 2, 4, 8, 16].includes(depth) || (channels > 1 && depth < 8)) return null;
  if (width === 0 || height === 0 || width * height > mostPixels) return null;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  if ((rowBytes + 1) * height > MOST_RAW_BYTES) return null;
  const { data, palette } = readChunks(bytes, view);
  const raw = inflated(data, (rowBytes + 1) * height);
  if (raw === null) return null;
  unfilter(raw, rowBytes, height, Math.max(1, (channels * depth) / 8));
  return { width, height, rgb: toRgb(raw, { width, height, rowBytes, channels, depth, type, palette }) };
}

function readChunks(bytes: Uint8Array, view: DataView): { data: Uint8Array; palette: Uint8Array } {
  const parts: Uint8Array[] = [];
  let palette = new Uint8Array(0);
  for (let at = SIGNATURE_LENGTH; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') parts.push(chunk);
    if (name === 'PLTE') palette = Uint8Array.from(chunk);
    at += 12 + length;
  }
  return { data: Buffer.concat(parts), palette };
}

function inflated(data: Uint8Array, length: number): Uint8Array | null {
  try {
    const raw = inflateSync(data, { maxOutputLength: length });
    return raw.length === length ? raw : null;
  } catch {
    // Bad deflate data, or more of it than the head promised.
    return null;
  }
}

/** Undoes the filter of every row in place; each row begins with the number of its filter. */
function unfilter(raw: Uint8Array, rowBytes: number, height: number, channels: number): void {
  for (let row = 0; row < height; row += 1) {
    const start = row * (rowBytes + 1);
    const filter = raw[start];
    for (let at = 0; at < rowBytes; at += 1) {
      const place = start + 1 + at;
      const left = at >= channels ? (raw[place - channels] ?? 0) : 0;
      const above = row > 0 ? (raw[place - rowBytes - 1] ?? 0) : 0;
      const corner = row > 0 && at >= channels ? (raw[place - rowBytes - 1 - channels] ?? 0) : 0;
      raw[place] = ((raw[place] ?? 0) + predicted(filter, left, above, corner)) & 0xff;
    }
  }
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
      if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left;
      return (b ?? 0) <= (c ?? 0) ? above : corner;
    }
    default:
      return 0;
  }
}

interface PngShape {
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
  readonly channels: number;
  readonly depth: number;
  readonly type: number;
  readonly palette: Uint8Array;
}

function toRgb(raw: Uint8Array, shape: PngShape): Uint8Array {
  const { width, height, channels, type, palette } = shape;
  const rgb = new Uint8Array(width * height * 3);
  const grey = channels < 3;
  const sample = sampleReader(raw, shape);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const alpha = type === 4 || type === 6 ? sample(x, y, channels - 1) / 255 : 1;
    for (let colour = 0; colour < 3; colour += 1) {
      const value = sample(x, y, grey ? 0 : colour);
      const shown = type === 3 ? (palette[value * 3 + colour] ?? 255) : value;
      rgb[pixel * 3 + colour] = Math.round(shown * alpha + 255 * (1 - alpha));
    }
  }
  return rgb;
}

/** Gives a channel of a pixel as 0–255, of a palette picture the number of the colour. */
function sampleReader(
  raw: Uint8Array,
  { rowBytes, channels, depth, type }: PngShape,
): (x: number, y: number, channel: number) => number {
  const rowOf = (y: number): number => y * (rowBytes + 1) + 1;
  if (depth >= 8) {
    const bytes = depth / 8;
    return (x, y, channel) => raw[rowOf(y) + (x * channels + channel) * bytes] ?? 255;
  }
  const perByte = 8 / depth;
  const most = 2 ** depth - 1;
  const scale = type === 3 ? 1 : 255 / most;
  return (x, y) => {
    const byte = raw[rowOf(y) + Math.floor(x / perByte)] ?? 0xff;
    return ((byte >> (8 - depth - (x % perByte) * depth)) & most) * scale;
  };
}
