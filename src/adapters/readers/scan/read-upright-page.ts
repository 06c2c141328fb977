import { cropImage, type GrayImage, type Quarters, turnImage } from './page-image.ts';
import { readScannedPage, type ScannedPage } from './read-scanned-page.ts';
import type { RecognizedWord, Recognizer } from './recognizer.ts';

/** A page whose words are this sure on the whole lies the right way up; one upside down has 20–50. */
const LIKELY_UPRIGHT = 75;
/** Fewer letters say nothing of the whole page. */
const FEWEST_LETTERS = 20;
/** Share of the page's height that is tried another way up. */
const TRIED_SHARE = 0.25;
/** How much better another way up must read. */
const CLEARLY_BETTER = 1.3;
const DARK = 140;
/** Share of dark pixels below which a page is blank. */
const BLANK = 0.0005;

/** A recognized page and how it was turned for that, in quarters of a circle, clockwise. */
export interface UprightPage {
  readonly page: ScannedPage;
  readonly quarters: Quarters;
}

/**
 * Recognizes a page the way up it reads best: turned by `likely` (as the page before it), and where its words are
 * unsure, a strip of it turned by each other quarter, and then the whole once more where one is clearly better.
 */
export async function readUprightPage(
  scanned: GrayImage,
  recognizer: Recognizer,
  likely: Quarters = 0,
): Promise<UprightPage> {
  const image = turnImage(scanned, likely);
  const page = await readScannedPage(image, recognizer);
  const letters = lettersOf(page.words);
  const isUpright = letters >= FEWEST_LETTERS && evidenceOf(page.words) / letters >= LIKELY_UPRIGHT;
  if (isUpright || isBlank(image)) return { page, quarters: likely };
  let best = { quarters: likely, evidence: (await tryStrip(image, recognizer)) * CLEARLY_BETTER };
  for (const quarters of ([0, 1, 2, 3] as const).filter((other) => other !== likely)) {
    const evidence = await tryStrip(turnImage(scanned, quarters), recognizer);
    if (evidence > best.evidence) best = { quarters, evidence };
  }
  const { quarters } = best;
  if (quarters === likely) return { page, quarters };
  return { page: await readScannedPage(turnImage(scanned, quarters), recognizer), quarters };
}

function isBlank(image: GrayImage): boolean {
  return darkRows(image).reduce((sum, dark) => sum + dark, 0) < image.pixels.length * BLANK;
}

/** Letters times confidence in the strip of the page with the most print. */
async function tryStrip(image: GrayImage, recognizer: Recognizer): Promise<number> {
  const rows = darkRows(image);
  const height = Math.max(1, Math.floor(image.height * TRIED_SHARE));
  let dark = rows.slice(0, height).reduce((sum, count) => sum + count, 0);
  let best = { top: 0, dark };
  for (let top = 1; top + height <= rows.length; top += 1) {
    dark += (rows[top + height - 1] ?? 0) - (rows[top - 1] ?? 0);
    if (dark > best.dark) best = { top, dark };
  }
  const top = best.top / image.perPoint;
  const area = { left: 0, right: image.width / image.perPoint, top, bottom: top + height / image.perPoint };
  return evidenceOf(await recognizer.recognize(cropImage(image, area, 0), 'block'));
}

function darkRows({ width, height, pixels }: GrayImage): number[] {
  return Array.from({ length: height }, (_, y) => {
    let dark = 0;
    for (let x = y * width; x < (y + 1) * width; x += 1) if ((pixels[x] ?? 255) < DARK) dark += 1;
    return dark;
  });
}

function lettersOf(words: readonly RecognizedWord[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}

function evidenceOf(words: readonly RecognizedWord[]): number {
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
}
