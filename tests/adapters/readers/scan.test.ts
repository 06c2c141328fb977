import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../src/adapters/readers/pdf/open-pdf.ts';
import { paintPictures } from '../../../src/adapters/readers/pdf/page-pictures.ts';
import { rulesOfImage } from '../../../src/adapters/readers/scan/drawn-rules.ts';
import { evenLight } from '../../../src/adapters/readers/scan/even-light.ts';
import type { GrayImage } from '../../../src/adapters/readers/scan/page-image.ts';
import { photosAsPdf } from '../../../src/adapters/readers/scan/photo-pdf.ts';
import { readScannedPage } from '../../../src/adapters/readers/scan/read-scanned-page.ts';
import { findModelFolder, type Recognizer } from '../../../src/adapters/readers/scan/recognizer.ts';
import { slopeOf, straighten } from '../../../src/adapters/readers/scan/straighten.ts';
import { sample } from './sample-file.ts';

/** A white page of 200 × 150 points, two pixels a point, with dark places by a rule. */
function imageOf(isDark: (x: number, y: number) => boolean): GrayImage {
  const [width, height] = [400, 300];
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    isDark(at % width, Math.floor(at / width)) ? 0 : 255,
  );
  return { width, height, pixels, perPoint: 2 };
}

/** A PNG of these rows, unfiltered. */
function pngOf(
  width: number,
  type: number,
  rows: readonly (readonly number[])[],
  depth = 8,
  palette: readonly number[] = [],
): Uint8Array {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([depth, type], 8);
  const data = deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('PLTE', Buffer.from(palette)),
      chunk('IDAT', data),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** The picture that pdf.js makes of a photo. */
async function pictureOf(photo: Uint8Array): Promise<GrayImage> {
  const pdf = photosAsPdf([photo]);
  const file = pdf === null ? null : await openPdf(pdf);
  if (file === null || 'kind' in file) throw new Error('not opened');
  const picture = await (await file.page(1)).picture();
  await file.close();
  if (picture === null) throw new Error('no picture');
  return picture;
}
const grayAt = ({ pixels, width, height }: GrayImage, x: number, y: number): number =>
  pixels[Math.floor(y * height) * width + Math.floor(x * width)] ?? -1;

/** The mean of a part of a picture, given in shares of its sides. */
function meanOf(
  { pixels, width, height }: GrayImage,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(top * height); y < Math.floor(bottom * height); y += 1) {
    for (let x = Math.floor(left * width); x < Math.floor(right * width); x += 1) {
      sum += pixels[y * width + x] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}
const strips = Array.from({ length: 10 }, (_, at): [number, number] => [at / 10, (at + 1) / 10]);

/** The JPEG with an EXIF mark of its orientation put in front. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0];
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  const segment = [0xff, 0xe1, 0, exif.length + entry.length + 2, ...exif, ...entry];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

describe('a scanned page', () => {
  it('is straightened by the slope of its lines', () => {
    const slanted = imageOf((x, y) => (y - Math.round(x * 0.02)) % 20 < 6 && x % 7 < 5);
    expect(slopeOf(slanted)).toBeCloseTo(0.02, 2);
    expect(Math.abs(slopeOf(straighten(slanted)))).toBeLessThan(0.005);
    const level = imageOf((x, y) => y % 20 < 6 && x % 7 < 5);
    expect(straighten(level)).toBe(level);
  });

  it('shows its drawn lines, and neither letters nor dark areas among them', () => {
    const image = imageOf(
      (x, y) =>
        (y === 40 && x > 50 && x < 350) ||
        (x === 60 && y > 20 && y < 200) ||
        (x > 100 && x < 120 && y > 100 && y < 110) ||
        (x > 200 && x < 390 && y > 220 && y < 290),
    );
    const rules = rulesOfImage(image).map(({ left, right, top, bottom }) =>
      [left, right, top, bottom].map(Math.round),
    );
    expect(rules).toHaveLength(2);
    expect(rules[0]).toEqual([26, 175, 20, 20]);
    expect(rules[1]?.slice(2)).toEqual([11, 100]);
  });

  it('loses the shadow that lies on it', () => {
    const shadow = imageOf(() => false);
    const pixels = shadow.pixels.map((_, at) =>
      (at % 400) % 50 === 25 ? 20 : 255 - Math.floor((at % 400) / 2.5),
    );
    const lit = evenLight({ ...shadow, pixels });
    expect(lit.pixels[150 * 400 + 390]).toBeGreaterThan(220);
    expect(lit.pixels[150 * 400 + 375]).toBeLessThan(120);
  });

  it('is recognized cell by cell where it draws a table, and as a page elsewhere', async () => {
    const image = imageOf((x, y) => {
      const table = y >= 40 && y <= 160 && x >= 40 && x <= 360;
      const line = [40, 100, 160].includes(y) || [40, 200, 360].includes(x);
      const words = (x % 80 > 25 && x % 80 < 40 && y % 60 > 60 - 35 && y % 60 < 60 - 28) || false;
      return (table && line) || words;
    });
    const asked: string[] = [];
    const recognizer: Recognizer = {
      recognize: (part, kind) => {
        asked.push(kind);
        const word = { text: kind, left: 10, right: 20, top: 10, bottom: 15, confidence: 40 };
        return Promise.resolve(part.width > 0 ? [word] : []);
      },
      close: () => Promise.resolve(),
    };
    const page = await readScannedPage(image, recognizer);
    expect(asked).toEqual(['block', 'block', 'block', 'block', 'page']);
    expect(page.words.map(({ text, confidence }) => [text, confidence])).toEqual(
      asked.map((kind) => [kind, 40]),
    );
    expect(page.words.map(({ left }) => Math.round(left / 80))).toEqual([0, 1, 0, 1, 0]);
  });
});

describe('a photo', () => {
  it.each([
    ['grey', 0, [0, 255]],
    ['RGB', 2, [0, 0, 0, 255, 255, 255]],
    ['RGBA over white', 6, [0, 0, 0, 255, 0, 0, 0, 0]],
  ] as const)('in PNG, %s, keeps its dark and light', async (_, type, row) => {
    const picture = await pictureOf(pngOf(2, type, [row, row]));
    expect([grayAt(picture, 0.25, 0.5), grayAt(picture, 0.75, 0.5)]).toEqual([0, 255]);
  });

  it.each([
    ['a bit', 0, 1, [0b01000000], []],
    ['two bits', 0, 2, [0b00110000], []],
    ['16 bits', 0, 16, [0, 99, 255, 99], []],
    ['a palette of four bits', 3, 4, [0x12], [9, 9, 9, 0, 0, 0, 255, 255, 255]],
  ] as const)('in PNG of %s a colour keeps its dark and light', async (_, type, depth, row, palette) => {
    const picture = await pictureOf(pngOf(2, type, [row, row], depth, palette));
    expect([grayAt(picture, 0.25, 0.5), grayAt(picture, 0.75, 0.5)]).toEqual([0, 255]);
  });

  it('that lies on its side by its EXIF mark is turned upright', async () => {
    const plain = await pictureOf(sample('sideways.jpg'));
    const turned = await pictureOf(withOrientation(sample('sideways.jpg'), 8));
    expect([turned.width, turned.height]).toEqual([plain.height, plain.width]);
    // What stood at the right of the stored picture stands at the top of the one turned by 8.
    const right = strips.map(([from, to]) => meanOf(plain, [0.7, 0.9], [from, to]));
    const top = strips.map(([from, to]) => meanOf(turned, [from, to], [0.1, 0.3]));
    expect(Math.max(...right) - Math.min(...right)).toBeGreaterThan(20);
    for (const [at, mean] of right.entries()) expect(Math.abs(mean - (top[at] ?? 0))).toBeLessThan(3);
  });

  it.each([
    ['cut', sample('sideways.jpg').subarray(0, 40)],
    ['of nothing', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['that claims more pixels than it may', pngOf(60_000, 0, [[0]])],
  ])('%s is refused', (_, bytes) => {
    expect(photosAsPdf([bytes])).toBeNull();
  });
});

describe('the Russian model', () => {
  it('is looked for where TESSDATA_PREFIX says first', () => {
    expect(findModelFolder(new URL('samples', import.meta.url).pathname)).toBe(findModelFolder(''));
  });
});

describe('a page of a monstrous size', () => {
  it('is painted with as many pixels as a large sheet has', () => {
    const picture = { width: 2, height: 1, kind: 2, data: Uint8Array.of(0, 0, 0, 255, 255, 255) };
    const page = { width: 14_400, height: 14_400 };
    // A strip of ten points along its upper edge.
    const { width, height, perPoint, pixels } = paintPictures(page, [
      { map: [page.width, 0, 0, -10, 0, 10], picture },
    ]);
    expect(width * height).toBeLessThan(40_000_000);
    expect(width / perPoint).toBeCloseTo(page.width, -1);
    expect(height / perPoint).toBeCloseTo(page.height, -1);
    expect([pixels[0], pixels[width - 1]]).toEqual([0, 255]);
  });

  it('of a PNG with sixteen bits a channel is refused before it is unpacked', () => {
    const png = pngOf(1, 6, [[0, 0, 0, 0, 0, 0, 0, 0]], 16);
    expect(photosAsPdf([png])).not.toBeNull();
    const head = new DataView(png.buffer, png.byteOffset);
    head.setUint32(16, 8_000);
    head.setUint32(20, 8_000);
    expect(photosAsPdf([png])).toBeNull();
  });
});
