/** A page as grey pixels: 0 black, 255 white; row by row from the top left. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Pixels in a point (1/72 inch). */
  readonly perPoint: number;
}

/** The bytes of a PGM file (Netpbm P5), which the recognizer reads without a decoder. */
export function pgmOf(image: GrayImage): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${image.width} ${image.height}\n255\n`);
  const bytes = new Uint8Array(head.length + image.pixels.length);
  bytes.set(head);
  bytes.set(image.pixels, head.length);
  return bytes;
}

/** A rectangle of an image in points. */
export interface ImageArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A part of an image with `padding` white pixels around it. */
export function cropImage(image: GrayImage, area: ImageArea, padding: number): GrayImage {
  const { left, right, top, bottom } = pixelsOf(image, area);
  const [width, height] = [Math.max(0, right - left) + padding * 2, Math.max(0, bottom - top) + padding * 2];
  const pixels = new Uint8Array(width * height).fill(255);
  for (let y = top; y < bottom; y += 1) {
    const row = image.pixels.subarray(y * image.width + left, y * image.width + right);
    pixels.set(row, (y - top + padding) * width + padding);
  }
  return { ...image, width, height, pixels };
}

/** The image with these areas painted white. */
export function wipeAreas(image: GrayImage, areas: readonly ImageArea[]): GrayImage {
  const pixels = Uint8Array.from(image.pixels);
  for (const area of areas) {
    const { left, right, top, bottom } = pixelsOf(image, area);
    for (let y = top; y < bottom; y += 1)
      pixels.fill(255, y * image.width + left, y * image.width + Math.max(left, right));
  }
  return { ...image, pixels };
}

/** Quarters of a circle, clockwise. */
export type Quarters = 0 | 1 | 2 | 3;

/** The image turned; the same image where nothing is to turn. */
export function turnImage(image: GrayImage, quarters: Quarters): GrayImage {
  if (quarters === 0) return image;
  const { width, height } = image;
  const pixels = new Uint8Array(width * height);
  const across = quarters === 2 ? width : height;
  const down = quarters === 2 ? height : width;
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const [fromX, fromY] =
        quarters === 1
          ? [y, height - 1 - x]
          : quarters === 2
            ? [width - 1 - x, height - 1 - y]
            : [width - 1 - y, x];
      pixels[y * across + x] = image.pixels[fromY * width + fromX] ?? 255;
    }
  }
  return { ...image, width: across, height: down, pixels };
}

/** The nearest whole pixels, within the image. */
function pixelsOf({ width, height, perPoint }: GrayImage, area: ImageArea): ImageArea {
  const within = (points: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(points * perPoint)));
  return {
    left: within(area.left, width),
    right: within(area.right, width),
    top: within(area.top, height),
    bottom: within(area.bottom, height),
  };
}
