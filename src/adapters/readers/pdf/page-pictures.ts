import type { GrayImage } from '../scan/page-image.ts';
import { combined, type DrawingOperators, type Matrix, matrixOf } from './page-rules.ts';

/** A decoded picture of pdf.js: packed bits, RGB or RGBA, by `kind`. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A picture where it is painted: the unit square of PDF, turned and stretched by the map. */
export interface PlacedPicture {
  readonly name: string;
  readonly map: Matrix;
  /** Painted area in square points. */
  readonly area: number;
}

const BITS = 1;
const RGB = 2;
const HIGHEST_DENSITY = 300 / 72;
const LOWEST_DENSITY = 150 / 72;
/** A sheet of A2 at 300 dpi; a page may claim to be 5 metres wide, and its pixels lie outside the limited heap. */
const MOST_PAINTED = 36_000_000;

/** Where a page paints pictures, in the order of painting. */
export function picturesOfPage(operators: DrawingOperators, viewport: Matrix): PlacedPicture[] {
  const pictures: PlacedPicture[] = [];
  const saved: Matrix[] = [];
  let current = viewport;
  for (const [at, operator] of operators.names.entries()) {
    const args = operators.args[at];
    const list: readonly unknown[] = Array.isArray(args) ? args : [];
    if (operator === 'save' || operator === 'paintFormXObjectBegin') saved.push(current);
    if (operator === 'restore' || operator === 'paintFormXObjectEnd') current = saved.pop() ?? current;
    if (operator === 'transform') current = combined(current, matrixOf(args));
    if (operator === 'paintFormXObjectBegin') current = combined(current, matrixOf(list[0]));
    if (operator !== 'paintImageXObject' || typeof list[0] !== 'string') continue;
    const [a, b, c, d] = current;
    pictures.push({ name: list[0], map: current, area: Math.abs(a * d - b * c) });
  }
  return pictures;
}

/** Paints the pictures of a page, of `width` × `height` points, as a scanner saw it. */
export function paintPictures(
  page: { readonly width: number; readonly height: number },
  pictures: readonly { readonly map: Matrix; readonly picture: DecodedPicture }[],
): GrayImage {
  const perPoint = Math.min(densityOf(pictures), Math.sqrt(MOST_PAINTED / (page.width * page.height)));
  const [width, height] = [Math.ceil(page.width * perPoint), Math.ceil(page.height * perPoint)];
  const pixels = new Uint8Array(width * height).fill(255);
  for (const { map, picture } of pictures) paint({ width, height, pixels, perPoint }, map, picture);
  return { width, height, pixels, perPoint };
}

/** Pixels in a point of the finest picture, within what the recognizer reads well. */
function densityOf(pictures: readonly { readonly map: Matrix; readonly picture: DecodedPicture }[]): number {
  const densities = pictures.map(({ map: [a, b], picture }) => picture.width / Math.max(1, Math.hypot(a, b)));
  return Math.min(HIGHEST_DENSITY, Math.max(LOWEST_DENSITY, ...densities));
}

function paint(target: GrayImage, map: Matrix, picture: DecodedPicture): void {
  const [a, b, c, d, e, f] = map;
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-6) return;
  const xs = [e, e + a, e + c, e + a + c].map((x) => x * target.perPoint);
  const ys = [f, f + b, f + d, f + b + d].map((y) => y * target.perPoint);
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.min(target.width, Math.ceil(Math.max(...xs))),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(target.height, Math.ceil(Math.max(...ys))),
  ];
  const gray = grayReader(picture);
  // Half a target pixel in the picture: a finer picture is read at four places and averaged.
  const half = 0.25 / target.perPoint;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const [px, py] = [(x + 0.5) / target.perPoint - e, (y + 0.5) / target.perPoint - f];
      let sum = 0;
      let count = 0;
      for (let corner = 0; corner < 4; corner += 1) {
        const [qx, qy] = [px + (corner & 1 ? half : -half), py + (corner & 2 ? half : -half)];
        const u = Math.floor(((d * qx - c * qy) / determinant) * picture.width);
        // The first row of a picture is its top, where the unit square ends.
        const v = Math.floor((1 - (a * qy - b * qx) / determinant) * picture.height);
        if (u < 0 || v < 0 || u >= picture.width || v >= picture.height) continue;
        sum += gray(u, v);
        count += 1;
      }
      if (count > 0) target.pixels[y * target.width + x] = Math.round(sum / count);
    }
  }
}

function grayReader({ width, kind, data }: DecodedPicture): (x: number, y: number) => number {
  if (kind === BITS) {
    const rowBytes = (width + 7) >> 3;
    return (x, y) => (((data[y * rowBytes + (x >> 3)] ?? 0xff) >> (7 - (x & 7))) & 1) * 255;
  }
  const step = kind === RGB ? 3 : 4;
  return (x, y) => {
    const at = (y * width + x) * step;
    return (data[at] ?? 255) * 0.299 + (data[at + 1] ?? 255) * 0.587 + (data[at + 2] ?? 255) * 0.114;
  };
}
