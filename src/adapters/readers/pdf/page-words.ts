import type { PageWord } from '../layout/page.ts';

/** A run of text as pdf.js gives it, already turned upright: its left end, width and the baseline from the top. */
export interface TextRun {
  readonly text: string;
  readonly left: number;
  readonly width: number;
  readonly baseline: number;
  readonly height: number;
}

/** Share of the letter height above the baseline; the rest hangs below. */
const ASCENT = 0.8;

/**
 * The words of a run. Only its ends are known, so the words between are placed by their number of letters: a
 * run that reaches over the border of a table then falls into its cells.
 */
export function wordsOfRun(run: TextRun): PageWord[] {
  const perLetter = run.width / Math.max(1, run.text.length);
  return [...run.text.matchAll(/\S+/gu)].map((match) => ({
    text: match[0],
    left: run.left + match.index * perLetter,
    right: run.left + (match.index + match[0].length) * perLetter,
    top: run.baseline - run.height * ASCENT,
    bottom: run.baseline + run.height * (1 - ASCENT),
  }));
}
