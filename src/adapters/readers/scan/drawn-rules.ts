import type { PageRule } from '../layout/page.ts';
import type { GrayImage } from './page-image.ts';

/** Shortest run of dark pixels that is a line and no letter, in points. */
const SHORTEST_RULE = 26;
const THICKEST_RULE = 4;
/** Light pixels a line may miss, in points. */
const WIDEST_BREAK = 0.4;
const DARK = 200;

/** The straight lines of a scanned page, in points: rows and columns of dark pixels too long for letters. */
export function rulesOfImage(image: GrayImage): PageRule[] {
  return [...scan(image, true), ...scan(image, false)];
}

interface Run {
  from: number;
  to: number;
  first: number;
  last: number;
}

function scan(image: GrayImage, across: boolean): PageRule[] {
  const { width, height, pixels, perPoint } = image;
  const [lines, length] = across ? [height, width] : [width, height];
  const [alongStep, lineStep] = across ? [1, width] : [width, 1];
  const shortest = SHORTEST_RULE * perPoint;
  const finished: Run[] = [];
  let open: Run[] = [];
  for (let line = 0; line < lines; line += 1) {
    const next: Run[] = [];
    for (const [from, to] of darkRuns(
      pixels,
      line * lineStep,
      { along: alongStep, aside: lineStep },
      length,
      WIDEST_BREAK * perPoint,
    )) {
      if (to - from < shortest) continue;
      const touching = open.find((run) => run.from <= to && from <= run.to);
      if (touching === undefined) next.push({ from, to, first: line, last: line });
      else {
        Object.assign(touching, {
          from: Math.min(touching.from, from),
          to: Math.max(touching.to, to),
          last: line,
        });
        if (!next.includes(touching)) next.push(touching);
      }
    }
    finished.push(...open.filter((run) => !next.includes(run)));
    open = next;
  }
  return [...finished, ...open]
    .filter((run) => run.last - run.first <= THICKEST_RULE * perPoint)
    .map((run) => {
      const [from, to, place] = [run.from, run.to, (run.first + run.last) / 2].map(
        (pixel) => pixel / perPoint,
      );
      const [along, line] = [{ from: from ?? 0, to: to ?? 0 }, place ?? 0];
      return across
        ? { left: along.from, right: along.to, top: line, bottom: line }
        : { left: line, right: line, top: along.from, bottom: along.to };
    });
}

/**
 * Stretches of dark pixels along one row or column and the one beside it, for a thin line steps from one to the
 * other; small breaks are forgiven.
 */
function* darkRuns(
  pixels: Uint8Array,
  offset: number,
  step: { readonly along: number; readonly aside: number },
  length: number,
  widestBreak: number,
): Generator<readonly [number, number]> {
  let from = -1;
  let lastDark = -1;
  for (let at = 0; at < length; at += 1) {
    const place = offset + at * step.along;
    if ((pixels[place] ?? 255) >= DARK && (pixels[place + step.aside] ?? 255) >= DARK) continue;
    if (from === -1 || at - lastDark > widestBreak + 1) {
      if (from !== -1) yield [from, lastDark + 1];
      from = at;
    }
    lastDark = at;
  }
  if (from !== -1) yield [from, lastDark + 1];
}
