import type { GrayImage } from './page-image.ts';

const DARK = 200;
/** Slopes tried: a sheet in a scanner lies no worse. */
const STEEPEST = 0.04;
const STEP = 0.0025;
/** Pixels in a point that are enough to see rows of text. */
const COARSE_PER_POINT = 1;
/** Slopes below this harm nothing. */
const FLAT = 0.003;

/** The page turned so that its lines of text lie level; the same image where they do. */
export function straighten(image: GrayImage): GrayImage {
  const slope = slopeOf(image);
  if (Math.abs(slope) < FLAT) return image;
  const { width, height, pixels } = image;
  const turned = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = [
        Math.round(x - slope * (y - height / 2)),
        Math.round(y + slope * (x - width / 2)),
      ];
      if (fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) continue;
      turned[y * width + x] = pixels[fromY * width + fromX] ?? 255;
    }
  }
  return { ...image, pixels: turned };
}

/** How far lines sink on their way to the right: the slope at which rows are darkest and gaps lightest. */
export function slopeOf(image: GrayImage): number {
  const dots = darkDots(image);
  let best = { slope: 0, contrast: contrastAt(dots, 0) };
  for (let slope = -STEEPEST; slope <= STEEPEST; slope += STEP) {
    const contrast = contrastAt(dots, slope);
    if (contrast > best.contrast * 1.02) best = { slope, contrast };
  }
  return best.slope;
}

function darkDots(image: GrayImage): { readonly x: number; readonly y: number }[] {
  const step = Math.max(1, Math.round(image.perPoint / COARSE_PER_POINT));
  const dots: { x: number; y: number }[] = [];
  for (let y = 0; y < image.height; y += step) {
    for (let x = 0; x < image.width; x += step) {
      if ((image.pixels[y * image.width + x] ?? 255) < DARK) dots.push({ x: x / step, y: y / step });
    }
  }
  return dots;
}

function contrastAt(dots: readonly { readonly x: number; readonly y: number }[], slope: number): number {
  const rows = new Map<number, number>();
  for (const { x, y } of dots) {
    const row = Math.round(y - slope * x);
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  let sum = 0;
  for (const count of rows.values()) sum += count * count;
  return sum;
}
