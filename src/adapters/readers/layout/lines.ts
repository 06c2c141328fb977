import type { WordConfidence } from '../../../core/documents/index.ts';
import type { GradedText } from './graded-text.ts';
import type { PageWord } from './page.ts';

/** Words that stand side by side, left to right. */
export interface PageLine extends GradedText {
  readonly words: readonly PageWord[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pieces of one word that a change of font cut stand closer than this share of their height. */
const GLUED_GAP = 0.12;

/** The lines that words make: those belong together whose heights overlap by half. */
export function linesOfWords(words: readonly PageWord[]): PageLine[] {
  const groups: PageWord[][] = [];
  for (const word of [...words].sort((a, b) => middle(a) - middle(b))) {
    const group = groups.at(-1);
    if (group !== undefined && group.slice(-8).some((other) => sharesLine(word, other))) group.push(word);
    else groups.push([word]);
  }
  return groups.map(lineOf);
}

/** One line of the words given. */
export function lineOf(words: readonly PageWord[]): PageLine {
  const ordered = [...words].sort((a, b) => a.left - b.left);
  const confidences: WordConfidence[] = [];
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const word of ordered) {
    const glued = text !== '' && word.left - right < (word.bottom - word.top) * GLUED_GAP;
    text += text === '' || glued ? word.text : ` ${word.text}`;
    if (word.confidence !== undefined)
      confidences.push({
        start: text.length - word.text.length,
        end: text.length,
        confidence: word.confidence,
      });
    right = Math.max(right, word.right);
    top = Math.min(top, word.top);
    bottom = Math.max(bottom, word.bottom);
  }
  return { words: ordered, text, confidences, left: ordered[0]?.left ?? 0, right, top, bottom };
}

function middle(word: PageWord): number {
  return (word.top + word.bottom) / 2;
}

function sharesLine(a: PageWord, b: PageWord): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return overlap >= Math.min(a.bottom - a.top, b.bottom - b.top) / 2;
}
