import type { GrayImage } from './page-image.ts';

/** Half the side of the square whose mean counts as the paper around a pixel, in points. */
const REACH = 14;
/** What the paper becomes. */
const PAPER = 245;

/** The image as if lit evenly: every pixel against the mean around it, so that shadows of a photo vanish. */
export function evenLight(image: GrayImage): GrayImage {
  const { width, height, pixels, perPoint } = image;
  const sums = integralOf(image);
  const reach = Math.max(4, Math.round(REACH * perPoint));
  const lit = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const left = x > reach ? x - reach : 0;
      const right = x + reach + 1 < width ? x + reach + 1 : width;
      const sum =
        at(sums, bottom * (width + 1) + right) -
        at(sums, top * (width + 1) + right) -
        at(sums, bottom * (width + 1) + left) +
        at(sums, top * (width + 1) + left);
      const mean = Math.max(1, sum / ((right - left) * (bottom - top)));
      lit[y * width + x] = Math.min(255, ((pixels[y * width + x] ?? 255) * PAPER) / mean);
    }
  }
  return { ...image, pixels: lit };
}

/** Sums of all pixels above and to the left, one row and column more than the image. */
function integralOf({ width, height, pixels }: GrayImage): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = at(sums, y * (width + 1) + x + 1) + row;
    }
  }
  return sums;
}

function at(sums: Float64Array, place: number): number {
  return sums[place] ?? 0;
}
