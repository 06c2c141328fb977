/** Tells whether a document shows pictures that may hold words; told of its elements as they open. */
export interface PictureFinder {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  found(): boolean;
}

const PICTURES = new Set(['pic:pic', 'v:imagedata', 'c:chart', 'dgm:relIds', 'w:altChunk']);
const EMU_PER_POINT = 12_700;
/** A picture of less than 3 % of an A4 page, in square points, is an emblem, a signature or a formula. */
const SMALLEST_AREA = 595 * 842 * 0.03;

/** Starts with none found. A drawing of unknown size counts. */
export function createPictureFinder(): PictureFinder {
  let areaOfDrawing: number | null = null;
  let found = false;
  return {
    open(name, attributes) {
      if (name === 'wp:extent') {
        const sides = [attributes['cx'], attributes['cy']].map((side) => Number(side) / EMU_PER_POINT);
        areaOfDrawing = areaOf(sides[0], sides[1]);
      } else if (name === 'v:shape' || name === 'v:rect') {
        areaOfDrawing = areaOf(
          pointsOf('width', attributes['style']),
          pointsOf('height', attributes['style']),
        );
      } else if (PICTURES.has(name)) found ||= (areaOfDrawing ?? Number.POSITIVE_INFINITY) >= SMALLEST_AREA;
      else if (name === 'w:drawing' || name === 'w:pict' || name === 'w:object') areaOfDrawing = null;
    },
    found: () => found,
  };
}

function areaOf(width: number | null | undefined, height: number | null | undefined): number | null {
  const area = (width ?? Number.NaN) * (height ?? Number.NaN);
  return Number.isNaN(area) ? null : area;
}

/** «width:120.5pt;height:3cm» → 120.5 points; null for units that are not told apart. */
function pointsOf(side: 'width' | 'height', style = ''): number | null {
  const [, size, unit] =
    new RegExp(`(?:^|;)\\s*${side}\\s*:\\s*(\\d+(?:\\.\\d+)?)(pt|in|cm|mm)`, 'u').exec(style) ?? [];
  const perUnit = { pt: 1, in: 72, cm: 28.35, mm: 2.835 }[unit ?? ''];
  return perUnit === undefined ? null : Number(size) * perUnit;
}
